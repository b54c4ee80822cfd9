"""Read a publisher's table as its declaration says: CSV or workbook, a column a measure or year, or a row a figure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from atlas.errors import DataError, expected
from atlas.sources.edition import BOOKS
from atlas.sources.files import FIGURES, read_grid, read_sheet, read_years, squeeze
from atlas.sources.key_columns import wanted_rows
from atlas.sources.keys import LEVEL_OF_LENGTH, refuse_duplicates
from atlas.sources.layout import ALL, Year
from atlas.sources.signs import read_cells

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from atlas.sources.layout import Column, Layout

OWN = "use the publisher's own file"
DAY = r"[0-9]{2}\.[0-9]{2}\."


@dataclass(frozen=True)
class Sheet:
    """A file that was opened: the texts of all its cells, and what its columns are called."""

    where: str
    above: str
    cells: pd.DataFrame
    heads: list[str]

    def find(self, column: Column) -> int:
        """Find a column by its heading or number.

        Raises
        ------
        DataError
            There is none, or several are called so.
        """
        if isinstance(column, int):
            if 0 < column <= len(self.heads):
                return column - 1
            raise DataError(expected(self.above, f"{len(self.heads)} columns", f"a column {column}", OWN))
        found = [i for i, head in enumerate(self.heads) if head == column]
        if not found:
            wanted = f"a column {column!r}"
            raise DataError(expected(self.above, ", ".join(filter(None, self.heads[:8])), wanted, OWN))
        if len(found) > 1:
            do = "name it by its number"
            raise DataError(expected(self.above, f"{column!r} {len(found)} times", "it once", do))
        return found[0]


def read_declared(path: Path, layout: Layout, states: Sequence[str]) -> pd.DataFrame:
    """Read a table.

    Parameters
    ----------
    path : Path
        CSV file, or workbook (``.xls``, ``.xlsx``, ``.ods``).
    layout : Layout
        Where keys, years and figures stand in it.
    states : sequence of str
        Keys of the states whose areas are wanted.

    Returns
    -------
    DataFrame
        ``measure`` (as the layout names it), ``level``, ``code``, ``year``, ``value``, ``state``: one row an area
        of the states. Years in which a measure has no figure at all for them are left out.

    Raises
    ------
    MissingDataError, DataError
        The file is missing or not as the layout says.
    """
    sheet = opened(path, layout)
    body, key = _areas(sheet, layout, states)
    body, years = _with_years(sheet, layout, body)
    if layout.long is not None:
        blocks = _long(sheet, layout, body)
    else:
        refuse_duplicates(body, ["code", "year"] if years else ["code"], f"{sheet.where}, {key}")
        blocks = _wide(sheet, layout, body, {sheet.find(c) for c in (key, *layout.rows)})
    parts = []
    for head, measure, rows in blocks:
        label = rows["code"] + ", " + rows["year"].astype(str) if years or layout.by_column else rows["code"]
        texts = rows["text"].mask(rows["text"].str.strip().isin(layout.missing))
        read = read_cells(texts, label, f"{sheet.where}, {head}", layout.decimal)
        read["value"] *= layout.times.get(measure, 1)
        parts.append(rows[["code", "year"]].assign(measure=measure, **read))
    found = pd.concat(parts, ignore_index=True).astype({"year": "int16"})
    found["level"] = found["code"].str.len().map({n: str(level) for n, level in LEVEL_OF_LENGTH.items()})
    known = found.groupby(["measure", "level", "year"])["value"].transform("count") > 0
    if layout.empty_areas == "left_out":
        known &= found.groupby("code")["value"].transform("count") > 0
    return found[known].reset_index(drop=True)[FIGURES]


@lru_cache(maxsize=2)
def _cells(path: Path, sheet: str | int, _changed: int) -> pd.DataFrame:
    """Read a sheet once: a file is held against several layouts until one fits."""
    return read_sheet(path, sheet)


def opened(path: Path, layout: Layout) -> Sheet:
    """Open a table and join the parts of its headings.

    Parameters
    ----------
    path : Path
        CSV file or workbook.
    layout : Layout
        Where its headings stand.

    Returns
    -------
    Sheet
        Its cells, nothing of them read yet.

    Raises
    ------
    MissingDataError, DataError
        It is missing, no table, or has nothing below its headings.
    """
    if path.suffix.lower() in BOOKS:
        name = layout.sheet - 1 if isinstance(layout.sheet, int) else layout.sheet
        changed = path.stat().st_mtime_ns if path.is_file() else 0
        cells, where = _cells(path, name, changed), f"{path.name}, {layout.sheet}"
        above = f"{where}, row {layout.header[0]}"
    else:
        cells = read_grid(path, layout.separator, layout.encoding, max(layout.header), layout.footer)
        where, above = path.name, f"{path.name}, columns"
    last = max(layout.header)
    if len(cells) <= last:
        raise DataError(expected(above, "no row below the headings", "rows of figures", "download the file again"))
    year_row = layout.year.row if isinstance(layout.year, Year) else None
    rows = [cells.iloc[i - 1].map(squeeze) for i in layout.header if i != year_row]
    heads = [" | ".join(dict.fromkeys(filter(None, parts))) for parts in zip(*rows, strict=True)]
    return Sheet(where, above, cells, heads)


def _areas(sheet: Sheet, layout: Layout, states: Sequence[str]) -> tuple[pd.DataFrame, Column]:
    """Keep the rows of the state's areas, their keys in the column ``code``."""
    key = next((k for k in layout.key if isinstance(k, int) or k in sheet.heads), None)
    if key is None:
        names = ", ".join(map(str, layout.key))
        wanted = f"a column {names!r}" if len(layout.key) == 1 else f"one of {names}"
        raise DataError(expected(sheet.above, ", ".join(filter(None, sheet.heads[:8])), wanted, OWN))
    body = sheet.cells.iloc[max(layout.header) :]
    for column, text in layout.rows.items():
        body = body[body[sheet.find(column)].str.strip() == text]
    body = body.reset_index(drop=True)
    return wanted_rows(body, body[sheet.find(key)], layout, key, states, f"{sheet.where}, {key}"), key


