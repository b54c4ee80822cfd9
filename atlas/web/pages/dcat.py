"""Serve the catalogue for data portals: ``/catalog.jsonld`` and ``/catalog.ttl``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, redirect, request

from atlas.data.cached import per_atlas
from atlas.web.caching import DAY_SECONDS, may_keep
from atlas.web.pages_list import DATA
from atlas.web.server.problems import Problem
from atlas.web.server.requests import refuse_words

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from atlas.data.store import Atlas
    from atlas.web.site import Site
    from atlas.web.urls import Urls

TYPES = {"jsonld": "application/ld+json", "ttl": "text/turtle"}
SEE_OTHER = 303


def portal_blueprint(site: Site) -> Blueprint:
    """Serve both forms; each is written once for an address and release."""
    urls = site.urls
    portal = Blueprint("portal", __name__)

    @per_atlas(maxsize=4)
    def body(atlas: Atlas, public: Urls, suffix: str) -> bytes:
        from atlas.views.share.dcat import catalogue, written  # noqa: PLC0415  rdflib is only needed when portals ask

        told = {"contact": site.settings.contact, "contributor": site.settings.contributor_id}
        return written(catalogue(atlas, public, site.words, **told), suffix)

    @portal.get("/catalog.<suffix>")
    def catalog(suffix: str) -> Response:
        if suffix not in TYPES:
            raise Problem(
                404, "unknown_format", f"found .{suffix[:12]}, expected .jsonld or .ttl", "ask for one of them"
            )
        refuse_words(site, "the catalogue holds everything")
        response = Response(body(site.atlas, urls.public(), suffix), mimetype=TYPES[suffix])
        may_keep(response, DAY_SECONDS)
        response.set_etag(f"{site.atlas.release}-{suffix}")
        response.make_conditional(request)
        return response

    @portal.get("/catalog", defaults={"key": ""})
    @portal.get("/catalog/<key>")
    def described(key: str) -> ResponseReturnValue:
        """Lead from the name of a dataset to the page that describes it."""
        if key and key != "areas" and key not in site.atlas.catalogue.indicators:
            abort(404)
        return redirect(urls.page(DATA, at=key) if key else urls.catalogue("ttl"), SEE_OTHER)

    return portal
