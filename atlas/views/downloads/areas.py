"""Areas as GeoJSON, TopoJSON and GeoPackage, joined with the figures of an indicator where one is named."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from atlas.data.manifest import unpacked
from atlas.views.downloads.captions import File, captions, file_name, flat
from atlas.views.downloads.tables import Selection, chosen

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.store import Atlas
    from atlas.model import Indicator, Level
    from atlas.words.words import Words

TYPES = {
    "geojson": "application/geo+json",
    "topojson": "application/json",
    "gpkg": "application/geopackage+sqlite3",
}
DETAILS = ("coarse", "fine")
#: Digits after which the steps of TopoJSON are cut: about 10 m.
QUANTIZATION = 100_000


@dataclass(frozen=True, slots=True)
class Outlines:
    """Which areas are written, and what is joined with them.

    Attributes
    ----------
    indicator : Indicator or None
        Adds ``value``, ``state``, ``numerator`` and ``denominator`` of `year`.
    year : int
        Of no meaning without an indicator.
    detail : str
        ``coarse`` or ``fine``; the manifest names the tolerance in metres.
    """

    level: Level
    territory: dt.date
    indicator: Indicator | None = None
    year: int = 0
    detail: str = "coarse"


def geometry_file(fmt: str, atlas: Atlas, wanted: Outlines, words: Words) -> File:
    """Write the areas of a level (WGS84).

    Parameters
    ----------
    fmt : str
        ``geojson`` (RFC 7946, captions as the member ``metadata``), ``topojson`` (the same) or ``gpkg`` (captions as
        the table ``metadata``).
    wanted : Outlines
        The areas.
    """
    indicator, level, territory = wanted.indicator, wanted.level, wanted.territory
    features = _features(atlas, wanted)
    said = captions(atlas, indicator, level, territory, words) | ({"year": wanted.year} if indicator else {})
    name = file_name(indicator, level, territory, fmt)
    if fmt == "geojson":
        content = {"type": "FeatureCollection", "metadata": said, "features": features}
        return File(_json(content), TYPES[fmt], name)
    if fmt == "topojson":
        return File(_json(_topology(features, said)), TYPES[fmt], name)
    return File(_package(features, said, atlas.released), TYPES[fmt], name)


def _json(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


@lru_cache(maxsize=16)
def _shapes(path: Path) -> dict[str, Any]:
    return {f["properties"]["code"]: f["geometry"] for f in json.loads(unpacked(path))["features"]}


def _features(atlas: Atlas, wanted: Outlines) -> list[dict[str, Any]]:
    level, territory, year = wanted.level, wanted.territory, wanted.year
    sought = (territory, level, wanted.detail)
    file = next(x.file for x in atlas.manifest.layers if (x.territory, x.level, x.detail) == sought)
    shapes = _shapes(atlas.folder / "areas" / file)
    figures: dict[str, dict[str, Any]] = {}
    if wanted.indicator:
        rows = chosen(atlas, Selection(wanted.indicator, level, territory, (year,))).to_dict("records")
        figures = {
            row["code"]: {"year": year, "state": row["state"]}
            | {key: None if row[key] != row[key] else row[key] for key in ("value", "numerator", "denominator")}
            for row in rows
        }
    areas = (atlas.areas[territory][code] for code in atlas.codes(level, territory))
    return [
        {
            "type": "Feature",
            "properties": {"code": a.code, "name": a.name, "parent": a.parent, "area_km2": a.area_km2}
            | figures.get(a.code, {}),
            "geometry": shapes[a.code],
        }
        for a in areas
    ]


def _topology(features: list[dict[str, Any]], said: dict[str, Any]) -> dict[str, Any]:
    """Store each border once (package topojson): smaller, and neighbours keep it in common when simplified."""
    from topojson.core.topology import Topology  # noqa: PLC0415  heavy, and only needed here

    collection = {"type": "FeatureCollection", "features": features}
    # the outlines were simplified as one coverage, so that neighbours have the same corners already
    made = Topology(collection, prequantize=QUANTIZATION, shared_coords=True, object_name="areas")
    content: dict[str, Any] = json.loads(made.to_json() or "{}")
    return content | {"metadata": said}


def _package(features: list[dict[str, Any]], said: dict[str, Any], released: dt.date) -> bytes:
    import geopandas  # noqa: PLC0415  heavy, and only needed here
    import pandas as pd  # noqa: PLC0415
    import pyogrio  # noqa: PLC0415

    frame = geopandas.GeoDataFrame.from_features(features, crs="EPSG:4326")
    # all rows with figures have a year: whole numbers, whatever pandas made of the missing ones beside it
    if "year" in frame:
        frame["year"] = frame["year"].astype("int32")
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{released}T00:00:00.000Z"})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "areas.gpkg"
        frame.to_file(path, layer="areas", driver="GPKG", engine="pyogrio")
        about = pd.DataFrame(flat(said), columns=["name", "text"])
        pyogrio.write_dataframe(about, path, layer="metadata", driver="GPKG", append=True)
        return path.read_bytes()
