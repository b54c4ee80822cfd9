"""Names that official files give to places: municipalities of an edition of the directory, polling districts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from atlas.errors import DataError, expected
from atlas.model import Level
from atlas.sources.files import read_sheet, squeeze
from atlas.sources.gemeindeverzeichnis import DATE, KEY_COLUMNS, MUNICIPALITY_ROW, WATERS, once
from atlas.sources.keys import check_keys

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

#: Name, area, postcode; longitude and latitude, which editions before 2009 lack.
NAME, AREA, POSTCODE, LON, LAT = 7, 8, 13, 14, 15
TOWN = re.compile(r", .*$")
POSTCODE_DIGITS = 5
#: Until this edition coordinates are written as degrees, minutes and seconds: 50.5837 is 50° 58' 37".
SECONDS_UNTIL = 2009
DISTRICT, MUNICIPALITY, POLLING_NAME = 3, 4, 6


def read_municipality_names(path: Path, states: Sequence[str]) -> pd.DataFrame:
    """Read the municipalities of an edition of the Gemeindeverzeichnis.

    Parameters
    ----------
    path : Path
        ``*_Auszug_GV.xlsx``; the second sheet holds rows of kind 60, one a municipality.
    states : sequence of str
        Keys of the states whose areas are wanted.

    Returns
    -------
    DataFrame
        ``code`` (AGS), ``name`` without "Stadt", ``postcode``, ``area_km2``, ``lon`` and ``lat`` (WGS84 degrees, NaN
        where the edition has none), ``year``.

    Raises
    ------
    MissingDataError, DataError
        The file is missing or not of this form.
    """
    cells = read_sheet(path, 1)
    title = DATE.findall(squeeze(cells.iloc[0, 0]))
    if not title or cells.shape[1] <= POSTCODE:
        found = f"{cells.shape[1]} columns, title {squeeze(cells.iloc[0, 0])!r}"
        raise DataError(expected(path.name, found, "rows 60 of a year's end", "use the publisher's own file"))
    body = cells[(cells[0] == MUNICIPALITY_ROW) & cells[2].isin(states)].reset_index(drop=True)
    body = once(body)
    code = body[KEY_COLUMNS].fillna("").agg("".join, axis=1)
    land = ~code.str.endswith(WATERS)
    body, code = body[land].reset_index(drop=True), code[land].reset_index(drop=True)
    check_keys(code, Level.MUNICIPALITY, f"{path.name}, Land, RB, Kreis, Gem")
    year = int(title[0])
    postcode = body[POSTCODE].fillna("").str.zfill(POSTCODE_DIGITS)
    return pd.DataFrame(
        {
            "code": code,
            "name": body[NAME].map(lambda text: TOWN.sub("", squeeze(text))),
            "postcode": postcode.where(postcode.str.fullmatch(r"\d{5}") & (postcode != "00000"), ""),
            "area_km2": pd.to_numeric(body[AREA].str.replace(",", ".")),
            "lon": _degrees(body, LON, year),
            "lat": _degrees(body, LAT, year),
            "year": year,
        }
    )


def _degrees(body: pd.DataFrame, column: int, year: int) -> pd.Series:
    if column not in body.columns:
        return pd.Series(float("nan"), body.index)
    text = body[column].str.replace(",", ".")
    if year > SECONDS_UNTIL:
        return pd.to_numeric(text, errors="coerce")
    parts = text.str.extract(r"^(\d+)\.?(\d*)$")
    rest = parts[1].fillna("").str.ljust(4, "0")
    minutes, seconds = pd.to_numeric(rest.str[:2]), pd.to_numeric(rest.str[2:4])
    return pd.to_numeric(parts[0]) + minutes / 60 + seconds / 3600


def read_polling_names(path: Path, state: str) -> pd.DataFrame:
    """Read how the polling districts of a state election are called: villages keep their names there.

    Parameters
    ----------
    path : Path
        A workbook of a state election; first sheet.
    state : str
        Key of its state, which the file leaves out.

    Returns
    -------
    DataFrame
        ``code`` (AGS of the municipality) and ``name``, one row a polling district.

    Raises
    ------
    MissingDataError, DataError
        The file is missing or holds no polling district.
    """
    cells = read_sheet(path, 0)
    if cells.shape[1] > POLLING_NAME:
        numbered = cells[DISTRICT].fillna("").str.fullmatch(r"\d{1,2}")
        numbered &= cells[MUNICIPALITY].fillna("").str.fullmatch(r"\d{1,3}")
        rows = cells[numbered & cells[1].isna() & cells[POLLING_NAME].notna()]
        if not rows.empty:
            code = f"{state}0" + rows[DISTRICT].str.zfill(2) + rows[MUNICIPALITY].str.zfill(3)
            frame = pd.DataFrame({"code": code, "name": rows[POLLING_NAME].map(squeeze)})
            return frame.reset_index(drop=True)
    raise DataError(
        expected(path.name, "no polling district", "rows without Satzart that have a name", "use the publisher's file")
    )
