"""The server that describes itself: OpenAPI 3.1 made from the endpoints (flask-openapi3), and a page that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Response, jsonify, render_template, request
from flask_openapi3 import Contact, Info, License, OpenAPI, Server

from atlas.web.api.answers import ErrorBody
from atlas.web.api.endpoints import api_blueprint
from atlas.web.api.page import described_paths, examples
from atlas.web.caching import HOUR_SECONDS, may_keep
from atlas.web.pages_list import DATA, INTERFACE
from atlas.web.server.page_frame import page_frame
from atlas.web.server.problems import Problem, as_response
from atlas.web.server.requests import refuse_repeated
from atlas.words.words import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import ValidationError

    from atlas.web.server.limits import Heavy
    from atlas.web.site import Site

#: Problems of a query that are told; more would hide the first.
MOST_TOLD = 3


def open_server(site: Site) -> OpenAPI:
    """Make the Flask server on which everything is mounted; it collects what the interface takes and gives."""
    settings, english = site.settings, words_of("en")
    told = {"url": settings.public_url, "email": settings.contact}
    return OpenAPI(
        "atlas",
        info=Info(
            title=english.own(site.atlas.scope.title),
            version=site.atlas.release,
            description="Figures, areas and class breaks. Licences differ by source and stand in each answer.",
            contact=Contact(**{"name": "Operator of the atlas"} | {k: v for k, v in told.items() if v}),
            license=License(name="EUPL-1.2 (program); data: see sources", identifier="EUPL-1.2"),
        ),
        servers=[Server(url=settings.public_url.rstrip("/") or "/", description="This atlas.")],
        security_schemes={},
        doc_ui=False,
        validation_error_status=400,
        validation_error_model=ErrorBody,
        validation_error_callback=_refused,
    )


def _refused(error: ValidationError) -> Response:
    """Turn what pydantic found into the one shape of errors."""
    told = []
    for found in error.errors()[:MOST_TOLD]:
        where = ".".join(map(str, found["loc"])) or "query"
        there = "nothing" if found["type"] == "missing" else repr(str(found.get("input"))[:40])
        told.append(f"{where}: found {there}, {_wanted(found)}")
    problem = Problem(400, "bad_query", "; ".join(told), "the parameters are described in api/v1/openapi.json")
    return as_response(problem)


def _wanted(found: Mapping[str, Any]) -> str:
    if found["type"].startswith("date_"):
        return "expected a day, written year-month-day"
    return f"{found['msg'][:1].lower()}{found['msg'][1:]}"


def mount_api(server: OpenAPI, site: Site, heavy: Heavy) -> None:
    """Add the endpoints, their description and the page that shows it."""
    api = api_blueprint(site, heavy)
    words = site.words

    api.before_request(refuse_repeated)

    @api.after_request
    def known(response: Response) -> Response:
        response.make_conditional(request)
        return response

    server.register_api(api)

    def description() -> Response:
        doc = server.api_doc
        response = jsonify(doc | {"info": doc["info"] | {"version": site.atlas.release}})
        may_keep(response, HOUR_SECONDS)
        response.add_etag()
        response.make_conditional(request)
        return response

    def page() -> str:
        around = page_frame(site, current=INTERFACE, styles=("text", "api"))
        title = words(INTERFACE.title)
        head = {"title": title, "description": words("How programs read figures and areas of the atlas")}
        return render_template(
            "api.html",
            **around,
            **head,
            paths=described_paths(server.api_doc, examples(site.atlas), words),
            data_url=site.urls.page(DATA),
        )

    server.add_url_rule(site.urls.description, "api_description", description)
    server.add_url_rule(site.urls.service, "api_page", page)
