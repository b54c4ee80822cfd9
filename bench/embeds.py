"""Maps in the pages of others: bytes of three frames beside one, parts of files, and many readers of one picture."""

from __future__ import annotations

import statistics
import time
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bench.first_map import fresh_page
from bench.servers import page_of_others, running

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

VIEWS = (
    "?indicator=unemployed_per_100&level=municipality",
    "?indicator=gross_pay&level=district",
    "?indicator=rent_per_m2_census&level=municipality",
)
#: Frames of one page: one, the same one three times, three views.
PAGES = {"one": VIEWS[:1], "same": VIEWS[:1] * 3, "views": VIEWS}
READERS, ASKED = 100, 100
PACKAGE = f"/export/areas.gpkg{VIEWS[0]}"
PART = "bytes=0-65535"
QUIET_MS = 1000


def frames_kb(browser: Browser, atlas: str, views: tuple[str, ...]) -> float:
    """Load a page of somebody else with frames and an empty cache; gives the kilobytes that all of it received."""
    # all of them in the window: a browser draws a frame of others only where it can be seen
    frames = "".join(f'<iframe src="{atlas}/embed{view}" style="width:460px;height:600px"></iframe>' for view in views)
    with page_of_others(frames) as site, fresh_page(browser) as (page, counted):
        page.goto(site)
        for number in range(len(views)):
            page.frame_locator("iframe").nth(number).locator("path.area").first.wait_for(timeout=60_000)
        _settled(page, counted)
        return float(counted["bytes"]) / 1000


def _settled(page: Page, counted: dict[str, Any]) -> None:
    """Wait until no frame of a page has received anything for a while."""
    before = -1
    while counted["requests"] != before:
        before = counted["requests"]
        page.wait_for_timeout(QUIET_MS)


def asked_ms(connection: HTTPConnection, path: str, headers: dict[str, str], status: int) -> float:
    """Time an answer, from the question to the last byte.

    Raises
    ------
    RuntimeError
        The answer has another status.
    """
    begin = time.perf_counter()
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    answer.read()
    if answer.status != status:
        raise RuntimeError(f"{path}: expected {status}, found {answer.status}")
    return (time.perf_counter() - begin) * 1000


def bench_answers(atlas: str) -> dict[str, Any]:
    """Time a kept file and its parts in turns, then the readers of a page that shows one picture."""
    connection = HTTPConnection(urlsplit(atlas).netloc)
    asked_ms(connection, PACKAGE, {}, 200)  # written for the first one
    whole, all_parts, part = [], [], []
    for _turn in range(ASKED):
        whole.append(asked_ms(connection, PACKAGE, {}, 200))
        all_parts.append(asked_ms(connection, PACKAGE, {"Range": "bytes=0-"}, 206))
        part.append(asked_ms(connection, PACKAGE, {"Range": PART}, 206))
    picture = f"/export/map.png{VIEWS[0]}&sheet=preview"
    readers = [asked_ms(connection, picture, {}, 200) for _reader in range(READERS)]
    connection.close()
    return {
        "whole_200_ms": whole,
        "whole_206_ms": all_parts,
        "part_206_ms": part,
        "picture_first_ms": readers[0],
        "picture_next_ms": readers[1:],
    }


def bench_embeds(browser: Browser) -> dict[str, Any]:
    """Measure all of it against one server."""
    with running(["-m", "atlas", "serve"], "/healthz") as (atlas, _process, _ready):
        found = {f"{name}_kb": frames_kb(browser, atlas, views) for name, views in PAGES.items()}
        return found | bench_answers(atlas)


def embed_rows(found: dict[str, Any]) -> list[tuple[str, str, str, bool]]:
    """Write the rows of the table: what, value, aim, whether it was reached."""
    whole, all_parts, part = (statistics.median(found[key]) for key in ("whole_200_ms", "whole_206_ms", "part_206_ms"))
    following = statistics.median(found["picture_next_ms"])
    one, twice = found["one_kb"], 2 * found["one_kb"]
    return [
        ("one frame, empty cache, all files", f"{one:.0f} kB", "", True),
        (
            "... the same one three times",
            f"{found['same_kb']:.0f} kB",
            f"{2 * one:.0f} kB",
            found["same_kb"] <= 2 * one,
        ),
        ("... three views", f"{found['views_kb']:.0f} kB", f"{twice:.0f} kB", found["views_kb"] <= twice),
        ("kept GeoPackage, the whole (200), median of 100", f"{whole:.1f} ms", "", True),
        ("... all of it as a part (206)", f"{all_parts:.1f} ms", f"{1.2 * whole:.1f} ms", all_parts <= 1.2 * whole),
        ("... 64 kB of it (206)", f"{part:.1f} ms", f"{whole:.1f} ms", part <= whole),
        ("picture of a view, for the first of 100 readers", f"{found['picture_first_ms']:.0f} ms", "", True),
        ("... for each of the others", f"{following:.1f} ms", "20 ms", following < 20),
    ]
