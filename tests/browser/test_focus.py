"""One district on the map: chosen and left by a click, counted, ranked and named; names keep apart."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.screen import Screen, scene_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Visit

RENT = "/?indicator=rent_per_m2_census&level=municipality"
JOBLESS = "/?indicator=unemployed_per_100&level=municipality"
NAMES = """() => [...document.querySelectorAll(".seat span")].filter((one) => !one.hidden).map((one) => {
  const { left, right, top, bottom } = one.getBoundingClientRect();
  return { text: one.textContent, place: one.parentElement.matches(".place"), left, right, top, bottom };
})"""
LOOK = """() => {
  const style = getComputedStyle(document.querySelector(".seat span"));
  return [style.color, style.webkitTextStrokeColor, style.webkitTextStrokeWidth, style.paintOrder];
}"""
CLASSES = ("#ffffd9", "#c7e9b4", "#41b6c4", "#225ea8", "#081d58", "#0c2064", "#440154", "#00224e", "#023858")


def settled(page: Page, **wanted: str) -> None:
    page.wait_for_function(
        """(wanted) => {
          const query = new URLSearchParams(window.location.search);
          const said = Object.entries(wanted).every(([key, value]) => (query.get(key) ?? "") === value);
          return said && !document.documentElement.dataset.busy
            && (window.atlas.now.view.focus?.code ?? "") === (query.get("focus") ?? "");
        }""",
        arg=wanted,
    )


def names(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(NAMES)
    return found


def test_a_district_is_chosen_in_the_list_and_left_by_a_button(visit: Visit) -> None:
    page = visit.open(RENT)
    page.get_by_label("Ausschnitt").select_option("Landkreis Sonneberg")
    settled(page, focus="16072")
    Screen(page).must_show(scene_of(f"{RENT}&focus=16072"))
    expect(page.locator(".subtitle")).to_contain_text("Gemeinden im Landkreis Sonneberg, 2022")
    expect(page.locator(".legend")).to_contain_text("Gezählt: nur Landkreis Sonneberg")
    counts = page.locator(".legend .classes .count").all_inner_texts()
    assert sum(map(int, counts)) == 8
    page.locator("#table").scroll_into_view_if_needed()
    expect(page.locator("#table-rows tr")).to_have_count(8)
    expect(page.locator(".place span", has_text="Frankenblick")).to_be_visible()
    page.get_by_role("button", name="Ganz Thüringen zeigen").click()
    settled(page, focus="")
    Screen(page).must_show(scene_of(RENT))
    expect(page.get_by_label("Ausschnitt")).to_have_value("")
    page.go_back()
    settled(page, focus="16072")
    expect(page.get_by_label("Ausschnitt")).to_have_value("16072")
    assert visit.complaints == []


def test_the_card_of_a_municipality_offers_its_district_and_tells_the_rank_in_it(visit: Visit) -> None:
    page = visit.open(f"{RENT}&regions=16072018")
    page.get_by_role("button", name="Nur Landkreis Sonneberg zeigen").click()
    settled(page, focus="16072")
    expect(page.locator(".card .answer")).to_contain_text("von 8 im Landkreis Sonneberg")
    expect(page.get_by_role("button", name="Nur Landkreis Sonneberg zeigen")).to_have_count(0)


def test_another_district_is_a_new_place_to_go_to_and_a_section_by_hand_is_forgotten(visit: Visit) -> None:
    page = visit.open(f"{RENT}&focus=16072&bbox=10.9,50.3,11.1,50.4")
    page.get_by_label("Ausschnitt").select_option("Landkreis Altenburger Land")
    settled(page, focus="16077", bbox="")
    expect(page.locator('path.area[data-code="16077001"]')).to_be_in_viewport()


def test_an_area_beside_the_district_says_so_and_arrow_keys_stay_inside(visit: Visit) -> None:
    page = visit.open(f"{JOBLESS}&focus=16072&year=2021")
    inside = set(scene_of(f"{JOBLESS}&focus=16072").codes_inside)
    page.locator('path.area[data-code="16070029"]').dispatch_event("mouseover")
    expect(page.locator("#readout")).to_contain_text("Liegt außerhalb des Ausschnitts (Landkreis Sonneberg).")
    stop = page.locator('path.area[tabindex="0"]')
    expect(stop).to_have_count(1)
    stop.focus()
    for key in ["ArrowRight", "ArrowUp", "ArrowLeft", "ArrowDown"] * 6:
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.dataset.code") in inside


@pytest.mark.parametrize("width", [390, 1440])
def test_no_name_stands_over_another_one(visit: Visit, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 844})
    page = visit.open(f"{JOBLESS}&focus=16061")
    page.wait_for_function("() => document.querySelectorAll('.place').length > 10")
    for a, b in combinations(names(page), 2):
        apart = a["left"] >= b["right"] or a["right"] <= b["left"] or a["top"] >= b["bottom"] or a["bottom"] <= b["top"]
        assert apart or min(a["bottom"], b["bottom"]) - max(a["top"], b["top"]) < 6, (a["text"], b["text"])


def test_names_of_municipalities_come_with_nearness_alone(visit: Visit) -> None:
    page = visit.open(f"{JOBLESS}&regions=16072018")
    assert not any(one["place"] for one in names(page))
    for _ in range(3):
        page.get_by_role("button", name="Vergrößern").click()
        page.wait_for_timeout(400)
    page.wait_for_function("() => document.querySelectorAll('.place').length > 2")


def test_the_zoom_buttons_keep_the_selection_in_sight(visit: Visit) -> None:
    page = visit.open(f"{JOBLESS}&regions=16072018")
    area = page.locator('path.area[data-code="16072018"]')
    before = area.bounding_box()
    for _ in range(3):
        page.get_by_role("button", name="Vergrößern").click()
        page.wait_for_timeout(400)
    after = area.bounding_box()
    assert before
    assert after
    assert after["width"] > 4 * before["width"]
    assert abs(after["x"] + after["width"] / 2 - before["x"] - before["width"] / 2) < before["width"] * 4
    expect(area).to_be_in_viewport()


def test_names_are_read_on_every_class(visit: Visit) -> None:
    page = visit.open(JOBLESS)
    ink, halo, wide, order = page.evaluate(LOOK)
    assert contrast(ink, halo) > 7
    assert float(wide.removesuffix("px")) >= 3
    assert order.startswith("stroke")
    for shade in CLASSES:  # either the letters or their halo stand out from the class
        rgb = tuple(int(shade[i : i + 2], 16) for i in (1, 3, 5))
        assert max(contrast(f"rgb{rgb}", ink), contrast(f"rgb{rgb}", halo)) > 4.5


def contrast(one: str, other: str) -> float:
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in colour.removeprefix("rgb(").rstrip(")").split(",")]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
