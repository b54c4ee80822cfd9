"""What is made once for all tests of a run; conftest.py hands it out as fixtures."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import OrderedDict
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from app import create_app
from atlas.data.load import load
from atlas.data.release import KEPT, release_date
from atlas.settings import ROOT, from_environment
from atlas.words.words import words_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pandas as pd
    from dash import Dash

    from atlas.data.store import Atlas

#: What the shipped atlas is of, and how it opens.
STATE_CODE, DEFAULT_TERRITORY, DEFAULT_INDICATOR = "16", dt.date(2021, 12, 31), "unemployed_per_100"
#: The texts of the code itself.
english = words_of("en")
#: Contents of data folders whose atlas is held; each takes some 50 MB.
MOST_HELD = 6


def once_for_a_content(read: Callable[..., Atlas]) -> Callable[..., Atlas]:
    """Let folders of the same files be read once in a run: reading takes two seconds, and copies are many.

    Each call gives an atlas of its own, which keeps its own results; one that could not be read is read again.
    """
    held: OrderedDict[tuple[str, bool], Atlas] = OrderedDict()

    def reading(folder: Path, *, changed_by_hand: bool = False, rows: dict[str, pd.DataFrame] | None = None) -> Atlas:
        if rows is not None:
            return read(folder, changed_by_hand=changed_by_hand, rows=rows)
        key = content(folder), changed_by_hand
        if key not in held:
            held[key] = read(folder, changed_by_hand=changed_by_hand)
        held.move_to_end(key)
        while len(held) > MOST_HELD:
            held.popitem(last=False)
        atlas = held[key]
        return replace(atlas, folder=folder, released=release_date(folder, atlas.release))

    return reading


def content(folder: Path) -> str:
    """Digest all names and bytes of a data folder but those of its former releases."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and name.parts[0] != KEPT:
            found.update(f"{name.as_posix()}\0{path.stat().st_size}\0".encode())
            found.update(path.read_bytes())
    return found.hexdigest()


@cache
def shipped_atlas() -> Atlas:
    return load(ROOT / "geodata")


@cache
def shipped_app() -> Dash:
    """Make the app with default settings; only the bound on exports is out of the way of a whole run of tests."""
    return create_app(from_environment({"ATLAS_EXPORTS_PER_MINUTE": "10000"}))
