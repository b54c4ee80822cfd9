"""Who belonged to which municipal association: an edition of the Gemeindeverzeichnis."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.errors import DataError, MissingDataError, expected
from atlas.sources.files import read_sheet
from atlas.sources.gemeindeverzeichnis import DATA_SHEET, WATERS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

#: Text marks of the Gemeindeverzeichnis: municipalities and associations.
MARKS = {
    "60": "Markt",
    "61": "kreisfreie Stadt",
    "62": "Stadtkreis",
    "63": "Stadt",
    "64": "Gemeinde",
    "65": "gemeindefreies Gebiet",
    "66": "gemeindefreies Gebiet",
    "67": "große Kreisstadt",
}
ASSOCIATION_MARKS = {
    "50": "gemeinschaftsfreie Gemeinde",
    "51": "Amt",
    "52": "Samtgemeinde",
    "53": "Verbandsgemeinde",
    "54": "Verwaltungsgemeinschaft",
    "55": "Kirchspielslandgemeinde",
    "56": "Verwaltungsverband",
    "57": "VG-Trägermodell",
    "58": "erfüllende Gemeinde",
}
DISTRICT_MARKS = {
    "41": "kreisfreie Stadt",
    "42": "Stadtkreis",
    "43": "Kreis",
    "44": "Landkreis",
    "45": "Regionalverband",
}
#: Towns that are a district of their own: they belong to no association.
INDEPENDENT = ("kreisfreie Stadt", "Stadtkreis")
WORKBOOK_COLUMNS = ["row", "mark", "land", "region", "district", "association", "municipality", "name"]


def read_memberships(workbook: Path, states: Sequence[str]) -> pd.DataFrame:
    """Read which association each municipality belongs to from a Gemeindeverzeichnis (Destatis).

    Parameters
    ----------
    workbook : Path
        ``*_Auszug_GV.xlsx``: the second sheet holds rows of kind 50 (associations) and 60 (municipalities).
    states : sequence of str
        Keys of the states whose municipalities are wanted.

    Returns
    -------
    DataFrame
        Text columns ``ags``, ``designation``, ``association``, ``association_name``, ``association_designation``,
        sorted by ``ags``. Names are without what follows the comma (", Stadt").

    Raises
    ------
    MissingDataError, DataError
        The file is missing, or not such a workbook.
    """
    rows = _rows(workbook, states)
    code = rows["land"] + rows["region"] + rows["district"]
    rows = rows.assign(ags=code + rows["municipality"], code=code + rows["association"])
    associations = rows[rows["row"] == "50"].set_index("code")
    members = rows[(rows["row"] == "60") & ~rows["ags"].str.endswith(WATERS, na=False)].sort_values("ags")
    found = pd.DataFrame(
        {
            "ags": members["ags"],
            "designation": members["mark"].map(MARKS),
            "association": members["code"],
            "association_name": members["code"].map(associations["name"].str.split(",").str[0]),
            "association_designation": members["code"].map(associations["mark"].map(ASSOCIATION_MARKS)),
        }
    ).reset_index(drop=True)
    lone = found["designation"].isin(INDEPENDENT)
    found.loc[lone, "association_designation"] = found["designation"]
    if found.empty or found.isna().to_numpy().any():
        bad = found[found.isna().any(axis=1)]
        what = (
            f"no municipality of {', '.join(states)}"
            if found.empty
            else f"{bad['ags'].iloc[0]} without {bad.columns[bad.isna().any()][0]}"
        )
        raise DataError(
            expected(
                f"{workbook}, Satzart 50 and 60",
                what,
                "known marks and keys",
                "use the publisher's own edition",
            )
        )
    return found


def read_district_names(workbook: Path, states: Sequence[str]) -> pd.DataFrame:
    """Read how the districts of an edition are called.

    Parameters
    ----------
    workbook : Path
        As `read_memberships` takes it; districts stand in rows of kind 40.
    states : sequence of str
        Keys of the states whose districts are wanted.

    Returns
    -------
    DataFrame
        Text columns ``code``, ``name`` and ``designation``.

    Raises
    ------
    MissingDataError, DataError
        The file is missing, or not such a workbook.
    """
    rows = _rows(workbook, states)
    rows = rows[(rows["row"] == "40") & rows["mark"].isin(DISTRICT_MARKS)]
    return pd.DataFrame(
        {
            "code": rows["land"] + rows["region"] + rows["district"],
            "name": rows["name"].str.split(",").str[0],
            "designation": rows["mark"].map(DISTRICT_MARKS),
        }
    ).reset_index(drop=True)


def _rows(workbook: Path, states: Sequence[str]) -> pd.DataFrame:
    if not workbook.is_file():
        raise MissingDataError(
            expected(str(workbook), "no such file", "the Gemeindeverzeichnis of the territory date", "name its folder")
        )
    sheet = read_sheet(workbook, DATA_SHEET)
    if sheet.shape[1] < len(WORKBOOK_COLUMNS):
        where = f"{workbook}, second sheet"
        raise DataError(
            expected(where, f"{sheet.shape[1]} columns", f"at least {len(WORKBOOK_COLUMNS)}", "download it again")
        )
    rows = sheet.iloc[:, : len(WORKBOOK_COLUMNS)].set_axis(WORKBOOK_COLUMNS, axis=1)
    return rows[rows["land"].isin(states)]
