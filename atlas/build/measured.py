"""Areas of a coverage measured in metres, and which of them lie beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from atlas.build.geometry import DEGREES

if TYPE_CHECKING:
    from numpy.typing import NDArray

SQUARE_METRES = 1e6
POINT_DECIMALS = 5


def neighbours(areas: gpd.GeoDataFrame) -> dict[str, tuple[str, ...]]:
    """Find for each code those with which it shares a line of border; a common point is not enough.

    Neighbours of a coverage have the vertices of their border in common, so no polygon has to be cut by another.
    """
    codes = areas["code"].to_numpy()
    found: dict[str, set[str]] = {code: set() for code in codes}
    for a, b in np.unique(_shared(areas), axis=0):
        found[codes[a]].add(codes[b])
        found[codes[b]].add(codes[a])
    return {code: tuple(sorted(others)) for code, others in found.items()}


def _shared(areas: gpd.GeoDataFrame) -> NDArray[np.intp]:
    """Give the positions of two areas for each piece of border that they share."""
    parts, area = shapely.get_parts(areas.geometry.to_numpy(), return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    vertex = pd.factorize(points[:, 0] + 1j * points[:, 1])[0].astype(np.int64)
    along = ring[:-1] == ring[1:]
    start, end = vertex[:-1][along], vertex[1:][along]
    piece = np.minimum(start, end) * (len(points) + 1) + np.maximum(start, end)
    order = np.argsort(piece, kind="stable")
    piece, holder = piece[order], area[part[ring[:-1][along]]][order]
    twice = (piece[:-1] == piece[1:]) & (holder[:-1] != holder[1:])
    pairs = np.stack([holder[:-1][twice], holder[1:][twice]], axis=1)
    return np.sort(pairs, axis=1)


def measure(areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """Measure areas in metres, before anything is simplified.

    Returns
    -------
    DataFrame
        ``code``, ``area_km2``, ``lon`` and ``lat`` of a point inside (WGS84; the centroid where it lies inside), and
        ``neighbours`` as codes with a space between.
    """
    shapes = areas.geometry.to_numpy()
    centre = shapely.centroid(shapes)
    inside = np.where(shapely.contains_properly(shapes, centre), centre, shapely.point_on_surface(shapes))
    points = gpd.GeoSeries(inside, crs=areas.crs).to_crs(DEGREES)
    beside = neighbours(areas)
    return pd.DataFrame(
        {
            "code": areas["code"].to_numpy(),
            "area_km2": (shapely.area(shapes) / SQUARE_METRES).round(3),
            "lon": points.x.round(POINT_DECIMALS).to_numpy(),
            "lat": points.y.round(POINT_DECIMALS).to_numpy(),
            "neighbours": [" ".join(beside[code]) for code in areas["code"]],
        }
    )
