"""Towns that are named on the map, and the list of names by which places are found besides their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from atlas.errors import DataError, expected

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    #: A territory date, and for each of its municipalities those that it went to.
    Walk = tuple[dt.date, Mapping[str, Sequence[str]]]

FILE = "places.csv"
COLUMNS = ["code", "name", "postcode", "until", "gone"]
#: Behind these stand the successors at each territory date, under its year.
INTO = "into_"
REBUILD = "restore the file, or write it anew with `make data SOURCES=DIR`"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownName:
    """A municipality of today with its postcode, or a name of former times with what it has become.

    ``until`` is the year of the last edition of the directory that lists a former name, ``gone`` that of the first one
    without it; both are 0 for a municipality of today. ``into`` holds its successors at each territory date.
    """

    code: str
    name: str
    postcode: str
    until: int
    gone: int
    into: Mapping[dt.date, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Seat:
    """A town that gets its name on the map; ``rank`` 1 is named from afar, 2 only near. WGS84 degrees."""

    name: str
    lon: float
    lat: float
    rank: str


def read_places(path: Path, dates: Sequence[dt.date], walks: Mapping[dt.date, Walk]) -> tuple[KnownName, ...]:
    """Read ``places.csv``.

    Parameters
    ----------
    path : Path
        The file; a data folder may lack it: places are then found by the names of the areas alone.
    dates : sequence of date
        Territory dates whose successors the file may hold, under their years.
    walks : mapping of date to tuple
        For each other date one of these, and where the municipalities of that one went.

    Returns
    -------
    tuple of KnownName
        In the order of the file.

    Raises
    ------
    DataError
        The file is not of this form.
    """
    if not path.is_file():
        return ()
    try:
        rows = pd.read_csv(path, dtype=str, keep_default_na=False)
        of_year = {date.year: date for date in dates}
        years = {c: int(c.removeprefix(INTO)) for c in rows.columns if c.startswith(INTO)}
        if list(rows.columns) != [*COLUMNS, *years] or not set(years.values()) <= set(of_year):
            wanted = f"{', '.join(COLUMNS)}, {INTO} with the year of each territory date"
            raise DataError(expected(f"{path}, columns", ", ".join(rows.columns), wanted, REBUILD))
        return tuple(
            KnownName(
                code=row["code"],
                name=row["name"],
                postcode=row["postcode"],
                until=int(row["until"] or 0),
                gone=int(row["gone"] or 0),
                into=_followed({of_year[y]: tuple(row[column].split()) for column, y in years.items()}, walks),
            )
            for row in rows.to_dict("records")
        )
    except (ValueError, UnicodeDecodeError) as error:
        raise DataError(expected(str(path), f"{error}", "text columns, years in until and gone", REBUILD)) from error


def _followed(into: dict[dt.date, tuple[str, ...]], walks: Mapping[dt.date, Walk]) -> dict[dt.date, tuple[str, ...]]:
    further = {
        date: tuple(dict.fromkeys(heir for code in into.get(source, ()) for heir in heirs.get(code, ())))
        for date, (source, heirs) in walks.items()
    }
    return into | further
