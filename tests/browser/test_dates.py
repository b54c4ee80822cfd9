"""A reader turns to another territory date, reads which one it is, and stays there from page to page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from atlas.model import Level
from tests.shared import shipped_atlas

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Visit

OLDER = "2016-01-01"
AT_OLDER = re.compile(f"[?&]territory={OLDER}")
CODES = "() => [...document.querySelectorAll('path.area')].map((path) => path.dataset.code).sort()"


def codes_at(older: str) -> list[str]:
    atlas = shipped_atlas()
    return sorted(atlas.codes(Level.MUNICIPALITY, next(t for t in atlas.territories if t.isoformat() == older)))


def search(page: Page, name: str, text: str) -> None:
    field = page.get_by_role("combobox", name=name)
    field.fill(text)
    expect(page.locator("[role=option]").first).to_contain_text(text)
    field.press("Enter")


def test_the_map_turns_to_another_date_and_all_that_follows_stays_there(visit: Visit) -> None:
    page = visit.open("/?indicator=population_density&level=municipality")
    page.get_by_text("Darstellung und Vergleich").click()
    page.get_by_label("Gebietsstand").select_option(label="01.01.2016")
    expect(page.locator(".subtitle")).to_contain_text("Gebiete zum Stand 01.01.2016")
    expect(page).to_have_url(AT_OLDER)
    page.wait_for_function(f"() => ({CODES})().length === {len(codes_at(OLDER))}")
    assert page.evaluate(CODES) == codes_at(OLDER)
    search(page, "Ort suchen", "Berlstedt")  # became part of another one later
    card = page.locator(".card")
    expect(card.locator("h3")).to_have_text("Berlstedt")
    page.get_by_role("link", name="Typen von Gebieten").first.click()
    expect(page).to_have_url(AT_OLDER)
    expect(page.locator(".of-date")).to_contain_text("Gebietsstand 01.01.2016")
    page.go_back()
    page.get_by_role("navigation", name="Seiten").get_by_role("link", name="Vergleich").click()
    expect(page).to_have_url(AT_OLDER)
    expect(page.locator("#chips .of-date")).to_contain_text("Gebietsstand 01.01.2016")
    search(page, "Region jeder Ebene hinzufügen", "Buttelstedt")
    expect(page.locator("#chips")).to_contain_text("Buttelstedt")
    expect(page.locator("#chips")).to_contain_text("Berlstedt")
    page.locator(".compare-foot").get_by_role("link", name="Index bauen").click()
    expect(page).to_have_url(AT_OLDER)


def test_a_profile_leads_to_what_became_of_the_region_and_back(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.server}/profile/16071007?territory={OLDER}")
    expect(page.locator(".of-date")).to_contain_text("Gebietsstand 01.01.2016")
    page.locator(".facts").get_by_role("link", name="Am Ettersberg").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Am Ettersberg, Stadt")
    assert "territory" not in page.url
    page.locator(".facts").get_by_role("link", name="Berlstedt").click()
    expect(page).to_have_url(AT_OLDER)
    page.get_by_role("navigation", name="Seiten").get_by_role("link", name="Daten").click()
    expect(page).to_have_url(AT_OLDER)
    page.locator(".page-foot").get_by_role("link", name="Gebietsänderungen").click()
    expect(page).to_have_url(AT_OLDER)
    page.locator(".of-date").get_by_role("link", name="diese Seite zum Gebietsstand 31.12.2021").click()
    assert "territory" not in page.url


def test_two_maps_of_two_dates_find_a_place_that_only_one_of_them_has(visit: Visit) -> None:
    page = visit.page
    sides = f"left_territory={OLDER}&right_territory=2021-12-31"
    page.goto(
        f"{visit.server}/compare/maps?left_indicator=population_density&right_indicator=population_density&{sides}"
    )
    expect(page.locator(".two-maps")).to_have_attribute("data-linked", "true")
    older, newer = (page.frame_locator(".two-maps iframe").nth(i) for i in range(2))
    expect(older.locator(".subtitle")).to_contain_text("Gebiete zum Stand 01.01.2016")
    expect(newer.locator(".subtitle")).not_to_contain_text("Stand")
    assert older.locator("path.area").count() == len(codes_at(OLDER))
    assert newer.locator("path.area").count() == len(codes_at("2021-12-31"))
    search(page, "Ort suchen", "Berlstedt")
    expect(older.locator(".card h3")).to_have_text("Berlstedt")
    expect(newer.locator(".card h3")).to_have_text("Am Ettersberg, Stadt")
    assert visit.complaints == []
