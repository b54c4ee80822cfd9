"""Which edition a publisher's file is, where it says so itself: beside the figures, never in its name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from atlas.sources.files import squeeze

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.sources.layout import Layout

BOOKS = frozenset({".xls", ".xlsx", ".ods"})
#: Bytes at the beginning and at the end of a text in which it says what it is.
ENDS = 4_000
#: Rows above the figures of a sheet.
TITLE_ROWS = 6


def read_edition(path: Path, layout: Layout) -> str:
    """Find the edition of a file.

    Parameters
    ----------
    path : Path
        A file that can be read.
    layout : Layout
        Its pattern ``edition`` has one group. It is looked for at the beginning and at the end of a text, in the other
        sheets of a workbook, and above the figures of its first ones.

    Returns
    -------
    str
        What the group holds; empty where the layout has no such pattern or the file does not say it.
    """
    if layout.edition is None:
        return ""
    found = re.search(layout.edition, _around(path, layout))
    return " ".join(found[1].split()) if found else ""


def beginning(path: Path, encoding: str) -> str:
    """Read the first lines of a text, whatever follows.

    Parameters
    ----------
    path : Path
        A file of any length.
    encoding : str
        Of its text; what is none is replaced.

    Returns
    -------
    str
        No more than `ENDS` bytes of it.
    """
    with path.open("rb") as file:
        return file.read(ENDS).decode(encoding, errors="replace")


def _around(path: Path, layout: Layout) -> str:
    if path.suffix.lower() not in BOOKS:
        content = path.read_bytes()
        return beginning(path, layout.encoding) + content[-ENDS:].decode(layout.encoding, errors="replace")
    with pd.ExcelFile(path, engine="calamine") as book:
        rows = {name: TITLE_ROWS if str(name) == str(layout.sheet) else TITLE_ROWS * 10 for name in book.sheet_names}
        parts = [pd.read_excel(book, sheet_name=name, header=None, dtype=str, nrows=n) for name, n in rows.items()]
    return " ".join(squeeze(cell) for cells in parts for cell in cells.to_numpy().ravel())
