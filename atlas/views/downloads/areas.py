"""Areas as GeoJSON, TopoJSON and GeoPackage, joined with the figures of an indicator where one is named."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from atlas.data.manifest import unpacked
from atlas.data.observations import observations
from atlas.views.downloads.captions import File, captions, file_name, flat
from atlas.views.downloads.view_captions import ViewFigures, view_figures
from atlas.views.downloads.view_table import NUMBERS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from atlas.data.edition import Edition
    from atlas.data.manifest import Packed
    from atlas.data.subject import Subject
    from atlas.model import Area, Level
    from atlas.views.map.scene import Scene
    from atlas.words.words import Words

TYPES = {
    "geojson": "application/geo+json",
    "topojson": "application/json",
    "gpkg": "application/geopackage+sqlite3",
}
DETAILS = ("coarse", "fine")
#: What a file holds where nobody asks: coarse outlines miss the surface of small areas by up to 9 %, fine by 0.5 %.
DETAIL = "fine"
#: Into how many steps TopoJSON parts the width of the state: about 0.3 m each.
QUANTIZATION = 1_000_000


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class AreaSelection:
    """Which areas a file holds, and the figures of which year they are joined with.

    Attributes
    ----------
    level, territory
        Level and territory date of the areas.
    areas : mapping of str to Area
        All areas of the territory date by code.
    codes : tuple of str
        Codes of the areas that the file holds.
    edition : Edition
        Borders and release.
    subject : Subject or None
        Adds ``value``, ``state``, ``numerator`` and ``denominator`` of `year`.
    year : int
        Of no meaning without a subject.
    detail : str
        ``coarse`` or ``fine``; the manifest names the tolerance in metres.
    focus : str
        Code of the one district, for the name of the file; may be empty.
    view : ViewFigures or None
        Adds all that a view shows: the other indicator or year, classes, what is selected.
    """

    level: Level
    territory: dt.date
    areas: Mapping[str, Area]
    codes: tuple[str, ...]
    edition: Edition
    subject: Subject | None = None
    year: int = 0
    detail: str = DETAIL
    focus: str = ""
    view: ViewFigures | None = None


def areas_of(scene: Scene, detail: str) -> AreaSelection:
    """Select the areas that a view shows in full with the figures of its year."""
    state = scene.state
    return AreaSelection(
        level=state.level,
        territory=state.territory,
        areas=scene.areas,
        codes=scene.codes_inside,
        focus=state.focus,
        edition=scene.edition,
        subject=scene.first,
        year=state.year,
        detail=detail,
        view=view_figures(scene),
    )


def geometry_file(fmt: str, part: AreaSelection, words: Words) -> File:
    """Write the areas of a level (WGS84).

    Parameters
    ----------
    fmt : str
        ``geojson`` (RFC 7946, captions as the member ``metadata``), ``topojson`` (the same) or ``gpkg`` (captions as
        the table ``metadata``).
    part : AreaSelection
        Which areas, and with which figures.
    words : Words
        Language of the notes.
    """
    features = _features(part)
    said = captions(part.edition, part.subject, part.level, part.territory, words)
    said |= part.view.said if part.view else {}
    said["detail"] = _detail(part, words)
    said |= {"year": part.year} if part.subject else {}
    indicator, view = part.subject.indicator if part.subject else None, part.view.name if part.view else ""
    name = file_name(indicator, part.level, part.territory, fmt, part.focus, view)
    if fmt == "geojson":
        content = {"type": "FeatureCollection", "metadata": said, "features": features}
        return File(_json(content), TYPES[fmt], name)
    if fmt == "topojson":
        return File(_json(_topology(features, said)), TYPES[fmt], name)
    return File(_package(features, said, part.edition.released), TYPES[fmt], name)


def _json(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _detail(part: AreaSelection, words: Words) -> dict[str, Any]:
    layer = part.edition.layer(part.territory, part.level, part.detail)
    meaning = words("Corners go as long as the triangle that they span is smaller than the square of the tolerance.")
    return {"name": part.detail, "tolerance_m": layer.tolerance_m, "decimals": layer.decimals, "meaning": meaning}


@lru_cache(maxsize=16)
def _shapes(path: Packed) -> dict[str, Any]:
    """Read outlines by code; rings turn by the right-hand rule (RFC 7946), however they are shipped."""
    import shapely  # noqa: PLC0415  heavy, and only needed here

    features = json.loads(unpacked(path))["features"]
    shapes = shapely.orient_polygons([shapely.geometry.shape(f["geometry"]) for f in features])
    return {f["properties"]["code"]: shapely.geometry.mapping(s) for f, s in zip(features, shapes, strict=True)}


def _features(part: AreaSelection) -> list[dict[str, Any]]:
    shapes = _shapes(part.edition.outlines(part.territory, part.level, part.detail))
    figures: dict[str, dict[str, Any]] = {}
    if part.subject:
        frame = part.view.table if part.view else observations(part.subject.figures, part.areas)
        figures = {row["code"]: _joined(row, part) for row in frame[frame["year"] == part.year].to_dict("records")}
    return [
        {
            "type": "Feature",
            "id": a.code,
            "properties": {"code": a.code, "name": a.name, "parent": a.parent, "area_km2": a.area_km2}
            | figures.get(a.code, {}),
            "geometry": shapes[a.code],
        }
        for a in (part.areas[code] for code in part.codes)
    ]


def _joined(row: dict[Any, Any], part: AreaSelection) -> dict[str, Any]:
    """Write the figures of an area as its properties; those of every file first."""
    keys = dict.fromkeys(("year", "state", "value", "numerator", "denominator", *row))
    given = {key: None if row[key] is pd.NA or row[key] != row[key] else row[key] for key in keys}
    selected = {"selected": row["code"] in part.view.regions} if part.view else {}
    return {key: given[key] for key in keys if key not in {"code", "name"}} | selected


def _topology(features: list[dict[str, Any]], said: dict[str, Any]) -> dict[str, Any]:
    """Store each border once (package topojson): smaller, and neighbours keep it in common when simplified."""
    from topojson.core.topology import Topology  # noqa: PLC0415  heavy, and only needed here

    collection = {"type": "FeatureCollection", "features": features}
    # the outlines were simplified as one coverage, so that neighbours have the same corners already
    made = Topology(collection, prequantize=QUANTIZATION, shared_coords=True, object_name="areas")
    content: dict[str, Any] = json.loads(made.to_json() or "{}")
    for area in content["objects"]["areas"]["geometries"]:
        area["id"] = area["properties"]["code"]
    return content | {"metadata": said}


def _package(features: list[dict[str, Any]], said: dict[str, Any], released: dt.date) -> bytes:
    import geopandas  # noqa: PLC0415  heavy, and only needed here
    import pyogrio  # noqa: PLC0415

    frame = geopandas.GeoDataFrame.from_features(features, crs="EPSG:4326")
    # one schema for every indicator, whatever pandas makes of columns that hold nothing
    whole = {"year": "int32", "year_from": "int32", "class": "Int32"}
    types = whole | dict.fromkeys((*NUMBERS, "area_km2"), "float64")
    frame = frame.astype({column: kind for column, kind in types.items() if column in frame})
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{released}T00:00:00.000Z"})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "areas.gpkg"
        frame.to_file(path, layer="areas", driver="GPKG", engine="pyogrio")
        about = pd.DataFrame(flat(said), columns=["name", "text"])
        pyogrio.write_dataframe(about, path, layer="metadata", driver="GPKG", append=True)
        return path.read_bytes()
