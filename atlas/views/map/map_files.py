"""What the immutable files of the map hold: figures, names of areas, points of circles and seats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from atlas.data.figures import OK, PRECEDENCE, ZERO
from atlas.model import Level
from atlas.statistics.rounding import kept

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from atlas.data.figures import Figures
    from atlas.data.store import Atlas


def figures_file(figures: Figures, decimals: int) -> dict[str, Any]:
    """Write figures for the browser: all years, null without a value, states only where they are remarkable.

    Hidden values are not in it: they are NaN since the store was read.
    """
    states: list[dict[str, list[int]]] = []
    for row in figures.states:
        remarkable = {int(s) for s in np.unique(row)} - {OK, ZERO}
        states.append({str(PRECEDENCE[s]): np.flatnonzero(row == s).tolist() for s in sorted(remarkable)})
    return {
        "years": list(figures.years),
        "values": [[None if np.isnan(v) else v for v in row] for row in kept(figures.values, decimals).tolist()],
        "states": states,
    }


def regions_file(atlas: Atlas, level: Level, territory: dt.date) -> dict[str, Any]:
    """Write the areas of a level in the order of the figures: label, its spellings, district, a point inside."""
    areas = [atlas.areas[territory][c] for c in atlas.codes(level, territory)]
    above = {c: a.name for c, a in atlas.areas[territory].items()}
    return {
        "codes": [a.code for a in areas],
        "names": [a.label for a in areas],
        "parents": [above.get(a.parent, "") if level is not Level.DISTRICT else a.designation for a in areas],
        "lons": [a.lon for a in areas],
        "lats": [a.lat for a in areas],
    }


def names_file(atlas: Atlas, territory: dt.date) -> dict[str, Any]:
    """Write the names of the municipalities and a point inside of each: towns first, then by size, as they give way."""
    areas = [atlas.areas[territory][c] for c in atlas.codes(Level.MUNICIPALITY, territory)]
    areas.sort(key=lambda a: ("stadt" not in a.designation.lower(), -a.area_km2))
    return {
        "codes": [a.code for a in areas],
        "names": [a.name for a in areas],
        "lons": [round(a.lon, 5) for a in areas],
        "lats": [round(a.lat, 5) for a in areas],
    }


def points_file(atlas: Atlas, level: Level, territory: dt.date) -> dict[str, Any]:
    """Write one point for each area (GeoJSON, WGS84): where the circle of a count stands."""
    areas = (atlas.areas[territory][c] for c in atlas.codes(level, territory))
    return _points((a.lon, a.lat, {"code": a.code, "name": a.name}) for a in areas)


def seats_file(atlas: Atlas) -> dict[str, Any]:
    """Write the district seats (GeoJSON, WGS84) with the rank that decides how near their names appear."""
    return _points((s.lon, s.lat, {"name": s.name, "rank": s.rank}) for s in atlas.seats)


def _points(points: Iterable[tuple[float, float, dict[str, str]]]) -> dict[str, Any]:
    features = [
        {"type": "Feature", "properties": properties, "geometry": {"type": "Point", "coordinates": [lon, lat]}}
        for lon, lat, properties in points
    ]
    return {"type": "FeatureCollection", "features": features}
