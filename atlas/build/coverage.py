"""Check that boundaries brought in are a coverage: what is safe to clean is cleaned and told, all else is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from atlas.build.geometry import checked
from atlas.errors import DataError, expected

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Overlaps and gaps up to this width are slips of drawing, which can be cleaned; wider ones somebody has to look at.
SLIP_M = 20.0
#: Share by which the mending of rings may change an area.
MENDED = 0.01
#: A piece of the atlas's area counts as missing if it is wider than this and not smaller than that.
MISSING_M, MISSING_KM2 = 1500.0, 1.0
SQUARE_METRES = 1e6
DO = "mend the source"


def one_each(areas: gpd.GeoDataFrame, where: str) -> tuple[gpd.GeoDataFrame, list[str]]:
    """Make one valid area of each code.

    Parameters
    ----------
    areas : GeoDataFrame
        ``code``, ``name`` and geometry in metres, a row a part.
    where : str
        What they are, for the sentences.

    Returns
    -------
    areas : GeoDataFrame
        One row a code, sorted by code.
    list of str
        What was mended or merged.

    Raises
    ------
    DataError
        An area has no polygon, a code stands twice with different names or over itself, or rings are broken beyond
        mending.
    """
    said = []
    shapes = areas.geometry.to_numpy()
    void = shapely.is_missing(shapes) | shapely.is_empty(shapes)
    if void.any():
        raise DataError(expected(where, f"no polygon for {_few(areas['code'][void])}", "one for each code", DO))
    bad = ~shapely.is_valid(shapes)
    if bad.any():
        valid = shapely.make_valid(shapes, method="structure", keep_collapsed=False)
        before, after = shapely.area(shapes[bad]), shapely.area(valid[bad])
        if (np.abs(after / np.maximum(before, 1) - 1) > MENDED).any():
            why = shapely.is_valid_reason(shapes[bad][0]).partition("[")[0]
            raise DataError(
                expected(
                    where, f"broken rings ({why}: {_few(areas['code'][bad])})", "closed rings that do not cross", DO
                )
            )
        codes = _few(areas["code"][bad])
        said.append(f"{where}: rings of {int(bad.sum())} areas crossed or touched themselves; mended ({codes}).")
        areas = areas.set_geometry(valid, crs=areas.crs)
    named = areas.groupby("code")["name"].nunique()
    if (named > 1).any():
        code = named.index[named > 1][0]
        names = " and ".join(areas.loc[areas["code"] == code, "name"].unique()[:3])
        raise DataError(expected(where, f"{code} for {names}", "each code once", DO))
    several = areas["code"].duplicated(keep=False)
    if not several.any():
        return areas.sort_values("code", ignore_index=True), said
    parts = areas[several]
    sums = pd.Series(shapely.area(parts.geometry.to_numpy())).groupby(parts["code"].to_numpy()).sum()
    merged = parts.dissolve("code", aggfunc="first", as_index=False)[list(areas.columns)]
    lost = 1 - shapely.area(merged.geometry.to_numpy()) / sums[merged["code"]].to_numpy()
    if (lost > MENDED).any():
        raise DataError(
            expected(where, f"{_few(merged['code'][lost > MENDED])} twice on the same ground", "each code once", DO)
        )
    said.append(f"{where}: {len(parts)} parts were put together to {len(merged)} areas.")
    whole = pd.concat([areas[~several], merged], ignore_index=True)
    return gpd.GeoDataFrame(whole, crs=areas.crs).sort_values("code", ignore_index=True), said


def closed(areas: gpd.GeoDataFrame, outline: shapely.Geometry, where: str) -> tuple[gpd.GeoDataFrame, list[str]]:
    """Let the areas be a coverage of the ground that the atlas is of.

    Parameters
    ----------
    areas : GeoDataFrame
        ``code`` and geometry in metres, one valid area a code.
    outline : Geometry
        The ground of the atlas at another date, in the same system.
    where : str
        What they are, for the sentences.

    Returns
    -------
    areas : GeoDataFrame
        A coverage.
    list of str
        What was cleaned.

    Raises
    ------
    DataError
        Areas overlap, or leave a gap, wider than `SLIP_M`; or ground of the atlas is in none.
    """
    said = []
    shapes = areas.geometry.to_numpy()
    for a, b, shared in _overlaps(shapes):
        if not _narrow(shared):
            codes = f"{areas['code'][a]} and {areas['code'][b]}"
            raise DataError(expected(where, f"{codes} overlap by {_km2(shared)}", "areas that share their borders", DO))
    whole = shapely.union_all(shapes)
    narrow = 0
    for hole in _holes(whole):
        inside = shapely.intersection(hole, outline)
        if _narrow(hole):
            narrow += 1
        elif shapely.area(inside) > shapely.area(hole) / 2:
            beside = areas["code"][shapely.intersects(shapes, hole)]
            raise DataError(expected(where, f"a gap of {_km2(hole)} between {_few(beside)}", "areas without gaps", DO))
    missing = [p for p in shapely.get_parts(shapely.difference(outline, whole)) if _is_missing(p)]
    if missing:
        largest = max(missing, key=shapely.area)
        beside = areas["code"][shapely.intersects(shapes, shapely.buffer(largest, SLIP_M))]
        found = f"{_km2(largest)} of the atlas's ground in no area, beside {_few(beside)}"
        raise DataError(expected(where, found, "all municipalities of its states", "use the whole file"))
    bad = ~shapely.is_empty(shapely.coverage_invalid_edges(shapes))
    if bad.any() or narrow:
        clean = shapely.coverage_clean(shapes, gap_width=SLIP_M)
        clean = shapely.make_valid(clean, method="structure", keep_collapsed=False)
        moved = shapely.area(shapely.symmetric_difference(shapes, clean)).sum()
        gaps = f" and {narrow} gaps" * bool(narrow)
        changed = f"{moved / SQUARE_METRES:.3f} km² changed sides"
        said.append(f"{where}: borders of {int(bad.sum())} areas{gaps} did not meet; cleaned, {changed}.")
        areas = areas.set_geometry(clean, crs=areas.crs)
    return checked(areas, where), said


def _overlaps(shapes: np.ndarray) -> Iterator[tuple[int, int, shapely.Geometry]]:
    first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    first, second = first[first < second], second[first < second]
    shared = shapely.intersection(shapes[first], shapes[second])
    for i in np.flatnonzero(shapely.area(shared) > 0):
        yield int(first[i]), int(second[i]), shared[i]


def _holes(whole: shapely.Geometry) -> list[shapely.Geometry]:
    return [shapely.polygons(ring) for part in shapely.get_parts(whole) for ring in part.interiors]


def _narrow(shape: shapely.Geometry) -> bool:
    return bool(shapely.is_empty(shapely.buffer(shape, -SLIP_M / 2)))


def _is_missing(shape: shapely.Geometry) -> bool:
    wide = not shapely.is_empty(shapely.buffer(shape, -MISSING_M / 2))
    return wide and shapely.area(shape) > MISSING_KM2 * SQUARE_METRES


def _km2(shape: shapely.Geometry) -> str:
    return f"{shapely.area(shape) / SQUARE_METRES:.3f} km²"


def _few(codes: pd.Series[str]) -> str:
    known = sorted(set(codes))
    return ", ".join(known[:5]) + (f" and {len(known) - 5} more" if len(known) > 5 else "")  # noqa: PLR2004
