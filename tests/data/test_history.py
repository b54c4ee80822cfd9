from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from atlas.data.differences import Differences, Moved, OfIndicator
from atlas.data.history import Entry, read_history, shown_before, write_history
from atlas.data.release import FILE, HISTORY, stamp
from atlas.errors import DataError
from atlas.model import Level

if TYPE_CHECKING:
    from pathlib import Path

DAY = dt.date(2026, 1, 31)
A, B, C = ("a" * 12, "b" * 12, "c" * 12)


def entry(release: str, how: str = "made") -> Entry:
    return Entry(release=release, date=DAY, how=how)  # type: ignore[arg-type]


def test_a_list_is_read_as_it_was_written(tmp_path: Path) -> None:
    moved = Moved(code="16051", name="Erfurt", level=Level.DISTRICT, territory=DAY, year=2021, before=1.5, after=-2.25)
    changes = Differences(
        indicators=(OfIndicator(id="cars", title="Autos: „alle“", texts=("title",), largest=(moved,), changed=1),),
        borders=True,
    )
    written = (entry(A), Entry(release=B, date=DAY, author="Amt", note="Zeile\nund: mehr", changes=changes))
    write_history(tmp_path, written)
    assert read_history(tmp_path) == written


def test_without_a_list_there_is_the_one_release_that_is_noted(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(stamp(A, DAY), encoding="utf-8")
    (found,) = read_history(tmp_path)
    assert found.release == A


@pytest.mark.parametrize(
    "text", ["- release: short\n  date: 2026-01-31", "- date: 2026-01-31", "[", "- release: aaaaaaaaaaaa\n  how: fly"]
)
def test_a_list_that_is_not_ours_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / HISTORY).write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=HISTORY):
        read_history(tmp_path)


@pytest.mark.parametrize(
    ("shown", "before"),
    [
        ([entry(A)], None),
        ([entry(A), entry(B)], A),
        ([entry(A), entry(B), entry(C), entry(B, "undo")], A),
        ([entry(A), entry(B), entry(C), entry(B, "undo"), entry(A, "undo")], None),
        ([entry(A), entry(B), entry(C), entry(A, "rollback")], C),
        ([entry(A), entry(B), entry(A, "undo"), entry(C)], A),
    ],
)
def test_undoing_leads_back_step_by_step(shown: list[Entry], before: str | None) -> None:
    assert shown_before(tuple(shown)) == before
