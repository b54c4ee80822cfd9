from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING

import pytest

from atlas.data.release import FILE, digest, release_date, stamp_release
from atlas.errors import DataError
from atlas.settings import ROOT

if TYPE_CHECKING:
    from pathlib import Path

DAY, LATER = dt.date(2026, 11, 23), dt.date(2026, 12, 24)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "a.parquet").write_bytes(b"figures")
    return tmp_path


def test_the_digest_changes_with_content_and_names_but_not_with_the_stamp(folder: Path) -> None:
    before = digest(folder)
    list(stamp_release(folder, DAY))
    assert digest(folder) == before
    (folder / "tables" / "a.parquet").write_bytes(b"other figures")
    assert digest(folder) != before


def test_a_release_keeps_its_day_until_the_content_changes(folder: Path) -> None:
    assert list(stamp_release(folder, DAY)) == [f"{FILE}: {digest(folder)} of {DAY}"]
    assert "unchanged" in next(stamp_release(folder, LATER))
    assert release_date(folder, digest(folder)) == DAY
    (folder / "tables" / "a.parquet").write_bytes(b"other figures")
    list(stamp_release(folder, LATER))
    assert release_date(folder, digest(folder)) == LATER


def test_without_a_stamp_of_this_release_the_day_of_the_last_change_counts(folder: Path) -> None:
    list(stamp_release(folder, DAY))
    (folder / "tables" / "a.parquet").write_bytes(b"changed by hand")
    noon = dt.datetime(2025, 5, 5, 12, tzinfo=dt.UTC).timestamp()
    os.utime(folder / "tables" / "a.parquet", (noon, noon))
    assert release_date(folder, digest(folder)) == dt.date(2025, 5, 5)


@pytest.mark.parametrize("text", ["", "date: 2026-11-23", "release: a\ndate: yesterday", "[1, 2", "\xff"])
def test_a_stamp_that_is_not_ours_is_named(folder: Path, text: str) -> None:
    (folder / FILE).write_bytes(text.encode("latin-1"))
    with pytest.raises(DataError, match=FILE):
        release_date(folder, digest(folder))


def test_the_shipped_data_are_stamped() -> None:
    shipped = ROOT / "geodata"
    assert f"release: {digest(shipped)}\n" in (shipped / FILE).read_text(encoding="utf-8")
