"""What the server answers about a change map: when an address is opened, a control moved, a region clicked."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from app import create_app

if TYPE_CHECKING:
    from collections.abc import Callable

QUERY = "?indicator=unemployed_per_100&level=municipality&year={year}&change_from=2001&regions=16055000"
YEARS = range(2002, 2021)
#: What a reader does, and what it changes in the view.
ASKED = {
    "address": {},
    "control": {"palette": "cividis"},
    "click": {"regions": "16055000,16051000"},
}


def _asker() -> Callable[[str, dict[str, str]], bytes]:
    client = create_app().server.test_client()
    callback = next(c for c in client.get("/_dash-dependencies").get_json() if "view.data" in c["output"])
    outputs = [
        dict(zip(("id", "property"), x.rsplit(".", 1), strict=True)) for x in callback["output"].strip(".").split("...")
    ]

    def ask(query: str, changes: dict[str, str]) -> bytes:
        value = {"query": query, "changes": changes}
        answer = client.post(
            "/_dash-update-component",
            json={
                "output": callback["output"],
                "outputs": outputs,
                "inputs": [{"id": "asked", "property": "data", "value": value}],
                "changedPropIds": ["asked.data"],
            },
        )
        if answer.status_code != 200:
            raise RuntimeError(f"{query}: {answer.status}")
        return bytes(answer.data)

    return ask


def bench_answer() -> dict[str, Any]:
    """Time profiles and the answers about each year, each address asked for the first time; weigh the last."""
    ask = _asker()
    ask(QUERY.format(year=2021), {})
    found: dict[str, Any] = {}
    for what, changes in ASKED.items():
        times = []
        for year in YEARS:
            begin = time.perf_counter()
            answer = ask(QUERY.format(year=year), changes)
            times.append((time.perf_counter() - begin) * 1000)
        found |= {f"{what}_ms": times, f"{what}_kb": len(answer) / 1000}
    client = create_app().server.test_client()
    times = []
    for code in (16051, 16052, 16053, 16054, 16055, *range(16061, 16077)):
        begin = time.perf_counter()
        client.get(f"/profile/{code}")
        times.append((time.perf_counter() - begin) * 1000)
    return found | {"profile_ms": times}
