"""The scripts come as modules: the page waits for them, however late they are, and leaves one global."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Route

OWN_GLOBALS = """() => {
  const frame = document.createElement("iframe");
  document.body.append(frame);
  const plain = new Set(Object.getOwnPropertyNames(frame.contentWindow));
  frame.remove();
  return Object.getOwnPropertyNames(window).filter((name) => !plain.has(name) && name.startsWith("atlas"));
}"""


def hold(visit: Visit, address: re.Pattern[str]) -> list[Route]:
    """Hold back what matches until the test lets it go on."""
    waiting: list[Route] = []

    def keep(route: Route) -> None:
        waiting.append(route)

    visit.page.route(address, keep)
    return waiting


def test_dash_waits_for_the_modules_of_the_map_that_are_late(visit: Visit) -> None:
    waiting = hold(visit, re.compile("/assets/.*/bundles/map.js"))
    visit.page.goto(visit.server, wait_until="commit")
    while not waiting:
        visit.page.wait_for_timeout(50)
    visit.page.wait_for_timeout(1000)  # by now all the others are there
    assert len(waiting) == 1
    assert visit.page.locator("#page").count() == 0
    waiting[0].continue_()
    expect(visit.page.locator("path.area")).to_have_count(631)
    expect(visit.page.locator("[data-class-count]").first).to_have_text(re.compile(r"\d"))
    assert visit.complaints == []


def test_the_comparison_waits_for_its_module(visit: Visit) -> None:
    waiting = hold(visit, re.compile(r"/assets/.*/pages/compare\.js"))
    visit.page.goto(f"{visit.server}/compare/", wait_until="commit")
    while not waiting:
        visit.page.wait_for_timeout(50)
    visit.page.wait_for_timeout(1000)
    assert visit.page.locator("#page").count() == 0
    waiting[0].continue_()
    expect(visit.page.locator("#pick-year option")).not_to_have_count(0)
    assert visit.complaints == []


def test_dash_that_is_late_finds_the_modules(visit: Visit) -> None:
    waiting = hold(visit, re.compile("dash_renderer"))
    visit.page.goto(visit.server, wait_until="commit")
    while not waiting:
        visit.page.wait_for_timeout(50)
    for route in waiting:
        route.continue_()
    expect(visit.page.locator("path.area")).to_have_count(631)
    assert visit.complaints == []


def test_scripts_leave_one_global(visit: Visit) -> None:
    page = visit.open("/")
    assert page.evaluate(OWN_GLOBALS) == ["atlas"]
    assert set(page.evaluate("Object.keys(window.dash_clientside)")) >= {"atlas_page", "set_props"}


def test_every_module_is_fetched_once(visit: Visit) -> None:
    visit.open("/")
    fetched = [url for url in visit.requests if "/assets/" in url]
    assert len(fetched) == len(set(fetched))
    assert not [url for url in fetched if "?" in url]


@pytest.fixture(scope="module")
def searched(browser: Browser, server: str) -> Iterator[Page]:
    """Give one page for all that is typed; a word that is no name empties its list before."""
    visit = Visit(browser, server, 1440, 900)
    yield visit.open("/?level=municipality")
    assert visit.complaints == []
    visit.context.close()


def nothing_found(page: Page) -> None:
    page.get_by_role("textbox", name="Indikator suchen").fill("Xyzzyquux")
    expect(page.get_by_text("Nichts gefunden")).to_be_visible()


@pytest.mark.parametrize("typed", ["Mühlhausen", "Muehlhausen", "muhlhausen"])
def test_a_region_is_found_however_its_umlaut_is_typed(searched: Page, typed: str) -> None:
    box = searched.get_by_role("combobox", name="Ort suchen")
    expect(searched.locator(".card h3")).to_have_count(0)
    box.fill(typed)
    box.press("Enter")
    expect(searched.locator(".card h3")).to_contain_text(["Mühlhausen"])
    searched.get_by_role("button", name="Mühlhausen/Thüringen herausnehmen").click()


@pytest.mark.parametrize("typed", ["Wohnfläche", "wohnflaeche", "wohnflache"])
def test_an_indicator_is_found_however_its_umlaut_is_typed(searched: Page, visit: Visit, typed: str) -> None:
    nothing_found(searched)
    searched.get_by_role("textbox", name="Indikator suchen").fill(typed)
    expect(searched.locator("#picker [data-indicator]:visible").first).to_have_text(re.compile("Wohnfläche"))
    page = visit.page
    page.goto(f"{visit.server}/data")
    page.locator("#find").fill(typed)
    expect(page.locator("#found")).to_have_text(re.compile(r"^[1-9]\d* "))
    expect(page.locator(".indicators > li:visible .name", has_text="Wohnfläche").first).to_be_visible()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Armut", "Deprivationsindex"),
        ("Hartz", "SGB-II-Quote"),
        ("Hartz IV", "SGB-II-Quote"),
        ("Bürgergeld", "SGB-II-Quote"),
        ("Buergergeldt", "SGB-II-Quote"),
        ("Lohn", "Bruttoverdienst"),
        ("Gehalt", "Bruttoverdienst"),
        ("Miete", "Miete (Bestand)"),
        ("Ausländer", "Ausländeranteil"),
        ("Migration", "Ausländeranteil"),
        ("Pflege", "Pflegeheimplätze"),
        ("arbeitslosigkeit", "Arbeitslosenquote"),
        ("Arbeitlosigkiet", "Arbeitslosenquote"),
        ("Wahlen", "Wahlbeteiligung Landtag"),
    ],
)
def test_an_indicator_is_found_by_everyday_words(searched: Page, typed: str, found: str) -> None:
    nothing_found(searched)
    searched.get_by_role("textbox", name="Indikator suchen").fill(typed)
    expect(searched.locator("#picker li:visible", has_text=found).first).to_be_visible()
    nothing_found(searched)
