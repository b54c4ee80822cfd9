"""A row of the legend lifts its areas on the map and in the table: by pointer, keyboard and tap."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.screen import Screen, scene_of

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from atlas.views.map.scene import Scene
    from tests.browser.conftest import Visit

DISTRICTS = "/?indicator=unemployed_per_100&level=district&year=2021"
VIEWS = {
    "classes": (DISTRICTS, "1"),
    "secret": ("/?indicator=unemployed_per_100&level=municipality&year=2021", "hidden"),
    "missing": ("/?indicator=hospital_beds&level=district", "none"),
    "change": (f"{DISTRICTS}&change_from=2005", "1"),
    "two_indicators": ("/?indicator=turnout_state_election,gross_pay&level=district", "4"),
    "secret_counts": ("/?indicator=unemployed&level=municipality&year=2021", "hidden"),
    "one_district": ("/?indicator=unemployed_per_100&level=municipality&focus=16072&year=2021", "2"),
}
WITHOUT = {"none": -1, "hidden": -2}
# where the fill can be seen: faded areas have a tenth of it
IN_FULL = """() => [...document.querySelectorAll("path.area")]
  .filter((path) => Number(getComputedStyle(path).fillOpacity) === 1)
  .map((path) => path.dataset.code).sort()"""


def row_of(page: Page, group: str) -> Locator:
    return page.locator(f'.legend .whole :is(li, td):not([hidden]) > [data-lift="{group}"]')


def codes_of(shown: Scene, group: str) -> list[str]:
    wanted = WITHOUT.get(group) if group in WITHOUT else int(group)
    return sorted(
        code for code, found in zip(shown.figures.codes, shown.classes.tolist(), strict=True) if found == wanted
    )


def stands(page: Page, codes: list[str]) -> None:
    """Wait until these areas stand in full colour on the map, and no others."""
    page.wait_for_function(f"(wanted) => JSON.stringify(({IN_FULL})()) === JSON.stringify(wanted)", arg=codes)


@pytest.mark.parametrize("view", VIEWS)
def test_the_pointer_on_a_row_of_the_legend_fades_all_areas_but_its_own(screen: Screen, view: str) -> None:
    address, group = VIEWS[view]
    page, shown = screen.page, scene_of(address)
    screen.go(address)
    screen.must_show(shown)
    codes = codes_of(shown, group)
    assert 0 < len(codes) < len(shown.figures.codes)
    row = row_of(page, group)
    row.hover()
    stands(page, codes)
    expect(row.locator("[title]")).to_have_text(str(len(codes)))
    page.mouse.move(2, 2)
    stands(page, sorted(shown.figures.codes))


def test_a_row_says_its_class_and_how_many_areas_it_has(visit: Visit) -> None:
    page = visit.open(DISTRICTS)
    legend = scene_of(DISTRICTS).legend()
    for label, n in zip(legend.key.labels, legend.key.counts, strict=True):  # type: ignore[union-attr]
        name = f"{label}, Zahl der Gebiete: {n}"
        expect(page.locator(".legend").get_by_role("button", name=name, exact=True)).to_be_visible()


def test_rows_are_one_stop_of_tab_and_arrows_lift_the_next_class(visit: Visit) -> None:
    page, shown = visit.open(DISTRICTS), scene_of(DISTRICTS)
    rows = page.locator(".legend .whole [data-lift]")
    expect(page.locator('.legend [data-lift][tabindex="0"]:visible')).to_have_count(1)
    page.locator('[data-over="all"]').focus()
    page.keyboard.press("Tab")
    expect(rows.nth(0)).to_be_focused()
    stands(page, codes_of(shown, "0"))
    page.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_be_focused()
    stands(page, codes_of(shown, "1"))
    page.keyboard.press("Escape")
    stands(page, sorted(shown.figures.codes))
    page.keyboard.press("Enter")
    expect(rows.nth(1)).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Tab")
    assert not rows.evaluate_all("(rows) => rows.includes(document.activeElement)")
    stands(page, codes_of(shown, "1"))  # it was pressed: it stays
    page.keyboard.press("Escape")
    stands(page, sorted(shown.figures.codes))


def test_arrows_walk_a_grid_of_two_indicators_sideways_and_downwards(visit: Visit) -> None:
    address = VIEWS["two_indicators"][0]
    page, shown = visit.open(address), scene_of(address)
    row_of(page, "6").focus()
    page.keyboard.press("ArrowRight")
    expect(row_of(page, "7")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(row_of(page, "4")).to_be_focused()
    stands(page, codes_of(shown, "4"))


def test_a_pressed_row_marks_its_areas_in_the_table_and_follows_the_year(visit: Visit) -> None:
    page = visit.open(DISTRICTS)
    row_of(page, "1").click()
    page.mouse.move(2, 2)
    page.locator("#table").scroll_into_view_if_needed()
    marked = page.locator("#table-rows tr.is-lifted [data-pick]")
    for year in (2021, 2005):
        shown = scene_of(DISTRICTS.removesuffix("&year=2021"), year)
        if year != 2021:
            slider = page.get_by_role("slider", name="Jahr")
            slider.evaluate(
                """(slider, at) => {
                  slider.value = at;
                  for (const kind of ["input", "change"]) slider.dispatchEvent(new Event(kind, { bubbles: true }));
                }""",
                str(shown.figures.years.index(year)),
            )
        codes = codes_of(shown, "1")
        stands(page, codes)
        expect(marked).to_have_count(len(codes))
        assert sorted(marked.evaluate_all("(all) => all.map((one) => one.dataset.pick)")) == codes


def test_a_tap_lifts_a_class_and_the_next_tap_ends_it(phone: Visit) -> None:
    page, shown = phone.open(DISTRICTS), scene_of(DISTRICTS)
    page.get_by_role("button", name="Legende").tap()
    row = row_of(page, "1")
    box = row.bounding_box()
    assert box
    assert box["height"] >= 44
    row.tap()
    expect(row).to_have_attribute("aria-pressed", "true")
    stands(page, codes_of(shown, "1"))
    row_of(page, "2").tap()
    stands(page, codes_of(shown, "2"))
    expect(row).to_have_attribute("aria-pressed", "false")
    row_of(page, "2").tap()
    stands(page, sorted(shown.figures.codes))


def test_the_folded_legend_lifts_its_classes_too_by_finger_and_keyboard(phone: Visit) -> None:
    page, shown = phone.open(DISTRICTS), scene_of(DISTRICTS)
    colours = page.locator(".legend .strip [data-lift]:visible")
    said = re.compile(r"^über \d+,\d bis \d+,\d, Zahl der Gebiete: \d+$")
    expect(colours.nth(1)).to_have_attribute("aria-label", said)
    colours.nth(1).tap()
    expect(colours.nth(1)).to_have_attribute("aria-pressed", "true")
    stands(page, codes_of(shown, "1"))
    colours.nth(1).tap()
    stands(page, sorted(shown.figures.codes))
    page.keyboard.press("ArrowRight")
    expect(colours.nth(2)).to_be_focused()
    stands(page, codes_of(shown, "2"))
    expect(page.locator('.legend [data-lift][tabindex="0"]:visible')).to_have_count(1)
    # a finger has room: 44 px from edge to edge
    box, high = colours.nth(2).bounding_box(), "(row) => parseFloat(getComputedStyle(row, '::after').height)"
    assert box
    assert box["width"] >= 44
    assert colours.nth(2).evaluate(high) >= 44
