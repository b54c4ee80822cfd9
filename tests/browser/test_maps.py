from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.conftest import Visit

LINKED = "() => document.querySelector('.two-maps')?.dataset.linked === 'true'"


def test_pointing_at_one_map_reads_the_same_area_on_the_other(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.server}/compare/maps?indicator=unemployed_per_100&level=district&year=2021")
    page.wait_for_function(LINKED)
    left, right = (page.frame_locator("iframe").nth(i) for i in (0, 1))
    for _try in range(3):  # a frame that is laid out late moves its areas away under the pointer
        left.locator('path.area[data-code="16051"]').hover()
        with suppress(AssertionError):
            expect(left.locator("#readout")).to_contain_text("Erfurt, 2021:", timeout=5000)
            break
    expect(right.locator("#readout")).to_contain_text("Erfurt, 1995:")
    expect(left.locator("#readout")).to_contain_text("Erfurt, 2021:")


def test_zooming_one_map_zooms_the_other(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.server}/compare/maps?indicator=unemployed_per_100&level=district&year=2021")
    page.wait_for_function(LINKED)
    left, right = (page.frame_locator("iframe").nth(i) for i in (0, 1))
    shape = right.locator('path.area[data-code="16055"]')
    before = shape.bounding_box()
    left.get_by_role("button", name="Vergrößern").click()
    assert before
    shape.evaluate(
        """async (path, width) => {
          while (path.getBoundingClientRect().width < 1.5 * width) await new Promise(requestAnimationFrame);
        }""",
        before["width"],
    )


def test_the_form_shows_two_indicators_and_axe_finds_nothing(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.server}/compare/maps?level=district")
    page.get_by_role("group", name="Rechte Karte").get_by_label("Indikator").select_option("cars")
    page.get_by_role("button", name="Beide Karten zeigen").click()
    page.wait_for_function(LINKED)
    for i, title in enumerate(("Arbeitslose je 100", "Personenkraftwagen")):
        expect(page.frame_locator("iframe").nth(i).locator("h1")).to_contain_text(title)
    found = Axe().run(page)
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in found.response["violations"]] == []
