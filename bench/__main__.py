"""``python -m bench``: measure, print a table, write ``bench/results.json`` and the table of the README."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
import shutil
import statistics
import sys
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from bench.answer import bench_answer
from bench.compare import bench_compare
from bench.embeds import bench_embeds, embed_rows
from bench.first_map import bench_first_map, first_map_rows, first_maps, fresh_page, quiet
from bench.groups import bench_groups, group_rows
from bench.planning import bench_planning, planning_rows
from bench.publish import bench_publish, publish_rows
from bench.regions import bench_regions, region_rows
from bench.releases import bench_releases, release_rows
from bench.reports import bench_reports, report_rows
from bench.search import bench_search
from bench.servers import running, worker_memory_mb
from bench.steward import bench_steward, steward_rows
from bench.table import RESULTS
from bench.table import main as write_table

if TYPE_CHECKING:
    from playwright.sync_api import Browser

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
FLAGS_WEBGL = [f for f in FLAGS if f != "--disable-gpu"] + ["--enable-unsafe-swiftshader"]
CHANGES = 20

#: From an input event to the frame in which the map has changed. A frame is done when a task runs after its rendering.
FRAME = """
() => new Promise((done) => requestAnimationFrame(() => {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => done(performance.now());
  channel.port2.postMessage(0);
}))"""
STEP_ATLAS = f"""
async (at) => {{
  const frame = {FRAME};
  const slider = document.getElementById("year");
  await frame();
  const begin = performance.now();
  slider.value = at;
  slider.dispatchEvent(new Event("input", {{ bubbles: true }}));
  return (await frame()) - begin;
}}"""
#: The other two change through a callback: the last frame before nothing changes for 300 ms.
STEP_OTHER = f"""
async ([at, where]) => {{
  const frame = {FRAME};
  await frame();
  const begin = performance.now();
  let last = 0;
  const seen = new MutationObserver(async () => {{ last = await frame(); }});
  if (where === "plotly") {{
    const graph = document.querySelector("#graph .js-plotly-plot");
    const map = graph._fullLayout.map._subplot.map;
    const painted = async () => {{ if (graph.calcdata[0][0].trace.z !== before) last = await frame(); }};
    const before = graph.calcdata[0][0].trace.z;
    map.on("render", painted);
    dash_clientside.set_props("year", {{ value: at }});
    while (!last || performance.now() - last < 300) await new Promise((r) => setTimeout(r, 20));
    map.off("render", painted);
  }} else {{
    const pane = document.querySelector(".leaflet-overlay-pane");
    seen.observe(pane, {{ subtree: true, childList: true, attributes: true }});
    dash_clientside.set_props("year", {{ value: at }});
    while (!last || performance.now() - last < 300) await new Promise((r) => setTimeout(r, 20));
    seen.disconnect();
  }}
  return last - begin;
}}"""


PAINTED = """() => {
  const paths = [...document.querySelectorAll("path.area")];
  return paths.length > 600 && paths.some((p) => (p.getAttribute("fill") || "").startsWith("#"));
}"""


def bench_atlas(browser: Browser) -> dict[str, Any]:
    """Measure the atlas itself."""
    with running(["-m", "atlas", "serve"], "/healthz") as (url, process, ready):
        with fresh_page(browser) as (page, counted):
            page.goto(url)
            page.wait_for_function(PAINTED)
            quiet(page)
            years = page.evaluate("Number(document.getElementById('year').max)")
            before = counted["requests"]
            steps = [page.evaluate(STEP_ATLAS, (3 + 7 * i) % (years + 1)) for i in range(CHANGES)]
            page.wait_for_timeout(500)
            change_requests = counted["requests"] - before
        memory = worker_memory_mb(process)
    return {
        "year_change_ms": steps,
        "year_change_requests": change_requests,
        "ready_s": ready,
        "worker_memory_mb": memory,
    }


def bench_other(browser: Browser, name: str) -> dict[str, Any]:
    """Measure one of the variants."""
    with (
        running(["-m", "bench.variants", name, "PORT"], "/") as (url, _process, _ready),
        fresh_page(browser) as (page, counted),
    ):
        first = first_maps(browser, url, name)
        page.goto(url)
        ready = "() => document.querySelectorAll('.leaflet-overlay-pane path').length > 600"
        if name == "plotly":
            ready = "() => document.querySelector('#graph .js-plotly-plot')?._fullLayout?.map?._subplot?.map?.loaded()"
        page.wait_for_function(ready, timeout=60_000)
        page.wait_for_timeout(1500)
        before = counted["bytes"]
        steps = [page.evaluate(STEP_OTHER, [(3 + 7 * i) % 21, name]) for i in range(CHANGES)]
        return {
            "first_map_ms": first,
            "year_change_ms": steps,
            "bytes_a_change": (counted["bytes"] - before) / CHANGES,
        }


def main() -> int:
    """Measure everything in one run."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        first = bench_first_map(browser)
        atlas = bench_atlas(browser)
        comparison = bench_compare(browser)
        searched = bench_search(browser)
        embeds = bench_embeds(browser)
        planning = bench_planning(browser)
        naive = bench_other(browser, "naive")
        browser.close()
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS_WEBGL)
        plotly = bench_other(browser, "plotly")
        browser.close()
    published = bench_publish()
    reports, releases = bench_reports(), bench_releases()
    answers, groups = bench_answer(), bench_groups()
    steward, regions = bench_steward(), bench_regions()
    median = {
        k: statistics.median(v["year_change_ms"]) for k, v in (("atlas", atlas), ("naive", naive), ("plotly", plotly))
    }
    rows = [
        (
            "year change to the next frame, 631 areas, median of 20",
            f"{median['atlas']:.0f} ms",
            "33 ms",
            median["atlas"] <= 33,
        ),
        ("... naive: server callback returns GeoJSON", f"{median['naive']:.0f} ms", "", True),
        ("... plotly choropleth_map, restyled in the browser", f"{median['plotly']:.0f} ms", "", True),
        ("naive / atlas", f"{median['naive'] / median['atlas']:.1f} x", "5 x", median["naive"] / median["atlas"] >= 5),
        ("plotly / atlas", f"{median['plotly'] / median['atlas']:.1f} x", "", True),
        ("requests on 20 year changes", str(atlas["year_change_requests"]), "0", atlas["year_change_requests"] == 0),
        *first_map_rows(first, naive, plotly),
        (
            "resident memory of the worker",
            f"{atlas['worker_memory_mb']:.0f} MB",
            "300 MB",
            atlas["worker_memory_mb"] < 300,
        ),
        ("start to first answer", f"{atlas['ready_s']:.1f} s", "3 s", atlas["ready_s"] < 3),
    ]
    for what, key, aim in (
        ("comparison of 10 regions, drawn after a click, median of 20", "click_ms", 150),
        ("comparison of 10 regions, time on the server, median of 20", "server_ms", 20),
    ):
        middle = statistics.median(comparison[key])
        rows.append((what, f"{middle:.0f} ms", f"{aim} ms", middle < aim))
    for what, key, aim in (
        ("an address", "address_ms", 12.5),
        ("a moved control", "control_ms", 12.5),
        ("a click on a region", "click_ms", 12.5),
    ):
        middle = statistics.median(answers[key])
        text = f"answer about a change map to {what}, on the server"
        rows.append((text, f"{middle:.1f} ms", f"{aim} ms", middle <= aim))
    worst = max(searched["key_ms"])
    rows += [
        ("search for a place, a key, median", f"{statistics.median(searched['key_ms']):.0f} ms", "50 ms", worst < 50),
        ("... the slowest key", f"{worst:.0f} ms", "50 ms", worst < 50),
        ("... requests of all keys", str(searched["requests"]), "0", searched["requests"] == 0),
        (
            "profile of a place, on the server, median of 20",
            f"{statistics.median(answers['profile_ms']):.0f} ms",
            "",
            True,
        ),
    ]
    rows += publish_rows(published) + embed_rows(embeds) + report_rows(reports) + release_rows(releases)
    rows += group_rows(groups) + planning_rows(planning) + region_rows(regions) + steward_rows(steward)
    print(f"| {'measured':55} | {'value':>9} | {'aim':>8} | |")
    print(f"|{'-' * 57}|{'-' * 10}:|{'-' * 9}:|---|")
    for what, value, aim, good in rows:
        print(f"| {what:55} | {value:>9} | {aim:>8} | {('ok' if good else 'missed') if aim else ''} |")
    results = {
        "day": dt.datetime.now(dt.UTC).date().isoformat(),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "first_map": first,
        "atlas": atlas,
        "naive": naive,
        "plotly": plotly,
        "comparison": comparison,
        "search": searched,
        "embeds": embeds,
        "planning": planning,
        "answer": answers,
        "publish": published,
        "reports": reports,
        "releases": releases,
        "groups": groups,
        "steward": steward,
        "regions": regions,
        "median_ms": median,
    }
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    return write_table()


if __name__ == "__main__":
    sys.exit(main())
