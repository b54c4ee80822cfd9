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
#: Former releases, and what is said of all of them: no part of any.
KEPT, HISTORY = "releases", "releases.yaml"
#: Stands in a folder whose files are being taken over one by one.
UNFINISHED = "unfinished.txt"
#: Declares how tables are made, what measures are and what is accepted of them, and what they are judged by: no page
#: shows it, so an accepted finding ends no citation.
NOT_SHOWN = frozenset({"editions", "measures", "sources"})
HEAD = "# Written by make data: the day on which the content of this folder became what it is."


def digest(folder: Path) -> str:
    """Digest everything that the pages show; it changes when any figure, border or text of the data does."""
    found = hashlib.sha256()
    for path in _shown(folder):
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
    if (folder / FILE).is_file():
        known, date = _stamp(folder)
        if known == release:
            return date
    newest = max((p.stat().st_mtime for p in _shown(folder)), default=0.0)
    return dt.datetime.fromtimestamp(newest, dt.UTC).date()


def stamped(folder: Path) -> str:
    """Name the release of which the stamp speaks; empty where there is none. Raises DataError for one not of ours."""
    return _stamp(folder)[0] if (folder / FILE).is_file() else ""


def not_noted(folder: Path, release: str) -> str | None:
    """Say in one sentence that a folder is not the release that is noted in it.

    Parameters
    ----------
    folder : Path
        The data folder.
    release : str
        Its digest.

    Returns
    -------
    str or None
        None where it is.
    """
    if stamped(folder) == release:
        return None
    do = "note what was edited by hand with 'python -m atlas build --stamp', or go back with 'python -m atlas undo'"
    return expected(str(folder / FILE), f"{stamped(folder) or 'no release'}", f"{release}, that of the files", do)


def stamp(release: str, date: dt.date) -> str:
    """Write the stamp of a release.

    Parameters
    ----------
    release : str
        Digest of a folder.
    date : date
        The day on which its content became that.

    Returns
    -------
    str
        The text of the file.
    """
    return f"{HEAD}\nrelease: {release}\ndate: {date}\n"


def _stamp(folder: Path) -> tuple[str, dt.date]:
    path = folder / FILE
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
        return str(found["release"]), dt.date.fromisoformat(str(found["date"]))
    except (yaml.YAMLError, UnicodeDecodeError, TypeError, KeyError, ValueError):
        wanted = "release (12 letters) and date (2026-01-31)"
        raise DataError(expected(str(path), "something else", wanted, "build it anew")) from None


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
    write_beside(path, stamp(release, today))
    yield f"{FILE}: {release} of {today}"


def content(folder: Path) -> list[Path]:
    """List the files that make a data folder what it is, with its stamp, without the releases that it keeps."""
    # the folder of releases is passed over, not walked through
    at_top = (p for p in folder.iterdir() if p.name not in {KEPT, HISTORY, UNFINISHED})
    files = (f for p in at_top for f in (p.rglob("*") if p.is_dir() else (p,)) if f.is_file())
    return sorted(files)


def _shown(folder: Path) -> list[Path]:
    files = (p for p in content(folder) if p != folder / FILE)
    return [p for p in files if p.relative_to(folder).parts[0] not in NOT_SHOWN]
