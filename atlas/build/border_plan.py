"""What an import of boundaries would do: areas of a further territory date, how others lead there, all in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd
import shapely
from pyproj.exceptions import CRSError

from atlas.build.border_names import Names, areas_above, designated, grouped
from atlas.build.border_walks import Known, walks
from atlas.build.coverage import closed, one_each
from atlas.build.declarations import FOLDER, read_publishers
from atlas.build.hierarchy import hierarchy, inside
from atlas.build.layers import DETAILS, as_csv, measured, write_layers
from atlas.data.geometry_files import AREA_COLUMNS, read_areas, read_geometry
from atlas.data.scope import Credit, read_scope
from atlas.errors import DataError, expected
from atlas.model import Level
from atlas.sources.border_columns import WANTED, read_columns
from atlas.sources.border_files import read_border_files

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    import geopandas as gpd

    from atlas.data.scope import Scope
    from atlas.sources.border_files import BorderFiles

#: Share of the ground of the atlas that the borders have to cover at least, or they lie elsewhere.
SAME_GROUND = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class BorderOrder:
    """What is brought in, and what the files do not say themselves.

    ``territory`` is the date of the borders, ``crs`` their reference system where the file names none, ``publisher`` an
    entry of the list of publishers, ``sliver_m`` how wide a part of an overlay must be to count.
    """

    paths: Sequence[Path]
    territory: dt.date | None = None
    crs: str = ""
    publisher: str = ""
    sliver_m: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BorderPlan:
    """A further territory date, ready to be written; ``said`` tells what it is."""

    date: dt.date
    credit: Credit
    files: dict[str, bytes]
    layers: list[dict[str, Any]]
    said: list[str] = field(default_factory=list)


def plan_borders(order: BorderOrder, folder: Path) -> BorderPlan:
    """Make the areas of a further date, and the crosswalks between it and all others.

    Parameters
    ----------
    order : BorderOrder
        What is brought in.
    folder : Path
        The data folder.

    Returns
    -------
    BorderPlan
        Nothing is written yet.

    Raises
    ------
    MissingDataError, DataError
        A file cannot be read, is no coverage of the atlas's ground, or does not say what it has to.
    """
    scope = read_scope(folder)
    found = read_border_files(order.paths)
    date, said = _date(order, found, scope)
    credit = _credit(order, date, folder)
    frames = _frames(order, found, scope)
    municipalities, where = frames[Level.MUNICIPALITY]
    others = sorted((day for day in scope.territories if day != date), key=lambda day: abs(day - date))
    outline = read_geometry(folder / "areas", others[0], scope.top_level, "fine").to_crs(scope.crs)
    ground = shapely.union_all(outline.geometry.to_numpy())
    _refuse_elsewhere(municipalities, ground, where)
    parts = len(municipalities)
    municipalities, mended = one_each(municipalities, where)
    municipalities, cleaned = closed(municipalities, ground, where)
    said.append(f"{where}: {parts} polygons, {len(municipalities)} municipalities of {', '.join(scope.keys)}")
    said += [*mended, *cleaned]

    before = read_areas(folder / "areas", others[0]).set_index("code", drop=False)
    names = Names(before, {level: frame for level, (frame, _) in frames.items()})
    near = read_geometry(folder / "areas", others[0], Level.MUNICIPALITY, "fine").to_crs(scope.crs)
    municipalities, note = grouped(designated(municipalities, names), before, near)
    said += [note] * bool(note)
    groups, above = areas_above(municipalities, names, where)
    table = hierarchy(municipalities, groups, above, scope)
    within = inside(table, scope)
    files: dict[str, bytes] = {}
    layers: list[dict[str, Any]] = []
    listed = measured(municipalities, table, within)
    files[f"{date}.csv"] = as_csv(listed[AREA_COLUMNS])
    for detail in DETAILS:
        made, told = write_layers(str(date), detail, municipalities, table, within, folder / "areas", files)
        layers += made
        said.append(told)
    counted = table["level"].value_counts()
    said.append(f"{date}: " + ", ".join(f"{counted[level]} of level {level}" for level in counted.index[::-1]))
    for path, content, sentences in walks(
        Known(date, municipalities, listed), others, folder, scope.crs, order.sliver_m
    ):
        files[path] = content
        said += sentences
    return BorderPlan(date=date, credit=credit, files=files, layers=layers, said=said)


def _date(order: BorderOrder, found: BorderFiles, scope: Scope) -> tuple[dt.date, list[str]]:
    name = ", ".join(path.name for path in order.paths)
    date = order.territory or found.date
    if date is None:
        raise DataError(
            expected(f"{name}, territory date", "none in file or name", "one", "name it with --territory YYYY-MM-DD")
        )
    if date in scope.built:
        do = "name another one with --territory"
        raise DataError(
            expected(f"{name}, territory date", str(date), "a date whose borders are not made from the package", do)
        )
    said = []
    if order.territory and found.date and found.date != date:
        said.append(f"{name}: says {found.date}, taken as {date} as you say")
    if date in scope.imported:
        said.append(f"{date}: its borders are there already and are replaced")
    return date, said


def _credit(order: BorderOrder, date: dt.date, folder: Path) -> Credit:
    known = read_publishers(folder / FOLDER)
    if order.publisher not in known:
        found = repr(order.publisher) if order.publisher else "nothing"
        do = "name who publishes the borders, or add an entry to geodata/sources/publishers.yaml"
        raise DataError(expected("--publisher", found, f"one of {', '.join(known)}", do))
    entry = {key: text for key, text in known[order.publisher].items() if key in Credit.model_fields}
    day = f"{date:%d.%m.%Y}"
    return Credit(**{key: text.replace("{date}", day).replace("{year}", str(date.year)) for key, text in entry.items()})


def _frames(order: BorderOrder, found: BorderFiles, scope: Scope) -> dict[Level, tuple[gpd.GeoDataFrame, str]]:
    """Read the layers by level, in the reference system of the atlas."""
    frames: dict[Level, tuple[gpd.GeoDataFrame, str]] = {}
    for layer in found.layers:
        read = read_columns(layer, scope.keys)
        if read is None:
            continue
        level, frame = read
        if frame.crs is None:
            if not order.crs:
                do = "name it with --crs, such as --crs EPSG:25832"
                raise DataError(expected(f"{layer.where}, reference system", "none in the file", "one", do))
            try:
                frame = frame.set_crs(order.crs)
            except CRSError as error:
                wanted = "a reference system such as EPSG:25832"
                raise DataError(expected("--crs", repr(order.crs), wanted, "name another one")) from error
        if level in frames:
            where = f"{frames[level][1]} and {layer.where}"
            raise DataError(expected(where, f"two layers of level {level}", "one of each level", "name one of them"))
        frames[level] = (frame.to_crs(scope.crs), layer.where)
    if Level.MUNICIPALITY not in frames:
        where = ", ".join(layer.where for layer in found.layers)
        columns = ", ".join(str(c) for c in found.layers[0].areas.columns[:12])
        raise DataError(expected(where, f"the columns {columns}", WANTED, "use a layer of municipalities"))
    return frames


def _refuse_elsewhere(areas: gpd.GeoDataFrame, ground: shapely.Geometry, where: str) -> None:
    """Refuse borders that lie elsewhere: their reference system is not the one that is named."""
    west, south, east, north = areas.total_bounds
    if pd.isna(west) or not all(map(_finite, (west, south, east, north))):
        raise DataError(
            expected(where, "coordinates out of the world", "those of its reference system", "name it with --crs")
        )
    covered = shapely.area(shapely.intersection(ground, shapely.box(west, south, east, north)))
    if covered < SAME_GROUND * shapely.area(ground):
        found = "areas that lie elsewhere than those of the atlas"
        raise DataError(
            expected(where, found, "the same ground", "check the states and the reference system of the file")
        )


def _finite(number: float) -> bool:
    return abs(number) < float("inf")
