"""The shipped areas: lists of areas, seats, memberships, read and checked; geometry for those who ask for it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from atlas.data.lists import as_numbers, is_code, read_list, refuse_row
from atlas.data.manifest import (
    MANIFEST,
    REBUILD,
    Layer,
    Manifest,
    ShippedFile,
    read_manifest,
    unpacked,
    verify,
)
from atlas.errors import DataError, MissingDataError, expected
from atlas.model import CODE_LENGTH, LEVELS, Level

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    import geopandas as gpd
    import pandas as pd

__all__ = [
    "Layer",
    "Manifest",
    "ShippedFile",
    "drawn_codes",
    "read_areas",
    "read_geometry",
    "read_manifest",
    "read_memberships_file",
    "read_seats",
    "verify",
]

SEATS = "seats.csv"
MEMBERSHIPS = "associations_*.csv"
AREA_COLUMNS = ["code", "name", "designation", "level", "parent", "association", "area_km2", "lon", "lat", "neighbours"]
SEAT_COLUMNS = ["code", "name", "lon", "lat", "rank"]
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
    frame = as_numbers(
        read_list(path, AREA_COLUMNS, "code"), {"area_km2": (0, 1e6), "lon": (5, 16), "lat": (47, 56)}, path
    )
    level = frame["level"]
    refuse_row(path, frame, "level", ~level.isin(list(CODE_LENGTH)), f"one of {', '.join(LEVELS)}")
    states = "|".join(sorted(frame["code"][level == Level.STATE]))
    for each, length in CODE_LENGTH.items():
        here = level == each
        if not here.any() and each in LEVELS:
            raise DataError(expected(f"{path}, level", f"no {each}", "areas of every level", REBUILD))
        refuse_row(
            path,
            frame,
            "code",
            here & ~(is_code(frame["code"], length) & (frame["code"].str.match(states) | (each is Level.WHOLE))),
            f"{length} digits that begin with the key of a state of the list ({states.replace('|', ', ')})",
        )
    refuse_row(path, frame, "name", frame["name"] == "", "a name")
    of = {each: set(frame["code"][level == each]) for each in Level}
    districts = of[Level.DISTRICT]
    smaller = level.isin([Level.ASSOCIATION, Level.MUNICIPALITY])
    refuse_row(path, frame, "parent", smaller & ~frame["parent"].isin(districts), "the code of a district")
    refuse_row(
        path,
        frame,
        "parent",
        (level == Level.DISTRICT) & ~frame["parent"].isin(of[Level.STATE]),
        "the code of the state",
    )
    lone = (level == Level.MUNICIPALITY) & ~frame["association"].isin(of[Level.ASSOCIATION])
    refuse_row(path, frame, "association", lone, "the code of an association")
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
    frame = as_numbers(read_list(path, SEAT_COLUMNS, "code"), {"lon": (5, 16), "lat": (47, 56)}, path)
    refuse_row(path, frame, "code", ~is_code(frame["code"], CODE_LENGTH[Level.MUNICIPALITY]), "8 digits")
    refuse_row(path, frame, "rank", ~frame["rank"].isin(["1", "2"]), "1 or 2")
    return frame


def read_memberships_file(path: Path) -> pd.DataFrame:
    """Read which association each municipality of a date belongs to (text columns `MEMBERSHIP_COLUMNS`)."""
    frame = read_list(path, MEMBERSHIP_COLUMNS, "ags")
    refuse_row(path, frame, "ags", ~is_code(frame["ags"], CODE_LENGTH[Level.MUNICIPALITY]), "8 digits")
    refuse_row(path, frame, "association", ~is_code(frame["association"], CODE_LENGTH[Level.ASSOCIATION]), "9 digits")
    return frame


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

    path, features = _features(folder, territory, level, detail)
    try:
        frame = geopandas.GeoDataFrame.from_features(features, crs="EPSG:4326")[["code", "name", "geometry"]]
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise DataError(_no_areas(path, error)) from error
    return frame.astype({"code": "str", "name": "str"}).sort_values("code", ignore_index=True)


def drawn_codes(folder: Path, territory: dt.date, level: Level) -> tuple[str, ...]:
    """Give the codes of the areas of a level that are drawn, without their borders.

    Parameters
    ----------
    folder : Path
        ``geodata/areas`` or a folder of the same form.
    territory : date
        Territory date.
    level : Level
        Which areas.

    Returns
    -------
    tuple of str
        Ascending.

    Raises
    ------
    MissingDataError, DataError
        As `read_geometry`.
    """
    path, features = _features(folder, territory, level, "coarse")
    try:
        return tuple(sorted(str(feature["properties"]["code"]) for feature in features))
    except (KeyError, TypeError) as error:
        raise DataError(_no_areas(path, error)) from error


def _features(folder: Path, territory: dt.date, level: Level, detail: str) -> tuple[Path, list[Any]]:
    try:
        layer = read_manifest(folder).layer(territory, level, detail)
    except LookupError:
        raise MissingDataError(
            expected(str(folder / MANIFEST), f"no {level} {detail} of {territory}", "a layer", REBUILD)
        ) from None
    path = folder / layer.file
    try:
        features = list(json.loads(unpacked(path))["features"])
    except (KeyError, TypeError, ValueError) as error:
        if isinstance(error, DataError):
            raise
        raise DataError(_no_areas(path, error)) from error
    if len(features) != layer.count:
        raise DataError(expected(str(path), f"{len(features)} areas", str(layer.count), REBUILD))
    return path, features


def _no_areas(path: Path, error: Exception) -> str:
    return expected(str(path), f"no GeoJSON of areas ({error})", "code, name, geometry", REBUILD)
