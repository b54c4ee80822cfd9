"""Promises that hold for every page: no other host, no cookie, nothing cut off, calm when asked nonsense."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from bench.first_map import quiet
from tests.browser.conftest import PAINTED
from tests.browser.screen import LATER

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.conftest import Visit

NONSENSE = [
    (
        "/?indicator=does_not_exist&level=galaxy&year=1789&regions=99999999&bbox=1,2,3&colour=red",
        ["does_not_exist", "galaxy", "1789", "99999999", "1,2,3", "colour"],
    ),
    ("/?year=%FF%00&level=%3Cscript%3Ealert(1)%3C/script%3E", ["<script>alert(1)</script>"]),
    ("/?scheme=rainbow&classes=77&territory=1871-01-01&regions=1605500", ["rainbow", "77", "1871-01-01", "1605500"]),
]

PAGES = [
    "/?regions=16055000",
    "/compare/?regions=16055,16051&level=district",
    "/compare/maps?level=district",
    "/profile",
    "/profile/16055000",
    "/regions",
    "/types",
    "/patterns",
    "/data",
    "/sources",
    "/territories",
    "/index",
    "/publish/map",
    "/publish/embed",
    "/api/v1/",
    "/accessibility",
    "/imprint",
    "/embed",
]


def test_no_request_goes_to_another_host_no_cookie_is_set_and_the_console_stays_silent(visit: Visit) -> None:
    page = visit.open("/?regions=16055000")
    page.get_by_role("button", name="Vergrößern").click()
    page.get_by_role("button", name="Vergrößern").click()
    page.locator("#table").scroll_into_view_if_needed()
    page.get_by_role("button", name="Kreise", exact=True).click()
    quiet(page)
    page.goto(visit.server + "/?indicator=population&level=district")
    quiet(page)
    own = urlsplit(visit.server).netloc
    assert [u for u in visit.requests if urlsplit(u).scheme in {"http", "https"} and urlsplit(u).netloc != own] == []
    assert len(visit.requests) > 10
    assert visit.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert visit.complaints == []


@pytest.mark.parametrize(("path", "named"), NONSENSE)
def test_nonsense_in_the_address_gives_a_notice_and_a_map(visit: Visit, path: str, named: list[str]) -> None:
    page = visit.page
    answer = page.goto(visit.server + path)
    assert answer
    assert answer.status == 200
    page.wait_for_function(PAINTED)
    for what in named:
        expect(page.locator("#notice")).to_contain_text(what)
    expect(page.locator("path.area")).to_have_count(631)
    assert "Traceback" not in page.content()


@pytest.mark.parametrize("path", ["/?regions=16055000", "/?indicator=population&level=district"])
def test_axe_finds_nothing(visit: Visit, path: str) -> None:
    page = visit.open(path)
    page.locator("details.design").evaluate("(e) => e.open = true")
    page.locator("#table").scroll_into_view_if_needed()
    page.locator("#table-rows tr").first.wait_for()
    found = Axe().run(page)
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in found.response["violations"]] == []


def test_axe_finds_nothing_on_a_phone(phone: Visit) -> None:
    page = phone.open("/?regions=16055000")
    found = Axe().run(page)
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in found.response["violations"]] == []


def test_nothing_scrolls_sideways(browser: Browser, server: str) -> None:
    from tests.browser.conftest import Visit  # noqa: PLC0415

    visit = Visit(browser, server, 320, 844)
    page = visit.open("/?regions=16055000,16063105")
    for width in (320, 390, 768, 1440, 320):
        page.set_viewport_size({"width": width, "height": 844})
        page.evaluate(LATER)
        assert page.evaluate("window.innerWidth") == width
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    visit.context.close()


WHOLE = """() => {
  const map = document.querySelector(".leaflet-container").getBoundingClientRect();
  const boxes = [...document.querySelectorAll("path.area")].map((path) => path.getBoundingClientRect());
  const least = (side) => Math.min(...boxes.map((b) => b[side]));
  const most = (side) => Math.max(...boxes.map((b) => b[side]));
  return {
    left: least("left") - map.left, right: map.right - most("right"),
    top: least("top") - map.top, bottom: map.bottom - most("bottom"),
  };
}"""


@pytest.mark.parametrize("size", [(1440, 900), (768, 1024), (390, 844)])
@pytest.mark.parametrize("path", ["/", "/?regions=16055000,16051000", "/embed?level=district"])
def test_the_whole_state_lies_inside_the_map(browser: Browser, server: str, path: str, size: tuple[int, int]) -> None:
    from tests.browser.conftest import Visit  # noqa: PLC0415

    visit = Visit(browser, server, *size)
    page = visit.open(path)
    quiet(page)
    room = page.evaluate(WHOLE)
    assert min(room.values()) >= 0, room
    visit.context.close()


@pytest.mark.parametrize("path", PAGES)
def test_every_page_fits_the_smallest_phone_has_one_heading_and_no_id_twice(
    browser: Browser, server: str, path: str
) -> None:
    from tests.browser.conftest import Visit  # noqa: PLC0415

    visit = Visit(browser, server, 320, 640)
    visit.page.goto(server + path)
    quiet(visit.page)
    expect(visit.page.locator("h1")).to_have_count(1)
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 320
    twice = visit.page.evaluate(
        "[...document.querySelectorAll('[id]')].map((e) => e.id).filter((id, i, all) => all.indexOf(id) !== i)"
    )
    assert twice == []
    assert visit.complaints == []
    visit.context.close()


def test_on_a_phone_the_picker_opens_over_the_page_and_closes_with_a_choice(phone: Visit) -> None:
    page = phone.open("/")
    expect(page.locator("#picker-search")).not_to_be_visible()
    page.get_by_role("button", name="Indikator wählen").tap()
    page.locator("#picker-search").fill("Wohnfläche")
    page.locator("#picker [data-indicator]:visible").first.tap()
    page.wait_for_function("() => document.querySelector('h1').textContent.includes('Wohnfläche')")
    expect(page.locator("#picker-search")).not_to_be_visible()


def test_one_finger_scrolls_the_page_and_does_not_drag_the_map(phone: Visit) -> None:
    page = phone.open("/")
    action = page.evaluate("getComputedStyle(document.querySelector('.leaflet-container')).touchAction")
    assert "pan-y" in action
    assert "none" not in action
    dragging = page.evaluate("document.querySelector('.leaflet-container').classList.contains('leaflet-touch-drag')")
    assert dragging is False


class DistrictPage(BaseHTTPRequestHandler):
    """A page of somebody else that shows the atlas in a frame."""

    atlas = ""

    def do_GET(self) -> None:
        frame = f'<iframe src="{self.atlas}/embed?indicator=unemployed_per_100" width="700" height="700" title="atlas">'
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(f"<!DOCTYPE html>{frame}</iframe>".encode())

    def log_message(self, *args: object) -> None:
        del args


def test_the_atlas_works_in_an_iframe_of_another_site(visit: Visit, server: str) -> None:
    DistrictPage.atlas = server
    with ThreadingHTTPServer(("127.0.0.1", 0), DistrictPage) as other:
        Thread(target=other.serve_forever, daemon=True).start()
        visit.page.goto(f"http://127.0.0.1:{other.server_address[1]}/")
        frame = visit.page.frame_locator("iframe")
        expect(frame.locator("path.area")).to_have_count(631)
        expect(frame.locator(".first-sight")).to_have_count(0)
        expect(frame.locator("h1")).to_contain_text("Arbeitslose")
        expect(frame.locator(".credit")).to_contain_text("GeoBasis-DE / BKG 2016 (Daten verändert)")
        expect(frame.locator("#picker")).not_to_be_visible()
        other.shutdown()


def test_the_headers_allow_nothing_from_elsewhere(visit: Visit) -> None:
    answer = visit.page.goto(visit.server + "/")
    assert answer
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'self'"
    assert "unsafe-inline" not in policy["script-src"]
    assert "unsafe-eval" not in policy["script-src"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "x-frame-options" not in answer.headers


def test_on_a_phone_the_regions_are_pulled_up_from_the_lower_edge(phone: Visit) -> None:
    page = phone.open("/?regions=16055000")
    handle = page.get_by_role("button", name="Weimar: 4,9")
    expect(page.get_by_role("combobox", name="Ort suchen")).not_to_be_visible()
    handle.tap()
    expect(page.get_by_role("combobox", name="Ort suchen")).to_be_visible()
    expect(handle).to_have_attribute("aria-expanded", "true")
    assert [(v["id"], v["nodes"][0]["html"][:120]) for v in Axe().run(page).response["violations"]] == []
    box = handle.bounding_box()
    assert box
    page.mouse.move(box["x"] + 100, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 100, box["y"] + 120, steps=4)
    page.mouse.up()
    expect(handle).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_role("combobox", name="Ort suchen")).not_to_be_visible()
