"""An index beside its change, and two indicators against each other, in the colours of the map."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.test_tools import CROSS

if TYPE_CHECKING:
    from tests.browser.serving import Visit


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
