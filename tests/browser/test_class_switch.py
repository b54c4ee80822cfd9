"""The switch between classes of this year and of all years, at rest and while the years run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.screen import Screen, scene_of

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

DISTRICTS = "/?indicator=unemployed_per_100&level=district"


def test_the_switch_changes_colours_labels_and_counts_to_those_of_the_scene(visit: Visit) -> None:
    page = visit.open(f"{DISTRICTS}&year=2010")
    screen = Screen(page)
    group = page.get_by_role("group", name="Klassen")
    screen.must_show(scene_of(f"{DISTRICTS}&breaks_over=year", 2010))
    for name, over in (("alle Jahre", "all"), ("dieses Jahr", "year")):
        button = group.get_by_role("button", name=name, exact=True)
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        screen.must_show(scene_of(f"{DISTRICTS}&breaks_over={over}", 2010))
        page.wait_for_url(f"**breaks_over={over}**")
    assert visit.complaints == []


def test_years_run_in_the_classes_of_all_years_and_rest_in_those_of_their_own(visit: Visit) -> None:
    page = visit.open(f"{DISTRICTS}&year=2018")
    screen = Screen(page)
    pressed = page.locator('[data-over][aria-pressed="true"]')
    of_all = scene_of(f"{DISTRICTS}&breaks_over=all", 2018).legend().key.labels  # type: ignore[union-attr]
    labels = page.locator(".legend .classes li[data-class]:not([hidden]) .class-label")
    expect(pressed).to_have_text("dieses Jahr")
    page.locator("#play").click()
    expect(pressed).to_have_text("alle Jahre")
    expect(labels).to_have_text(list(of_all))
    expect(pressed).to_have_text("dieses Jahr")  # the last year is reached
    screen.must_show(scene_of(DISTRICTS, scene_of(DISTRICTS).figures.years[-1]))
