"""The map in the pages of others: two servers on two ports are two origins to a browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from bench.embeds import PAGES, frames_kb
from bench.servers import page_of_others
from tests.browser.screen import LATER
from tests.browser.serving import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.conftest import Visit

QUERY = "?indicator=unemployed_per_100&level=district&year=2010"
AS_HIGH_AS_ITS_CONTENT = """() => {
  const content = document.querySelector(".atlas").getBoundingClientRect().height;
  return Math.abs(window.innerHeight - content) <= 1;
}"""


def refused(page: Page) -> bool:
    """Whether a frame shows the browser's own page of a refused answer."""
    return any(frame.url.startswith("chrome-error://") for frame in page.frames)


def test_an_allowed_site_shows_the_map_and_another_one_does_not(visit: Visit) -> None:
    frames = '<iframe id="map" width="700" height="600"></iframe>'
    with (
        page_of_others(frames) as allowed,
        page_of_others(frames) as other,
        serving(ATLAS_EMBED_HOSTS=allowed) as url,
    ):
        for site, shown in ((allowed, True), (other, False)):
            visit.page.goto(site)
            visit.page.locator("#map").evaluate("(frame, src) => { frame.src = src; }", f"{url}/embed{QUERY}")
            if shown:
                expect(visit.page.frame_locator("#map").locator("path.area")).to_have_count(22)
                assert not refused(visit.page)
            else:
                wait_until_refused(visit.page)


def wait_until_refused(page: Page) -> None:
    if not refused(page):
        page.wait_for_event("framenavigated", lambda frame: frame.url.startswith("chrome-error://"))


@pytest.mark.parametrize("path", ["/", "/compare/", "/profile/16055", "/data", "/publish/map", "/accessibility"])
def test_pages_other_than_the_map_alone_can_be_framed_by_nobody_else(visit: Visit, server: str, path: str) -> None:
    with page_of_others(f'<iframe src="{server}{path}"></iframe>') as site:
        visit.page.goto(site)
        wait_until_refused(visit.page)


def test_the_frame_shows_what_was_asked_for_and_always_its_sources(visit: Visit, server: str) -> None:
    page = visit.open(f"/embed{QUERY}&show=legend")
    expect(page.locator(".legend")).to_be_visible()
    expect(page.locator(".timeline")).not_to_be_visible()
    expect(page.locator(".credit")).to_contain_text("BBSR")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Arbeitslose"))
    assert (page.locator(".title").bounding_box() or {"height": 9})["height"] <= 1
    link = page.get_by_role("link", name="Im Atlas öffnen")
    expect(link).to_be_visible()
    expect(page.get_by_role("link", name="Barrierefreiheit")).to_have_attribute("href", "/accessibility")
    with visit.context.expect_page() as opened:
        link.click()
    whole = opened.value
    whole.wait_for_url(re.compile("level=district.*year=2010"))
    assert urlsplit(whole.url).path == "/"
    assert whole.evaluate("window.opener") is None
    assert [v["id"] for v in Axe().run(page).response["violations"]] == []
    assert server


def test_an_unknown_part_is_named_and_the_map_stands(visit: Visit) -> None:
    page = visit.open(f"/embed{QUERY}&show=legend,fireworks")
    expect(page.locator("#notice")).to_contain_text("fireworks")


def test_the_script_gives_a_frame_the_height_of_its_content(visit: Visit, server: str) -> None:
    frame = f'<iframe data-atlas id="map" src="{server}/embed{QUERY}" style="width:100%;height:200px"></iframe>'
    with page_of_others(f'{frame}<script src="{server}/embed.js" defer></script>') as site:
        for width in (1200, 420):
            visit.page.set_viewport_size({"width": width, "height": 900})
            visit.page.goto(site)
            inner = visit.page.frame_locator("#map")
            expect(inner.locator("path.area")).to_have_count(22)
            visit.page.wait_for_function(
                "() => parseFloat(document.getElementById('map').style.height) > 400", timeout=15_000
            )
            inner.locator("#page .frame-links").wait_for()
            visit.page.frames[1].wait_for_function(AS_HIGH_AS_ITS_CONTENT)
            box = inner.locator("#page .frame-links").bounding_box()
            outer = visit.page.locator("#map").bounding_box()
            assert box
            assert outer
            assert box["y"] + box["height"] <= outer["y"] + outer["height"] + 1
            assert outer["height"] < 1400
    assert visit.complaints == []


def test_one_finger_and_the_wheel_belong_to_the_page_and_a_hint_says_so(visit: Visit) -> None:
    page = visit.open(f"/embed{QUERY}")
    before = page.locator('path.area[data-code="16051"]').bounding_box()
    page.locator(".map").hover()
    page.mouse.wheel(0, 200)
    expect(page.locator("#gesture-hint")).to_have_text("Mit Strg und Mausrad zoomen")
    expect(page.locator("#gesture-hint")).not_to_be_visible()
    assert page.locator('path.area[data-code="16051"]').bounding_box() == before


