"""The release of a data folder: a digest of all that it holds, and the day on which that became so."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING

import yaml

from atlas.data.writing import write_beside
from atlas.errors import DataError, expected

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILE = "release.yaml"
LETTERS = 12
#: Declares how tables are made, what measures are and what is accepted of them: no page shows it, so an accepted
#: finding ends no citation.
NOT_SHOWN = frozenset({"measures", "sources"})
HEAD = "# Written by make data: the day on which the content of this folder became what it is."


def digest(folder: Path) -> str:
    """Digest everything that the pages show; it changes when any figure, border or text of the data does."""
    found = hashlib.sha256()
    for path in _content(folder):
        found.update(path.relative_to(folder).as_posix().encode())
        found.update(path.read_bytes())
    return found.hexdigest()[:LETTERS]


def release_date(folder: Path, release: str) -> dt.date:
    """Find the day of a release.

    Parameters
    ----------
    folder : Path
        The data folder.
    release : str
        Its digest.

    Returns
    -------
    date
        The day in ``release.yaml``; where that file is missing or speaks of another release, the day (UTC) on which a
        file of the folder was changed last.

    Raises
    ------
    DataError
        The file is not one of ours.
    """
    path = folder / FILE
    if path.is_file():
        try:
            stamp = yaml.safe_load(path.read_text(encoding="utf-8"))
            known, date = str(stamp["release"]), dt.date.fromisoformat(str(stamp["date"]))
        except (yaml.YAMLError, UnicodeDecodeError, TypeError, KeyError, ValueError):
            raise DataError(
                expected(str(path), "something else", "release (12 letters) and date (2026-01-31)", "build it anew")
            ) from None
        if known == release:
            return date
    newest = max((p.stat().st_mtime for p in _content(folder)), default=0.0)
    return dt.datetime.fromtimestamp(newest, dt.UTC).date()


def stamp_release(folder: Path, today: dt.date) -> Iterator[str]:
    """Write release and day, if the content is not the one that was stamped.

    Parameters
    ----------
    folder : Path
        The data folder.
    today : date
        The day (UTC) to write.

    Yields
    ------
    str
        What changed.
    """
    release = digest(folder)
    path = folder / FILE
    if path.is_file() and f"release: {release}\n" in path.read_text(encoding="utf-8"):
        yield f"{FILE}: unchanged ({release})"
        return
    write_beside(path, f"{HEAD}\nrelease: {release}\ndate: {today}\n")
    yield f"{FILE}: {release} of {today}"


def _content(folder: Path) -> list[Path]:
    files = (p for p in folder.rglob("*") if p.is_file() and p != folder / FILE)
    return sorted(p for p in files if p.relative_to(folder).parts[0] not in NOT_SHOWN)
