"""The map has the room that there is, its legend never lies over it, nothing is cut or covered, small or enlarged."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from atlas.views.map.legend_content import ClassKey
from tests.browser.conftest import Visit
from tests.browser.screen import scene_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

DESKS = [(1024, 768), (1280, 720), (1366, 768), (1440, 900), (1920, 1080)]
VIEWS = [
    "/",
    "/?level=district&indicator=unemployed_per_100,gross_pay",
    "/?change_from=2005",
    "/?indicator=population",
]
EDGE = 8
HAIR = 1.5
#: Parts of the first screen that stand beside each other.
PARTS = (".top", ".title", ".map", ".legend", ".timeline", ".credit", ".frame-links")
BOXES = """(parts) => Object.fromEntries(parts.map((part) => {
  const { left, top, right, bottom } = document.querySelector(part).getBoundingClientRect();
  return [part, { left, top, right, bottom }];
}))"""
STATE = """() => {
  const boxes = [...document.querySelectorAll("path.area")].map((path) => path.getBoundingClientRect());
  return {
    left: Math.min(...boxes.map((b) => b.left)), right: Math.max(...boxes.map((b) => b.right)),
    top: Math.min(...boxes.map((b) => b.top)), bottom: Math.max(...boxes.map((b) => b.bottom)),
  };
}"""
CUT = """(parts) => [...document.querySelectorAll(parts)]
  .filter((e) => e.checkVisibility({ visibilityProperty: true }) && e.scrollWidth > e.clientWidth + 1)
  .map((e) => `${e.className || e.tagName}: ${e.textContent.slice(0, 40)}`)"""
LABELS = """() => [...document.querySelectorAll(".tick")]
  .map((tick) => { const r = document.createRange(); r.selectNodeContents(tick); return r.getBoundingClientRect(); })
  .filter((box) => box.width > 0)
  .map(({ left, right, top, bottom }) => ({ left, right, top, bottom }))"""
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))"
Box = dict[str, float]


@pytest.fixture
def at(browser: Browser, server: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    width, height = request.param
    made = Visit(browser, server, width, height)
    yield made
    made.context.close()


def boxes(page: Page, *parts: str) -> dict[str, Box]:
    found: dict[str, Box] = page.evaluate(BOXES, list(parts or PARTS))
    return found


def apart(a: Box, b: Box) -> bool:
    beside = a["right"] <= b["left"] + HAIR or b["right"] <= a["left"] + HAIR
    return beside or a["bottom"] <= b["top"] + HAIR or b["bottom"] <= a["top"] + HAIR


def must_not_overlap(found: dict[str, Box]) -> None:
    seen = {part: box for part, box in found.items() if box["right"] > box["left"]}
    assert [(a, b) for a, b in combinations(seen, 2) if not apart(seen[a], seen[b])] == []


def share_filled(page: Page) -> tuple[float, float]:
    """Measure the share of the free width and height of the map's box that the state takes."""
    state: Box = page.evaluate(STATE)
    room = boxes(page, ".map")[".map"]
    assert state["left"] >= room["left"] + EDGE - 2
    assert state["right"] <= room["right"] - EDGE + 2
    assert state["top"] >= room["top"] + EDGE - 2
    assert state["bottom"] <= room["bottom"] - EDGE + 2
    free = room["right"] - room["left"] - 2 * EDGE, room["bottom"] - room["top"] - 2 * EDGE
    return (state["right"] - state["left"]) / free[0], (state["bottom"] - state["top"]) / free[1]


def is_as_wide_as_its_window(page: Page) -> bool:
    wide: bool = page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    return wide


@pytest.mark.parametrize("view", VIEWS)
def test_the_state_fills_the_map_and_the_legend_stands_beside_it(visit: Visit, view: str) -> None:
    page = visit.open(view)
    for width, height in DESKS:
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(DRAWN)
        assert max(share_filled(page)) >= 0.98, (width, height)
        found = boxes(page, *PARTS, ".controls")
        must_not_overlap(found)
        assert is_as_wide_as_its_window(page)
        assert found[".frame-links"]["bottom"] <= height
        assert (found[".map"]["right"] - found[".map"]["left"]) / width >= 0.48
    page.get_by_role("button", name="Vergrößern").click()
    must_not_overlap(boxes(page, ".map", ".legend"))


