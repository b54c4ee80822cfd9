"""The immutable files of the map: geometry as shipped, figures and regions written once a release."""

from __future__ import annotations

import datetime as dt
import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import brotli
from flask import Blueprint, Response, abort, jsonify, request

from atlas.data.cached import per_atlas
from atlas.data.comparable import years_compare
from atlas.errors import AtlasError
from atlas.model import Level
from atlas.views.map.browser_records import Files
from atlas.views.map.change import changed_decimals, changed_figures
from atlas.views.map.map_files import figures_file, names_file, points_file, regions_file, seats_file
from atlas.views.map.neighbour_marks import marks_file, neighbour_marks
from atlas.views.map.scene import scene
from atlas.views.query.values import has_neighbours
from atlas.views.query.view_query import own_query, read_query
from atlas.views.search.index_file import places_file
from atlas.web.caching import may_keep_forever
from atlas.web.site import SOCIAL_REGIONS
from layers.borders import districts
from layers.choropleth import areas
from layers.circles import points
from layers.labels import names
from layers.marks import marks

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.data.store import Atlas
    from atlas.model import Indicator
    from atlas.views.map.scene import Scene
    from atlas.web.site import Site
    from atlas.web.urls import Urls
    from atlas.words.words import Words

JSON = "application/json"
#: Counts how often the same figures were written in another way: browsers keep a file for a year, whatever release it
#: names.
SHAPE = "shape=6"


def file_urls(scene: Scene, urls: Urls) -> Files:
    """Name the files of a view: what each layer draws, figures, regions."""
    state, release = scene.state, scene.edition.release
    where, own = (release, state.territory, state.level), own_query(state)
    return Files(
        areas=areas(scene, urls),
        borders=districts(scene, urls),
        figures=urls.figures(*where, state.indicator, state.change_from, SHAPE, own),
        figures_second=urls.figures(*where, state.second, 0, SHAPE, own) if state.second else "",
        regions=urls.areas_of("regions", *where, SHAPE, own),
        names=names(scene, urls),
        points=points(scene, urls),
        places=urls.places(release, state.territory, own),
        marks=marks(scene, urls),
    )


def first_files(site: Site, query: str) -> list[str]:
    """Name the files that the first map of a query needs."""
    state = read_query(query, site.atlas, site.words).state
    files = file_urls(scene(site.atlas, state, site.words), site.urls)
    return [files.figures, files.regions, files.areas.coarse]


@per_atlas(maxsize=4096)
def _packed(atlas: Atlas, words: Words, kind: str, path: str) -> bytes:
    rest = [part for part in path.split("/") if part != "all"]
    return _dense(_written(atlas, words, kind, rest))


def _written(atlas: Atlas, words: Words, kind: str, rest: list[str]) -> dict[str, Any]:
    """Write the file that an address names; raises ValueError, KeyError or AtlasError for one that names none."""
    if kind == "seats" and not rest:
        return seats_file(atlas)
    territory = dt.date.fromisoformat(rest[0])
    match kind, rest[1:]:
        case "names", [Level.MUNICIPALITY]:
            return names_file(atlas, territory)
        case "places", []:
            return places_file(atlas, territory, words)
        case "figures", [level, key, since]:
            return _figures(atlas, territory, Level(level), atlas.indicator(key), int(since))
        case "marks", [level, key, year] if has_neighbours(atlas.indicator(key), Level(level)):
            return marks_file(neighbour_marks(atlas, key, Level(level), territory, int(year), words), words)
        case "regions" | "points", [level]:
            write = regions_file if kind == "regions" else points_file
            return write(atlas, Level(level), territory)
    raise KeyError(kind)


def _figures(atlas: Atlas, territory: dt.date, level: Level, indicator: Indicator, since: int) -> dict[str, Any]:
    figures = atlas.figures(indicator, level, territory)
    if not since:
        return figures_file(figures, indicator.decimals)
    if not years_compare(indicator):
        raise KeyError(since)
    return figures_file(changed_figures(figures, indicator.kind, since), changed_decimals(indicator))


def files_blueprint(site: Site) -> Blueprint:
    """Serve the files. Their names hold a digest of their content or of the release, so they never change."""
    files = Blueprint("files", __name__)

    @files.get("/healthz")
    def healthz() -> Response:
        return jsonify(status="ok", release=site.shelf.now().release)

    @files.get("/files/areas/<path:name>")
    def outlines(name: str) -> Response:
        path = site.shelf.area_file(name)
        if path is None:
            abort(404)
        return _immutable(_read(path))

    @files.get("/files/<kind>/<release>/<path:rest>.json")
    def written(kind: str, release: str, rest: str) -> Response:
        atlas = site.shelf.of(release)
        if atlas is None:
            abort(404)
        atlas = site.with_regions(atlas, request.args.get(SOCIAL_REGIONS, ""))
        try:
            if kind == "outlines":
                date, level = rest.split("/")
                found = atlas.edition.outlines(dt.date.fromisoformat(date), Level(level), request.args["detail"])
                return _immutable(found.read_bytes())
            return _immutable(_packed(atlas, site.words, kind, rest))
        except (AtlasError, ValueError, LookupError):
            abort(404)

    return files


@lru_cache(maxsize=32)
def _read(path: Path) -> bytes:
    return path.read_bytes()


def _dense(content: dict[str, Any]) -> bytes:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return bytes(brotli.compress(text.encode(), quality=6))


def _immutable(packed: bytes) -> Response:
    accepted = bool(request.accept_encodings["br"])
    response = Response(packed if accepted else brotli.decompress(packed), mimetype=JSON)
    if accepted:
        response.headers["Content-Encoding"] = "br"
    response.headers["Vary"] = "Accept-Encoding"
    may_keep_forever(response)
    return response
