"""Geometry as pure functions: mend, dissolve, simplify without opening borders, round to degrees, cut the ground.

All of it works on a coverage: polygons that share their borders vertex by vertex and nowhere overlap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from atlas.errors import DataError, expected

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DEGREES = "EPSG:4326"
#: How far the ground reaches below the state, so that no simplified border leaves a gap between the two.
UNDERLAP_M = 3000.0


def checked(areas: gpd.GeoDataFrame, where: str) -> gpd.GeoDataFrame:
    """Give `areas` back if they are a coverage of valid, non-empty polygons with unique codes.

    Raises
    ------
    DataError
        They are not; the sentence begins with `where` and names the codes.
    """
    shapes = areas.geometry.to_numpy()
    edges = shapely.coverage_invalid_edges(shapes)
    faults = {
        "two areas of one code": areas["code"].duplicated().to_numpy(),
        "empty areas": shapely.is_empty(shapes),
        "invalid polygons": ~shapely.is_valid(shapes),
        "borders that do not meet": ~shapely.is_empty(edges),
    }
    for fault, bad in faults.items():
        if bad.any():
            codes = ", ".join(areas["code"][bad].head(5))
            raise DataError(
                expected(where, f"{fault} ({codes})", "polygons that share their borders", "mend the source")
            )
    return areas


def mended(areas: gpd.GeoDataFrame, where: str) -> tuple[gpd.GeoDataFrame, str]:
    """Let borders of neighbours meet where a publisher's do not.

    Parameters
    ----------
    areas : GeoDataFrame
        ``code`` and geometry in metres.
    where : str
        What they are, for the sentence.

    Returns
    -------
    areas : GeoDataFrame
        A coverage; the same areas where they are one already.
    str
        How many areas were mended, or nothing.
    """
    bad = ~shapely.is_empty(shapely.coverage_invalid_edges(areas.geometry.to_numpy()))
    if not bad.any():
        return areas, ""
    clean = shapely.make_valid(shapely.coverage_clean(areas.geometry.to_numpy()), method="structure")
    return areas.set_geometry(clean, crs=areas.crs), f"{where}: borders of {int(bad.sum())} areas did not meet; mended."


def dissolve(areas: gpd.GeoDataFrame, into: Mapping[str, str]) -> gpd.GeoDataFrame:
    """Merge the areas of a coverage.

    Parameters
    ----------
    areas : GeoDataFrame
        ``code`` and geometry, a coverage.
    into : mapping of str to str
        For each code of `areas` the code of the larger area it belongs to.

    Returns
    -------
    GeoDataFrame
        ``code`` and geometry, sorted by code; borders keep their vertices.

    Raises
    ------
    DataError
        A code of `areas` belongs to nothing.
    """
    target = areas["code"].map(into)
    if target.isna().any():
        lone = areas["code"][target.isna()].iloc[0]
        raise DataError(
            expected("areas, code", f"{lone} without a larger area", "one for each code", "complete the mapping")
        )
    shapes = {code: shapely.coverage_union_all(group.to_numpy()) for code, group in areas.geometry.groupby(target)}
    return gpd.GeoDataFrame({"code": list(shapes)}, geometry=list(shapes.values()), crs=areas.crs)


def simplify(areas: gpd.GeoDataFrame, tolerance_m: float) -> gpd.GeoDataFrame:
    """Simplify a coverage in metres; neighbours keep one border.

    Parameters
    ----------
    areas : GeoDataFrame
        ``code`` and geometry in metres.
    tolerance_m : float
        Visvalingam-Whyatt: a corner goes as long as the triangle that it cuts off is smaller than the square of this.
    """
    return areas.set_geometry(shapely.coverage_simplify(areas.geometry.to_numpy(), tolerance_m), crs=areas.crs)


def to_degrees(areas: gpd.GeoDataFrame, decimals: int) -> tuple[gpd.GeoDataFrame, int]:
    """Carry a coverage to WGS84 and round its coordinates.

    Equal vertices stay equal, so borders stay shared. Where rounding makes a polygon touch or cross itself, the borders
    around it are noded again on the grid of that many decimals and every face goes back to the area that it lies in.

    Returns
    -------
    areas : GeoDataFrame
        In EPSG:4326; outer rings run counterclockwise, as GeoJSON wants it.
    repaired : int
        Number of areas that had to be repaired.

    Raises
    ------
    DataError
        An area vanishes at that precision.
    """
    wgs84 = areas.to_crs(DEGREES)
    rounded = _rounded(wgs84.geometry.to_numpy(), decimals)
    bad = _faulty(rounded)
    if bad.any():
        rounded = _repaired(rounded, wgs84.geometry.to_numpy(), bad, decimals)
    result = wgs84.set_geometry(shapely.orient_polygons(rounded), crs=DEGREES)
    return checked(result, f"borders at {decimals} decimals"), int(bad.sum())


def _rounded(shapes: Any, decimals: int) -> Any:  # noqa: ANN401  shapely has no types
    return shapely.transform(shapes, lambda points: np.round(points, decimals))


def _faulty(shapes: Any) -> Any:  # noqa: ANN401  shapely has no types
    return ~shapely.is_valid(shapes) | ~shapely.is_empty(shapely.coverage_invalid_edges(shapes))


def _repaired(rounded: Any, exact: Any, bad: Any, decimals: int) -> Any:  # noqa: ANN401  shapely has no types
    """Node the bad areas again with all around them; where these no longer fit the next ones, with those too."""
    tree = shapely.STRtree(rounded)
    while True:
        near = np.unique(tree.query(rounded[bad])[1])
        made = rounded.copy()
        made[near] = _rounded(_noded_again(rounded[near], exact[near], decimals), decimals)
        still = _faulty(made) | shapely.is_empty(made)
        if not still.any() or len(near) == len(rounded):
            return made
        # what is bad all the same is not mended by its neighbourhood: then all borders are noded
        bad = bad | still if (still & ~bad).any() else np.ones(len(rounded), bool)


def _noded_again(rounded: Any, exact: Any, decimals: int) -> Any:  # noqa: ANN401  shapely has no types
    lines = shapely.union_all(shapely.boundary(rounded), grid_size=10.0**-decimals)
    faces = shapely.get_parts(shapely.polygonize([lines]))
    # the point of a face may miss by half a grid step, so the area with the largest part of the face gets it
    face, area = shapely.STRtree(exact).query(faces, predicate="intersects")[:2]
    shared = pd.DataFrame(
        {"face": face, "area": area, "size": shapely.area(shapely.intersection(faces[face], exact[area]))}
    )
    shared = shared[shared["size"] > shapely.area(faces)[face] / 2]
    owned = shared.groupby("area")["face"].agg(list).reindex(range(len(exact)))
    empty = shapely.Polygon()
    return np.array(
        [shapely.coverage_union_all(faces[i]) if isinstance(i, list) else empty for i in owned], dtype=object
    )


def ground(
    states: gpd.GeoDataFrame, own: Sequence[str], around_m: float, tolerance_m: float, decimals: int
) -> gpd.GeoDataFrame:
    """Cut the states around the own ones to a frame with round corners.

    Parameters
    ----------
    states : GeoDataFrame
        ``code``, ``name`` and geometry in metres, the own ones among them.
    own : sequence of str
        Codes of the states that the atlas is of.
    around_m, tolerance_m : float
        How far the frame stands off the bounding box of these; tolerance as in `simplify`.
    decimals : int
        Decimals of a degree.

    Returns
    -------
    GeoDataFrame
        ``code``, ``name`` and geometry (EPSG:4326) of the other states within the frame, each of them a little longer
        than it is, below the own ones; none where all states of the file are the atlas's own.
    """
    bounds = states[states["code"].isin(own)].total_bounds
    frame = shapely.buffer(shapely.box(*bounds), around_m, quad_segs=4)
    near = simplify(states[states.intersects(frame)], tolerance_m)
    below = shapely.union_all(near[near["code"].isin(own)].geometry.to_numpy())
    others = near[~near["code"].isin(own)][["code", "name", "geometry"]].sort_values("code", ignore_index=True)
    shapes = others.geometry.to_numpy()
    # under the own states only: elsewhere the longer shape would cover a neighbour
    longer = shapely.intersection(shapely.buffer(shapes, UNDERLAP_M, quad_segs=1), below)
    within = shapely.intersection(shapely.union(shapes, longer), frame)
    cut = others.set_geometry(within, crs=states.crs).to_crs(DEGREES)
    snapped = shapely.set_precision(cut.geometry.to_numpy(), 10.0**-decimals)
    return cut.set_geometry(shapely.orient_polygons(_rounded(snapped, decimals)), crs=DEGREES)
