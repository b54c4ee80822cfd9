"""The first map of a visitor with an empty cache: seen in its colours, drawn by its scripts, answering a pointer."""

from __future__ import annotations

import statistics
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from bench.servers import running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

LOADS = 5
WINDOW = {"width": 1440, "height": 900}
#: A new window of Chromium loads pages of its own; readers open an address in one that stands.
SETTLE_MS = 700

#: Areas of the map in their colours: the picture in the page, those of Leaflet, those of a WebGL map.
AREAS = """
const coloured = (path, fill) => path.hasAttribute("d") && fill && !fill.startsWith("var") && fill !== "none";
const many = (found) => found.length > 600;
const leaflet = (pane) => many([...document.querySelectorAll(`${pane} path`)]
  .filter((path) => coloured(path, path.getAttribute("fill"))));
const kinds = {
  picture: () => document.querySelector(".picture .over") && many([...document.querySelectorAll(".picture .areas path")]
    .filter((path) => coloured(path, path.parentElement.getAttribute("fill")))),
  naive: () => leaflet(".leaflet-overlay-pane"),
  areas: () => many(document.querySelectorAll("path.area"))
    && [...document.querySelectorAll("path.area")].some((path) => (path.getAttribute("fill") || "").startsWith("#")),
  plotly: () => document.querySelector("#graph .js-plotly-plot")?._fullLayout?.map?._subplot?.map?.loaded(),
  readout: () => document.querySelector(".readout:not([hidden])")?.textContent,
};
"""
#: Looks in every frame. A frame is done when a task runs after its rendering; nothing is seen before the first paint.
WATCH = f"""
(wanted) => {{
  {AREAS}
  window.seen = {{}};
  const paint = () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
  const look = () => {{
    for (const kind of wanted.filter((one) => !(one in window.seen) && kinds[one]())) {{
      window.seen[kind] = 0;
      const channel = new MessageChannel();
      channel.port1.onmessage = () => (window.seen[kind] = Math.max(performance.now(), paint()));
      channel.port2.postMessage(0);
    }}
    if (wanted.some((one) => !window.seen[one])) requestAnimationFrame(look);
  }};
  requestAnimationFrame(look);
}}"""


@contextmanager
def fresh_page(browser: Browser) -> Iterator[tuple[Page, dict[str, Any]]]:
    """Open a page with an empty cache and count what it receives; Chromium has built its window before."""
    context = browser.new_context(viewport=WINDOW)  # type: ignore[arg-type]
    page = context.new_page()
    page.wait_for_timeout(SETTLE_MS)
    counted: dict[str, Any] = {"bytes": 0, "requests": 0}
    session = context.new_cdp_session(page)
    session.send("Network.enable")

    def finished(event: dict[str, Any]) -> None:
        counted["bytes"] += event["encodedDataLength"]
        counted["requests"] += 1

    session.on("Network.loadingFinished", finished)
    yield page, counted
    context.close()


def quiet(page: Page) -> None:
    """Wait until a page has received nothing for half a second.

    Playwright's own "networkidle" waits for ever where a file that was fetched ahead is taken from memory.
    """
    page.evaluate("() => { window.received = null; }")  # what an earlier wait saw says nothing of what was asked since
    page.wait_for_function("""() => {
      const received = performance.getEntriesByType("resource").length;
      if (window.received !== received) [window.received, window.since] = [received, performance.now()];
      return document.readyState === "complete" && performance.now() - window.since > 500;
    }""")


def _watch(page: Page, url: str, *wanted: str) -> None:
    page.add_init_script(f"({WATCH})({list(wanted)})")
    page.goto(url, wait_until="commit")


def _seen(page: Page, kind: str) -> float:
    page.wait_for_function("(kind) => window.seen[kind]", arg=kind, polling=50, timeout=60_000)
    return float(page.evaluate("(kind) => window.seen[kind]", kind))


def first_maps(browser: Browser, url: str, kind: str) -> list[float]:
    """Time the first map of another design, from the begin of the navigation until it is seen in its colours."""
    times = []
    for _ in range(LOADS):
        with fresh_page(browser) as (page, _counted):
            _watch(page, url, kind)
            times.append(_seen(page, kind))
    return times


def first_hovers(browser: Browser, url: str) -> list[float]:
    """Time a pointer that trembles where the middle of the map will be, until an area under it is read out."""
    times = []
    with fresh_page(browser) as (page, _counted):
        page.goto(url)
        box = page.locator(".map").first.bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    for _ in range(LOADS):
        with fresh_page(browser) as (page, _counted):
            _watch(page, url, "readout")
            moves = 0
            while not page.evaluate("() => window.seen.readout"):
                moves += 1
                assert moves < 600, "no area was read out"
                page.mouse.move(x + moves % 2, y)
                page.wait_for_timeout(30)
            times.append(float(page.evaluate("() => window.seen.readout")))
    return times


def bench_first_map(browser: Browser) -> dict[str, Any]:
    """Measure the atlas: the map seen, drawn by its scripts, answering; what is sent until nothing more is."""
    seen, drawn = [], []
    with running(["-m", "atlas", "serve"], "/healthz") as (url, _process, _ready):
        for _ in range(LOADS):
            with fresh_page(browser) as (page, counted):
                _watch(page, url, "picture", "areas")
                drawn.append(_seen(page, "areas"))
                seen.append(_seen(page, "picture"))
                quiet(page)
                kilobytes, requests = counted["bytes"] / 1000, counted["requests"]
        hovers = first_hovers(browser, url)
    return {"seen_ms": seen, "drawn_ms": drawn, "hover_ms": hovers, "load_kb": kilobytes, "load_requests": requests}


def first_map_rows(
    atlas: dict[str, Any], naive: dict[str, Any], plotly: dict[str, Any]
) -> list[tuple[str, str, str, bool]]:
    """Say what was found, what is aimed at, and whether it was reached."""
    seen, hover = statistics.median(atlas["seen_ms"]), statistics.median(atlas["hover_ms"])
    others = {
        "naive: server callback returns GeoJSON": statistics.median(naive["first_map_ms"]),
        "plotly choropleth_map": statistics.median(plotly["first_map_ms"]),
    }
    drawn, kilobytes = statistics.median(atlas["drawn_ms"]), atlas["load_kb"]
    return [
        ("first map in its colours, empty cache, median of 5", f"{seen:.0f} ms", "400 ms", seen <= 400),
        *((f"... {name}", f"{ms:.0f} ms", f"{2 * seen:.0f} ms +", ms >= 2 * seen) for name, ms in others.items()),
        ("... drawn by the scripts in its place", f"{drawn:.0f} ms", "", True),
        ("first area read out to a pointer, empty cache, median of 5", f"{hover:.0f} ms", "1000 ms", hover <= 1000),
        ("first load, compressed, all files", f"{kilobytes:.0f} kB", "650 kB", kilobytes <= 650),
    ]
