"""The endpoints of the open interface ``/api/v1``; each converts, calls one function and answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, request
from flask_openapi3 import APIBlueprint

from atlas.web.api import answers, questions
from atlas.web.api.files import AREAS, CATALOGUE, ERRORS, FIGURES, add_files
from atlas.web.api.lookup import Lookup

if TYPE_CHECKING:
    from atlas.web.server.limits import Heavy
    from atlas.web.site import Site


def api_blueprint(site: Site, heavy: Heavy) -> APIBlueprint:
    """Make the endpoints."""
    api = APIBlueprint("api", __name__, url_prefix=site.urls.api, abp_responses=ERRORS)
    known = Lookup(site)

    @api.get(
        "/indicators",
        operation_id="list_indicators",
        responses={"200": answers.IndicatorsOut},
        tags=[CATALOGUE],
        summary="All indicators",
        description="Each with unit, formula, sources and licences, levels and years; also those without figures.",
    )
    def indicators(query: questions.Strict) -> Response:
        atlas = site.atlas
        found = [known.described(i) for i in atlas.catalogue.indicators.values()]
        body = {"release": atlas.release, "released": atlas.released, "indicators": found}
        return known.json(query, body)

    @api.get(
        "/indicators/<string:id>",
        operation_id="get_indicator",
        responses={"200": answers.IndicatorOut},
        tags=[CATALOGUE],
        summary="One indicator",
        description="The same of one indicator; an unknown id answers 404 and names those that are called nearly so.",
    )
    def indicator(path: questions.IndicatorPath, query: questions.Strict) -> Response:
        return known.json(query, known.described(known.indicator(path.id, status=404)))

    @api.get(
        "/regions",
        operation_id="list_regions",
        responses={"200": answers.RegionsOut},
        tags=[AREAS],
        summary="Areas: code, name, parent, km2",
        description="All areas of a territory date, the larger ones first.",
    )
    def regions(query: questions.RegionsQuery) -> Response:
        territory = known.territory(query.territory)
        areas = known.areas(territory, query.level)
        return known.json(query, {"release": site.atlas.release, "territory": territory, "regions": areas})

    @api.get(
        "/observations",
        operation_id="list_observations",
        responses={"200": answers.ObservationsOut},
        tags=[FIGURES],
        summary="Figures of an indicator",
        description="A value is a number or null, and its state says which of these it is. Long answers come in pages.",
    )
    def observations(query: questions.ObservationsQuery) -> Response:
        return known.json(query, known.observations(query, request.path))

    add_files(api, known, site.words, heavy)

    @api.get(
        "/breaks",
        operation_id="get_breaks",
        responses={"200": answers.BreaksOut},
        tags=[FIGURES],
        summary="Class breaks of one year or over all years",
        description="The classes of a map of ratios or scores, with the number of areas in each.",
    )
    def breaks(query: questions.BreaksQuery) -> Response:
        return known.json(query, known.breaks(query))

    return api
