"""INKAR workbooks (BBSR): two header rows, one row an area, one column a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.errors import DataError, expected
from atlas.sources.files import FIGURES, read_sheet, read_years, squeeze
from atlas.sources.keys import level_of, of_state, refuse_duplicates
from atlas.sources.signs import read_cells

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

SHEET = "Daten"
HEAD = ("Kennziffer", "Raumeinheit", "Aggregat")
N_HEADER_ROWS = 2


def read_inkar(path: Path) -> pd.DataFrame:
    """Read an exported workbook of one indicator.

    Parameters
    ----------
    path : Path
        ``.xls``; sheet "Daten": first row names, second row years.

    Returns
    -------
    DataFrame
        ``measure`` (the indicator's German name as published), ``level``, ``code``, ``year``, ``value``, ``state``;
        one row an area of the state and year, in the indicator's own unit.

    Raises
    ------
    MissingDataError, DataError
        The file is missing, truncated, or not of this form.
    """
    cells = read_sheet(path, SHEET)
    where = f"{path.name}, {SHEET}"
    names = [squeeze(x) for x in cells.iloc[0]]
    if tuple(names[: len(HEAD)]) != HEAD or len(cells) <= N_HEADER_ROWS:
        found = ", ".join(names[:4]) or "an empty row"
        raise DataError(expected(f"{where}, row 1", found, ", ".join(HEAD), "export the indicator again"))
    measures = set(names[len(HEAD) :])
    if len(measures) != 1:
        found = ", ".join(sorted(measures)) or "no column of figures"
        raise DataError(expected(f"{where}, row 1", found, "one indicator", "export one indicator a workbook"))
    years = read_years(cells.iloc[1, len(HEAD) :], f"{where}, row 2")
    twice = years[years.duplicated()]
    if not twice.empty:
        found = f"{twice.iloc[0]} twice, in column {int(twice.index[0]) + 1} again"
        raise DataError(expected(f"{where}, row 2", found, "each year once", "mend the heading or export again"))
    body = cells.iloc[N_HEADER_ROWS:].reset_index(drop=True)
    level = level_of(body[0], f"{where}, {HEAD[0]}")
    body = of_state(body.rename(columns={0: "code", **{i: int(y) for i, y in years.items()}}), where)
    refuse_duplicates(body, ["code"], f"{where}, {HEAD[0]}")
    long = body.melt("code", [int(y) for y in years], "year", "text")
    read = read_cells(long["text"], long["code"] + ", " + long["year"].astype(str), where)
    return long.assign(measure=measures.pop(), level=str(level), year=long["year"].astype("int16"), **read)[FIGURES]
