"""A real server process and a real Chromium; every request of every test is recorded."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.screen import Screen
from tests.browser.serving import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
#: Without windows of its own a Chromium takes three fifths of the processor time for a page.
BROWSERS = ("chromium-headless-shell", "chromium", "google-chrome")
PAINTED = """() => {
  const paths = [...document.querySelectorAll("path.area")];
  const circles = document.querySelector(".legend .circles");
  const said = document.querySelector("[data-year]")?.textContent && !document.documentElement.dataset.busy;
  const filled = (path) => !(path.getAttribute("fill") || "var").startsWith("var");
  const first = document.querySelector(".first-sight");
  return !first && said && paths.length > 0 && (circles || paths.some(filled));
}"""


expect.set_options(timeout=15_000)  # a page that is late is a matter for the benchmark, not for a test


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with serving() as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = (os.environ.get("CHROMIUM"), *map(shutil.which, BROWSERS))
    path = next(filter(None, found), None)
    assert path, "no Chromium: run the tests with make test, which installs one"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


def move_away(session: Any) -> None:
    """Let the pointer of a machine without a screen, which rests in its corner, lie in no page."""
    window = session.send("Browser.getWindowForTarget")["windowId"]
    session.send("Browser.setWindowBounds", {"windowId": window, "bounds": {"left": 50, "top": 50}})
    session.detach()


class Visit:
    """A page with an empty cache, and everything it asked for and complained of."""

    def __init__(self, browser: Browser, server: str, width: int, height: int, **options: object) -> None:
        self.server = server
        self.context = browser.new_context(viewport={"width": width, "height": height}, locale="de-DE", **options)  # type: ignore[arg-type]
        self.page: Page = self.context.new_page()
        move_away(self.context.new_cdp_session(self.page))
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type in {"error", "warning"} else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, path: str = "/") -> Page:
        self.page.goto(self.server + path)
        self.page.wait_for_function(PAINTED)
        return self.page


@pytest.fixture
def visit(browser: Browser, server: str) -> Iterator[Visit]:
    made = Visit(browser, server, 1440, 900)
    yield made
    made.context.close()


@pytest.fixture
def phone(browser: Browser, server: str) -> Iterator[Visit]:
    made = Visit(browser, server, 390, 844, has_touch=True, is_mobile=True)
    yield made
    made.context.close()


@pytest.fixture
def without_scripts(browser: Browser, server: str) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, locale="de-DE", java_script_enabled=False, base_url=server
    )
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def screen(browser: Browser, server: str) -> Iterator[Screen]:
    visit = Visit(browser, server, 1440, 900)
    yield Screen(visit.open("/?indicator=cars&level=district"))
    assert visit.complaints == []
    visit.context.close()