def test_on_a_phone_one_finger_gets_the_hint_and_two_move_the_map(phone: Visit) -> None:
    page = phone.open(f"/embed{QUERY}")
    session = phone.context.new_cdp_session(page)
    box = page.locator(".map").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    shape = page.locator('path.area[data-code="16051"]')
    before = shape.bounding_box()

    def touch(kind: str, *points: tuple[float, float]) -> None:
        found = [{"x": px, "y": py, "id": i} for i, (px, py) in enumerate(points)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": found})

    touch("touchStart", (x, y))
    for step in range(1, 6):
        touch("touchMove", (x, y - 8 * step))
    expect(page.locator("#gesture-hint")).to_have_text("Karte mit zwei Fingern bewegen")
    touch("touchEnd")
    assert before
    touch("touchStart", (x - 40, y), (x + 40, y))
    for step in range(1, 9):
        touch("touchMove", (x - 40 - 6 * step, y), (x + 40 + 6 * step, y))
    touch("touchEnd")
    shape.evaluate(
        """async (path, width) => {
          while (path.getBoundingClientRect().width < 1.2 * width) await new Promise(requestAnimationFrame);
        }""",
        before["width"],
    )


def test_a_frame_shows_its_map_without_any_script(browser: Browser, server: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    with page_of_others(f'<iframe src="{server}/embed{QUERY}" style="width:100%;height:600px"></iframe>') as site:
        page.goto(site)
        expect(page.frame_locator("iframe").locator(".picture path[data-code]")).to_have_count(22)
    context.close()


def test_three_maps_on_one_page_take_at_most_twice_the_bytes_of_one(browser: Browser, server: str) -> None:
    received = {name: frames_kb(browser, server, views) for name, views in PAGES.items()}
    assert received["one"] > 100
    assert received["views"] <= 2 * received["one"]
    # scripts, styles, borders and figures come once; only what depends on the address is asked for again
    assert received["same"] <= 1.25 * received["one"]


VIEWS = {
    "rate": QUERY,
    "change": "?indicator=unemployed_per_100&level=district&change_from=2005",
    "two": "?indicator=unemployed_per_100,gross_pay&level=district",
    "counts": "?indicator=population&level=municipality",
}


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_legend_and_zoom_never_cover_each_other_in_any_size_of_a_frame(visit: Visit, view: str) -> None:
    page = visit.open(f"/embed{view}")
    free = """(button) => {
      const { left, top, width, height } = button.getBoundingClientRect();
      return document.elementFromPoint(left + width / 2, top + height / 2) === button;
    }"""
    for width, height in ((320, 320), (320, 640), (640, 450), (800, 600), (900, 450), (1200, 320)):
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(LATER)
        buttons = [b for b in page.locator(".map-buttons button").all() if b.is_visible()]
        for button in buttons:
            button.scroll_into_view_if_needed()
            assert button.evaluate(free), (width, height)
        if buttons and page.locator(".legend").is_visible():
            legend, zoom = (page.locator(part).bounding_box() for part in (".legend", ".map-buttons"))
            assert legend is not None
            assert zoom is not None
            beside = legend["x"] >= zoom["x"] + zoom["width"] or zoom["x"] >= legend["x"] + legend["width"]
            below = legend["y"] >= zoom["y"] + zoom["height"] or zoom["y"] >= legend["y"] + legend["height"]
            assert beside or below, (width, height)


def test_a_frame_that_is_locked_up_shows_the_picture_and_the_way_to_the_atlas(visit: Visit, server: str) -> None:
    locked = f'<iframe sandbox="allow-scripts" src="{server}/embed{QUERY}" width="700" height="600"></iframe>'
    with page_of_others(locked) as site:
        visit.page.goto(site)
        frame = visit.page.frame_locator("iframe")
        expect(frame.get_by_role("heading", level=1)).to_have_text(re.compile("^Arbeitslose"))
        expect(frame.locator('.picture .areas path[d^="M"], path.area[d^="M"]')).to_have_count(22)
        expect(frame.get_by_role("link", name="Im Atlas öffnen")).to_be_visible()


@pytest.mark.parametrize("size", [(390, 844), (390, 600), (320, 480), (500, 800)])
def test_on_a_phone_the_map_reaches_down_to_its_legend(visit: Visit, size: tuple[int, int]) -> None:
    visit.page.set_viewport_size({"width": size[0], "height": size[1]})
    page = visit.open("/embed?indicator=unemployed_per_100&level=municipality")
    bottom, top = page.evaluate(
        "['.map', '.legend'].map((part) => document.querySelector(`#page ${part}`).getBoundingClientRect())"
        ".map((box, i) => (i ? box.top : box.bottom))"
    )
    assert abs(top - bottom) <= 1
