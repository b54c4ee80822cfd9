"""Types of areas from a fresh page: by mouse, by keyboard, without scripts, in the colours that the server found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from atlas.views.types.query import read_types_query
from atlas.views.types.typed import typed
from atlas.words.words import words_of
from tests.browser.screen import HATCHES, rgb
from tests.shared import shipped_atlas

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Visit

FILLS = """() => Object.fromEntries([...document.querySelectorAll(".picture .areas path")].map(
  (path) => [path.dataset.code, getComputedStyle(path).fill]))"""


def cards(page: Page) -> list[str]:
    return page.locator(".kind h3").all_inner_texts()


def test_a_planner_chooses_indicators_and_a_number_by_mouse_and_reads_the_map(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.server}/types")
    page.get_by_text("andere wählen").click()
    boxes = page.locator(".types-form input:checked")
    while boxes.count():
        boxes.first.uncheck()
    page.get_by_label("Arbeitslose je 100").check()
    page.get_by_label("Anteil der Einpersonenhaushalte").check()
    page.get_by_label("Zahl der Typen").select_option("4")
    page.get_by_role("button", name="Typen bilden").click()
    expect(page.locator(".kind")).to_have_count(4)
    expect(page).to_have_url(re.compile("items=unemployed_per_100"))
    page.locator('.picture path[data-code="16051000"]').hover()
    expect(page.locator("#readout")).to_have_text(re.compile("Erfurt: Typ [1-4]"))
    with page.expect_download() as saving:
        page.get_by_role("link", name="CSV").click()
    assert saving.value.suggested_filename.startswith("types_municipality_")
    assert visit.complaints == []


def test_all_of_it_goes_by_keyboard(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.server}/types")
    page.get_by_label("Ebene").focus()
    page.keyboard.type("Kreise")
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(page.get_by_label("Zahl der Typen")).to_be_focused()
    page.keyboard.type("3")
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Typen bilden")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("level=district"))
    expect(page.locator(".kind")).to_have_count(3)
    head = page.locator(".of-areas").get_by_role("button", name="Silhouette")
    head.focus()
    page.keyboard.press("Enter")
    expect(head.locator("..")).to_have_attribute("aria-sort", "descending")


def test_the_form_works_without_scripts(without_scripts: Page) -> None:
    page = without_scripts
    page.goto("/types?level=district&k=4")
    page.get_by_label("Verfahren").select_option("ward")
    page.get_by_role("button", name="Typen bilden").click()
    expect(page.locator(".kind")).to_have_count(4)
    expect(page.get_by_text("Verfahren: Ward")).to_be_visible()


@pytest.mark.parametrize("query", ["?level=municipality&k=5", "?level=district&k=3&method=ward"])
def test_areas_have_the_colours_of_their_types(visit: Visit, query: str) -> None:
    page, words, atlas = visit.page, words_of("de"), shipped_atlas()
    page.goto(f"{visit.server}/types{query}")
    scene = typed(atlas, read_types_query(query, atlas, words).state, words).scene
    colours = dict(enumerate(map(rgb, scene.representation.fills(0))))
    hatches = {kind: fill.replace("url(#", 'url("#').replace(")", '")') for kind, fill in HATCHES.items()}
    wanted = dict(zip(scene.figures.codes, ((colours | hatches)[c] for c in scene.classes.tolist()), strict=True))
    assert page.evaluate(FILLS) == wanted


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, server: str, size: tuple[int, int], scheme: str) -> None:
    from tests.browser.conftest import Visit  # noqa: PLC0415

    visit = Visit(browser, server, *size, color_scheme=scheme)
    visit.page.goto(f"{server}/types?k=4")
    visit.page.evaluate("document.querySelectorAll('details').forEach((box) => { box.open = true; })")
    found = Axe().run(visit.page).response["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in found] == []
    visit.context.close()
