"""Downloads for people: what is on screen and everything, and the page that lists figures, sources and licences."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from threading import Lock
from typing import TYPE_CHECKING, Any
from weakref import finalize

from flask import Blueprint, Response, render_template, request

from atlas.data.cached import per_atlas
from atlas.data.subject import subject
from atlas.views.downloads.areas import DETAIL, DETAILS, areas_of, geometry_file
from atlas.views.downloads.areas import TYPES as AREA_TYPES
from atlas.views.downloads.everything import TYPES as ALL_TYPES
from atlas.views.downloads.everything import everything
from atlas.views.downloads.tables import TYPES as TABLE_TYPES
from atlas.views.downloads.tables import selected, table_file
from atlas.views.downloads.view_table import beside_table
from atlas.views.map.citation import citation
from atlas.views.map.scene import scene
from atlas.views.map.summary import of_date
from atlas.views.profile.query import list_query
from atlas.views.query.view_query import read_query, write_query
from atlas.views.share.coverage import coverage, covered_levels
from atlas.views.share.owners import owners
from atlas.views.share.schema_org import as_script, catalogue_for_search
from atlas.web.pages_list import DATA, SOURCES
from atlas.web.server.page_frame import page_frame
from atlas.web.server.problems import Problem
from atlas.web.server.requests import file_response, read_date, read_view, refuse_repeated
from atlas.web.urls import joined

if TYPE_CHECKING:
    from collections.abc import Callable

    from atlas.data.store import Atlas
    from atlas.model import Indicator
    from atlas.views.query.view_state import ViewState
    from atlas.web.server.limits import Heavy
    from atlas.web.site import Site
    from atlas.words.words import Words

#: What a file may be asked for beside the view.
SCOPE = {"scope": ("year", "all")}
EXCEL = {"bom": ("1", "0"), "semicolon": ("1", "0")}
OWN_KEYS = {"csv": SCOPE | EXCEL, "xlsx": SCOPE, "parquet": SCOPE} | {key: {"detail": DETAILS} for key in AREA_TYPES}


def downloads_blueprint(site: Site, heavy: Heavy) -> Blueprint:
    """Serve ``data`` (the page), ``export/data.*``, ``export/areas.*`` and ``export/all.*``."""
    words = site.words
    downloads = Blueprint("downloads", __name__, template_folder="templates")

    @downloads.get("/data")
    def data() -> str:
        return render_template("data.html", **page_words(site, request.query_string.decode()))

    @downloads.get("/export/data.<suffix>")
    def table(suffix: str) -> Response:
        _refuse_other(suffix, TABLE_TYPES)
        state, own = _read(site, suffix)
        beside = beside_table(site.atlas, state)
        part = selected(scene(site.atlas, state, words), beside, one_year=own.get("scope") == "year")
        with heavy.turn():
            file = table_file(suffix, part, words, bom=own.get("bom") == "1", semicolon=own.get("semicolon") == "1")
        return file_response(file.body, file.mimetype, file.filename, attachment=True)

    @downloads.get("/export/areas.<suffix>")
    def areas(suffix: str) -> Response:
        _refuse_other(suffix, AREA_TYPES)
        state, own = _read(site, suffix)
        detail = own.get("detail", DETAIL)
        with heavy.turn():
            file = geometry_file(suffix, areas_of(scene(site.atlas, state, words), detail), words)
        return file_response(file.body, file.mimetype, file.filename, attachment=True)

    @downloads.get("/export/all.<suffix>")
    def every(suffix: str) -> Response:
        _refuse_other(suffix, ALL_TYPES)
        refuse_repeated()
        territory = read_date(site, request.args.to_dict())
        whole = _whole(site.atlas, words)
        path = whole.ready(suffix, territory)
        if path is None:
            with heavy.turn() as in_time:
                path = whole.made(suffix, territory, in_time)
        date = "" if territory == site.usual else f"_{territory}"
        name = f"sozialstrukturatlas_{site.atlas.release}{date}.{suffix}"
        return file_response(path.read_bytes(), ALL_TYPES[suffix], name, attachment=True)

    return downloads


@per_atlas(maxsize=1)
def _whole(atlas: Atlas, words: Words) -> Whole:
    return Whole(atlas, words)


class Whole:
    """The files that hold everything: written once by each process, kept on disk while the atlas is shown."""

    def __init__(self, atlas: Atlas, words: Words) -> None:
        self.atlas, self.words = atlas, words
        self.lock = Lock()
        self.paths: dict[tuple[str, dt.date], Path] = {}

    def ready(self, fmt: str, territory: dt.date) -> Path | None:
        """Give a file that is written already."""
        return self.paths.get((fmt, territory))

    def made(self, fmt: str, territory: dt.date, in_time: Callable[[], None]) -> Path:
        """Write a file; a second request for it waits for the first. `in_time` ends the work when it is late."""
        with self.lock:
            if (fmt, territory) not in self.paths:
                folder = Path(mkdtemp(prefix="atlas-"))
                finalize(self, rmtree, folder, ignore_errors=True)
                everything(fmt, self.atlas, folder / f"all.{fmt}", self.words, territory=territory, in_time=in_time)
                self.paths[fmt, territory] = folder / f"all.{fmt}"
        return self.paths[fmt, territory]


def _read(site: Site, suffix: str) -> tuple[ViewState, dict[str, str]]:
    """Read the view and what else a file is asked for; raises Problem where that is none of what there is."""
    allowed = OWN_KEYS[suffix]
    state, own = read_view(site, tuple(key for keys in OWN_KEYS.values() for key in keys))
    for key, found in own.items():
        if key not in allowed:
            hint = f"expected {', '.join(allowed)} beside the view"
            raise Problem(400, "unknown_word", f"{key}: found in a query for .{suffix}", hint)
        if found not in allowed[key]:
            hint = f"expected {' or '.join(allowed[key])}, or leave it out"
            raise Problem(400, f"unknown_{key}", f"{key}: found {found[:40]!r}", hint)
    return state, own


def _refuse_other(suffix: str, types: dict[str, str]) -> None:
    if suffix not in types:
        raise Problem(404, "unknown_format", f"found .{suffix[:12]}", f"expected one of {', '.join(types)}")


def page_words(site: Site, query: str) -> dict[str, Any]:
    """Give the template everything it shows."""
    atlas, urls, words = site.atlas, site.urls, site.words
    asked = read_query(query, atlas, words)
    state = asked.state
    view, shown = write_query(state), scene(atlas, state, words)
    whole = list_query(state.territory, site.usual, site.pinned)
    around = page_frame(
        site,
        current=DATA,
        query=view,
        territory=state.territory,
        styles=("text", "data"),
        scripts=("pages/data.js", "pages/sort_tables.js"),
    )
    today = dt.datetime.now(dt.UTC).date()
    return around | {
        "title": words("Figures and areas"),
        "description": words("Figures, areas, definitions, sources and licences of the atlas to take along"),
        "notices": asked.notices,
        "described": as_script(catalogue_for_search(atlas, urls.public(), words)),
        "view_title": f"{shown.line}{of_date(shown)}",
        "regions": [atlas.areas[state.territory][code].label for code in state.regions],
        "tables": [
            (
                "Excel",
                urls.table_file("xlsx", view),
                words("numbers as numbers, codes as text, a sheet with all notes"),
            ),
            ("CSV", urls.table_file("csv", view), words("for R, Python and data portals: commas, decimal points")),
            (
                words("CSV for German Excel"),
                urls.table_file("csv", view, "bom=1&semicolon=1"),
                words("semicolons, decimal commas"),
            ),
            ("Parquet", urls.table_file("parquet", view), words("small and quick, with all notes")),
        ],
        "areas": [
            ("GeoPackage", urls.areas_file("gpkg", view), words("for QGIS and ArcGIS")),
            ("GeoJSON", urls.areas_file("geojson", view), words("for the web")),
            ("TopoJSON", urls.areas_file("topojson", view), words("the same, with shared borders")),
        ],
        "everything": [
            ("Excel", urls.everything("xlsx", whole), words("a sheet for each field")),
            ("CSV (ZIP)", urls.everything("zip", whole), words("a file for each indicator and level, with notes")),
            ("Parquet", urls.everything("parquet", whole), words("one long table")),
        ],
        "citation": citation(shown, urls.public().home, today),
        "own_sources": shown.sources,
        "levels": [words.levels(level) for level in covered_levels(atlas, state.territory)],
        "coverage": coverage(atlas, state.territory),
        "map_of": lambda i: urls.map(f"indicator={i.id}", whole),
        "empty_count": lambda n: words.counted("One indicator has no data yet", "{n} indicators have no data yet", n),
        "fields": [(f, [_entry(site, i) for i in atlas.catalogue.of_field(f)]) for f in atlas.catalogue.fields],
        "sources": list({t.source.id: t.source for t in atlas.tables.values()}.values()),
        "release": atlas.release,
        "released": words.day(atlas.released),
        "owners": owners(atlas.scope, words),
        "sources_url": urls.page(SOURCES, whole),
    }


def _entry(site: Site, indicator: Indicator) -> dict[str, Any]:
    """Describe an indicator in the list: levels with years and files, or the table it would come from."""
    atlas, urls, words = site.atlas, site.urls, site.words
    spans = []
    for territory in atlas.territories:
        for level in atlas.levels(indicator, territory):
            years = atlas.figures(indicator, level, territory).years
            date = "" if territory == atlas.scope.territory else f"territory={territory}"
            query = joined(f"indicator={indicator.id}&level={level}", date)
            spans.append(
                {
                    "level": words.levels(level),
                    "territory": words.day(territory),
                    "years": f"{years[0]}\N{EN DASH}{years[-1]}" if len(years) > 1 else str(years[0]),
                    "map": urls.map(query),
                    "xlsx": urls.table_file("xlsx", query),
                    "csv": urls.table_file("csv", query),
                }
            )
    return {
        "indicator": indicator,
        "spans": spans,
        "sources": subject(atlas, indicator.id, indicator.levels[0], atlas.scope.territory).sources,
    }
