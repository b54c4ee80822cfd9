"""What the planning tools share: they say that they compute, are sent once, show their areas in the right colours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from atlas.views.patterns.patterned import patterned
from atlas.views.query.view_query import read_query
from atlas.views.types.query import read_types_query
from atlas.views.types.typed import typed
from tests.browser.screen import HATCHES, rgb, words
from tests.shared import shipped_atlas

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

    from atlas.views.map.scene import Scene
    from tests.browser.conftest import Visit

TOOLS = [("/index", "Berechnen"), ("/types", "Typen bilden"), ("/patterns", "Muster zeigen")]
RESULT = ".picture-map"
CROSS = (
    "/index?items=unemployment_rate:1:up,over_indebted:1:up,household_income:1:down"
    "&level=district&change_from=2015&show=cross"
)
PAIR = "/index?items=share_65plus:1:up,general_practitioners:1:down&level=district&show=pair"
#: All but tables of hundreds of rows, which are the same again and again.
UNFOLD = """() => document.querySelectorAll("details").forEach((box) => {
  box.open = box.querySelectorAll("tr").length < 100;
})"""
FILLS = """() => Object.fromEntries([...document.querySelectorAll(".picture .areas path")].map(
  (path) => [path.dataset.code, getComputedStyle(path).fill]))"""
#: Notes each state of the form where the next page finds it.
RECORD = """() => new MutationObserver(() => {
  const [form, button] = [document.querySelector("form[data-working]"), document.querySelector(".send button")];
  const state = [form.querySelector("[role=status]").textContent, button.getAttribute("aria-disabled"),
    document.activeElement.textContent].join("|");
  sessionStorage.setItem("states", `${sessionStorage.getItem("states") ?? ""}${state}\\n`);
}).observe(document.querySelector(".working"), { childList: true })"""
#: Does a moment after the form was sent what a browser does that brings the page back, and sends it anew.
BACK = """() => document.querySelector("form[data-working]").addEventListener("submit", () => setTimeout(() => {
  dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  setTimeout(() => document.querySelector("form[data-working]").requestSubmit(), 50);
}, 50), { once: true })"""


def held_answer(page: Page, path: str) -> list[Route]:
    """Let the answer to the form wait."""
    waiting: list[Route] = []
    page.route(re.compile(rf"{path}\?"), lambda route: waiting.append(route))  # noqa: PLW0108  playwright marks it
    return waiting


def states(page: Page) -> list[list[str]]:
    """Read what the form has shown; while its answer is on the way a test cannot ask."""
    return [line.split("|") for line in page.evaluate("sessionStorage.getItem('states') ?? ''").split("\n") if line]


@pytest.mark.parametrize(("path", "send"), TOOLS)
def test_a_form_says_that_it_computes_and_is_sent_once(visit: Visit, path: str, send: str) -> None:
    page = visit.page
    page.goto(visit.server + path)
    expect(page.locator("form").get_by_role("status")).to_have_text("")
    page.evaluate(RECORD)
    waiting = held_answer(page, path)
    page.get_by_label("Ebene").select_option("district")
    page.get_by_role("button", name=send).focus()
    for key in ("Enter", "Enter", "Space"):
        page.keyboard.press(key)
    page.wait_for_timeout(200)
    (asked,) = waiting
    asked.continue_()
    page.wait_for_url(re.compile("level=district"))
    assert states(page) == [["Wird berechnet …", "true", send]]
    expect(page.locator("form").get_by_role("status")).to_have_text("")
    expect(page.get_by_role("button", name=send)).to_have_attribute("aria-disabled", "false")


@pytest.mark.parametrize(("path", "send"), TOOLS)
def test_a_page_that_back_brings_can_be_sent_again(visit: Visit, path: str, send: str) -> None:
    page = visit.page
    page.goto(visit.server + path)
    page.evaluate(RECORD)
    page.evaluate(BACK)
    waiting = held_answer(page, path)
    page.get_by_role("button", name=send).focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(500)
    assert len(waiting) == 2
    waiting[1].continue_()
    page.wait_for_url(re.compile("level="))
    busy, quiet = ["Wird berechnet …", "true", send], ["", "false", send]
    assert states(page) == [busy, quiet, busy]


@pytest.mark.parametrize(("path", "send"), TOOLS)
def test_on_a_phone_the_result_comes_first_and_the_form_is_a_press_away(phone: Visit, path: str, send: str) -> None:
    page = phone.page
    page.goto(phone.server + path)
    box = page.locator(RESULT).bounding_box()
    assert box
    assert box["y"] < 500
    button = page.get_by_role("button", name=send)
    expect(button).to_be_hidden()
    page.get_by_text(re.compile("^(Rezept|Auswahl) ändern$")).tap()
    expect(button).to_be_visible()
    page.get_by_label("Ebene").select_option("district")
    button.tap()
    page.wait_for_url(re.compile("level=district"))
    expect(page.locator(f"{RESULT} path[data-code]")).to_have_count(22)
    expect(page.get_by_role("button", name=send)).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize(
    "query", ["/index?items=cars&level=district", "/types?items=cars&level=district", "/patterns?indicator=population"]
)
def test_on_a_phone_the_form_is_open_where_there_is_no_result(phone: Visit, query: str) -> None:
    phone.page.goto(phone.server + query)
    expect(phone.page.locator(".send button")).to_be_visible()
    expect(phone.page.locator(RESULT)).to_have_count(0)


@pytest.mark.parametrize(("path", "send"), TOOLS)
def test_on_a_wide_screen_the_form_stands_open_without_scripts_too(without_scripts: Page, path: str, send: str) -> None:
    page = without_scripts
    page.goto(path)
    expect(page.get_by_role("button", name=send)).to_be_visible()
    expect(page.get_by_text(re.compile("^(Rezept|Auswahl) ändern$"))).to_be_hidden()
    page.get_by_label("Ebene").select_option("district")
    page.get_by_role("button", name=send).click()
    expect(page.locator(f"{RESULT} path[data-code]")).to_have_count(22)


@pytest.mark.parametrize("path", [path for path, _send in TOOLS])
def test_by_keyboard_a_reader_goes_on_to_the_map_at_the_same_level(visit: Visit, path: str) -> None:
    page = visit.page
    page.goto(f"{visit.server}{path}?level=district" + ("&items=cars,gross_pay" if path == "/index" else ""))
    link = page.locator(".onward a")
    expect(page.get_by_label("Ebene")).to_have_value("district")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/\?indicator=[a-z_0-9]+&level=district"))
    tools = page.get_by_role("heading", name="Werkzeuge für die Planung").locator("..").get_by_role("link")
    expect(tools.first).to_be_visible()
    assert {"Index bauen", "Typen von Gebieten", "Nachbarschaftsmuster"} <= set(tools.all_inner_texts())


def fills(scene: Scene) -> dict[str, str]:
    """Say how a browser names the fill of each area of a scene."""
    colours = dict(enumerate(map(rgb, scene.representation.fills(0))))
    hatches = {kind: fill.replace("url(#", 'url("#').replace(")", '")') for kind, fill in HATCHES.items()}
    return dict(zip(scene.figures.codes, ((colours | hatches)[c] for c in scene.classes.tolist()), strict=True))


@pytest.mark.parametrize("query", ["?level=municipality&k=5", "?level=district&k=3&method=ward"])
def test_areas_have_the_colours_of_their_types(visit: Visit, query: str) -> None:
    atlas = shipped_atlas()
    visit.page.goto(f"{visit.server}/types{query}")
    assert visit.page.evaluate(FILLS) == fills(typed(atlas, read_types_query(query, atlas, words).state, words).scene)


def test_areas_have_the_colours_of_their_patterns(visit: Visit) -> None:
    query, atlas = "?indicator=deprivation_index&level=municipality", shipped_atlas()
    visit.page.goto(f"{visit.server}/patterns{query}")
    assert visit.page.evaluate(FILLS) == fills(patterned(atlas, read_query(query, atlas, words).state, words).scene)


@pytest.mark.parametrize(
    "path", ["/index?level=district", CROSS, PAIR, "/types?level=district&k=4", "/patterns?indicator=deprivation_index"]
)
def test_axe_finds_nothing_and_nothing_scrolls_sideways_at_any_width_light_or_dark(visit: Visit, path: str) -> None:
    page = visit.page
    page.goto(visit.server + path)
    page.evaluate(UNFOLD)
    for width, scheme in ((1440, "light"), (1440, "dark"), (768, "light"), (390, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page).response["violations"]
        assert [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
