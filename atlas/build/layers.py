"""The layers of a territory date: areas of every level, coarse and fine, all made of the same municipalities."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pandas as pd
import shapely

from atlas.build.area_files import write
from atlas.build.geometry import checked, dissolve, simplify, to_degrees
from atlas.build.measured import measure
from atlas.data.manifest import MANIFEST
from atlas.model import Level

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd

    from atlas.data.scope import Scope

#: detail: tolerance in metres, decimals of a degree (4 are about 10 m, 5 about 1 m).
DETAILS = {"coarse": (250, 4), "fine": (60, 5)}


def _levels(areas: gpd.GeoDataFrame, within: dict[Level, dict[str, str]]) -> dict[Level, gpd.GeoDataFrame]:
    """Build the areas of every level, each of those of the level below it: fewer borders have to be looked at."""
    shapes, lower = areas, {code: code for code in areas["code"]}
    larger = {}
    for level in reversed(within):
        shapes = dissolve(shapes, {lower[code]: larger_one for code, larger_one in within[level].items()})
        # where a ring begins is left to GEOS, and versions of it differ: the same borders are the same bytes
        shapes = shapes.set_geometry(
            shapely.orient_polygons(shapely.normalize(shapes.geometry.to_numpy())), crs=shapes.crs
        )
        lower, larger[level] = within[level], shapes
    return {**{level: larger[level] for level in within}, Level.MUNICIPALITY: areas}


def measured(areas: gpd.GeoDataFrame, table: pd.DataFrame, within: dict[Level, dict[str, str]]) -> pd.DataFrame:
    """Measure the areas of every level and put that beside their names."""
    figures = pd.concat([measure(x) for x in _levels(areas, within).values()])
    return table.merge(figures, on="code", how="left", validate="one_to_one")


def write_layers(
    territory: str,
    detail: str,
    areas: gpd.GeoDataFrame,
    table: pd.DataFrame,
    within: dict[Level, dict[str, str]],
    out: Path,
    files: dict[str, bytes],
) -> tuple[list[dict[str, Any]], str]:
    """Simplify municipalities once and build the larger areas of them, so that borders coincide across levels."""
    tolerance, decimals = DETAILS[detail]
    simple = checked(simplify(areas, tolerance), f"{territory}, {tolerance} m")
    change = shapely.area(simple.geometry.to_numpy()).sum() / shapely.area(areas.geometry.to_numpy()).sum() - 1
    rounded, repaired = to_degrees(simple, decimals)
    note = (
        f"{territory}, {detail}: simplified at {tolerance} m, the area of all together changed by {change:+.4%},"
        f" {repaired} areas were repaired after rounding to {decimals} decimals."
    )
    names = table.set_index("code")["name"]
    layers = []
    for level, shapes in _levels(rounded, within).items():
        named = shapes.assign(name=shapes["code"].map(names))
        entry = {
            "territory": territory,
            "level": str(level),
            "detail": detail,
            "tolerance_m": tolerance,
            "decimals": decimals,
        }
        layers.append(entry | write(f"{territory}/{level}.{detail}", named, out, files))
    return layers, note


def imported_layers(out: Path, scope: Scope) -> list[dict[str, Any]]:
    """Give the layers of the manifest whose borders were brought in: no package makes them anew."""
    dates = {str(date) for date in scope.imported}
    if not dates:
        return []
    return [layer for layer in json.loads((out / MANIFEST).read_bytes())["layers"] if layer["territory"] in dates]


def as_csv(frame: pd.DataFrame) -> bytes:
    """Write a list as it is shipped."""
    return frame.to_csv(index=False, lineterminator="\n").encode()
