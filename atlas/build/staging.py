"""A data folder is made beside the one that is shown, and takes its place in one step or not at all."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from atlas.data.kept import linked_or_copied
from atlas.data.release import KEPT, UNFINISHED
from atlas.data.writing import write_beside
from atlas.errors import AtlasError, DataError, expected

if TYPE_CHECKING:
    from collections.abc import Iterator

AT_FDCWD = -100
RENAME_EXCHANGE = 2
#: What a file system says that takes nothing more.
NO_ROOM = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES))


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
                _copied(folder, copy)
            else:
                copy.mkdir()
            yield copy
            _take_place(copy, folder)
        except OSError as error:
            if isinstance(error, AtlasError) or not (isinstance(error, shutil.Error) or error.errno in NO_ROOM):
                raise
            raise _refused(folder, error) from error
        finally:
            shutil.rmtree(copy, ignore_errors=True)


def _copied(folder: Path, copy: Path) -> None:
    """Copy a data folder; kept releases, which nobody writes into, are in it by their second names."""

    def one(source: str, target: str) -> str:
        kept = source.startswith(f"{folder / KEPT}{os.sep}")
        return linked_or_copied(source, target) if kept else str(shutil.copy2(source, target))

    shutil.copytree(folder, copy, copy_function=one)


def _refused(folder: Path, error: OSError) -> DataError:
    """Say that the file system refuses, as where a disk is full."""
    why = error.strerror
    if isinstance(
        error, shutil.Error
    ):  # what copies a whole folder gathers its errors as texts: "[Errno 28] No ...: 'name'"
        why = str(error.args[0][0][-1]).partition("] ")[2].partition(":")[0]
    do = "make room or give the right to write, and start again: what was there stays"
    return DataError(expected(str(folder), f"a place that cannot be written ({why})", "one that can", do))


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
    """Take files over where a folder cannot be exchanged, such as a mounted one.

    A mark says so meanwhile, and a folder with the mark is refused at the start. Kept releases come first, so that a
    whole state is there all the time; the list of sources, the stamp and the list of releases come last.
    """
    write_beside(folder / UNFINISHED, "Files are being taken over. If nothing is at work: run 'atlas rollback'.\n")
    new = {p.relative_to(copy) for p in copy.rglob("*") if p.is_file()}
    for name in sorted(new, key=lambda name: (name.parts[0] != KEPT, len(name.parts) == 1, name)):
        content = (copy / name).read_bytes()
        if not (folder / name).is_file() or (folder / name).read_bytes() != content:
            write_beside(folder / name, content)
    for gone in [p for p in folder.rglob("*") if p.is_file() and p.relative_to(folder) not in {*new, Path(UNFINISHED)}]:
        gone.unlink()
    (folder / UNFINISHED).unlink()
