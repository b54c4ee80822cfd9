"""What the search for places takes in a browser: from a pressed key until its list stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bench.first_map import fresh_page, quiet
from bench.servers import running

if TYPE_CHECKING:
    from playwright.sync_api import Browser

#: Names, kinds with names, former names, postcodes, and two typing errors in one.
TYPED = ("Sonneberg", "Landkreis Sonneberg", "Mengersgereuth-Hämmern", "96515", "Muelhausn", "Schmalkaden-Meinigen")
#: Types a text letter by letter; a list stands when a task runs after the frame in which it came.
TYPE = """
async (text) => {
  const box = document.getElementById("region-search");
  const list = document.getElementById("region-search-list");
  const channel = () => new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = done;
    port2.postMessage(0);
  });
  const times = [];
  for (let n = 2; n <= text.length; n += 1) {
    box.value = text.slice(0, n);
    const begin = performance.now();
    box.dispatchEvent(new Event("input", { bubbles: true }));
    await channel();
    list.getBoundingClientRect();
    times.push(performance.now() - begin);
  }
  return [times, list.childElementCount];
}"""


def bench_search(browser: Browser) -> dict[str, Any]:
    """Time every key of some searches, after the index has come with the first."""
    keys: list[float] = []
    with (
        running(["-m", "atlas", "serve"], "/healthz") as (url, _process, _ready),
        fresh_page(browser) as (page, counted),
    ):
        page.goto(url)
        page.locator("path.area").first.wait_for()
        page.locator("#region-search").fill("Gera")
        page.locator("#region-search-list li").first.wait_for()
        quiet(page)
        before = counted["requests"]
        for text in TYPED:
            times, found = page.evaluate(TYPE, text)
            if not found:
                raise RuntimeError(f"{text}: nothing was found")
            keys += times
        asked = counted["requests"] - before
    return {"key_ms": keys, "requests": asked}
