"""What Ctrl+P puts on paper."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.test_compare import opened
from tests.browser.test_explore import settled

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Visit

VIEW = "/?indicator=unemployed_per_100&level=district&year=2021&regions=16055,16051,16053"
CONTROLS = ("Indikator wählen", "Ort suchen", "Vergrößern", "Jahre abspielen", "Zur Tabelle springen", "kopieren")
#: Pixels of an A4 sheet between its margins.
WIDE = 703
WHOLE = """() => {
  const map = document.querySelector(".map").getBoundingClientRect();
  const areas = [...document.querySelectorAll("path.area")].map((path) => path.getBoundingClientRect());
  return {
    width: map.width,
    inside: areas.every(({ left, right }) => left >= map.left && right <= map.right),
    above: areas.every(({ top, bottom }) => top >= map.top && bottom <= map.bottom),
  };
}"""


def printed(page: Page) -> list[str]:
    """Print as Ctrl+P does, and read the pages."""
    return [sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages]


@pytest.mark.parametrize("device", ["visit", "phone"])
def test_the_map_page_prints_with_all_that_a_reader_needs_and_no_empty_sheet(
    device: str, request: pytest.FixtureRequest
) -> None:
    made: Visit = request.getfixturevalue(device)
    page = made.open(VIEW)
    settled(page)
    expect(page.locator("[data-told] p").first).to_contain_text("Thüringen")
    sheets = printed(page)
    # the words of three cards may need a second one
    assert len(sheets) <= 2
    assert all(sheet.strip() for sheet in sheets)
    text = " ".join(" ".join(sheets).split())
    for wanted in ("Arbeitslose je 100 Einwohner im Alter", "Kreise, 2021", "Quelle: ", "Grenzen: "):
        assert wanted in text, wanted
    for region in ("Weimar", "Erfurt", "Jena"):
        assert region in text, region
    assert [control for control in CONTROLS if control in text] == []


def test_on_paper_the_map_is_whole(visit: Visit) -> None:
    page = visit.open(VIEW)
    settled(page)
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    found = page.evaluate(WHOLE)
    assert found["inside"]
    assert found["above"]
    assert 0.5 * WIDE < found["width"] <= WIDE


def test_the_comparison_prints_its_charts_and_tables_without_controls(visit: Visit) -> None:
    page = opened(visit, "?indicator=unemployed_per_100&level=district&regions=16055,16051")
    settled_charts = page.locator(".js-plotly-plot .main-svg").first
    expect(settled_charts).to_be_visible()
    sheets = printed(page)
    text = " ".join(" ".join(sheets).split()).replace("- ", "-")  # lines may end behind a hyphen
    for wanted in ("95-%-Intervall", "Mann-Kendall", "Weimar", "Erfurt"):
        assert wanted in text, wanted
    for control in ("Region jeder Ebene", "Als SVG speichern"):
        assert control not in text, control
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": WIDE, "height": 1000})
    assert page.evaluate("() => document.documentElement.scrollWidth") <= WIDE
