"""The comparison before its scripts and without them, and what its scripts put in place only when it is wanted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from atlas.model import Level
from atlas.words.words import words_of
from tests.browser.screen import hold_scripts
from tests.shared import DEFAULT_TERRITORY, shipped_atlas

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Visit

words = words_of("de")
QUERY = "/compare/?indicator=unemployed_per_100&level=district&regions=16072,16051"
PARTS = ".chart-part :is(h2, .chart-title, summary), .chip, .compare-controls select, #citation h2, #first-citation h2"
WHERE = f"""() => [...document.querySelectorAll("{PARTS}")]
  .filter((one) => one.checkVisibility({{visibilityProperty: true}}))
  .map((one) => [one.textContent.slice(0, 40), Math.round(one.getBoundingClientRect().top + window.scrollY)])"""
DRAWN = """() => !document.querySelector(".first-sight") &&
  document.querySelectorAll(".js-plotly-plot .main-svg").length > 0"""
ALL_DRAWN = """() => !document.querySelector(".first-sight") &&
  [...document.querySelectorAll("[data-wait]")].every((one) => one.hidden || one.querySelector(".main-svg"))"""
#: In which order charts are given to Dash from now on.
ORDER = """() => {
  window.order = [];
  const { set_props } = window.dash_clientside;
  window.dash_clientside.set_props = (id, props) => {
    if (id.endsWith("-graph")) window.order.push(id.replace("-graph", ""));
    set_props(id, props);
  };
}"""


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=["desktop", "phone"])
def test_the_comparison_is_read_before_its_scripts_and_stays_where_it_is(visit: Visit, size: tuple[int, int]) -> None:
    page = visit.page
    page.set_viewport_size({"width": size[0], "height": size[1]})
    held = hold_scripts(page)
    page.goto(visit.server + QUERY, wait_until="commit")
    expect(page.get_by_role("row", name="Sonneberg, Landkreis").first).to_contain_text("4,1 (2021)")
    expect(page.get_by_label("Jahr", exact=True)).to_have_value("2021")
    expect(page.locator("figcaption")).to_have_text(["Sonneberg, Landkreis", "Erfurt"])
    page.evaluate("() => document.fonts.ready")
    before = page.evaluate(WHERE)
    assert len(before) > 15
    held.let_go()
    page.wait_for_function(ALL_DRAWN)
    assert page.locator(".first-sight").count() == 0
    assert page.evaluate(WHERE) == before
    assert visit.complaints == []


def test_a_year_that_is_chosen_before_the_scripts_is_asked_of_the_server(visit: Visit) -> None:
    page = visit.page
    hold_scripts(page)
    page.goto(visit.server + QUERY, wait_until="commit")
    page.wait_for_function("() => window.dash_clientside?.atlas_compare")
    page.get_by_label("Jahr", exact=True).select_option("2015")
    expect(page).to_have_url(re.compile("year=2015"))
    expect(page.locator("#first-ranking-above")).to_contain_text("2015")


def test_without_scripts_a_form_shows_another_year_and_takes_a_region_out(without_scripts: Page) -> None:
    page = without_scripts
    page.goto(QUERY)
    page.get_by_label("Jahr", exact=True).select_option("2015")
    page.get_by_role("button", name="Anzeigen").click()
    expect(page.locator("#first-ranking-above")).to_contain_text("2015")
    page.get_by_role("link", name="Erfurt herausnehmen").click()
    expect(page.locator(".chip")).to_have_count(1)
    expect(page.locator(".chip")).to_contain_text("Sonneberg, Landkreis")
    expect(page.locator("#first-ranking-above")).to_contain_text("2015")
    page.get_by_text("Alle 22 gereihten Gebiete als Tabelle").click()
    expect(page.locator("#first-ranking tbody tr")).to_have_count(22)
    expect(page.locator("body")).not_to_contain_text("Das Diagramm wird gezeichnet")


def test_a_closed_table_is_written_when_it_is_opened_and_follows_the_year(visit: Visit) -> None:
    page, atlas = visit.page, shipped_atlas()
    figures = atlas.figures(atlas.indicator("unemployed_per_100"), Level.DISTRICT, DEFAULT_TERRITORY)
    was = figures.value(2005, "16072")
    assert was is not None
    page.goto(visit.server + QUERY)
    page.wait_for_function(DRAWN)
    rows = page.locator("#ranking tbody tr")
    assert rows.count() == 0
    page.get_by_text("Alle 22 gereihten Gebiete als Tabelle").click()
    expect(rows).to_have_count(22)
    expect(rows.filter(has_text="Sonneberg, Landkreis")).to_contain_text("4,1")
    expect(page.locator("#ranking thead th").first).to_have_attribute("scope", "col")
    expect(rows.first.locator("th")).to_have_attribute("scope", "row")
    page.get_by_label("Jahr", exact=True).select_option("2005")
    expect(rows.filter(has_text="Sonneberg, Landkreis")).to_contain_text(words.number(was, 1))
    expect(page.locator("#ranking .js-plotly-plot")).to_have_count(1)


def test_the_chart_in_sight_is_drawn_first(visit: Visit) -> None:
    page = visit.page
    page.goto(visit.server + QUERY)
    page.wait_for_function(ALL_DRAWN)
    page.locator("#spread-chart").scroll_into_view_if_needed()
    page.evaluate(ORDER)
    page.evaluate("() => window.dash_clientside.set_props('asked', {data: location.search.replace('2021', '2015')})")
    page.wait_for_function("() => window.order.length === 4")
    order = page.evaluate("() => window.order")
    assert sorted(order) == ["distribution", "ranking", "series", "spread"]
    assert order.index("spread") < order.index("ranking") < order.index("series")


def test_of_plotly_only_the_part_that_is_needed_is_loaded(visit: Visit) -> None:
    visit.page.goto(visit.server + QUERY)
    visit.page.wait_for_function(ALL_DRAWN)
    assert [u.rpartition("/")[2] for u in visit.requests if "plotly" in u] == ["plotly.js"]


def test_other_pages_take_the_view_along(visit: Visit) -> None:
    page = visit.page
    page.goto(visit.server + QUERY)
    page.wait_for_function(DRAWN)
    page.get_by_role("link", name="Karte", exact=True).click()
    expect(page).to_have_url(re.compile("regions=16072,16051"))
