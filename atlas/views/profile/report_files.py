"""The reports of all regions of a level as files: several processes make them, what is whole is not made again."""

from __future__ import annotations

import csv
import hashlib
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from atlas.data.load import load
from atlas.data.same_place import first_of
from atlas.errors import DataError, expected
from atlas.views.profile.report import profile_report
from atlas.words.words import words_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator
    from pathlib import Path

    from atlas.data.store import Atlas
    from atlas.words.words import Words


def _docx(*asked: Any) -> bytes:  # noqa: ANN401  as `profile_docx` takes them
    """Make a Word file; what writes it is slow to load, and few ask for it."""
    from atlas.views.profile.report_docx import profile_docx  # noqa: PLC0415

    return profile_docx(*asked)


REPORTS = {"pdf": profile_report, "docx": _docx}
#: The list of what lies in the folder, written while it is filled.
INDEX = "profiles.csv"
COLUMNS = ("file", "code", "name", "release", "territory", "address", "sha256")
#: So few reports are made sooner than another process has started.
FEW = 3


@dataclass(frozen=True, slots=True)
class Order:
    """What reports are asked for; ``address`` is that of a region's page with ``{code}`` in it."""

    data: Path
    territory: dt.date
    suffix: str
    address: str
    language: str
    made_on: dt.date


@dataclass(frozen=True, slots=True)
class ReportFolder:
    """A folder for reports, and the rows of its list that are true of the present release."""

    folder: Path
    order: Order
    atlas: Atlas
    kept: dict[str, dict[str, str]]

    def missing(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        """Say which reports are still to be made."""
        return tuple(code for code in codes if self._name(code) not in self.kept)

    def write(self, codes: tuple[str, ...], workers: int) -> Iterator[str]:
        """Write reports and give each code when its file is whole; whatever ends this, the next call goes on there.

        Raises
        ------
        DataError
            The folder cannot be written to, or a process ended before its time.
        """
        try:
            with (self.folder / INDEX).open("a", encoding="utf-8", newline="") as file:
                rows = csv.DictWriter(file, COLUMNS, lineterminator="\n")
                for code, body in _made(self.order, self.atlas, codes, workers):
                    row = self._row(code, body)
                    _whole(self.folder / row["file"], body)
                    self.kept[row["file"]] = row
                    rows.writerow(row)
                    file.flush()
                    yield code
            self.write_list()
        except OSError as error:
            raise DataError(_unwritable(self.folder, error)) from None
        except BrokenProcessPool:
            text = expected("export profiles", "a process that was ended", "it to finish", "start again, it goes on")
            raise DataError(text) from None

    def write_list(self) -> None:
        """Write the list anew: each file once, in the order of the codes."""
        target = self.folder / f"{INDEX}.part"
        with target.open("w", encoding="utf-8", newline="") as file:
            rows = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            rows.writeheader()
            rows.writerows(self.kept[name] for name in sorted(self.kept))
        target.replace(self.folder / INDEX)

    def _name(self, code: str) -> str:
        return f"{code}.{self.order.suffix}"

    def _row(self, code: str, body: bytes) -> dict[str, str]:
        area = self.atlas.areas[self.order.territory][code]
        return {
            "file": self._name(code),
            "code": code,
            "name": area.label,
            "release": self.atlas.release,
            "territory": self.order.territory.isoformat(),
            "address": _address(self.order, self.atlas, code),
            "sha256": hashlib.sha256(body).hexdigest(),
        }


def report_folder(folder: Path, order: Order, atlas: Atlas) -> ReportFolder:
    """Make a folder for reports, or look what one holds that is whole and of the present release.

    Parameters
    ----------
    folder : Path
        Where the files go; it and the folders above are made.
    order : Order
        What is asked for.
    atlas : Atlas
        What is known.

    Raises
    ------
    DataError
        The folder is none or cannot be written to, or its list is another one.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        found = _listed(folder / INDEX)
        kept = {name: row for name, row in found.items() if _present(folder, row, order, atlas)}
        made = ReportFolder(folder, order, atlas, kept)
        made.write_list()
    except OSError as error:
        raise DataError(_unwritable(folder, error)) from None
    return made


def _listed(path: Path) -> dict[str, dict[str, str]]:
    """Read the list; a row that was not written to its end does not count."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        rows = csv.DictReader(file)
        if tuple(rows.fieldnames or ()) != COLUMNS:
            found = ",".join(rows.fieldnames or ("nothing",))
            raise DataError(expected(INDEX, found[:80], ",".join(COLUMNS), "name another folder with --to"))
        return {row["file"]: row for row in rows if None not in row and None not in row.values()}


def _present(folder: Path, row: dict[str, str], order: Order, atlas: Atlas) -> bool:
    """Say whether a row is of the present release, area status and address, and its file is what was written."""
    code, path = row["code"], folder / row["file"]
    if code not in atlas.areas[order.territory] or path.name != row["file"]:
        return False
    now = (atlas.release, order.territory.isoformat(), _address(order, atlas, code))
    if (row["release"], row["territory"], row["address"]) != now or not path.is_file():
        return False
    return hashlib.sha256(path.read_bytes()).hexdigest() == row["sha256"]


def _address(order: Order, atlas: Atlas, code: str) -> str:
    by_code = atlas.areas[order.territory]
    return order.address.replace("{code}", first_of(by_code[code], by_code).code)


def _whole(path: Path, body: bytes) -> None:
    """Write a file so that under its name there is only ever a whole one."""
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(body)
    part.replace(path)


def _unwritable(folder: Path, error: OSError) -> str:
    why = error.strerror or type(error).__name__
    return expected(f"--to {folder.name}", why, "a folder that can be written to", "name another one or make room")


def _made(order: Order, atlas: Atlas, codes: tuple[str, ...], workers: int) -> Iterator[tuple[str, bytes]]:
    """Make the reports of codes, in processes of their own if they are many."""
    if len(codes) <= FEW or workers < 2:  # noqa: PLR2004  one works alone
        words = words_of(order.language)
        for code in codes:
            yield code, _report(order, atlas, words, code)
        return
    # spawn: a copy of a process that holds threads may hang
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, initializer=_start, initargs=(order,)) as pool:
        try:
            yield from zip(codes, pool.map(_work, codes), strict=True)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _report(order: Order, atlas: Atlas, words: Words, code: str) -> bytes:
    by_code = atlas.areas[order.territory]
    area = first_of(by_code[code], by_code)
    return REPORTS[order.suffix](atlas, area, order.territory, _address(order, atlas, code), order.made_on, words)


_own: list[tuple[Order, Atlas, Words]] = []


def _start(order: Order) -> None:
    _own[:] = [(order, load(order.data), words_of(order.language))]


def _work(code: str) -> bytes:
    order, atlas, words = _own[0]
    return _report(order, atlas, words, code)


def cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
