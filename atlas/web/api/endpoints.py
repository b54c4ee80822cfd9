"""The endpoints of the open interface ``/api/v1``; each converts, calls one function and answers."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from flask import Response, request
from flask_openapi3 import APIBlueprint, Tag

from atlas.views.downloads.areas import TYPES as AREA_TYPES
from atlas.views.downloads.tables import TYPES as TABLE_TYPES
from atlas.views.downloads.tables import table_file
from atlas.web.api import answers, questions
from atlas.web.api.lookup import Lookup

if TYPE_CHECKING:
    from atlas.web.server.limits import Heavy
    from atlas.web.site import Site

Responses = dict[str | int | HTTPStatus, Any]
ERRORS: Responses = {str(status): answers.ErrorBody for status in (400, 404, 410, 429, 503)}
GEOJSON = {"geojson": AREA_TYPES["geojson"]}
CATALOGUE, FIGURES, AREAS = Tag(name="Catalogue"), Tag(name="Figures"), Tag(name="Areas")


def file_responses(types: dict[str, str]) -> Responses:
    """Describe answers that are files."""
    binary = {"type": "string", "format": "binary"}
    content = {kind: {"schema": {"type": "object"} if kind.endswith("json") else binary} for kind in types.values()}
    return {"200": {"description": "The file.", "content": content}} | ERRORS


def api_blueprint(site: Site, heavy: Heavy) -> APIBlueprint:
    """Make the endpoints."""
    atlas, words = site.atlas, site.words
    api = APIBlueprint("api", __name__, url_prefix=site.urls.api, abp_responses=ERRORS)
    known = Lookup(atlas, words)

    @api.get("/indicators", responses={"200": answers.IndicatorsOut}, tags=[CATALOGUE], summary="All indicators")
    def indicators(query: questions.Strict) -> Response:
        found = [known.described(i) for i in atlas.catalogue.indicators.values()]
        body = {"release": atlas.release, "released": atlas.released, "indicators": found}
        return known.json(query, body)

    @api.get(
        "/indicators/<string:id>", responses={"200": answers.IndicatorOut}, tags=[CATALOGUE], summary="One indicator"
    )
    def indicator(path: questions.IndicatorPath, query: questions.Strict) -> Response:
        return known.json(query, known.described(known.indicator(path.id, status=404)))

    @api.get("/regions", responses={"200": answers.RegionsOut}, tags=[AREAS], summary="Areas: code, name, parent, km2")
    def regions(query: questions.RegionsQuery) -> Response:
        areas = known.areas(query.territory, query.level)
        return known.json(query, {"release": atlas.release, "territory": query.territory, "regions": areas})

    @api.get(
        "/observations", responses={"200": answers.ObservationsOut}, tags=[FIGURES], summary="Figures of an indicator"
    )
    def observations(query: questions.ObservationsQuery) -> Response:
        return known.json(query, known.observations(query, request.path))

    @api.get(
        "/observations.<string:fmt>",
        responses=file_responses(TABLE_TYPES),
        tags=[FIGURES],
        summary="The same as a file",
    )
    def observations_file(path: questions.TablePath, query: questions.FileQuery) -> Response:
        part = known.selection(query)
        with heavy.turn():
            file = table_file(path.fmt, part, words, bom=query.bom, semicolon=query.semicolon)
        return known.file(query, file)

    @api.get(
        "/geometry.<string:fmt>", responses=file_responses(AREA_TYPES), tags=[AREAS], summary="Boundaries as a file"
    )
    def geometry(path: questions.AreaPath, query: questions.GeometryQuery) -> Response:
        with heavy.turn():
            file = known.geometry(path.fmt, query)
        return known.file(query, file)

    @api.get("/geometry", responses=file_responses(GEOJSON), tags=[AREAS], summary="Boundaries")
    def geojson(query: questions.GeometryQuery) -> Response:
        return known.file(query, known.geometry("geojson", query))

    @api.get(
        "/breaks",
        responses={"200": answers.BreaksOut},
        tags=[FIGURES],
        summary="Class breaks of one year or over all years",
    )
    def breaks(query: questions.BreaksQuery) -> Response:
        return known.json(query, known.breaks(query))

    return api