def _with_years(sheet: Sheet, layout: Layout, body: pd.DataFrame) -> tuple[pd.DataFrame, bool]:
    """Note the year of each row, and tell whether the rows have different ones."""
    if not isinstance(layout.year, Year):
        return body.assign(year=layout.year), False
    if layout.year.column is not None:
        texts = body[sheet.find(layout.year.column)].fillna("").str.replace(rf"^\s*{DAY}", "", regex=True)
        return body.assign(year=read_years(texts, f"{sheet.where}, {layout.year.column}")), True
    if layout.year.title is not None:
        text = " ".join(filter(None, sheet.cells.head(max(layout.header)).map(squeeze).to_numpy().ravel()))
        found = re.search(layout.year.title, text)
        if found is None:
            where = f"{sheet.where}, title"
            raise DataError(expected(where, repr(text.strip()[:60]), f"a year as in {layout.year.title!r}", OWN))
        return body.assign(year=int(read_years(pd.Series([found[1]]), f"{sheet.where}, title").iloc[0])), False
    return body, False


def _wide(sheet: Sheet, layout: Layout, body: pd.DataFrame, taken: set[int]) -> list[tuple[str, str, pd.DataFrame]]:
    """Give heading, measure and rows of each measure that has columns of its own."""
    if isinstance(layout.year, Year) and layout.year.column is not None:
        taken = taken | {sheet.find(layout.year.column)}
    if not layout.by_column:
        if layout.measures == ALL:
            columns: dict[Column, int] = {head: i for i, head in enumerate(sheet.heads) if head and i not in taken}
            pairs: tuple[tuple[Column, str], ...] = tuple((str(head), str(head)) for head in columns)
        else:
            pairs = layout.pairs
            columns = {head: sheet.find(head) for head, _ in pairs}
        return [(str(h), m, body[["code", "year"]].assign(text=body[columns[h]])) for h, m in pairs]
    years = _years_of_columns(sheet, layout, taken)
    heads = [head for head, *_ in years]
    wanted = tuple((h, h) for h in dict.fromkeys(heads)) if layout.measures == ALL else layout.pairs
    strange = [h for h in heads if h not in dict(wanted)]
    lost = [h for h, _ in wanted if h not in heads]
    if lost:
        found = repr(strange[0]) if strange else "no column with a year"
        raise DataError(expected(sheet.above, found, repr(lost[0]), "put the file of that indicator under this name"))
    blocks = []
    for head, measure in wanted:
        rows = [body[["code"]].assign(year=year, text=body[i]) for h, i, year in years if h == head]
        blocks.append((str(head), measure, pd.concat(rows, ignore_index=True)))
    return blocks


def _years_of_columns(sheet: Sheet, layout: Layout, taken: set[int]) -> list[tuple[str, int, int]]:
    """Find heading, position and year of each column that has one."""
    assert isinstance(layout.year, Year)  # noqa: S101  for the types
    if layout.year.row is not None:
        texts = sheet.cells.iloc[layout.year.row - 1].map(squeeze)
        texts = texts[(texts != "") & ~texts.index.isin(taken)].str.replace(rf"^{DAY}", "", regex=True)
        where = f"{sheet.where}, row {layout.year.row}"
        found = [(sheet.heads[int(i)], int(i), int(y)) for i, y in read_years(texts, where).items()]  # type: ignore[call-overload]
    else:
        where, found = sheet.above, []
        for i, head in enumerate(sheet.heads):
            match = re.search(layout.year.heading or "", head)
            if match and i not in taken:
                year = read_years(pd.Series([match[1]]), f"{where}, {head}").iloc[0]
                found.append(((head[: match.start()] + head[match.end() :]).strip(), i, int(year)))
    seen: set[tuple[str, int]] = set()
    for head, i, year in found:
        if (head, year) in seen:
            told = f"{year} twice, in column {i + 1} again"
            raise DataError(expected(where, told, "each year once", "mend the heading or export again"))
        seen.add((head, year))
    return found


def _long(sheet: Sheet, layout: Layout, body: pd.DataFrame) -> list[tuple[str, str, pd.DataFrame]]:
    """Give name, measure and rows of each measure that is told in a column."""
    assert layout.long is not None  # noqa: S101  for the types
    names = body[sheet.find(layout.long.measure)].map(squeeze)
    rows = body[["code", "year"]]
    wanted = tuple(("", n, n) for n in names.unique()) if layout.measures == ALL else layout.cells
    blocks = []
    for column, name, measure in wanted:
        texts = body[sheet.find(column or layout.long.value or "")]
        own = rows.assign(text=texts)[names == name]
        if own.empty:
            where, found = f"{sheet.where}, {layout.long.measure}", ", ".join(names.unique()[:4])
            raise DataError(expected(where, found, repr(name), OWN))
        refuse_duplicates(own, ["code", "year"], f"{sheet.where}, {name}")
        blocks.append((str(name), measure, own))
    return blocks
