"""Neighbourhood patterns from a fresh page: by mouse, by keyboard, without scripts, in the colours of the server."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from atlas.views.patterns.patterned import patterned
from atlas.views.query.view_query import read_query
from atlas.words.words import words_of
from tests.browser.screen import HATCHES, rgb
from tests.browser.test_types import FILLS
from tests.shared import shipped_atlas

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Visit


def test_a_planner_chooses_an_indicator_by_mouse_and_reads_the_map(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.server}/patterns")
    page.get_by_label("Indikator", exact=True).select_option(label="Deprivationsindex")
    page.get_by_label("Jahr", exact=True).select_option("")
    page.get_by_role("button", name="Muster zeigen").click()
    expect(page.get_by_text("liegen stark gehäuft beieinander")).to_be_visible()
    page.locator('.picture path[data-code="16053000"]').hover()
    expect(page.locator("#readout")).to_have_text(re.compile("^Jena: .*niedrig unter niedrigen"))
    with page.expect_download() as saving:
        page.get_by_role("link", name="CSV").click()
    assert saving.value.suggested_filename.startswith("patterns_deprivation_index_municipality_")
    assert visit.complaints == []


def test_all_of_it_goes_by_keyboard(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.server}/patterns")
    page.get_by_label("Ebene").focus()
    page.keyboard.type("Kreise")
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Muster zeigen")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("level=district"))
    expect(page.get_by_text("nicht mehr, als es der Zufall mit sich bringt")).to_be_visible()


def test_the_form_works_without_scripts(without_scripts: Page) -> None:
    page = without_scripts
    page.goto("/patterns")
    page.get_by_label("Indikator", exact=True).select_option(label="65 Jahre und älter")
    page.get_by_label("Jahr", exact=True).select_option("")
    page.get_by_role("button", name="Muster zeigen").click()
    expect(page.get_by_role("heading", level=2).first).to_contain_text("Nachbarschaftsmuster")


def test_areas_have_the_colours_of_their_patterns(visit: Visit) -> None:
    query, words, atlas = "?indicator=deprivation_index&level=municipality", words_of("de"), shipped_atlas()
    visit.page.goto(f"{visit.server}/patterns{query}")
    scene = patterned(atlas, read_query(query, atlas, words).state, words).scene
    colours = dict(enumerate(map(rgb, scene.representation.fills(0))))
    hatches = {kind: fill.replace("url(#", 'url("#').replace(")", '")') for kind, fill in HATCHES.items()}
    wanted = dict(zip(scene.figures.codes, ((colours | hatches)[c] for c in scene.classes.tolist()), strict=True))
    assert visit.page.evaluate(FILLS) == wanted


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, server: str, size: tuple[int, int], scheme: str) -> None:
    from tests.browser.conftest import Visit  # noqa: PLC0415

    visit = Visit(browser, server, *size, color_scheme=scheme)
    visit.page.goto(f"{server}/patterns?indicator=deprivation_index")
    found = Axe().run(visit.page).response["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in found] == []
    visit.context.close()