def test_a_folded_panel_or_legend_gives_its_room_to_the_map_at_once(visit: Visit) -> None:
    page = visit.open()
    before = boxes(page, ".map")[".map"]
    legend = page.get_by_role("button", name="Legende")
    expect(legend).to_have_attribute("aria-expanded", "true")
    page.get_by_role("button", name="Regionen").click()
    without_side = boxes(page, ".map")[".map"]
    assert without_side["right"] > before["right"] + 60
    legend.click()
    expect(legend).to_have_attribute("aria-expanded", "false")
    expect(page.locator(".legend-title")).to_contain_text("je 100 Einwohner")
    expect(page.locator(".legend .classes")).to_be_hidden()
    limits = page.locator(".strip .limit:visible").all_inner_texts()
    assert limits[0] == "0,0"
    assert len(limits) == 6
    alone = boxes(page)
    assert alone[".map"]["right"] == 1440
    must_not_overlap(alone)
    assert max(share_filled(page)) >= 0.98
    legend.click()
    expect(page.locator(".legend .classes")).to_be_visible()
    assert boxes(page, ".map")[".map"] == without_side
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_a_long_legend_scrolls_inside_its_cell(browser: Browser, server: str) -> None:
    visit = Visit(browser, server, 1280, 720)
    page = visit.open("/?change_from=2005&classes=7")
    found = boxes(page, ".legend", ".side", ".map")
    must_not_overlap(found)
    assert found[".side"]["bottom"] - found[".side"]["top"] >= 200
    visit.context.close()


def test_cards_and_skip_links_lie_over_neither_title_nor_map(visit: Visit) -> None:
    page = visit.open("/?regions=16055000")
    expect(page.locator(".card")).to_be_visible()
    position = "(e) => getComputedStyle(e).position"
    assert page.locator(".card .answer").evaluate(position) == "static"
    assert page.locator(".map .skip").first.evaluate("(e) => getComputedStyle(e).clipPath") == "inset(50%)"


def test_a_notice_takes_no_part_of_the_page_below_the_window(visit: Visit) -> None:
    page = visit.open("/?year=1789")
    expect(page.locator("#notice")).to_contain_text("1789")
    found = boxes(page, *PARTS, "#notice")
    must_not_overlap(found)
    assert found[".frame-links"]["bottom"] <= 900


def test_the_choice_stays_in_sight_when_the_design_is_opened(visit: Visit) -> None:
    page = visit.open()
    page.get_by_text("Darstellung und Vergleich").click()
    expect(page.locator("#scheme-choice")).to_be_in_viewport()
    expect(page.locator('[data-indicator][aria-current="true"]')).to_be_in_viewport()


@pytest.mark.parametrize("view", VIEWS)
def test_a_phone_shows_map_legend_and_years_on_one_screen(phone: Visit, view: str) -> None:
    page = phone.open(view)
    found = boxes(page, *PARTS, "#sheet-handle")
    top = ("#sheet-handle", ".top", ".title", ".map", ".legend", ".timeline")
    must_not_overlap({part: found[part] for part in top})
    assert found[".timeline"]["bottom"] <= found["#sheet-handle"]["top"] <= 844
    assert found[".top"]["bottom"] <= 0.15 * 844
    assert max(share_filled(page)) >= 0.98
    assert found[".map"]["bottom"] - found[".map"]["top"] >= 0.35 * 844


def test_on_a_phone_a_tap_opens_the_whole_legend(phone: Visit) -> None:
    page, key = phone.open(), scene_of("/").legend().key
    assert isinstance(key, ClassKey)
    expect(page.locator(".legend .classes")).to_be_hidden()
    assert page.locator(".strip .limit:visible").all_inner_texts()[-1] == key.limits[-1]
    button = page.get_by_role("button", name="Legende")
    expect(button).to_have_attribute("aria-expanded", "false")
    button.tap()
    expect(page.locator(".legend .classes")).to_contain_text(key.labels[-1])
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".controls")).to_be_hidden()
    button.tap()
    expect(page.locator(".legend .classes")).to_be_hidden()


