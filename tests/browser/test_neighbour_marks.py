"""Marks of areas among their neighbours on the map: chosen, read, of another year, in a district, without scripts."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from atlas.statistics.neighbourhood import Pattern
from atlas.views.print.signs import marked
from tests.browser.screen import scene_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Visit

VIEW = "/?indicator=unemployed_per_100&level=municipality"
MARKS = f"{VIEW}&layers=patterns"


#: Codes of areas whose mark lies beside the box of their outline; marks stand in the order of the areas.
BESIDE = """(codes) => codes.filter((code, i) => {
  const mark = document.querySelectorAll(".leaflet-marks-pane .sign")[i].getBoundingClientRect();
  const area = document.querySelector(`path.area[data-code="${code}"]`).getBoundingClientRect();
  const [x, y] = [(mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2];
  return x < area.left - 1 || x > area.right + 1 || y < area.top - 1 || y > area.bottom + 1;
})"""


def must_show(page: Page, query: str, year: int) -> None:
    """Compare the marks on the map, their numbers and what is said of all with those of the server."""
    shown = scene_of(query, year)
    key = shown.legend().marks
    assert key
    expect(page.locator("[data-marked]")).to_have_text([str(n) for n in key.counts])
    expect(page.locator("[data-marks-said]")).to_have_text(key.said)
    counted = Counter(marked(shown).values())
    for pattern in Pattern:
        expect(page.locator(f".leaflet-marks-pane .sign-{pattern:d}")).to_have_count(counted[pattern])


def test_marks_are_chosen_follow_the_year_and_are_told_where_an_area_is_pointed_at(visit: Visit) -> None:
    page = visit.open(f"{VIEW}&year=2021")
    page.get_by_text("Darstellung und Vergleich").click()
    page.get_by_label("Vergleich mit den Nachbarn").select_option("auffällige Gebiete markieren")
    expect(page).to_have_url(re.compile("layers=patterns"))
    must_show(page, MARKS, 2021)
    slider = page.get_by_role("slider", name="Jahr")
    slider.focus()
    slider.press("Home")
    first = scene_of(MARKS).figures.years[0]
    must_show(page, MARKS, first)
    patterns = marked(scene_of(MARKS, first))
    code = next(code for code, pattern in patterns.items() if pattern is Pattern.HIGH_AMONG_HIGH)
    page.locator(f'path.area[data-code="{code}"]').dispatch_event("mouseover")
    expect(page.locator("#readout")).to_contain_text("Unter den Nachbarn: hoch unter hohen.")
    found = Axe().run(page)
    assert [v["id"] for v in found.response["violations"]] == []
    page.get_by_label("Vergleich mit den Nachbarn").select_option("nicht markieren")
    expect(page.locator(".sign")).to_have_count(0)
    assert visit.complaints == []


def test_each_mark_lies_in_its_area_on_a_phone_too_and_the_folded_legend_explains_them(phone: Visit) -> None:
    page = phone.open(f"{MARKS}&year=2021")
    must_show(page, MARKS, 2021)
    beside = page.evaluate(BESIDE, list(marked(scene_of(MARKS, 2021))))
    assert beside == []
    expect(page.locator(".legend .signs")).to_contain_text("hoch unter hohen")
    expect(page.locator(".legend .signs")).to_be_visible()


def test_the_first_sight_has_the_marks_without_scripts_and_an_indicator_of_counts_takes_them_away(
    without_scripts: Page, visit: Visit
) -> None:
    without_scripts.goto(f"{MARKS}&year=2021")
    shown = scene_of(MARKS, 2021)
    assert without_scripts.locator(".picture .sign").count() == len(marked(shown))
    page = visit.open(f"{MARKS}&year=2021")
    must_show(page, MARKS, 2021)
    page.get_by_label("Suchen").first.fill("Einwohnerzahl")
    page.locator('[data-indicator="population"]').click()
    expect(page.locator("h1")).to_contain_text("Einwohner")
    expect(page.locator(".sign")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("patterns"))
