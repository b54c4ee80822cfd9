"""Gemeindeverzeichnis (Destatis): area and population of every municipality at the end of a year."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from atlas.errors import DataError, expected
from atlas.model import Level
from atlas.sources.files import FIGURES, read_sheet, read_years, squeeze
from atlas.sources.keys import check_keys, refuse_duplicates
from atlas.sources.signs import read_cells

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

DATA_SHEET = 1
FIRST_DATA_ROW = 6
MUNICIPALITY_ROW = "60"
#: Coastal waters and what belongs to two countries stand in rows of their own: nobody lives there, they are no area.
WATERS = "999"
KEY_COLUMNS = [2, 3, 4, 6]  # Land, RB, Kreis, Gem; column 5 is the association
KEY_HEADS = ["Land", "RB", "Kreis", "VB", "Gem"]
#: What every edition has to hold, by position.
HEADS = {8: "Fläche", 9: "insgesamt", 10: "männlich", 11: "weiblich"}
SEXES = ("insgesamt", "männlich", "weiblich")
DATE = re.compile(r"am 31\.12\.(\d{4})")


def read_gemeindeverzeichnis(path: Path, measures: Mapping[str, str], states: Sequence[str]) -> pd.DataFrame:
    """Read an edition.

    The year is the one in the header: the name of a file may promise another.

    Parameters
    ----------
    path : Path
        ``*_Auszug_GV.xlsx``; the second sheet holds rows of kind 60, one a municipality.
    measures : mapping of str to str
        What to call the figures under each heading of `HEADS` (area in km2; persons on 31 December).
    states : sequence of str
        Keys of the states whose areas are wanted.

    Returns
    -------
    DataFrame
        ``measure``, ``level``, ``code`` (AGS as of that day), ``year``, ``value``, ``state``.

    Raises
    ------
    MissingDataError, DataError
        The file is missing or not of this form, header and territory name different years, or men and women do not
        add up to the population.
    """
    cells = read_sheet(path, DATA_SHEET)
    year = _year(cells, path.name)
    _check_heads(cells, path.name)
    body = cells.iloc[FIRST_DATA_ROW:]
    body = body[(body[0] == MUNICIPALITY_ROW) & body[2].isin(states)].reset_index(drop=True)
    if body.empty:
        raise DataError(
            expected(
                f"{path.name}, Satzart",
                "no municipality",
                f"rows 60 of Land {', '.join(states)}",
                "use another file",
            )
        )
    body = once(body)
    code = body[KEY_COLUMNS].fillna("").agg("".join, axis=1)
    land = ~code.str.endswith(WATERS)
    body, code = body[land].reset_index(drop=True), code[land].reset_index(drop=True)
    check_keys(code, Level.MUNICIPALITY, f"{path.name}, Land, RB, Kreis, Gem")
    parts = []
    for column, head in HEADS.items():
        measure = measures[head]
        read = read_cells(body[column], code, f"{path.name}, {measure}")
        parts.append(pd.DataFrame({"measure": measure, "code": code, **read}))
    frame = (
        pd.concat(parts, ignore_index=True).assign(level=str(Level.MUNICIPALITY), year=year).astype({"year": "int16"})
    )
    refuse_duplicates(frame, ["measure", "code"], path.name)
    _check_sexes(frame, [measures[head] for head in SEXES], path.name)
    return frame[FIGURES]


def once(body: pd.DataFrame) -> pd.DataFrame:
    """Take once what stands twice for the sake of a note behind the figures, as a region of tourism."""
    again = body.duplicated([*KEY_COLUMNS, *HEADS]) & ~body.duplicated()
    return body[~again].reset_index(drop=True)


def edition_year(path: Path) -> int:
    """Read the year of an edition from its header.

    Raises
    ------
    MissingDataError, DataError
        The file is missing or not of this form.
    """
    state = path.stat() if path.is_file() else None
    return _year_of(path, (state.st_mtime_ns, state.st_size) if state else (0, 0))


@lru_cache
def _year_of(path: Path, _state: tuple[int, int]) -> int:
    return _year(read_sheet(path, DATA_SHEET), path.name)


def _year(cells: pd.DataFrame, where: str) -> int:
    title = DATE.findall(squeeze(cells.iloc[0, 0]))
    territory = (
        DATE.findall(squeeze(cells.iloc[4, 2])) if len(cells) > FIRST_DATA_ROW and cells.shape[1] > max(HEADS) else []
    )
    if not title or title != territory:
        found = f"title {', '.join(title) or 'without a date'}, territory {', '.join(territory) or 'without a date'}"
        raise DataError(
            expected(f"{where}, header", found, "the same 31.12. in both", "use an edition of a year's end")
        )
    return int(read_years(pd.Series(title), f"{where}, title").iloc[0])


def _check_heads(cells: pd.DataFrame, where: str) -> None:
    keys = [squeeze(x) for x in cells.iloc[3, 2:7]]
    if keys != KEY_HEADS:
        raise DataError(
            expected(f"{where}, row 4", ", ".join(keys), ", ".join(KEY_HEADS), "use the publisher's own file")
        )
    for column, head in HEADS.items():
        found = f"{squeeze(cells.iloc[2, column])} {squeeze(cells.iloc[3, column])}".strip()
        if head not in found:
            raise DataError(
                expected(
                    f"{where}, column {column + 1}",
                    repr(found),
                    f"a heading with {head!r}",
                    "use the publisher's own file",
                )
            )


def _check_sexes(frame: pd.DataFrame, names: list[str], where: str) -> None:
    people, men, women = names
    wide = frame.pivot_table(index="code", columns="measure", values="value")
    differs = (wide[men] + wide[women] - wide[people]).abs() > 0
    if differs.any():
        code = str(wide.index[differs][0])
        row = wide.loc[code]
        found = f"{row[men]:.0f} men and {row[women]:.0f} women in {code}"
        raise DataError(expected(f"{where}, {people}", found, f"together {row[people]:.0f}", "download the file again"))
