"""What social regions take on the server: figures of one of sixty municipalities, its guard, regions of like size."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING, Any

import numpy as np

from atlas.data.load import load
from atlas.data.regions.atlas_with import with_regions
from atlas.data.regions.definition import Draft, made_regions
from atlas.data.regions.guard import region_checks
from atlas.model import Level
from atlas.places import ROOT
from atlas.views.regions.make import regions_of_like_size
from atlas.words.words import words_of

if TYPE_CHECKING:
    from collections.abc import Callable

MUNICIPALITIES, RUNS, PARTS = 60, 9, 20


def _timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - begin)


def bench_regions() -> dict[str, Any]:
    """Time another region in each run, drawn from the whole state: the worst case, as most districts are in part."""
    atlas = load(ROOT / "geodata")
    date, draw = atlas.scope.territory, np.random.default_rng(1)
    codes = atlas.codes(Level.MUNICIPALITY, date)
    figures, guard = [], []
    for _run in range(RUNS):
        drafts = [Draft("Süd", tuple(draw.choice(codes, MUNICIPALITIES, replace=False).tolist()))]
        shown = with_regions(atlas, made_regions(drafts, date, atlas.areas))
        indicators = shown.catalogue.indicators.values()
        figures.append(_timed(lambda: [shown.figures(i, Level.SOCIAL_REGION, date) for i in indicators]))  # noqa: B023
        guard.append(_timed(lambda: region_checks(shown)))  # noqa: B023
    words = words_of("de")
    made = [_timed(lambda: regions_of_like_size(atlas, "", str(PARTS), date, words)) for _run in range(3)]
    # the first one also reads what is hidden at all
    return {"figures_ms": figures, "guard_first_ms": guard[0], "guard_ms": guard[1:], "make_ms": made}


def region_rows(found: dict[str, Any]) -> list[tuple[str, str, str, bool]]:
    """Say what was measured and what was aimed at."""
    figures, guard, made = (statistics.median(found[key]) for key in ("figures_ms", "guard_ms", "make_ms"))
    return [
        ("region of 60 municipalities, all indicators", f"{figures:.0f} ms", "150 ms", figures < 150),
        ("... what is hidden in it, and what would show it", f"{guard:.0f} ms", "300 ms", guard < 300),
        ("... the first one", f"{found['guard_first_ms']:.0f} ms", "300 ms", found["guard_first_ms"] < 300),
        ("20 regions of like size out of 631 municipalities", f"{made:.0f} ms", "", True),
    ]
