"""Find into which municipality of a later date each older one went: by the area that the two share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import shapely

from atlas.errors import DataError, MissingDataError, expected
from atlas.model import CODE_LENGTH, Level

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

#: Municipalities of the BKG's VG5000, wherever they lie among the sources.
BORDERS = "**/VG5000_GEM.shp"
#: Share by which a municipality may be smaller or larger than its parts in the coarse borders.
AREA_TOLERANCE = 0.05
SQUARE_METRES = 1e6


def later_borders(sources: Path, states: Sequence[str], crs: str) -> gpd.GeoDataFrame:
    """Read the later borders.

    Parameters
    ----------
    sources : Path
        Folder of the publishers' files.
    states : sequence of str
        Keys of the states.
    crs : str
        Reference system to give them in.

    Returns
    -------
    GeoDataFrame
        ``code`` (AGS) and geometry.

    Raises
    ------
    MissingDataError
        There are none.
    """
    path = next(iter(sorted(sources.glob(BORDERS))), None)
    if path is None:
        do = "add the VG5000 of the BKG, from which the crosswalk is made"
        raise MissingDataError(expected(str(sources), f"no {BORDERS}", "municipalities of the newer date", do))
    frame = gpd.read_file(path, columns=["AGS"])
    own = frame[frame["AGS"].str.startswith(tuple(states))].to_crs(crs)
    shapes = shapely.make_valid(own.geometry.to_numpy())
    return gpd.GeoDataFrame({"code": own["AGS"].to_numpy()}, geometry=shapes, crs=crs)


def crosswalk(before: gpd.GeoDataFrame, later: gpd.GeoDataFrame, names: pd.DataFrame) -> pd.DataFrame:
    """Find where each municipality went.

    Parameters
    ----------
    before : GeoDataFrame
        Older municipalities: ``code``, ``name`` and geometry.
    later : GeoDataFrame
        ``code`` and geometry of later ones, perhaps a little older than `names` and more coarse; the same system.
    names : DataFrame
        The municipalities of the newer date: ``code``, ``name``, ``area_km2``, and a point inside as ``lon``, ``lat``.

    Returns
    -------
    DataFrame
        ``ags_before``, ``name_before``, ``ags_after``, ``name_after``, one row for each of `before`.

    Raises
    ------
    DataError
        One went nowhere, or a municipality of the newer date is made of none.
    """
    known = names.set_index("code")
    steps = _renamed(later, known)
    after = later.rename(columns={"code": "after"})[["after", "geometry"]]
    shares = gpd.overlay(before[["code", "geometry"]], after, keep_geom_type=True)
    shares["size"] = shapely.area(shares.geometry.to_numpy())
    largest = shares.sort_values("size").drop_duplicates("code", keep="last").set_index("code")["after"]
    heirs = before["code"].map(largest).map(lambda code: steps.get(code, code))
    lost = before["code"][~heirs.isin(known.index)]
    empty = sorted(set(known.index) - set(heirs))
    if len(lost) or empty:
        found = ", ".join([*lost.head(5), *empty[:5]])
        what = f"{len(lost)} without a later municipality, {len(empty)} later ones made of none ({found})"
        do = "write crosswalk_*.csv by hand for these"
        raise DataError(expected("crosswalk", what, "municipalities that went over whole", do))
    return pd.DataFrame(
        {
            "ags_before": before["code"],
            "name_before": before["name"],
            "ags_after": heirs,
            "name_after": heirs.map(known["name"]),
        }
    )


def _renamed(later: gpd.GeoDataFrame, known: pd.DataFrame) -> dict[str, str]:
    """Follow codes that changed between the later borders and the names: by the point of the new municipality."""
    gone = later[~later["code"].isin(known.index)]
    fresh = known[~known.index.isin(later["code"]) & known["lon"].notna()]
    points = gpd.GeoDataFrame(
        {"to": fresh.index}, geometry=gpd.points_from_xy(fresh["lon"], fresh["lat"]), crs="EPSG:4326"
    )
    met = gpd.sjoin(points.to_crs(later.crs), gone[["code", "geometry"]], predicate="within")
    steps = dict(zip(met["code"], met["to"], strict=True))
    return steps | _merged(gone[~gone["code"].isin(steps)], fresh, later, steps)


def _merged(
    gone: gpd.GeoDataFrame, fresh: pd.DataFrame, later: gpd.GeoDataFrame, steps: dict[str, str]
) -> dict[str, str]:
    """Follow what merged in between: into the only new municipality of the district, if it is as large as all parts."""
    found: dict[str, str] = {}
    sizes = pd.Series(shapely.area(later.geometry.to_numpy()) / SQUARE_METRES, later["code"])
    for district, codes in gone["code"].groupby(gone["code"].str[: CODE_LENGTH[Level.DISTRICT]]):
        heirs = [code for code in fresh.index if code.startswith(str(district))]
        if len(heirs) == 1:
            parts = [*codes, *(old for old, new in steps.items() if new == heirs[0])]
            if abs(sizes[parts].sum() / fresh["area_km2"][heirs[0]] - 1) < AREA_TOLERANCE:
                found |= dict.fromkeys(codes, heirs[0])
    return found
