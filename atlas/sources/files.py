"""Open the publishers' files as text, and say in one sentence what is wrong with one that cannot be read."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from atlas.errors import DataError, MissingDataError, expected

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

#: Columns that every reader of figures returns.
FIGURES = ["measure", "level", "code", "year", "value", "state"]
YEARS = (1990, 2100)
#: Bytes; the widest table of a publisher has a header of 20,000.
LONGEST_LINE = 200_000
AGAIN = "download the file again"
#: Sheets that stay open to those who ask again; the largest of a publisher takes 30 MB.
SHEETS_KEPT = 3


def read_sheet(path: Path, sheet: str | int) -> pd.DataFrame:
    """Read one sheet of a workbook, every cell as text.

    Parameters
    ----------
    path : Path
        ``.xls`` or ``.xlsx``.
    sheet : str or int
        Name, or position from 0.

    Returns
    -------
    DataFrame
        Columns 0, 1, ...; NaN where a cell is empty.

    Raises
    ------
    MissingDataError
        There is no such file.
    DataError
        It is no workbook, is truncated, or lacks the sheet.
    """
    _refuse_missing(path)
    state = path.stat()
    return _sheet(path, sheet, (state.st_mtime_ns, state.st_size)).copy(deep=False)


@lru_cache(maxsize=SHEETS_KEPT)
def _sheet(path: Path, sheet: str | int, _state: tuple[int, int]) -> pd.DataFrame:
    """Open a sheet; one file is asked for names, memberships and figures in turn."""
    with _book(path) as book:
        names = [str(n) for n in book.sheet_names]
        if sheet not in (names if isinstance(sheet, str) else range(len(names))):
            wanted = f"a sheet {sheet!r}" if isinstance(sheet, str) else f"{sheet + 1} sheets"
            raise DataError(expected(f"{path.name}, sheets", ", ".join(names), wanted, "use the publisher's own file"))
        try:
            cells = pd.read_excel(book, sheet_name=sheet, header=None, dtype=str)
        except Exception as error:
            raise DataError(expected(f"{path.name}, {sheet}", _short(error), "a readable sheet", AGAIN)) from error
    if cells.empty:
        raise DataError(expected(f"{path.name}, {sheet}", "an empty sheet", "rows of figures", AGAIN))
    return cells


def sheet_names(path: Path) -> list[str]:
    """Name the sheets of a workbook, in its order.

    Raises
    ------
    MissingDataError, DataError
        There is no such file, or it is no workbook.
    """
    _refuse_missing(path)
    with _book(path) as book:
        return [str(name) for name in book.sheet_names]


def _book(path: Path) -> pd.ExcelFile:
    try:
        return pd.ExcelFile(path, engine="calamine")
    except Exception as error:  # calamine has no common error of its own
        raise DataError(expected(path.name, f"no readable workbook ({_short(error)})", "a whole one", AGAIN)) from error


def read_grid(
    path: Path, separator: str = ",", encoding: str = "utf-8", header: int = 1, footer: str | None = None
) -> pd.DataFrame:
    """Read the cells of a text file, each as text.

    Parameters
    ----------
    path : Path
        The file.
    separator : str
        Sign between cells.
    encoding : str
        Of its text; a mark at its beginning is no part of it.
    header : int
        Number of the last row of headings: every row below it has as many cells as the widest one down to it.
    footer : str or None
        With what the first row below the figures begins.

    Returns
    -------
    DataFrame
        Columns 0, 1, ...; NaN where a cell is empty. Empty rows below the headings are left out.

    Raises
    ------
    MissingDataError
        There is no such file.
    DataError
        It is empty, not such text, or a row was cut off.
    """
    _refuse_missing(path)
    _refuse_no_table(path)
    rows: list[tuple[int, list[str]]] = []
    try:
        with path.open(encoding="utf-8-sig" if encoding == "utf-8" else encoding, newline="") as file:
            reader = csv.reader(file, delimiter=separator, strict=True)
            for row in reader:
                if footer and row and row[0].startswith(footer):
                    break
                if row or len(rows) < header:
                    rows.append((reader.line_num, row))
    except (csv.Error, UnicodeError) as error:
        wanted = f"text in {encoding.upper()}, its cells separated by {separator!r}"
        raise DataError(expected(path.name, _short(error), wanted, AGAIN)) from error
    width = max((len(row) for _, row in rows[:header]), default=0)
    for number, row in rows[header:]:
        if len(row) != width:
            found = f"{len(row)} cells, beginning with {row[0][:40]!r}"
            raise DataError(expected(f"{path.name}, line {number}", found, f"{width} cells", AGAIN))
    if len(rows) <= header:
        raise DataError(expected(path.name, "only a header row", "rows of figures", AGAIN))
    cells = pd.DataFrame([row + [""] * (width - len(row)) for _, row in rows], dtype="str")
    return cells.mask(cells == "")


def need_columns(frame: pd.DataFrame, columns: Iterable[str], where: str) -> None:
    """Refuse a table that lacks a column.

    Parameters
    ----------
    frame : DataFrame
        What was read.
    columns : iterable of str
        Those that have to be there.
    where : str
        File, for the message.

    Raises
    ------
    DataError
        Names the first missing column and those that are there.
    """
    for column in columns:
        if column not in frame.columns:
            found = ", ".join(str(c) for c in frame.columns[:8])
            raise DataError(
                expected(f"{where}, columns", found, f"a column {column!r}", "use the publisher's own file")
            )


def read_years(texts: pd.Series[str], where: str) -> pd.Series[int]:
    """Read years, also where a program wrote ``1995.0``.

    Parameters
    ----------
    texts : Series of str
        Cells of a column.
    where : str
        File and column, for the message.

    Returns
    -------
    Series of int
        With the same index.

    Raises
    ------
    DataError
        A cell is no year from 1990 on.
    """
    plain = texts.astype("str").str.strip().str.removesuffix(".0")
    good = plain.str.fullmatch(r"[0-9]{4}").fillna(value=False).astype(bool)
    years = pd.to_numeric(plain.where(good, "0")).astype("int16")
    good &= years.between(*YEARS)
    if not good.all():
        found = repr(texts[~good].iloc[0])
        raise DataError(expected(where, found, f"a year from {YEARS[0]} to {YEARS[1]}", "mend the year"))
    return years


def squeeze(text: object) -> str:
    """Write a heading in one line: blanks joined, hyphens at line breaks removed, empty for NaN."""
    return "" if text is None or pd.isna(text) else re.sub(r"\s+", " ", str(text)).strip()  # type: ignore[call-overload]


def _refuse_missing(path: Path) -> None:
    if not path.is_file():
        raise MissingDataError(
            expected(str(path), "no such file", "a publisher's file", "name the folder that holds it")
        )
    if path.stat().st_size == 0:
        raise DataError(expected(path.name, "an empty file", "figures", AGAIN))


def _refuse_no_table(path: Path) -> None:
    """Look at the first line: a map or a workbook is told at once, not read as one table of a million columns."""
    with path.open("rb") as file:
        head = file.readline(LONGEST_LINE)
        if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}:
            raise DataError(expected(path.name, "JSON", "comma-separated text", "use the publisher's table"))
        if head[:4] in {b"PK\x03\x04", b"\xd0\xcf\x11\xe0"}:
            raise DataError(expected(path.name, "a workbook", "comma-separated text", "use the publisher's CSV file"))
        if len(head) == LONGEST_LINE:
            found = f"a first line of more than {LONGEST_LINE:,} characters"
            raise DataError(expected(path.name, found, "a header row", "use the publisher's own file"))


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
