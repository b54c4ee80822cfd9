"""Inequality as files: of a view (``/export/spread.csv``), within a region (``/export/spread/<code>.csv``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response

from atlas.views.map.citation import pinned_address
from atlas.views.map.scene import scene
from atlas.views.profile.query import list_query
from atlas.views.spread.files import region_file, view_file
from atlas.views.spread.measured import spread_of
from atlas.web.server.problems import Problem
from atlas.web.server.requests import file_response, read_region, read_view

if TYPE_CHECKING:
    from atlas.views.downloads.captions import File
    from atlas.web.server.limits import Heavy
    from atlas.web.site import Site


def spread_blueprint(site: Site, heavy: Heavy) -> Blueprint:
    """Serve both files as CSV and XLSX."""
    spreads = Blueprint("spreads", __name__)
    urls = site.urls

    @spreads.get("/export/spread.<any(csv, xlsx):suffix>")
    def of_view(suffix: str) -> Response:
        state, _none = read_view(site, ())
        found = spread_of(site.atlas, scene(site.atlas, state, site.words))
        if found.why_none:
            raise Problem(
                404, "no_figures", f"{state.indicator}: {found.why_none}", "choose another indicator or level"
            )
        address = pinned_address(state, site.atlas.release, urls.public().comparison())
        with heavy.turn():
            return _answer(view_file(suffix, site.atlas, found, state.territory, address, site.words))

    @spreads.get("/export/spread/<code>.<any(csv, xlsx):suffix>")
    def within(code: str, suffix: str) -> Response:
        atlas, (area, territory) = site.atlas, read_region(site, code)
        address = urls.public().profile(area.code, list_query(territory, site.usual, atlas.release, site.drawn))
        with heavy.turn():
            file = region_file(suffix, atlas, area, territory, address, site.words)
        if file is None:
            hint = "expected a region with at least five smaller areas that have a value"
            raise Problem(404, "no_figures", f"found {area.code} without them", hint)
        return _answer(file)

    return spreads


def _answer(file: File) -> Response:
    return file_response(file.body, file.mimetype, file.filename, attachment=True)
