"""Crosswalks between territory dates: which area went into which, with which share, and by what that was measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.data.lists import as_numbers, is_code, read_list, refuse_row
from atlas.model import CODE_LENGTH, Level

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from atlas.data.scope import Scope

PATTERN = "crosswalk_{before}_{after}.csv"
#: What the columns are called here; in the file the first four bear their dates.
CROSSWALK_COLUMNS = ["ags_before", "name_before", "ags_after", "name_after"]
SHARES = ["share", "basis"]
POPULATION, AREA = "population", "area"
#: Shares are written with so many decimals; so much may their sum differ from one.
DECIMALS, SLACK = 6, 1e-6
LENGTHS = {CODE_LENGTH[x]: x for x in (Level.MUNICIPALITY, Level.ASSOCIATION, Level.DISTRICT)}


def crosswalk_path(folder: Path, before: dt.date | str, after: dt.date | str) -> Path:
    """Name the file of a crosswalk.

    Parameters
    ----------
    folder : Path
        ``geodata/areas`` or a folder of the same form.
    before, after : date or str
        From which territory date to which; the first one need not be the older one.

    Returns
    -------
    Path
        Whether it is there or not.
    """
    return folder / PATTERN.format(before=before, after=after)


def read_crosswalk(path: Path) -> pd.DataFrame:
    """Read a crosswalk.

    Parameters
    ----------
    path : Path
        The file: four columns where each area went over whole, or six with shares.

    Returns
    -------
    DataFrame
        `CROSSWALK_COLUMNS`, ``share`` (above 0, at most 1; those of one area add up to 1) and ``basis``. Rows of
        municipalities, and where shares are given those of associations and districts too: codes differ in length.

    Raises
    ------
    MissingDataError, DataError
        There is none, or it is truncated or malformed.
    """
    columns = [*CROSSWALK_COLUMNS, *SHARES]
    weighted = path.is_file() and path.read_bytes().partition(b"\n")[0].count(b",") == len(columns) - 1
    if not weighted:
        frame = read_list(path, CROSSWALK_COLUMNS, "ags_before", renamed=True).assign(share=1.0, basis=AREA)
    else:
        frame = as_numbers(read_list(path, columns, "", renamed=True), {"share": (0, 1 + SLACK)}, path)
        refuse_row(path, frame, "basis", ~frame["basis"].isin([POPULATION, AREA]), f"{POPULATION} or {AREA}")
        twice = frame.duplicated(["ags_before", "ags_after"])
        refuse_row(path, frame, "ags_after", twice, "each pair once")
        sums = frame["share"].groupby(frame["ags_before"]).transform("sum")
        refuse_row(path, frame, "share", (sums - 1).abs() > SLACK * len(columns), "shares of an area that add up to 1")
    for column in ("ags_before", "ags_after"):
        known = pd.concat(
            [is_code(frame[column], n) for n in (LENGTHS if weighted else [CODE_LENGTH[Level.MUNICIPALITY]])], axis=1
        )
        refuse_row(path, frame, column, ~known.any(axis=1), "8 digits")
    return frame


def municipalities_of(crosswalk: pd.DataFrame) -> pd.DataFrame:
    """Keep the rows of municipalities of a crosswalk."""
    return crosswalk[crosswalk["ags_before"].str.len() == CODE_LENGTH[Level.MUNICIPALITY]]


def read_walks(folder: Path, scope: Scope) -> dict[dt.date, tuple[dt.date, dict[str, list[str]]]]:
    """Read for each date that was brought in where the municipalities of the nearest other date went.

    Parameters
    ----------
    folder : Path
        ``geodata/areas`` or a folder of the same form.
    scope : Scope
        The territory dates.

    Returns
    -------
    dict of date to tuple
        The nearest date whose borders are made from the package, and heirs by code.

    Raises
    ------
    MissingDataError, DataError
        A crosswalk is missing or malformed.
    """
    found = {}
    for date in scope.imported:
        nearest = min(scope.built, key=lambda day: abs(day - date))
        steps = municipalities_of(read_crosswalk(crosswalk_path(folder, nearest, date)))
        found[date] = (nearest, {str(code): list(rows) for code, rows in steps.groupby("ags_before")["ags_after"]})
    return found
