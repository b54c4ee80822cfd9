"""The page before its scripts: its picture equals scene and Leaflet, nothing moves, and all works without scripts."""

from __future__ import annotations

import re
from statistics import median
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from atlas.views.map.summary import summary
from atlas.views.numbers.region_sentences import region_sentences
from tests.browser.conftest import PAINTED
from tests.browser.screen import LATER, circles, fills, hold_scripts, scene_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Visit

QUERY = "/?indicator=unemployed_per_100&level=municipality&regions=16055000,16051000"
DISTRICTS = "/?indicator=unemployed_per_100&level=district"
TEN = "16051,16052,16053,16054,16055,16061,16062,16063,16064,16065"
PHONE = {"width": 390, "height": 844}
#: Sum of the shares of the window that may move.
MOST_SHIFT = 0.02
#: Leaflet draws on whole pixels and leaves corners out: half of the areas are as near as the first, all as the second.
MOST_PIXELS, MOST_AT_ALL = 1.5, 3.0
#: Of areas as small as a few pixels Leaflet leaves corners out, which moves their middle.
LEAST_SEEN = 12

PICTURE = """() => Object.fromEntries([...document.querySelectorAll(".picture .areas path")].map(
  (path) => [path.dataset.code, path.parentElement.getAttribute("fill")]))"""
CIRCLES = """() => Object.fromEntries([...document.querySelectorAll(".picture i")].map(
  (one) => [one.dataset.code, parseFloat(one.style.getPropertyValue("--r"))]))"""
BOXES = """(selector) => Object.fromEntries([...document.querySelectorAll(selector)].map((path) => {
  const { left, top, right, bottom } = path.getBoundingClientRect();
  const line = parseFloat(getComputedStyle(path).strokeWidth) / 2;
  return [path.dataset.code, [left + line, top + line, right - line, bottom - line]];
}))"""
SHIFTS = """() => {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) {
      const moved = sources.map(({ node }) => node?.outerHTML?.slice(0, 80) ?? node?.parentElement?.className ?? "");
      window.shifts.push({ value, moved });
    }
  }).observe({ type: "layout-shift", buffered: true });
}"""


def middle(box: list[float]) -> tuple[float, float]:
    left, top, right, bottom = box
    return (left + right) / 2, (top + bottom) / 2


@pytest.mark.parametrize(
    "query",
    [
        QUERY,
        DISTRICTS,
        "/?indicator=unemployed_per_100&level=district&change_from=2005",
        "/?indicator=unemployed_per_100,gross_pay&level=district",
        "/?indicator=population&level=municipality",
        "/?indicator=unemployed_per_100&level=municipality&focus=16072",
        "/embed?indicator=unemployed_per_100&level=municipality",
    ],
)
def test_the_picture_is_that_of_the_scene_area_by_area(without_scripts: Page, query: str) -> None:
    without_scripts.goto(query)
    # a frame that shows years has the classes of all of them
    shown = scene_of(f"{query.removeprefix('/embed')}&breaks_over=all" if query.startswith("/embed") else query)
    expect(without_scripts.locator("h1")).to_have_text(shown.title)
    assert without_scripts.evaluate(PICTURE) == fills(shown)
    assert without_scripts.evaluate(CIRCLES) == circles(shown)
    expect(without_scripts.locator(".credit")).to_contain_text("Quelle")
    expect(without_scripts.locator(".legend-title")).to_contain_text(str(shown.state.year))
    expect(without_scripts.locator("body")).not_to_contain_text("JavaScript")


