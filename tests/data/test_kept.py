from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from atlas.data.kept import broken_releases, keep, kept_folder, kept_releases, take_out
from atlas.data.release import FILE, digest, stamp
from atlas.errors import DataError, UnknownKeyError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("tables/a.txt", "tables/b.txt", "measures/m.txt", "sources.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"first {name}", encoding="utf-8")
    (tmp_path / FILE).write_text(stamp(digest(tmp_path), dt.date(2026, 1, 31)), encoding="utf-8")
    return tmp_path


def edit(path: Path, text: str) -> None:
    """Write into a file where it lies, as some editors do."""
    with path.open("r+", encoding="utf-8") as file:
        file.write(text)


def test_a_kept_release_has_all_files_and_keeping_it_changes_no_release(folder: Path) -> None:
    before = digest(folder)
    assert keep(folder, folder) == before
    kept = kept_folder(folder, before)
    assert {p.relative_to(kept).as_posix() for p in kept.rglob("*") if p.is_file()} == {
        *("tables/a.txt", "tables/b.txt", "measures/m.txt", "sources.yaml", FILE)
    }
    assert digest(folder) == digest(kept) == before
    assert keep(folder, folder) == before
    assert kept_releases(folder) == (before,)


def test_what_is_edited_in_place_leaves_the_kept_release_as_it_was(folder: Path) -> None:
    first = keep(folder, folder)
    edit(folder / "tables" / "a.txt", "other")
    assert digest(folder) != first
    assert list(broken_releases(folder)) == []
    assert (kept_folder(folder, first) / "tables" / "a.txt").read_text(encoding="utf-8") == "first tables/a.txt"


def test_files_that_are_the_same_in_two_releases_lie_there_once(folder: Path) -> None:
    first = keep(folder, folder)
    edit(folder / "tables" / "a.txt", "other")
    second = keep(folder, folder)
    same, other = (
        [(folder / "releases" / r / "tables" / name).stat().st_ino for r in (first, second)]
        for name in ("b.txt", "a.txt")
    )
    assert same[0] == same[1]
    assert other[0] != other[1]


def test_a_kept_release_that_is_no_longer_what_it_was_is_named_and_not_given(folder: Path) -> None:
    release = keep(folder, folder)
    path = folder / "releases" / release / "tables" / "a.txt"
    path.unlink()
    path.write_text("forged", encoding="utf-8")
    with pytest.raises(DataError, match=rf"{release}: found the digest [0-9a-f]{{12}}, expected {release}; restore"):
        kept_folder(folder, release)
    assert len(list(broken_releases(folder))) == 1
    keep(folder, folder)
    assert list(broken_releases(folder)) == []


@pytest.mark.parametrize("release", ["0123456789ab", "../tables", "", "now"])
def test_a_release_that_is_not_kept_is_told_with_those_that_are(folder: Path, release: str) -> None:
    there = keep(folder, folder)
    with pytest.raises(UnknownKeyError, match=f"expected {there}"):
        kept_folder(folder, release)


def test_a_release_that_is_taken_out_is_the_whole_content_and_can_be_edited(folder: Path) -> None:
    first = keep(folder, folder)
    edit(folder / "tables" / "a.txt", "other")
    (folder / "tables" / "c.txt").write_text("more", encoding="utf-8")
    second = keep(folder, folder)
    take_out(folder, first)
    assert digest(folder) == first
    assert not (folder / "tables" / "c.txt").exists()
    edit(folder / "tables" / "b.txt", "edited")
    assert list(broken_releases(folder)) == []
    assert set(kept_releases(folder)) == {first, second}
