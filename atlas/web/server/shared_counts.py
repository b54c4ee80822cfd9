"""Counts and turns that all workers of a server share: in a folder, or in a Redis for servers on many machines."""

from __future__ import annotations

import fcntl
import os
import sqlite3
import time
from contextlib import closing, contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING
from weakref import finalize

from limits.storage import RedisStorage, Storage
from limits.storage.base import MovingWindowSupport

if TYPE_CHECKING:
    from collections.abc import Iterator

BUSY_SECONDS = 10
LOOK_AGAIN_SECONDS = 0.05


class FolderStorage(Storage, MovingWindowSupport):
    """Keeps the entries of a moving window in a file that many processes read and write (SQLite, with its locks)."""

    STORAGE_SCHEME = ["folder"]  # noqa: RUF012  as the package declares it

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.path = folder / "counts.sqlite"
        with self._open() as counts:
            counts.execute("CREATE TABLE IF NOT EXISTS entries (key TEXT NOT NULL, at REAL NOT NULL)")
            counts.execute("CREATE INDEX IF NOT EXISTS by_key ON entries (key, at)")

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """Open it for one change: a connection does not outlive the fork of a worker."""
        with closing(sqlite3.connect(self.path, timeout=BUSY_SECONDS, isolation_level=None)) as counts:
            counts.execute("BEGIN IMMEDIATE")
            yield counts
            counts.execute("COMMIT")

    @property
    def base_exceptions(self) -> type[Exception]:
        """What goes wrong in the file."""
        return sqlite3.Error

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Count, unless that were more than the limit in the window."""
        now = time.time()
        with self._open() as counts:
            counts.execute("DELETE FROM entries WHERE at <= ?", (now - expiry,))
            (found,) = counts.execute("SELECT COUNT(*) FROM entries WHERE key = ?", (key,)).fetchone()
            if found + amount > limit:
                return False
            counts.executemany("INSERT INTO entries VALUES (?, ?)", [(key, now)] * amount)
        return True

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        """Say when the window began and how much was counted in it."""
        del limit
        now = time.time()
        with self._open() as counts:
            first, found = counts.execute(
                "SELECT MIN(at), COUNT(*) FROM entries WHERE key = ? AND at > ?", (key, now - expiry)
            ).fetchone()
        return (now if first is None else first), found

    def check(self) -> bool:
        """Tell whether it can be counted."""
        return os.access(self.path, os.W_OK)

    def reset(self) -> int | None:
        """Forget all."""
        with self._open() as counts:
            return counts.execute("DELETE FROM entries").rowcount

    def clear(self, key: str) -> None:
        """Forget one client."""
        with self._open() as counts:
            counts.execute("DELETE FROM entries WHERE key = ?", (key,))

    def _not_of_a_moving_window(self, *_given: object, **_named: object) -> int:
        raise NotImplementedError

    incr = get = get_expiry = _not_of_a_moving_window


class Turns:
    """So many at once among all processes that know the folder; who ends without a word gives its turn back."""

    def __init__(self, folder: Path, at_once: int) -> None:
        self.slots = [folder / f"turn-{i}" for i in range(at_once)]

    @contextmanager
    def turn(self, patience_seconds: float) -> Iterator[bool]:
        """Wait for a turn and hold it; gives False where none came."""
        end = time.monotonic() + patience_seconds
        held = self._free()
        while held is None and time.monotonic() < end:
            time.sleep(LOOK_AGAIN_SECONDS)
            held = self._free()
        try:
            yield held is not None
        finally:
            if held is not None:
                os.close(held)

    def _free(self) -> int | None:
        for slot in self.slots:
            held = os.open(slot, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC)
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(held)
            else:
                return held
        return None


def folder_for(counts: str, owner: object) -> Path:
    """Give the folder of counts and turns: the one that is set, else one that goes with its owner.

    Workers that are forked later share it; none of them removes it.
    """
    if counts and "://" not in counts:
        folder = Path(counts)
        folder.mkdir(parents=True, exist_ok=True)
        return folder
    folder = Path(mkdtemp(prefix="atlas-counts-"))
    finalize(owner, _remove, folder, os.getpid())
    return folder


def _remove(folder: Path, made_by: int) -> None:
    if os.getpid() == made_by:
        rmtree(folder, ignore_errors=True)


def storage_for(counts: str, folder: Path) -> FolderStorage | RedisStorage:
    """Give the place of the counts: a Redis where an address of one is set, else a file in the folder."""
    return RedisStorage(counts) if "://" in counts else FolderStorage(folder)