@pytest.mark.parametrize("size", [{"width": 1440, "height": 900}, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize(
    "query", [QUERY, "/embed?level=district", "/?level=municipality&bbox=10.9,50.8,11.4,51.1"], ids=str
)
def test_leaflet_takes_the_place_of_the_picture(visit: Visit, size: dict[str, int], query: str) -> None:
    page = visit.page
    page.set_viewport_size(size)
    held = hold_scripts(page)
    page.goto(visit.server + query, wait_until="commit")
    page.locator('.picture .areas path[d^="M"]').first.wait_for()
    page.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length")
    page.evaluate("() => document.fonts.ready")
    first = page.evaluate(BOXES, ".picture .areas path")
    while not held.waiting:
        page.wait_for_timeout(50)
    held.let_go()
    page.wait_for_function(PAINTED)
    then = page.evaluate(BOXES, "path.area")
    box = page.locator(".map").bounding_box()
    assert box is not None
    seen = [
        code
        for code, (left, top, right, bottom) in first.items()
        if left > box["x"] and top > box["y"] and right < box["x"] + box["width"] and bottom < box["y"] + box["height"]
        if min(right - left, bottom - top) > LEAST_SEEN
    ]
    assert len(seen) > 10
    off = {code: max(abs(a - b) for a, b in zip(middle(first[code]), middle(then[code]), strict=True)) for code in seen}
    worst = max(off, key=lambda code: off[code])
    assert off[worst] <= MOST_AT_ALL, (worst, off[worst], first[worst], then[worst])
    assert median(off.values()) <= MOST_PIXELS


@pytest.mark.parametrize("size", [{"width": 1440, "height": 900}, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("path", ["/", "/embed", "/profile/16055000", "/compare/", f"/compare/?regions={TEN}"])
def test_nothing_moves_while_a_page_is_being_built(visit: Visit, path: str, size: dict[str, int]) -> None:
    page = visit.page
    page.set_viewport_size(size)
    page.add_init_script(f"({SHIFTS})()")
    page.goto(visit.server + path)
    if path in {"/", "/embed"}:
        page.wait_for_function(PAINTED)
    if path.startswith("/compare/"):
        page.locator("#series .scatterlayer .trace").first.wait_for()
    page.evaluate(LATER)
    shifts = page.evaluate("() => window.shifts")
    assert sum(one["value"] for one in shifts) <= MOST_SHIFT, shifts


#: The middle of the largest areas with their names.
LARGE = """() => [...document.querySelectorAll(".picture .areas path")]
  .map((path) => [path.getBoundingClientRect(), path])
  .sort(([a], [b]) => b.width * b.height - a.width * a.height).slice(0, 12)
  .map(([{ left, top, width, height }, path]) => [left + width / 2, top + height / 2, path.dataset.code])
  .filter(([x, y, code]) => document.elementFromPoint(x, y)?.dataset.code === code)"""


#: The middle of an area of the map, as soon as it is drawn.
MIDDLE = """(code) => {
  const box = document.querySelector(`path.area[data-code="${code}"]`)?.getBoundingClientRect();
  return box?.width ? [box.x + box.width / 2, box.y + box.height / 2] : null;
}"""


@pytest.mark.parametrize(
    "query",
    [
        QUERY,
        "/?indicator=unemployed_per_100&level=district&change_from=2005",
        "/?indicator=unemployed_per_100,gross_pay&level=district",
        "/?indicator=unemployed_per_100&level=municipality&focus=16072",
        "/embed?indicator=unemployed_per_100&level=district",
    ],
)
def test_the_picture_is_read_out_as_the_map_is_later(visit: Visit, query: str) -> None:
    page = visit.page
    held = hold_scripts(page)
    page.goto(visit.server + query, wait_until="commit")
    page.wait_for_function("() => window.atlas")
    page.evaluate("() => window.atlas.foreseen")
    said = {}
    for x, y, code in page.evaluate(LARGE):
        page.mouse.move(x, y)
        expect(page.locator(".readout:not([hidden])")).to_have_text(re.compile(r"\w"))
        said[code] = page.locator(".readout:not([hidden])").inner_text()
    assert len(set(said.values())) == len(said) >= 2
    page.mouse.move(1, 1)
    expect(page.locator(".readout:not([hidden])")).to_have_count(0)
    while not held.waiting:
        page.wait_for_timeout(50)
    held.let_go()
    page.wait_for_function(PAINTED)
    for code, text in said.items():
        # the outlines are drawn anew when finer ones have come
        page.mouse.move(*page.wait_for_function(MIDDLE, arg=code).json_value())
        expect(page.locator("#readout")).to_have_text(text)


def test_what_was_pointed_at_and_clicked_before_the_scripts_came_is_read_out_and_chosen_after(visit: Visit) -> None:
    page = visit.page
    held = hold_scripts(page)
    page.goto(f"{visit.server}{DISTRICTS}", wait_until="commit")
    page.wait_for_function("() => window.atlas")
    page.evaluate("() => window.atlas.foreseen")
    x, y, code = page.evaluate(LARGE)[0]
    page.mouse.move(x, y)
    page.mouse.click(x, y)
    text = page.locator(".readout:not([hidden])").inner_text()
    while not held.waiting:
        page.wait_for_timeout(50)
    held.let_go()
    page.wait_for_function(PAINTED)
    expect(page.locator("#readout")).to_have_text(text)
    expect(page.locator(f'.card [data-drop="{code}"]')).to_be_visible()
    expect(page).to_have_url(re.compile(rf"regions={code}"))


def test_screen_readers_meet_one_page_at_a_time(visit: Visit) -> None:
    page = visit.page
    held = hold_scripts(page)
    page.goto(visit.server + QUERY, wait_until="commit")
    expect(page.get_by_role("main")).to_have_count(1)
    expect(page.get_by_role("img", name=re.compile("^Karte: Arbeitslose"))).to_be_visible()
    while not held.waiting:
        page.wait_for_timeout(50)
    held.let_go()
    page.wait_for_function(PAINTED)
    expect(page.get_by_role("main")).to_have_count(1)
    expect(page.locator(".picture")).to_have_count(0)
    ids = page.evaluate("() => [...document.querySelectorAll('[id]')].map((one) => one.id)")
    assert len(ids) == len(set(ids))
    assert not [one for one in ids if one.startswith("first-")]


def test_without_scripts_a_form_asks_for_another_view(without_scripts: Page) -> None:
    page = without_scripts
    page.goto(DISTRICTS)
    page.get_by_role("button", name="Gemeinden", exact=True).click()
    expect(page.locator(".subtitle")).to_contain_text("Gemeinden, 2021")
    page.goto(DISTRICTS)
    page.get_by_role("combobox", name="Jahr").select_option("2015")
    page.get_by_role("button", name="Anzeigen").last.click()
    expect(page.locator(".subtitle")).to_contain_text("Kreise, 2015")
    assert page.evaluate(PICTURE) == fills(scene_of(DISTRICTS, 2015))
    page.get_by_role("button", name="Bruttoverdienst").click()
    expect(page.locator("h1")).to_contain_text("Bruttoverdienst")


def test_without_scripts_a_card_says_what_it_says_with_them(without_scripts: Page) -> None:
    without_scripts.goto(QUERY)
    shown = scene_of(QUERY)
    card = without_scripts.locator(".card").filter(has_text="Weimar")
    expect(card.locator("[data-told] p")).to_have_text(region_sentences(shown, "16055000")[shown.state.year])
    expect(card).to_contain_text(re.compile(r"Rang \d+ von \d+ Gemeinden"))


def test_without_scripts_another_year_keeps_both_indicators_and_no_word_is_unknown(without_scripts: Page) -> None:
    page = without_scripts
    page.goto("/?indicator=unemployed_per_100,gross_pay&level=district")
    page.get_by_text("Darstellung und Vergleich").click()
    expect(page.get_by_label("Zweiter Indikator")).to_be_hidden()
    page.get_by_role("combobox", name="Jahr").select_option("2015")
    page.get_by_role("button", name="Anzeigen").last.click()
    expect(page.locator(".subtitle")).to_contain_text("2015")
    expect(page.locator("h1")).to_contain_text("Bruttoverdienst")
    expect(page.locator(".notice")).to_have_text("")


def test_without_scripts_the_table_and_the_links_of_a_view_are_there(without_scripts: Page) -> None:
    page = without_scripts
    page.goto(DISTRICTS)
    shown = scene_of(DISTRICTS)
    expect(page.locator(".panel p").first).to_have_text(summary(shown))
    rows = page.locator("table tbody tr").filter(has=page.locator("th a"))
    expect(rows).to_have_count(22)
    value = shown.words.number(shown.figures.value(shown.state.year, "16055") or 0, shown.indicator.decimals)
    expect(rows.filter(has_text="Weimar").first).to_contain_text(value)
    page.get_by_role("link", name="Daten herunterladen").click()
    expect(page.locator("h1")).to_be_visible()
    assert "unemployed_per_100" in page.url
    page.goto(QUERY)
    address = page.get_by_role("link", name="Tabelle als CSV").first.get_attribute("href")
    assert page.request.get(address or "").text().count("\n") > 20


@pytest.mark.parametrize("path", ["/embed", "/compare/"])
def test_no_page_asks_for_scripts_alone(without_scripts: Page, path: str) -> None:
    page = without_scripts
    page.goto(path)
    expect(page.locator("body")).not_to_contain_text("JavaScript")
    expect(page.locator("body")).not_to_contain_text("wird geladen")
    expect(page.get_by_role("link", name="Tabelle als CSV").first).to_be_visible()
