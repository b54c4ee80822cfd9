"""The list of all releases in the order in which they were shown: day, author, note, and what changed."""

from __future__ import annotations

import datetime as dt  # noqa: TC003  pydantic reads the annotations
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

import yaml
from pydantic import Field, TypeAdapter

from atlas.data.differences import Differences  # noqa: TC001  pydantic reads the annotations
from atlas.data.release import HISTORY, LETTERS, digest, release_date, stamped
from atlas.data.writing import write_beside
from atlas.data.yaml_files import read_yaml
from atlas.validation import checked, told_as

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "# Written by the program: all releases in the order in which they were shown, the newest last.\n"
WIDTH = 120

ReleaseId = Annotated[str, Field(pattern=rf"^[0-9a-f]{{{LETTERS}}}$"), told_as(f"{LETTERS} signs of a release")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One release as it came to be shown.

    Attributes
    ----------
    release : str
        Its digest.
    date : date
        The day (UTC) on which it came to be shown.
    how : {"made", "undo", "rollback"}
        Whether it was made, or an earlier one was put in its place again.
    author, note : str
        Who says what about it; both may be empty.
    changes : Differences or None
        What differs from the one before; None for the first, and where the one before could not be read.
    """

    release: ReleaseId
    date: dt.date
    how: Literal["made", "undo", "rollback"] = "made"
    author: str = ""
    note: str = ""
    changes: Differences | None = None


LIST = TypeAdapter(tuple[Entry, ...])
ENTRY = TypeAdapter(Entry)


def read_history(folder: Path) -> tuple[Entry, ...]:
    """Read the list of releases of a data folder; the oldest first.

    Parameters
    ----------
    folder : Path
        The data folder.

    Returns
    -------
    tuple of Entry
        Where there is no list yet, the one release that the folder holds.

    Raises
    ------
    DataError
        The list cannot be read, or an entry is not one of ours.
    """
    path = folder / HISTORY
    if not path.is_file():
        release = stamped(folder) or digest(folder)
        return (Entry(release=release, date=release_date(folder, release)),)
    return checked(LIST, read_yaml(path), str(path), "mend the file, or restore it from a copy")


def write_history(folder: Path, entries: tuple[Entry, ...]) -> None:
    """Write the list of releases of a data folder; what an entry leaves open is left out.

    Parameters
    ----------
    folder : Path
        The data folder.
    entries : tuple of Entry
        The oldest first.
    """
    content = [ENTRY.dump_python(entry, mode="json", exclude_defaults=True) for entry in entries]
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=WIDTH)
    write_beside(folder / HISTORY, HEAD + text)


def shown_before(history: tuple[Entry, ...]) -> str | None:
    """Name the release to which undoing leads: the one of before, further back with each time.

    Parameters
    ----------
    history : tuple of Entry
        The oldest first.

    Returns
    -------
    str or None
        None where nothing was shown before.
    """
    stack: list[str] = []
    for entry in history:
        if entry.how == "undo" and len(stack) > 1:
            stack.pop()
        else:
            stack.append(entry.release)
    return stack[-2] if len(stack) > 1 else None
