"""A server at work takes a new release: requests that fail at 200 a second, and what kept releases take of memory."""

from __future__ import annotations

import http.client
import json
import shutil
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from atlas.build.publish import About, roll_back, stamp
from atlas.data.history import read_history
from atlas.settings import ROOT
from bench.servers import child_memory_mb, running

RATE, READERS, KEPT = 200, 8, 10
#: Before, between and after two switches.
SECONDS = 6
ASKED = (
    "/",
    "/api/v1/observations?indicator=unemployed_per_100&level=municipality&year=2021",
    "/export/data.csv?indicator=unemployed_per_100&level=district",
    "/api/v1/breaks?indicator=gross_pay&level=district",
    "/healthz",
)


def _many_releases(folder: Path) -> None:
    """Make as many releases as are kept, each with another word in a definition."""
    stamp(folder, About())
    path = folder / "indicators" / "work.yaml"
    text = path.read_text(encoding="utf-8")
    for i in range(1, KEPT):
        path.write_text(text.replace("Arbeitslose", f"Arbeitslose ({i})"), encoding="utf-8")
        stamp(folder, About())


class Readers:
    """Ask a server at a steady rate over connections that stay open; whatever is no 200 has failed."""

    def __init__(self, host: str) -> None:
        self.host, self.ended, self.lock = host, threading.Event(), threading.Lock()
        self.asked = self.failed = 0
        self.slowest_ms = 0.0
        self.threads = [threading.Thread(target=self._read, args=(i,)) for i in range(READERS)]

    def _read(self, start: int) -> None:
        line = http.client.HTTPConnection(self.host, timeout=60)
        due = time.perf_counter() + start / RATE
        turn = start
        while not self.ended.is_set():
            time.sleep(max(0.0, due - time.perf_counter()))
            begin = time.perf_counter()
            try:
                line.request("GET", ASKED[turn % len(ASKED)])
                answer = line.getresponse()
                answer.read()
                good = answer.status == http.client.OK
            except (OSError, http.client.HTTPException):
                line.close()
                good = False
            with self.lock:
                self.asked, self.failed = self.asked + 1, self.failed + (not good)
                self.slowest_ms = max(self.slowest_ms, (time.perf_counter() - begin) * 1000)
            due, turn = due + READERS / RATE, turn + 1


def _shown(url: str) -> str:
    line = http.client.HTTPConnection(url.removeprefix("http://"), timeout=60)
    line.request("GET", "/healthz")
    return str(json.loads(line.getresponse().read())["release"])


def _until(url: str, release: str) -> float:
    begin = time.perf_counter()
    while _shown(url) != release:
        time.sleep(0.05)
    return time.perf_counter() - begin


def bench_releases() -> dict[str, Any]:
    """Switch the release of a server that is asked 200 times a second, there and back, and weigh its worker."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "geodata"
        shutil.copytree(ROOT / "geodata", folder, ignore=shutil.ignore_patterns("releases*"))
        env = {"ATLAS_DATA": str(folder), "ATLAS_EXPORTS_PER_MINUTE": "10000"}
        with running(["-m", "atlas", "serve"], "/healthz", env) as (_url, process, _ready):
            alone = child_memory_mb(process)
        _many_releases(folder)
        last, other = (read_history(folder)[i].release for i in (-1, 0))
        with running(["-m", "atlas", "serve"], "/healthz", env) as (url, process, ready):
            with_kept = child_memory_mb(process)
            readers = Readers(url.removeprefix("http://"))
            begin = time.perf_counter()
            for thread in readers.threads:
                thread.start()
            time.sleep(SECONDS)
            before = child_memory_mb(process)
            taken = []
            for release in (other, last):
                roll_back(folder, release, About(how="rollback"))
                taken.append(_until(url, release))
                time.sleep(SECONDS)
            readers.ended.set()
            for thread in readers.threads:
                thread.join()
            took = time.perf_counter() - begin
            after = child_memory_mb(process)
    return {
        "asked_per_s": readers.asked / took,
        "asked": readers.asked,
        "failed": readers.failed,
        "slowest_ms": readers.slowest_ms,
        "taken_s": taken,
        "ready_s": ready,
        "kept": KEPT,
        "alone_mb": alone,
        "with_kept_mb": with_kept,
        "before_mb": before,
        "after_mb": after,
    }


def release_rows(found: dict[str, Any]) -> list[tuple[str, str, str, bool]]:
    """Say what was measured, with its aims."""
    rate = f"at {found['asked_per_s']:.0f} requests a second"
    return [
        (f"requests that failed in two switches of release, {rate}", str(found["failed"]), "0", found["failed"] == 0),
        (
            "memory of the worker with ten releases kept",
            f"{found['with_kept_mb']:.0f} MB",
            f"{found['alone_mb']:.0f} MB",
            found["with_kept_mb"] <= found["alone_mb"] * 1.02,
        ),
        ("... busy, before and after two switches", f"{found['before_mb']:.0f}, {found['after_mb']:.0f} MB", "", True),
    ]


if __name__ == "__main__":
    print(json.dumps(bench_releases(), indent=1))
