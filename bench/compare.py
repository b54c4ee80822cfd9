"""The comparison of ten regions over 27 years: time on the server, and until it is drawn after a click."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from atlas.settings import from_environment
from atlas.web.compare.answer import compare_answer
from atlas.web.site import open_site
from bench.servers import running

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NINE = "16051,16052,16053,16054,16055,16061,16062,16063,16064"
QUERY = f"?indicator=unemployed_per_100&level=district&regions={NINE}"
CLICKS = 20
FOUND, LAST = "#add-region-list [data-place='0']", ".chip:last-child"

#: Take out the tenth region, or take the place that was found: until the frame in which the series is drawn anew.
CLICK = """
async (selector) => {
  const lines = () => document.querySelectorAll("#series .scatterlayer .trace").length;
  const before = lines();
  const begin = performance.now();
  document.querySelector(selector).click();
  while (lines() === before) await new Promise((next) => requestAnimationFrame(next));
  await new Promise((next) => requestAnimationFrame(next));
  return performance.now() - begin;
}"""


def server_ms() -> list[float]:
    """Time the answer of the callback, warm, ten regions."""
    site = open_site(from_environment())
    times = []
    for _run in range(CLICKS + 1):
        begin = time.perf_counter()
        compare_answer(site, "http://127.0.0.1/", f"{QUERY},16065")
        times.append((time.perf_counter() - begin) * 1000)
    return times[1:]


def bench_compare(browser: Browser) -> dict[str, Any]:
    """Measure the page in a browser."""
    with running(["-m", "atlas", "serve"], "/healthz") as (url, _process, _ready):
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"{url}/compare/{QUERY}")
        page.wait_for_function("() => document.querySelectorAll('#series .scatterlayer .trace').length > 9")
        page.wait_for_timeout(1000)
        times = []
        for run in range(CLICKS):
            if run % 2 == 0:
                page.fill("#add-region", "Kyffhäuserkreis")
                page.locator(FOUND).wait_for()
            times.append(page.evaluate(CLICK, FOUND if run % 2 == 0 else LAST))
            page.wait_for_timeout(300)
        page.close()
    return {"click_ms": times, "server_ms": server_ms()}
