"""What newcomers typed in vain: every search leads somewhere, or says where everybody sees it that it does not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import Visit

RATE = "indicator=unemployed_per_100&level=municipality&year=2021"
#: What is found is tested of the search itself, which does the same in the browser (`tests/assets/test_agreement.py`).
SEARCHES = [
    ("96515", "Sonneberg, Stadt"),
    ("Kreis Sonneberg", "Sonneberg, Landkreis"),
    ("Thüringen", "Thüringen"),
    ("Mengersgereuth-Hämmern", "Frankenblick"),
    ("muhlhausn", "Mühlhausen/Thüringen"),
]


def box(page: Page) -> Locator:
    return page.get_by_role("combobox", name=re.compile("^(Ort suchen|Region jeder Ebene hinzufügen)$"))


def offered(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Ort suchen")


def compared(visit: Visit) -> Page:
    visit.page.goto(f"{visit.server}/compare?{RATE}")
    expect(visit.page.locator("#pick-year")).to_have_value("2021")
    return visit.page


@pytest.mark.parametrize(("typed", "found"), SEARCHES)
def test_the_map_selects_the_place_that_was_typed_and_shows_it(visit: Visit, typed: str, found: str) -> None:
    page = visit.open(f"/?{RATE}")
    box(page).fill(typed)
    box(page).press("Enter")
    expect(page.locator(".card h3")).to_have_text([found])
    expect(page).to_have_url(re.compile("bbox="))
    code = page.evaluate("() => [...window.atlas.now.selected][0]")
    expect(page.locator(f'path.area[data-code="{code}"]')).to_be_in_viewport()
    expect(box(page)).to_have_value("")


def test_the_comparison_adds_the_places_that_were_typed(visit: Visit) -> None:
    page = compared(visit)
    for typed, found in (SEARCHES[1], SEARCHES[-1]):
        box(page).fill(typed)
        box(page).press("Enter")
        expect(page.locator(".chip").last).to_contain_text(found)
        expect(box(page)).to_have_value("")


@pytest.mark.parametrize("path", ["", "compare", "profile", "compare/maps"])
def test_what_nobody_is_called_is_said_where_everybody_sees_it(visit: Visit, path: str) -> None:
    page = visit.page
    page.goto(f"{visit.server}/{path}?{RATE}")
    expect(box(page)).to_have_attribute("role", "combobox")
    box(page).fill("Xyzzyquux")
    box(page).press("Enter")
    said = page.get_by_text("Kein Ort heißt „Xyzzyquux“.")
    expect(said).to_be_visible()
    expect(said).to_have_role("status")
    box(page).fill("Suhl")
    expect(said).to_have_count(0)


def test_results_say_level_and_district_and_are_walked_with_arrows(visit: Visit) -> None:
    page = visit.open(f"/?{RATE}")
    box(page).fill("Sonneberg")
    options = offered(page).get_by_role("option")
    expect(options).to_have_text(["Sonneberg, Stadt Stadt im Landkreis Sonneberg", "Sonneberg, Landkreis Landkreis"])
    expect(page.get_by_text("2 Orte gefunden")).to_be_attached()
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    box(page).press("ArrowDown")
    box(page).press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    active = box(page).get_attribute("aria-activedescendant")
    assert active == options.nth(1).get_attribute("id")
    findings = Axe().run(page).response["violations"]
    assert [f["id"] for f in findings if f["id"].startswith(("aria", "label", "color"))] == []
    box(page).press("Escape")
    expect(options).to_have_count(0)
    expect(box(page)).to_have_value("Sonneberg")
    box(page).press("ArrowUp")
    box(page).press("ArrowUp")
    box(page).press("Enter")
    expect(page.locator(".card h3")).to_have_text(["Sonneberg, Landkreis"])
    expect(page).to_have_url(re.compile("level=district"))


def test_a_place_without_a_value_of_its_own_leads_to_the_district_that_holds_it(visit: Visit) -> None:
    page = visit.open("/?indicator=gross_pay&level=district")
    box(page).fill("Frankenblick")
    box(page).press("Enter")
    expect(page.locator(".card h3")).to_have_text(["Sonneberg, Landkreis"])
    expect(page.locator("#told")).to_have_text(
        "Für Frankenblick gibt es hier keinen eigenen Wert. Gewählt ist Sonneberg, Landkreis: Dort liegt der Ort."
    )
    expect(page.locator("#told")).to_be_visible()


def test_a_former_municipality_says_what_it_has_become(visit: Visit) -> None:
    page = visit.open(f"/?{RATE}")
    box(page).fill("Vogtländisches Oberland")
    box(page).press("Enter")
    expect(page.locator(".card h3")).to_have_text(["Zeulenroda-Triebes, Stadt", "Greiz, Stadt"])
    expect(page.locator("#told")).to_contain_text("heute Zeulenroda-Triebes, Stadt und Greiz, Stadt")


def test_a_result_is_chosen_by_touch(phone: Visit) -> None:
    page = phone.open(f"/?{RATE}")
    page.locator("#sheet-handle").tap()
    box(page).fill("Suhl")
    offered(page).get_by_role("option", name="Suhl kreisfreie Stadt").tap()
    expect(page.locator(".card h3")).to_have_text(["Suhl"])


def test_a_list_that_does_not_come_is_said_to_be_missing(visit: Visit) -> None:
    visit.page.route("**/files/places/**", lambda route: route.abort())
    page = visit.open(f"/?{RATE}")
    box(page).fill("Suhl")
    expect(page.get_by_text("Die Liste der Orte konnte nicht geladen werden.")).to_be_visible()
    visit.page.unroute("**/files/places/**")
    box(page).fill("Gera")
    expect(offered(page).get_by_role("option").first).to_contain_text("Gera")


def test_typing_asks_the_server_for_nothing(visit: Visit) -> None:
    page = visit.open(f"/?{RATE}")
    box(page).fill("S")
    expect(offered(page).get_by_role("option").first).to_be_visible()
    before = len(visit.requests)
    box(page).press_sequentially("onneberg")
    expect(offered(page).get_by_role("option")).to_have_count(2)
    assert visit.requests[before:] == []


def test_a_profile_opens_from_the_search(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.server}/profile")
    box(page).fill("Mengersgereuth")
    box(page).press("Enter")
    expect(page).to_have_url(re.compile("/profile/16072023"))


def test_both_maps_go_to_the_place(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.server}/compare/maps?indicator=unemployed_per_100&level=district&year=2021")
    page.wait_for_function("() => document.querySelector('.two-maps')?.dataset.linked === 'true'")
    box(page).fill("Suhl")
    box(page).press("Enter")
    for frame in (page.frame_locator("iframe").nth(i) for i in (0, 1)):
        expect(frame.locator('path.area[data-code="16054"]')).to_have_attribute("aria-pressed", "true")
