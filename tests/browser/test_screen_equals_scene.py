"""Colours, circles, legend, sentences and ranks on the screen are those of the scene, in every year and view."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pytest
from playwright.sync_api import expect

from atlas.model import ValueState
from atlas.views.query.view_query import as_texts, write_query
from tests.browser.screen import Screen, expected, scene_of, words
from tests.shared import STATE_CODE

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from atlas.views.map.scene import Scene

JOBLESS = "/?indicator=unemployed_per_100"
VIEWS = {
    "hidden_figures": f"{JOBLESS}&level=municipality",
    "quantiles_of_associations": f"{JOBLESS}&level=association&scheme=quantiles&classes=7&palette=pubu",
    "estimates": "/?indicator=turnout_state_election&level=district&scheme=equal_interval&palette=viridis",
    "own_breaks": f"{JOBLESS}&level=district&scheme=manual&breaks=5,8,11",
    "index_against_a_median": "/?indicator=deprivation_index&level=municipality&scheme=std_mean&classes=6",
    "missing_figures": "/?indicator=hospital_beds&level=district&scheme=headtail",
    "thousands_without_benchmark": "/?indicator=purchasing_power&level=district&classes=3&benchmark=none",
    "circles_with_hidden_counts": "/?indicator=unemployed&level=municipality",
    "circles_of_another_territory": "/?indicator=population&level=district&territory=2016-01-01",
    "change_against_a_district": f"{JOBLESS}&level=district&change_from=2005&benchmark=16055",
    "change_of_a_count": "/?indicator=unemployed&level=municipality&change_from=2010&classes=2",
    "two_indicators_with_gaps": "/?indicator=deprivation_index,unemployed_per_100&level=municipality",
    "two_indicators_of_districts": "/?indicator=turnout_state_election,gross_pay&level=district",
    "another_territory": "/?indicator=population_density&level=district&territory=2016-01-01&scheme=pretty&classes=9",
    "classes_of_each_year": f"{JOBLESS}&level=district&breaks_over=year",
    "classes_of_all_years": f"{JOBLESS}&level=municipality&breaks_over=all",
    "change_by_classes_of_each_year": f"{JOBLESS}&level=district&change_from=2005&breaks_over=year",
    "one_district": f"{JOBLESS}&level=municipality&focus=16072",
    "circles_of_one_district": "/?indicator=unemployed&level=municipality&focus=16070",
    "a_town_that_is_a_district": f"{JOBLESS}&level=municipality&focus=16051",
    "two_indicators_of_one_district": "/?indicator=unemployed_per_100,deprivation_index&level=association&focus=16061",
    "below_zero": "/?indicator=population_change_4y&level=municipality&scheme=quantiles&palette=cividis&classes=2",
}
OWN_BREAKS = f"{JOBLESS}&level=district&year=2010&scheme=manual&breaks=5,8,11"
#: What a reader does while own breaks are shown, and what then differs in the address.
MOVES: dict[str, tuple[Callable[[Page], object], str]] = {
    "indicator": (lambda page: pick(page, "cars"), "/?indicator=cars&level=district&year=2010"),
    "level": (lambda page: page.get_by_role("button", name="Gemeinden", exact=True).click(), "level=municipality"),
    "classes": (lambda page: choose(page, "classes", "7"), "classes=7"),
    "palette": (lambda page: choose(page, "palette", "viridis"), "palette=viridis"),
    "scheme": (lambda page: choose(page, "scheme", "equal_interval"), "scheme=equal_interval"),
    "change": (lambda page: choose(page, "change_from", "2005"), "change_from=2005"),
}
FIELDS = ("focus", "scheme", "classes", "palette", "benchmark", "change_from", "second", "territory")
TABLE_SHOWS = """(wanted) => {
  const rows = [...document.querySelectorAll("#table-rows tr")];
  const texts = (row) => [...row.querySelectorAll("td")].slice(1).map((cell) => cell.textContent);
  const said = rows.map((row) => [row.querySelector("[data-pick]").dataset.pick, JSON.stringify(texts(row))]);
  return said.length === Object.keys(wanted).length
    && said.every(([code, told]) => told === JSON.stringify(wanted[code]));
}"""


def pick(page: Page, indicator: str) -> None:
    entry = page.locator(f'[data-indicator="{indicator}"]')
    entry.evaluate("(entry) => (entry.closest('details').open = true)")
    entry.click()


def choose(page: Page, control: str, value: str) -> None:
    page.locator("details.design").evaluate("(design) => (design.open = true)")
    page.locator(f'[data-control="{control}"]').select_option(value)


@pytest.mark.parametrize("view", VIEWS)
def test_areas_legend_and_sentences_are_those_of_the_scene_in_every_year(screen: Screen, view: str) -> None:
    address = VIEWS[view]
    screen.go(address)
    shown = scene_of(address)
    screen.must_show(shown)
    years = shown.figures.years
    for year in (years[0], years[len(years) // 2], years[-1]):
        screen.to_year(shown, year)
        screen.must_show(scene_of(address, year))


@pytest.mark.parametrize("move", MOVES)
def test_a_control_moved_beside_own_breaks_leaves_screen_fields_and_address_at_one(screen: Screen, move: str) -> None:
    screen.go(OWN_BREAKS)
    screen.must_show(scene_of(OWN_BREAKS))
    # own breaks are drawn alike with any number of classes: its field tells when that of the test before is gone
    must_hold(screen.page, scene_of(OWN_BREAKS))
    act, differs = MOVES[move]
    act(screen.page)
    own = OWN_BREAKS.partition("&year=2010")[2]
    query = differs + own if differs.startswith("/") else f"{OWN_BREAKS}&{differs}"
    shown = scene_of(query)
    screen.must_show(shown)
    expect(screen.page).to_have_url(re.compile(re.escape(write_query(shown.state)) + "$"))
    must_hold(screen.page, shown)


def must_hold(page: Page, shown: Scene) -> None:
    """See that the fields hold what a scene is drawn by."""
    wanted = as_texts(shown.state) | {"benchmark": STATE_CODE}
    for control in FIELDS:
        expect(page.locator(f'[data-control="{control}"]')).to_have_value(wanted[control])


def test_the_year_moved_beside_own_breaks_stays_when_another_control_moves(screen: Screen) -> None:
    screen.go(OWN_BREAKS)
    shown = scene_of(OWN_BREAKS)
    screen.must_show(shown)
    screen.to_year(shown, 2003)
    choose(screen.page, "palette", "cividis")
    screen.must_show(scene_of(f"{OWN_BREAKS}&palette=cividis", 2003))


def test_pointer_and_keyboard_read_out_the_sentence_of_the_scene(screen: Screen) -> None:
    address = VIEWS["hidden_figures"]
    screen.go(f"{address}&year=2021")
    shown = scene_of(address, 2021)
    screen.must_show(shown)
    said = expected(shown)["sentences"]
    row = shown.figures.values[shown.row]
    readout = screen.page.locator("#readout")
    for at in (int(np.nanargmax(row)), int(np.nanargmin(row)), int(np.flatnonzero(np.isnan(row))[0])):
        code = shown.figures.codes[at]
        area = screen.page.locator(f'path.area[data-code="{code}"]')
        area.dispatch_event("mouseover")
        expect(readout).to_have_text(said[code])
        area.dispatch_event("mouseout")
        expect(readout).to_be_hidden()
        area.focus()
        expect(readout).to_have_text(said[code])
        expect(area).to_have_attribute("aria-label", said[code])


def test_the_table_says_of_every_area_what_the_scene_says(screen: Screen) -> None:
    address = f"{JOBLESS}&level=association&year=2007"  # one figure is hidden for another reason than secrecy
    screen.go(address)
    shown = scene_of(address)
    screen.must_show(shown)
    screen.page.locator("#table").scroll_into_view_if_needed()
    ranks = expected(shown)["ranks"]
    decimals, year = shown.indicator.decimals, shown.state.year
    wanted = {}
    for code in shown.figures.codes:
        value, state = shown.figures.value(year, code), words.state(shown.figures.state(year, code))
        figure = state.sign if value is None else words.number(value, decimals)
        place = "\N{EN DASH}" if value is None else words.number(ranks[code][0], 0)
        wanted[code] = [figure, place, state.short if shown.figures.state(year, code) is not ValueState.ZERO else ""]
    screen.page.wait_for_function(TABLE_SHOWS, arg=wanted)
