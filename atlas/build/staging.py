"""A data folder is made beside the one that is shown, and takes its place in one step or not at all."""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from atlas.data.writing import write_beside
from atlas.errors import DataError, expected

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

AT_FDCWD = -100
RENAME_EXCHANGE = 2


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """Give a copy of a data folder to work in; it takes the folder's place when all went well.

    Parameters
    ----------
    folder : Path
        The data folder; it stays as it is if anything goes wrong, also when the process is killed.

    Yields
    ------
    Path
        The copy, in the same file system.

    Raises
    ------
    DataError
        Somebody else is at work on the same folder, or one beside it.
    """
    folder = folder.resolve()
    copy = folder.with_name(f".{folder.name}.new")
    with _alone(folder):
        shutil.rmtree(copy, ignore_errors=True)  # left by a build that was killed
        try:
            if folder.is_dir():
                shutil.copytree(folder, copy)
            else:
                copy.mkdir()
            yield copy
            _take_place(copy, folder)
        finally:
            shutil.rmtree(copy, ignore_errors=True)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep others off: a lock on the folder around it, as the folder itself is exchanged; it ends with the process."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    held = os.open(folder.parent, os.O_RDONLY)
    try:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            found, do = "another build that is at work on it", "wait until it has ended and start again"
            raise DataError(expected(str(folder), found, "one at a time", do)) from error
        yield
    finally:
        os.close(held)


def _take_place(copy: Path, folder: Path) -> None:
    if not folder.exists():
        copy.rename(folder)
    elif not exchange(copy, folder):
        _file_by_file(copy, folder)


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step, which Linux can; say whether it did."""
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    return bool(call(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0)


def _file_by_file(copy: Path, folder: Path) -> None:
    """Take files over where a folder cannot be exchanged, such as a mounted one: the list of sources, which holds the
    digests of the tables, comes last, so a half-written folder is refused at the start.
    """  # noqa: D205  one sentence
    new = {p.relative_to(copy) for p in copy.rglob("*") if p.is_file()}
    for name in sorted(new, key=lambda name: (len(name.parts) == 1, name)):
        content = (copy / name).read_bytes()
        if not (folder / name).is_file() or (folder / name).read_bytes() != content:
            write_beside(folder / name, content)
    for gone in [p for p in folder.rglob("*") if p.is_file() and p.relative_to(folder) not in new]:
        gone.unlink()
