"""A server at work takes a new release: nobody who asks meanwhile is turned away, everybody gets one whole release."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, takewhile
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from atlas.build.publish import About, stamp, undo
from atlas.data.history import read_history
from atlas.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ASKED = (
    "/?indicator=rent_per_m2_census&level=municipality",
    "/api/v1/observations?indicator=rent_per_m2_census&level=municipality&year=2022&regions=16051000",
    "/export/data.csv?indicator=rent_per_m2_census&level=municipality",
    "/profile/16051000",
    "/healthz",
)
READERS = 4


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a data folder of two releases: the rent of Erfurt is 6.25 in the first, 7.75 in the one that is shown."""
    monkeypatch.setattr("atlas.build.publish._changes", lambda *_args: None)  # the list in words is tested elsewhere
    copy = tmp_path / "geodata"
    shutil.copytree(ROOT / "geodata", copy, ignore=shutil.ignore_patterns("releases*"))
    path = copy / "tables" / "census_2022.parquet"
    table = pd.read_parquet(path)
    row = (table["measure"] == "rent_per_m2") & (table["code"] == "16051000")
    for value in (6.25, 7.75):
        table.assign(value=table["value"].mask(row, value)).to_parquet(path, index=False)
        stamp(copy, About())
    return copy


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = {"PORT": str(port), "ATLAS_DATA": str(folder), "ATLAS_EXPORTS_PER_MINUTE": "10000"}
    with subprocess.Popen([sys.executable, "-m", "atlas", "serve"], cwd=ROOT, env=os.environ | own) as server:
        found = f"http://127.0.0.1:{port}"
        while True:
            try:
                urllib.request.urlopen(f"{found}/healthz", timeout=60).read()
                break
            except (urllib.error.URLError, ConnectionError):
                assert server.poll() is None
                time.sleep(0.1)
        yield found
        server.terminate()


def test_no_request_fails_while_a_release_is_switched(folder: Path, address: str) -> None:
    new, old = (read_history(folder)[i].release for i in (-1, -2))
    ended = threading.Event()

    def ask(path: str) -> tuple[str, int, str]:
        try:
            with urllib.request.urlopen(address + path, timeout=60) as answer:
                return path, answer.status, answer.read().decode()
        except (OSError, urllib.error.HTTPError) as error:
            return path, getattr(error, "code", 0), str(error)

    def reader(start: int) -> list[tuple[str, int, str]]:
        turns = cycle((*ASKED[start:], *ASKED[:start]))
        found = [ask(path) for path in takewhile(lambda _path: not ended.is_set(), turns)]
        return [*found, *map(ask, ASKED)]  # of the new release, too

    with ThreadPoolExecutor(READERS + 1) as readers:
        asked = [readers.submit(reader, i) for i in range(READERS)]
        try:
            undo(folder, About())
            while json.loads(ask("/healthz")[2])["release"] != old:
                time.sleep(0.05)
        finally:
            ended.set()
        answers = [answer for each in asked for answer in each.result()]
    assert [a for a in answers if a[1] != 200] == []
    of_one_release(answers, {"6.25": old, "7.75": new})
    assert len(answers) > READERS * len(ASKED)


def of_one_release(answers: list[tuple[str, int, str]], values: dict[str, str]) -> None:
    """See that each answer holds the rent of the release that it names."""
    seen = {json.loads(text)["release"] for path, _status, text in answers if path == "/healthz"}
    assert seen == set(values.values())
    for path, _status, text in answers:
        if path.startswith("/api/"):
            told = json.loads(text)
            assert values[str(told["observations"][0]["value"])] == told["metadata"]["release"]
        elif path.startswith("/export/"):
            assert [r for v, r in values.items() if f"16051000,Erfurt,2022,{v}," in text] == [
                r for r in values.values() if f",{r}," in text
            ]
