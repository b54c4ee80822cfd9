"""What the tools for planning take: an index of twelve indicators, from the address to its map."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING, Any

from atlas.data.load import load
from atlas.places import ROOT
from atlas.views.index.built import build
from atlas.views.index.read_recipe import read_recipe
from atlas.views.index.recipe import possible
from atlas.words.words import words_of
from bench.first_map import fresh_page
from bench.servers import running

if TYPE_CHECKING:
    from playwright.sync_api import Browser

INDICATORS, RUNS = 12, 7


def _queries() -> list[str]:
    """Write recipes that differ in a weight, so that none is answered from what was kept."""
    atlas = load(ROOT / "geodata")
    level = atlas.scope.view.level
    keys = [i.id for i in possible(atlas, level, atlas.scope.territory)]
    queries = []
    for run in range(RUNS):
        items = ",".join(f"{key}:{1 + run * (at == 0)}" for at, key in enumerate(keys[:INDICATORS]))
        queries.append(f"items={items}&level={level}&missing=rest")
    words = words_of("de")
    for query in queries:  # measured is what is drawn, not a refusal
        found = build(atlas, read_recipe(query, atlas, words).recipe, words)
        if found.index is None or len(found.index.columns) < INDICATORS:
            raise RuntimeError(f"{query}: {found.why_none or found.notices}")
    return queries


def bench_planning(browser: Browser) -> dict[str, Any]:
    """Time the page of an index from its address until its map stands."""
    times = []
    with (
        running(["-m", "atlas", "serve"], "/healthz") as (url, _process, _ready),
        fresh_page(browser) as (page, _counted),
    ):
        page.goto(f"{url}/index")
        page.locator(".picture path[data-code]").first.wait_for()
        for query in _queries():
            begin = time.perf_counter()
            page.goto(f"{url}/index?{query}", wait_until="commit")
            page.locator(".picture path[data-code]").first.wait_for()
            times.append(1000 * (time.perf_counter() - begin))
    return {"index_ms": times}


def planning_rows(found: dict[str, Any]) -> list[tuple[str, str, str, bool]]:
    """Say what was measured and what was aimed at."""
    middle = statistics.median(found["index_ms"])
    return [
        ("index of 12 indicators, 631 areas, 300 draws, to its map", f"{middle:.0f} ms", "500 ms", middle < 500),
    ]