@pytest.mark.parametrize("code", ["16051000", "16062041", "16072018"])
def test_on_a_phone_the_readout_leaves_the_touched_area_free_and_the_sheet_says_no_more(
    phone: Visit, code: str
) -> None:
    page = phone.open()
    area = page.locator(f'path.area[data-code="{code}"]')
    area.tap()
    expect(page.locator("#readout")).to_be_visible()
    both = boxes(page, "#readout", f'path.area[data-code="{code}"]', ".map")
    assert apart(both["#readout"], both[f'path.area[data-code="{code}"]'])
    assert both["#readout"]["top"] >= both[".map"]["top"]
    assert both["#readout"]["bottom"] <= both[".map"]["bottom"]
    name = page.locator("#readout").inner_text().split(",")[0]
    expect(page.locator("#sheet-handle")).to_contain_text(f"Mehr über {name}")


def test_on_the_main_map_a_gesture_that_is_the_pages_gets_one_hint(visit: Visit) -> None:
    page = visit.open()
    hint = page.locator("#gesture-hint")
    page.locator(".map").hover()
    page.mouse.wheel(0, 40)
    expect(hint).to_have_text("Mit Strg und Mausrad zoomen")
    expect(hint).to_be_hidden()
    page.mouse.wheel(0, 40)
    expect(hint).to_be_hidden()


@pytest.mark.parametrize("at", [(320, 640), (390, 844)], indirect=True)
def test_on_the_smallest_phone_no_page_of_the_list_and_no_year_is_cut(at: Visit) -> None:
    page = at.open("/?regions=16055000")
    assert is_as_wide_as_its_window(page)
    for link in page.get_by_role("navigation", name="Seiten").get_by_role("link").all():
        expect(link).to_be_in_viewport(ratio=1)
    must_not_overlap({str(i): box for i, box in enumerate(page.evaluate(LABELS))})
    assert page.evaluate(CUT, "nav, nav a, .brand, .title, .legend, .segments button, .open-controls") == []


def test_at_400_percent_every_part_can_be_reached(browser: Browser, server: str) -> None:
    visit = Visit(browser, server, 320, 256)
    page = visit.open()
    assert is_as_wide_as_its_window(page)
    must_not_overlap(boxes(page, *PARTS, ".side"))
    assert max(share_filled(page)) >= 0.98
    page.get_by_role("combobox", name="Ort suchen").fill("Weimar")
    expect(page.get_by_role("combobox", name="Ort suchen")).to_be_in_viewport()
    visit.context.close()


@pytest.mark.parametrize("way", ["browser", "page"])
def test_letters_twice_as_large_cut_and_cover_nothing(browser: Browser, server: str, way: str) -> None:
    visit = Visit(browser, server, 1280, 800)
    if way == "browser":
        session: Any = visit.context.new_cdp_session(visit.page)
        session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    page = visit.open("/?regions=16055000")
    if way == "page":
        page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
    assert page.locator("body").evaluate("(e) => getComputedStyle(e).fontSize") == "30px"
    must_not_overlap(boxes(page))
    assert is_as_wide_as_its_window(page)
    assert page.evaluate(CUT, ".top, nav, nav a, .title, .legend, .timeline, .credit, button, .side, .controls") == []
    must_not_overlap({str(i): box for i, box in enumerate(page.evaluate(LABELS))})
    visit.context.close()


@pytest.mark.parametrize("at", [(320, 640), (390, 844), (768, 1024), (1440, 900)], indirect=True)
def test_axe_finds_nothing_with_the_legend_folded_and_unfolded(at: Visit) -> None:
    page = at.open("/?regions=16055000")
    for _turn in range(2):
        page.get_by_role("button", name="Legende").click()
        found = Axe().run(page)
        assert [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in found.response["violations"]] == []


@pytest.mark.parametrize("at", [(320, 480), (480, 640), (800, 600)], indirect=True)
def test_in_a_frame_the_legend_has_its_own_place_too(at: Visit) -> None:
    page = at.open("/embed?level=district")
    must_not_overlap(boxes(page, ".title", ".map", ".legend", ".timeline", ".credit", ".frame-links"))
    assert max(share_filled(page)) >= 0.98
    assert is_as_wide_as_its_window(page)
