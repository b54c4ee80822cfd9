"""The shipped areas: lists of areas, seats, crosswalk, read and checked; geometry for those who ask for it."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.data.manifest import (
    MANIFEST,
    REBUILD,
    Layer,
    Manifest,
    ShippedFile,
    read_bytes,
    read_manifest,
    unpacked,
    verify,
)
from atlas.errors import DataError, MissingDataError, expected
from atlas.model import CODE_LENGTH, STATE_CODE, Level

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    import geopandas as gpd

__all__ = [
    "Layer",
    "Manifest",
    "ShippedFile",
    "read_areas",
    "read_crosswalk",
    "read_geometry",
    "read_manifest",
    "read_memberships_file",
    "read_seats",
    "verify",
]

SEATS = "seats.csv"
CROSSWALK = "crosswalk_2016-01-01_2021-12-31.csv"
MEMBERSHIPS = "associations_2021-12-31.csv"
AREA_COLUMNS = ["code", "name", "designation", "level", "parent", "association", "area_km2", "lon", "lat", "neighbours"]
SEAT_COLUMNS = ["code", "name", "lon", "lat", "rank"]
CROSSWALK_COLUMNS = ["ags_2016", "name_2016", "ags_2021", "name_2021"]
MEMBERSHIP_COLUMNS = ["ags", "designation", "association", "association_name", "association_designation"]


def read_areas(folder: Path, territory: dt.date) -> pd.DataFrame:
    """Read the areas of a territory date.

    Parameters
    ----------
    folder : Path
        ``geodata/areas`` or a folder of the same form.
    territory : date
        Which territory; the file is ``<territory>.csv``.

    Returns
    -------
    DataFrame
        All levels, columns as `AREA_COLUMNS`: text but for ``area_km2``, ``lon`` and ``lat`` (WGS84 degrees).

    Raises
    ------
    MissingDataError, DataError
        The file is missing, truncated or malformed.
    """
    path = folder / f"{territory.isoformat()}.csv"
    frame = _numbers(
        _read_csv(path, AREA_COLUMNS, "code"), {"area_km2": (0, 1e6), "lon": (5, 16), "lat": (47, 56)}, path
    )
    level = frame["level"]
    _refuse(path, frame, "level", ~level.isin(list(Level)), f"one of {', '.join(Level)}")
    for each, length in CODE_LENGTH.items():
        here = level == each
        if not here.any():
            raise DataError(expected(f"{path}, level", f"no {each}", "areas of every level", REBUILD))
        _refuse(
            path,
            frame,
            "code",
            here & ~_is_code(frame["code"], length),
            f"{length} digits that begin with {STATE_CODE}",
        )
    _refuse(path, frame, "name", frame["name"] == "", "a name")
    of = {each: set(frame["code"][level == each]) for each in Level}
    districts = of[Level.DISTRICT]
    smaller = level.isin([Level.ASSOCIATION, Level.MUNICIPALITY])
    _refuse(path, frame, "parent", smaller & ~frame["parent"].isin(districts), "the code of a district")
    _refuse(
        path,
        frame,
        "parent",
        (level == Level.DISTRICT) & ~frame["parent"].isin(of[Level.STATE]),
        "the code of the state",
    )
    lone = (level == Level.MUNICIPALITY) & ~frame["association"].isin(of[Level.ASSOCIATION])
    _refuse(path, frame, "association", lone, "the code of an association")
    _check_neighbours(path, frame)
    return frame


def _check_neighbours(path: Path, frame: pd.DataFrame) -> None:
    """Neighbours name each other: this also finds a file that lost its end."""
    pairs = {
        (code, other)
        for code, others in zip(frame["code"], frame["neighbours"], strict=True)
        for other in others.split()
    }
    lone = next((pair for pair in sorted(pairs) if pair[::-1] not in pairs), None)
    if lone is not None:
        what = f"{lone[1]!r} beside {lone[0]} and not the other way round"
        raise DataError(expected(f"{path}, neighbours", what, "areas that name each other", REBUILD))


def read_seats(folder: Path) -> pd.DataFrame:
    """Read the towns that are labelled: ``code``, ``name``, ``lon``, ``lat`` (degrees), ``rank`` ("1" or "2")."""
    path = folder / SEATS
    frame = _numbers(_read_csv(path, SEAT_COLUMNS, "code"), {"lon": (5, 16), "lat": (47, 56)}, path)
    _refuse(path, frame, "code", ~_is_code(frame["code"], CODE_LENGTH[Level.MUNICIPALITY]), "8 digits")
    _refuse(path, frame, "rank", ~frame["rank"].isin(["1", "2"]), "1 or 2")
    return frame


def read_crosswalk(folder: Path) -> pd.DataFrame:
    """Read into which municipality of 2021-12-31 each of 2016-01-01 went over whole (text, one row each)."""
    path = folder / CROSSWALK
    frame = _read_csv(path, CROSSWALK_COLUMNS, "ags_2016")
    for column in ("ags_2016", "ags_2021"):
        _refuse(path, frame, column, ~_is_code(frame[column], CODE_LENGTH[Level.MUNICIPALITY]), "8 digits")
    return frame


def read_memberships_file(folder: Path) -> pd.DataFrame:
    """Read which association each municipality of 2021-12-31 belongs to (text columns as `MEMBERSHIP_COLUMNS`)."""
    path = folder / MEMBERSHIPS
    frame = _read_csv(path, MEMBERSHIP_COLUMNS, "ags")
    _refuse(path, frame, "ags", ~_is_code(frame["ags"], CODE_LENGTH[Level.MUNICIPALITY]), "8 digits")
    _refuse(path, frame, "association", ~_is_code(frame["association"], CODE_LENGTH[Level.ASSOCIATION]), "9 digits")
    return frame


def _read_csv(path: Path, columns: Sequence[str], key: str) -> pd.DataFrame:
    try:
        # index_col: pandas would shift the columns of a row with a field too many
        frame = pd.read_csv(
            io.BytesIO(read_bytes(path)), dtype="str", keep_default_na=False, encoding="utf-8", index_col=False
        )
    except ValueError as error:
        found = str(error).strip().splitlines()[-1]
        raise DataError(
            expected(str(path), f"no table ({found})", f"the columns {', '.join(columns)}", REBUILD)
        ) from error
    absent = [c for c in columns if c not in frame.columns]
    if absent or frame.empty:
        what = f"no column {absent[0]}" if absent else "no row"
        raise DataError(expected(str(path), what, f"the columns {', '.join(columns)}", REBUILD))
    frame = frame[list(columns)].fillna("")
    _refuse(path, frame, key, frame[key].duplicated(), "each code once")
    return frame


def _numbers(frame: pd.DataFrame, ranges: dict[str, tuple[float, float]], path: Path) -> pd.DataFrame:
    numbers = {}
    for column, (low, high) in ranges.items():
        numbers[column] = pd.to_numeric(frame[column], errors="coerce").astype(np.float64)
        within = (numbers[column] > low) & (numbers[column] < high)
        _refuse(path, frame, column, ~within, f"a number between {low:g} and {high:g}")
    return frame.assign(**numbers)


def _is_code(codes: pd.Series[str], length: int) -> pd.Series[bool]:
    return codes.str.fullmatch(rf"{STATE_CODE}[0-9]{{{length - len(STATE_CODE)}}}")


def _refuse(path: Path, frame: pd.DataFrame, column: str, bad: pd.Series[bool], wanted: str) -> None:
    if bad.any():
        row = int(np.flatnonzero(bad)[0])
        where = f"{path}, line {row + 2}, {column}"
        raise DataError(expected(where, repr(frame[column].iloc[row]), wanted, REBUILD))


def read_geometry(folder: Path, territory: dt.date, level: Level, detail: str) -> gpd.GeoDataFrame:
    """Read the areas of a level.

    Parameters
    ----------
    folder : Path
        ``geodata/areas`` or a folder of the same form.
    territory : date
        Territory date.
    level : Level
        Which areas.
    detail : {"coarse", "fine"}
        How much the borders are simplified.

    Returns
    -------
    GeoDataFrame
        ``code``, ``name`` and geometry in EPSG:4326, sorted by code.

    Raises
    ------
    MissingDataError, DataError
        The manifest does not name them, or their file is missing, truncated or not what the manifest says.
    """
    import geopandas  # noqa: PLC0415  heavy, and the pages never need it

    try:
        layer = read_manifest(folder).layer(territory, level, detail)
    except LookupError:
        raise MissingDataError(
            expected(str(folder / MANIFEST), f"no {level} {detail} of {territory}", "a layer", REBUILD)
        ) from None
    path = folder / layer.file
    try:
        frame = geopandas.GeoDataFrame.from_features(json.loads(unpacked(path)), crs="EPSG:4326")
        frame = frame[["code", "name", "geometry"]]
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        if isinstance(error, DataError):
            raise
        raise DataError(
            expected(str(path), f"no GeoJSON of areas ({error})", "code, name, geometry", REBUILD)
        ) from error
    if len(frame) != layer.count:
        raise DataError(expected(str(path), f"{len(frame)} areas", str(layer.count), REBUILD))
    return frame.astype({"code": "str", "name": "str"}).sort_values("code", ignore_index=True)
