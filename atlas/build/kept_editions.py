"""Editions of the Gemeindeverzeichnis as the data folder keeps them, so that one file more is enough to go on.

Figures of a year are judged by the areas of that year (`atlas.build.editions`). With the municipalities of all years
kept beside the tables, a new edition, a new election or new figures by district are taken over without the older files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from atlas.build.editions import editions_of, fits, year_of
from atlas.data.writing import beside
from atlas.errors import DataError, expected
from atlas.model import Level
from atlas.sources.files import FIGURES
from atlas.sources.layout import Form

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from atlas.build.carry import Territory
    from atlas.build.declarations import Declaration
    from atlas.build.publisher_files import Context

FOLDER = "editions"


def is_of_editions(one: Declaration) -> bool:
    """Whether a table is made of editions of the Gemeindeverzeichnis."""
    return any(part.form is Form.GEMEINDEVERZEICHNIS for part in one.each)


def keep_editions(folder: Path, tables: Iterable[str], context: Context) -> None:
    """Keep the editions of those of the tables that are made of some."""
    for table in tables:
        if is_of_editions(context.declared[table]):
            write_editions(folder, table, editions_of(table, context))


def write_editions(folder: Path, table: str, editions: Sequence[pd.DataFrame]) -> None:
    """Keep the editions that made a table, in the publisher's own codes.

    Parameters
    ----------
    folder : Path
        The data folder.
    table : str
        The table.
    editions : sequence of DataFrame
        As `atlas.sources.gemeindeverzeichnis.read_gemeindeverzeichnis` gives them, oldest first.
    """
    # in the publisher's order: sums of areas come out alike to the last digit
    whole = pd.concat(editions, ignore_index=True)[FIGURES]
    path = folder / FOLDER / f"{table}.parquet"
    if path.is_file() and pd.read_parquet(path).equals(whole):
        return
    path.parent.mkdir(exist_ok=True)
    rows = pa.Table.from_pandas(whole, preserve_index=False).replace_schema_metadata(None)
    with beside(path) as place:
        pq.write_table(rows, place, compression="zstd", compression_level=19)


def read_editions(folder: Path, table: str) -> list[pd.DataFrame]:
    """Read the kept editions of a table, oldest first; none where a data folder keeps none.

    Raises
    ------
    DataError
        The file cannot be read.
    """
    path = folder / FOLDER / f"{table}.parquet"
    if not path.is_file():
        return []
    try:
        whole = pd.read_parquet(path, columns=FIGURES)
    except (OSError, ValueError, KeyError) as error:
        do = "restore the file, or write it anew with 'make data SOURCES=DIR'"
        raise DataError(expected(str(path), "a file that cannot be read", "the kept editions", do)) from error
    return [rows.reset_index(drop=True) for _, rows in whole.groupby("year", sort=True)]


def with_new(
    kept: Sequence[pd.DataFrame],
    new: Sequence[pd.DataFrame],
    territories: Sequence[Territory],
    further: Iterable[Territory] = (),
) -> list[pd.DataFrame]:
    """Put new editions in the place of those of their years.

    Parameters
    ----------
    kept, new : sequence of DataFrame
        Editions.
    territories : sequence of Territory
        Those that editions are carried to.
    further : iterable of Territory
        Those that were brought in: an edition may have the municipalities of one of them.

    Returns
    -------
    list of DataFrame
        Oldest first.

    Raises
    ------
    DataError
        An edition is younger than all territories and has other municipalities: its people belong to no area yet.
    """
    last = max(territories, key=lambda territory: territory.date)
    known = last.codes[Level.MUNICIPALITY]
    for edition in new:
        year = year_of(edition)
        if year > int(last.date[:4]) and not any(fits(edition, territory) for territory in (last, *further)):
            own = {last.municipality(code) for code in edition["code"]}
            strange = sorted(own - set(known))
            found = f"{len(own)} municipalities" + (f", among them {strange[0]}" if strange else "")
            wanted = f"the {len(known)} of {last.date}"
            do = f"import the boundaries of {year} first, so that there is a territory they belong to"
            raise DataError(expected(f"Gemeindeverzeichnis {year}", found, wanted, do))
    years = {year_of(edition) for edition in new}
    stay = [edition for edition in kept if year_of(edition) not in years]
    return sorted([*stay, *new], key=year_of)
