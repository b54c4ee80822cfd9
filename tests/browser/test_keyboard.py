"""The whole job by keyboard: each press is counted, and after none of them the keyboard is nowhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.test_explore import shows

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Download, Page

    from tests.browser.conftest import Visit

MOST_PRESSES = 70
SOMEWHERE = "() => document.activeElement && document.activeElement !== document.body"
FOCUSED = """() => {
  const here = document.activeElement;
  return (here.getAttribute("aria-label") || here.textContent || here.id).trim();
}"""
COMPARED = "() => document.querySelectorAll('#series .js-plotly-plot .main-svg').length > 0"


class Keyboard:
    """Nothing but keys; Back is the one key of the browser that a page cannot be given."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.presses = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.presses += 1
            self.page.wait_for_function(SOMEWHERE)

    def go_to(self, name: str, key: str = "Tab") -> None:
        """Press a key until what has the focus bears the name."""
        for _ in range(MOST_PRESSES):
            if str(self.page.evaluate(FOCUSED)).startswith(name):
                return
            self.press(key)
        raise AssertionError(f"{name} was not reached from the keyboard")

    def back(self) -> None:
        self.page.go_back()
        self.presses += 1


def test_the_whole_job_takes_at_most_seventy_presses(visit: Visit, tmp_path: Path) -> None:
    keys = Keyboard(visit.open("/"))
    choose_the_view(keys)
    select_three(keys)
    compare_them_and_come_back(keys)
    keys.go_to("Weiter zum Herunterladen")
    keys.press("Enter")
    keys.go_to("Karte zum Drucken (PDF)")
    assert saved(keys, tmp_path / "map").startswith(b"%PDF")
    keys.go_to("Zahlen (CSV)")
    lines = saved(keys, tmp_path / "figures").decode("utf-8-sig").splitlines()
    assert any(",2017," in line for line in lines)
    assert keys.presses <= MOST_PRESSES, keys.presses


def choose_the_view(keys: Keyboard) -> None:
    """Another indicator, districts, two years back; each is told in a sentence."""
    page, spoken = keys.page, keys.page.locator("#spoken")
    keys.press("Tab")
    keys.go_to("Zu den Indikatoren springen")
    keys.press("Enter")
    expect(page.get_by_role("textbox", name="Indikator suchen")).to_be_focused()
    keys.press(*"depriv")
    keys.go_to("Deprivationsindex")
    keys.press("Enter")
    expect(spoken).to_have_text(re.compile(r"^.*Benachteiligung.*, Gemeinden, 2019: .* Gemeinden mit Wert, zwischen "))
    keys.go_to("Kreise")
    keys.press("Enter")
    expect(spoken).to_have_text(re.compile(r", Kreise, 2019: \d+ von 22 Kreisen mit Wert, zwischen "))
    expect(page.get_by_role("button", name="Kreise", exact=True)).to_be_focused()
    keys.go_to("year")
    keys.press("ArrowLeft", "ArrowLeft")
    expect(page.get_by_role("slider", name="Jahr")).to_have_attribute("aria-valuetext", "2017")
    expect(spoken).to_have_text(re.compile(r", Kreise, 2017: \d+ von 22 Kreisen mit Wert, zwischen "))


def select_three(keys: Keyboard) -> None:
    """Walk to the map, hear an area, choose it and two more."""
    page = keys.page
    while page.evaluate("() => !document.activeElement.dataset.code"):
        keys.press("Shift+Tab")
    here = page.locator("path.area:focus")
    for more in range(2, -1, -1):
        expect(here).to_have_attribute("aria-label", re.compile(r", 2017: .* Rang \d+ von 2\d Kreisen"))
        sentence = here.get_attribute("aria-label")
        assert sentence
        keys.press("Enter")
        expect(page.locator("#spoken")).to_have_text(sentence)
        expect(here).to_have_attribute("aria-pressed", "true")
        if more:
            keys.press("ArrowDown")
    expect(page.locator(".card")).to_have_count(3)


def compare_them_and_come_back(keys: Keyboard) -> None:
    """Open the comparison from the cards; both ways the reader is at the heading."""
    page = keys.page
    keys.go_to("Weiter zu den Regionen")
    keys.press("Enter")
    expect(page.get_by_role("heading", name="Regionen", exact=True)).to_be_focused()
    keys.go_to("Auswahl vergleichen")
    keys.press("Enter")
    page.wait_for_function(COMPARED)
    expect(page.locator("h1")).to_be_focused()
    expect(page.locator(".chip")).to_have_count(3)
    keys.back()
    expect(page.locator("#title h1")).to_be_focused()
    shows(page, level="district", year="2017")
    expect(page.locator(".card")).to_have_count(3)


def saved(keys: Keyboard, path: Path) -> bytes:
    """Press Enter on a link to a file; the reader stays on the page."""
    with keys.page.expect_download() as saving:
        keys.press("Enter")
    download: Download = saving.value
    download.save_as(path)
    return path.read_bytes()
