"""Towns that are named on the map, and the list of names by which places are found besides their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from atlas.errors import DataError, expected

if TYPE_CHECKING:
    from pathlib import Path

FILE = "places.csv"
COLUMNS = ["code", "name", "postcode", "until", "gone"]
#: Behind these stand the successors at each territory date, under its year.
INTO = "into_"
REBUILD = "restore the file, or write it anew with `make data SOURCES=DIR`"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownName:
    """A municipality of today with its postcode, or a name of former times with what it has become.

    ``until`` is the year of the last edition of the directory that lists a former name, ``gone`` that of the first one
    without it; both are 0 for a municipality of today. ``into`` holds its successors by the year of a territory date.
    """

    code: str
    name: str
    postcode: str
    until: int
    gone: int
    into: dict[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Seat:
    """A town that gets its name on the map; ``rank`` 1 is named from afar, 2 only near. WGS84 degrees."""

    name: str
    lon: float
    lat: float
    rank: str


def read_places(path: Path) -> tuple[KnownName, ...]:
    """Read ``places.csv``.

    Parameters
    ----------
    path : Path
        The file; a data folder may lack it: places are then found by the names of the areas alone.

    Raises
    ------
    DataError
        The file is not of this form.
    """
    if not path.is_file():
        return ()
    try:
        rows = pd.read_csv(path, dtype=str, keep_default_na=False)
        years = {c: int(c.removeprefix(INTO)) for c in rows.columns if c.startswith(INTO)}
        if list(rows.columns) != [*COLUMNS, *years]:
            wanted = f"{', '.join(COLUMNS)}, {INTO} with the year of each territory date"
            raise DataError(expected(f"{path}, columns", ", ".join(rows.columns), wanted, REBUILD))
        return tuple(
            KnownName(
                code=row["code"],
                name=row["name"],
                postcode=row["postcode"],
                until=int(row["until"] or 0),
                gone=int(row["gone"] or 0),
                into={year: tuple(row[column].split()) for column, year in years.items()},
            )
            for row in rows.to_dict("records")
        )
    except (ValueError, UnicodeDecodeError) as error:
        raise DataError(expected(str(path), f"{error}", "text columns, years in until and gone", REBUILD)) from error
