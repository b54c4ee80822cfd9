"""A planner builds an index from a fresh page, by mouse and by keyboard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.serving import Visit

CROSS = (
    "/index?items=unemployment_rate:1:up,over_indebted:1:up,household_income:1:down"
    "&level=district&change_from=2015&show=cross"
)
PAIR = "/index?items=share_65plus:1:up,general_practitioners:1:down&level=district&show=pair"


def ranks(page: Page) -> list[str]:
    return page.locator(".ranked tbody th").all_inner_texts()


def test_a_planner_takes_an_indicator_out_weighs_another_and_reads_the_new_order(visit: Visit) -> None:
    page = visit.page
    page.goto(visit.server + "/index")
    page.get_by_role("link", name="Soziale Lage der Kreise", exact=True).click()
    before = ranks(page)
    page.get_by_label("Haushaltseinkommen", exact=True).uncheck()
    page.get_by_label("Gewicht von Arbeitslosenquote").fill("5")
    page.get_by_label("Indikator hinzufügen").select_option(label="Bruttoverdienst")
    page.get_by_role("button", name="Berechnen").click()
    expect(page).to_have_url(re.compile("items=unemployment_rate:5:up,.*gross_pay"))
    expect(page.get_by_label("Haushaltseinkommen", exact=True)).to_have_count(0)
    expect(page.get_by_label("Gewicht von Arbeitslosenquote")).to_have_value("5")
    expect(page.get_by_label("Richtung von Bruttoverdienst")).to_have_value("down")
    after = ranks(page)
    assert len(after) == len(before) == 20
    assert after != before
    page.go_back()
    page.go_back()
    assert visit.complaints == []


def test_by_keyboard_the_scale_is_changed_and_the_ranking_is_sorted(visit: Visit) -> None:
    page = visit.page
    page.goto(visit.server + CROSS)
    scale = page.get_by_label("Gemeinsame Skala")
    scale.focus()
    scale.press("ArrowDown")
    page.get_by_role("button", name="Berechnen").press("Enter")
    expect(page).to_have_url(re.compile("standard=minmax"))
    head = page.locator(".ranked").get_by_role("columnheader", name="Gebiet")
    head.get_by_role("button").press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    names = ranks(page)
    assert names == sorted(names, key=lambda name: name.replace("ö", "o"))


def test_the_area_under_the_pointer_is_read_out_as_the_ranking_has_it(visit: Visit) -> None:
    page = visit.page
    page.goto(visit.server + "/index?items=unemployment_rate:1:up,household_income:1:down&level=district")
    row = page.locator(".ranked tbody tr").nth(2)
    code = re.search(r"/profile/(\d+)", row.locator("a").get_attribute("href") or "")
    assert code
    page.locator(f'.picture path[data-code="{code[1]}"]').dispatch_event("pointerover")
    said = page.locator("#readout").inner_text()
    assert said.startswith(f"{row.locator('th').inner_text()}")
    assert "Rang 3 von 22" in said
    assert row.locator("td").nth(2).inner_text() in said


def test_the_cross_shows_each_district_once_in_the_colour_of_the_map(visit: Visit) -> None:
    page = visit.page
    page.goto(visit.server + CROSS)
    cells = page.locator(".cross tbody td")
    assert cells.count() == 12
    named = [name for text in cells.locator("small").all_inner_texts() for name in text.split(", ")]
    assert len(named) == len(set(named)) >= 20
    gera = page.locator(".cross tbody td", has_text="Gera")
    colour = gera.locator(".swatch").evaluate("(element) => getComputedStyle(element).backgroundColor")
    fill = page.locator('.picture path[data-code="16052"]').evaluate("(element) => getComputedStyle(element).fill")
    assert fill == colour


@pytest.mark.parametrize("width", [1440, 768, 390])
@pytest.mark.parametrize("path", ["/index", CROSS, PAIR])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(visit: Visit, path: str, width: int) -> None:
    page = visit.page
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(visit.server + path)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_a_script_an_index_is_built(visit: Visit) -> None:
    browser = visit.page.context.browser
    assert browser
    page = browser.new_page(java_script_enabled=False)
    page.goto(visit.server + "/index")
    page.get_by_label("Ebene").select_option("district")
    page.get_by_label("Indikator hinzufügen").select_option("share_65plus")
    page.get_by_role("button", name="Berechnen").click()
    expect(page).to_have_url(re.compile("level=district"))
    expect(page.locator(".items li", has_text="65 Jahre und älter")).to_be_visible()
    expect(page.locator(".picture path[data-code]")).to_have_count(22)
    page.close()


def test_need_and_ways_are_set_against_each_other_and_the_corner_is_listed(visit: Visit) -> None:
    page = visit.page
    page.goto(visit.server + "/index")
    page.get_by_role("link", name="Wo viele alte Menschen weit zum Hausarzt haben").click()
    heading = page.get_by_role("heading", name=re.compile(r"Im oberen Drittel von beiden \(\d+\)"))
    expect(heading).to_be_visible()
    (n,) = re.findall(r"\((\d+)\)", heading.inner_text())
    rows = page.locator("#corner-table tbody tr")
    expect(rows).to_have_count(int(n))
    counts = page.locator(".picture-key li > span:last-child").all_inner_texts()
    assert counts[8].split()[0] == n
    ways = page.locator("#corner-table").get_by_role("columnheader", name="Weg zum Hausarzt")
    ways.get_by_role("button").click()
    minutes = [float(text.split()[0].replace(",", ".")) for text in rows.locator("td:last-child").all_inner_texts()]
    assert minutes == sorted(minutes, reverse=True)
    code = re.search(r"/profile/(\d+)", rows.first.locator("a").get_attribute("href") or "")
    assert code
    fill = page.locator(f'.picture path[data-code="{code[1]}"]').evaluate("(element) => getComputedStyle(element).fill")
    swatch = page.locator(".cross tbody tr").first.locator("td").last.locator(".swatch")
    assert fill == swatch.evaluate("(element) => getComputedStyle(element).backgroundColor")
