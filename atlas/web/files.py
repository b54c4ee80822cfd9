"""The immutable files of the map: geometry as shipped, figures and regions written once a release."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import brotli
from flask import Blueprint, Response, abort, jsonify, request

from atlas.errors import AtlasError
from atlas.model import Level
from atlas.views.mapview import figures_file, points_file, regions_file
from atlas.views.viewstate import read_query
from atlas.web.shell import YEAR_SECONDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from atlas.data.store import Atlas
    from atlas.model import ViewState
    from atlas.views.texts import Translate

JSON = "application/json"
INSIDE_DISTRICTS = {Level.MUNICIPALITY, Level.ASSOCIATION}


def file_urls(atlas: Atlas, prefix: str, state: ViewState) -> dict[str, Any]:
    """Name the files of a view: geometry near and far, borders, figures, regions, points of circles."""
    base = f"{prefix}files"
    at = f"{atlas.release}/{state.territory.isoformat()}"
    return {
        "geometry": {
            "areas": _geometry(atlas, base, state.territory, state.level),
            "borders": _geometry(atlas, base, state.territory, Level.DISTRICT) if state.level in INSIDE_DISTRICTS else None,
        },
        "figures": f"{base}/figures/{at}/{state.level}/{state.indicator}.json",
        "regions": f"{base}/regions/{at}/{state.level}.json",
        "points": f"{base}/points/{at}/{state.level}.json",
    }


def first_files(atlas: Atlas, prefix: str, _: Translate, query: str) -> list[str]:
    """Name the files that the first map of a query needs."""
    urls = file_urls(atlas, prefix, read_query(query, atlas, _).state)
    return [urls["geometry"]["areas"]["coarse"], urls["figures"], urls["regions"]]


def _geometry(atlas: Atlas, base: str, territory: dt.date, level: Level) -> dict[str, str]:
    found = {x.detail: x.file for x in atlas.manifest.layers if x.territory == territory and x.level is level}
    return {detail: f"{base}/areas/{found[detail]}" for detail in ("coarse", "fine")}


def files_blueprint(atlas: Atlas) -> Blueprint:
    """Serve the files. Their names hold a digest of their content or of the release, so they never change."""
    files = Blueprint("files", __name__)
    shipped = {x.file for x in atlas.manifest.layers} | {atlas.manifest.background.file}

    @files.get("/healthz")
    def healthz() -> Response:
        return jsonify(status="ok", release=atlas.release)

    @files.get("/files/areas/<path:name>")
    def areas(name: str) -> Response:
        if name not in shipped:
            abort(404)
        packed = _read(atlas.folder / "areas" / name)
        return _immutable(packed if "gzip" in request.headers.get("Accept-Encoding", "") else gzip.decompress(packed), packed)

    @files.get("/files/seats/<release>.json")
    def seats(release: str) -> Response:
        return _written(release, _seats)

    @files.get("/files/regions/<release>/<date>/<level>.json")
    def regions(release: str, date: str, level: str) -> Response:
        return _written(release, lambda: regions_file(atlas, Level(level), dt.date.fromisoformat(date)))

    @files.get("/files/points/<release>/<date>/<level>.json")
    def points(release: str, date: str, level: str) -> Response:
        return _written(release, lambda: points_file(atlas, Level(level), dt.date.fromisoformat(date)))

    @files.get("/files/figures/<release>/<date>/<level>/<key>.json")
    def figures(release: str, date: str, level: str, key: str) -> Response:
        def write() -> dict[str, Any]:
            return figures_file(atlas.figures(atlas.indicator(key), Level(level), dt.date.fromisoformat(date)))

        return _written(release, write)

    def _seats() -> dict[str, Any]:
        with (atlas.folder / "areas" / "seats.csv").open(encoding="utf-8", newline="") as file:
            features = [
                {
                    "type": "Feature",
                    "properties": {"name": row["name"], "rank": row["rank"]},
                    "geometry": {"type": "Point", "coordinates": [float(row["lon"]), float(row["lat"])]},
                }
                for row in csv.DictReader(file)
            ]
        return {"type": "FeatureCollection", "features": features}

    packed: dict[str, bytes] = {}

    def _written(release: str, write: Callable[[], dict[str, Any]]) -> Response:
        if release != atlas.release:
            abort(404)
        if request.path not in packed:
            try:
                content = write()
            except (AtlasError, ValueError, KeyError):
                abort(404)
            packed[request.path] = _dense(content)
        body = packed[request.path]
        if "br" in request.headers.get("Accept-Encoding", ""):
            return _immutable(body, body, "br")
        return _immutable(brotli.decompress(body), b"")

    return files


@lru_cache(maxsize=32)
def _read(path: Path) -> bytes:
    return path.read_bytes()


def _dense(content: dict[str, Any]) -> bytes:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return bytes(brotli.compress(text.encode(), quality=6))


def _immutable(body: bytes, packed: bytes, encoding: str = "gzip") -> Response:
    response = Response(body, mimetype=JSON)
    if body is packed:
        response.headers["Content-Encoding"] = encoding
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = f"public, max-age={YEAR_SECONDS}, immutable"
    return response
