"""What the server takes for types of areas and for neighbourhood patterns, each asked for the first time."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING, Any

import numpy as np

from app import create_app
from atlas.data.load import load
from atlas.model import Level
from atlas.places import ROOT
from atlas.statistics.types import NUMBERS
from atlas.views.types.choose import offered

if TYPE_CHECKING:
    from collections.abc import Callable

LEVEL, INDICATORS, ASKED = Level.MUNICIPALITY, 12, 7


def _asker() -> Callable[[str], float]:
    client = create_app().server.test_client()

    def ask(address: str) -> float:
        begin = time.perf_counter()
        answer = client.get(address)
        took = (time.perf_counter() - begin) * 1000
        # measured is a map, not a refusal
        if answer.status_code != 200 or 'class="picture"' not in answer.text:
            raise RuntimeError(f"{address}: {answer.status}, no map")
        return took

    return ask


def bench_groups() -> dict[str, Any]:
    """Time both pages whole, after the first one has imported the libraries."""
    ask, atlas = _asker(), load(ROOT / "geodata")
    known = {
        i.id: int(np.isfinite(atlas.figures(i, LEVEL, atlas.scope.territory).values[-1]).sum())
        for i in offered(atlas, LEVEL, atlas.scope.territory)
    }
    keys = sorted(known, key=lambda key: -known[key])
    first = {page: ask(f"/{page}?level={Level.DISTRICT}") for page in ("types", "patterns")}
    types = [ask(f"/types?level={LEVEL}&k={k}&items={','.join(keys[:INDICATORS])}") for k in list(NUMBERS)[:ASKED]]
    patterns = [ask(f"/patterns?level={LEVEL}&indicator={key}") for key in keys[:ASKED]]
    return {"first_ms": first, "types_ms": types, "patterns_ms": patterns}


def group_rows(found: dict[str, Any]) -> list[tuple[str, str, str, bool]]:
    """Write the rows of the table: what, value, aim, whether it was reached."""
    types, patterns = (statistics.median(found[key]) for key in ("types_ms", "patterns_ms"))
    first = found["first_ms"]["types"]
    return [
        ("types of 631 areas by 12 indicators, k = 2 to 10", f"{types:.0f} ms", "2000 ms", types < 2000),
        ("... for the first reader, libraries read", f"{first:.0f} ms", "", True),
        ("neighbourhood patterns of 631 areas, 9,999 draws", f"{patterns:.0f} ms", "2000 ms", patterns < 2000),
    ]
