"""A data folder takes on a new state: stamped, kept as a release, noted in the list, and in its place by one rename."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from atlas.build.staging import staged
from atlas.data.differences import differences
from atlas.data.history import Entry, read_history, shown_before, write_history
from atlas.data.kept import keep, kept_folder, take_out
from atlas.data.release import KEPT, UNFINISHED, digest, release_date, stamp_release
from atlas.errors import AtlasError, DataError, expected

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from atlas.data.differences import Differences


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is said of a release: who made it, what it is, and when.

    ``by_hand`` says that what the folder holds now is the new state, and not one that was shown.
    """

    author: str = ""
    note: str = ""
    day: dt.date = field(default_factory=lambda: dt.datetime.now(dt.UTC).date())
    how: Literal["made", "undo", "rollback"] = "made"
    by_hand: bool = False


@contextmanager
def published(folder: Path, about: About, said: list[str]) -> Iterator[Path]:
    """Give a copy of a data folder to work in; what it then holds is a release, and takes the folder's place.

    Parameters
    ----------
    folder : Path
        The data folder; it stays as it is if anything goes wrong, also when the process is killed.
    about : About
        What is said of the new state.
    said : list of str
        Filled with what was done.

    Yields
    ------
    Path
        The copy, in the same file system.

    Raises
    ------
    DataError
        Somebody else is at work on the same folder, there is no room, or the new state cannot be shown.
    """
    with staged(folder) as made:
        history = _so_far(folder, made, about)
        yield made
        said += stamp_release(made, about.day)
        release = keep(made, made)
        if history and history[-1].release == release:
            said += ["nothing has changed, so the note is not kept"] * bool(about.note)
        else:
            new = Entry(release=release, date=about.day, how=about.how, author=about.author, note=about.note)
            if history:
                new = replace(new, changes=_changes(folder, made, history[-1].release, said))
            history = (*history, new)
        write_history(made, history)


def _so_far(folder: Path, made: Path, about: About) -> tuple[Entry, ...]:
    """Keep what was shown until now, and give the list up to it."""
    if not folder.is_dir() or not any(folder.iterdir()):
        return ()
    history, now = read_history(folder), digest(folder)
    if about.by_hand or (folder / UNFINISHED).is_file():
        return history
    keep(folder, made)
    if history[-1].release != now:  # edited, but never noted: it may have been shown all the same
        return (*history, Entry(release=now, date=release_date(folder, now)))
    return history


def _changes(folder: Path, made: Path, before: str, said: list[str]) -> Differences | None:
    """Compare the new state, which must be one that can be shown, with the one of before."""
    from atlas.data.load import load  # noqa: PLC0415  pandas is only needed here

    try:
        after = load(made)
    except AtlasError as error:
        told = str(error).replace(str(made), str(folder))
        raise DataError(f"{told} Nothing was written: what was there stays.") from error
    try:
        return differences(load(kept_folder(made, before)), after)
    except AtlasError:
        said.append(f"{before}, shown before, is not kept in {KEPT}/ or cannot be read: what changed is not told")
        return None


def stamp(folder: Path, about: About) -> list[str]:
    """Make a release of what was edited by hand.

    Parameters
    ----------
    folder : Path
        The data folder.
    about : About
        What is said of it.

    Returns
    -------
    list of str
        What was done.
    """
    from atlas.data.digests import note_digests  # noqa: PLC0415  pandas is only needed here

    said: list[str] = []
    with published(folder, replace(about, by_hand=True), said) as made:
        said += note_digests(made)
    return said


def roll_back(folder: Path, release: str, about: About) -> list[str]:
    """Show a kept release again.

    Parameters
    ----------
    folder : Path
        The data folder.
    release : str
        Digest of the release.
    about : About
        What is said of it.

    Returns
    -------
    list of str
        What was done.

    Raises
    ------
    UnknownKeyError, DataError
        It is not kept, or no longer whole.
    """
    kept_folder(folder, release)
    said: list[str] = []
    with published(folder, about, said) as made:
        take_out(made, release)
    return [*said, f"{release} of {release_date(folder, release)} is shown again"]


def undo(folder: Path, about: About) -> list[str]:
    """Show again what was shown before; further back each time.

    Parameters
    ----------
    folder : Path
        The data folder.
    about : About
        What is said of it.

    Returns
    -------
    list of str
        What was done.

    Raises
    ------
    UnknownKeyError, DataError
        Nothing was shown before, or it is not kept.
    """
    history = read_history(folder)
    edited = digest(folder) != history[-1].release
    release = history[-1].release if edited else shown_before(history)
    if release is None:
        do = "the first release cannot be undone"
        raise DataError(expected(str(folder), "no release before this one", "one to go back to", do))
    return roll_back(folder, release, replace(about, how="undo"))
