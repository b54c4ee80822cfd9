"""Serve the catalogue for data portals: ``/catalog.jsonld`` and ``/catalog.ttl``."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, redirect, request

from atlas.web.server.problems import Problem
from atlas.web.urls import public_base

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from atlas.data.store import Atlas
    from atlas.settings import Settings
    from atlas.words.words import Words

TYPES = {"jsonld": "application/ld+json", "ttl": "text/turtle"}
DAY_SECONDS = 86_400
SEE_OTHER = 303


def portal_blueprint(atlas: Atlas, settings: Settings, words: Words) -> Blueprint:
    """Serve both forms; each is written once for an address and release."""
    portal = Blueprint("portal", __name__)

    @lru_cache(maxsize=4)
    def body(base: str, suffix: str) -> bytes:
        from atlas.views.share.dcat import catalogue, written  # noqa: PLC0415  rdflib is only needed when portals ask

        return written(catalogue(atlas, base, settings.contact, words), suffix)

    @portal.get("/catalog.<suffix>")
    def catalog(suffix: str) -> Response:
        if suffix not in TYPES:
            raise Problem(
                404, "unknown_format", f"found .{suffix[:12]}, expected .jsonld or .ttl", "ask for one of them"
            )
        response = Response(body(public_base(settings), suffix), mimetype=TYPES[suffix])
        response.headers["Cache-Control"] = f"public, max-age={DAY_SECONDS}"
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.set_etag(f"{atlas.release}-{suffix}")
        response.make_conditional(request)
        return response

    @portal.get("/catalog", defaults={"key": ""})
    @portal.get("/catalog/<key>")
    def described(key: str) -> ResponseReturnValue:
        """Lead from the name of a dataset to the page that describes it."""
        if key and key != "areas" and key not in atlas.catalogue.indicators:
            abort(404)
        return redirect(f"{settings.prefix}data#{key}" if key else f"{settings.prefix}catalog.ttl", SEE_OTHER)

    return portal
