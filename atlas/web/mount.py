"""Everything that the server answers beside the Dash apps: pages in the order of their list, each with its files."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import render_template, request
from werkzeug.middleware.proxy_fix import ProxyFix

from atlas.web.api.server import mount_api
from atlas.web.assets import assets_blueprint
from atlas.web.caching import may_ask_again
from atlas.web.map.map_files import files_blueprint
from atlas.web.pages.changes import changes_blueprint
from atlas.web.pages.crawlers import crawlers_blueprint
from atlas.web.pages.data_page import downloads_blueprint
from atlas.web.pages.dcat import portal_blueprint
from atlas.web.pages.embed_builder import embed_blueprint
from atlas.web.pages.index_files import index_tool
from atlas.web.pages.index_page import index_blueprint
from atlas.web.pages.oembed import oembed_blueprint
from atlas.web.pages.patterns_page import patterns_blueprint, patterns_tool
from atlas.web.pages.print_files import exports_blueprint
from atlas.web.pages.print_page import publish_blueprint
from atlas.web.pages.profile import profile_blueprint
from atlas.web.pages.regions_files import regions_tool
from atlas.web.pages.regions_page import regions_blueprint
from atlas.web.pages.sources_page import sources_blueprint
from atlas.web.pages.spread_files import spread_blueprint
from atlas.web.pages.statements import statements_blueprint
from atlas.web.pages.territories import territories_blueprint
from atlas.web.pages.tool_files import tool_files_blueprint
from atlas.web.pages.two_maps import maps_blueprint
from atlas.web.pages.types_page import types_blueprint, types_tool
from atlas.web.pages_list import (
    ACCESSIBILITY,
    CHANGES,
    DATA,
    EMBED_BUILDER,
    INDEX,
    MAP,
    PAGES,
    PATTERNS,
    PICTURE,
    PROFILES,
    REGIONS,
    SOURCES,
    TERRITORIES,
    TWO_MAPS,
    TYPES,
)
from atlas.web.server.hosts import refuse_other_hosts
from atlas.web.server.limits import Heavy
from atlas.web.server.open_answers import open_to_all
from atlas.web.server.page_frame import page_frame
from atlas.web.server.problems import answer_problems
from atlas.web.server.response_cache import QuickAnswers

if TYPE_CHECKING:
    from flask import Blueprint, Response
    from flask_openapi3 import OpenAPI

    from atlas.web.pages_list import Page
    from atlas.web.site import Site


def blueprints(site: Site, heavy: Heavy) -> dict[Page, tuple[Blueprint, ...]]:
    """Make the blueprints: each page with the files that it offers."""
    made = (index_tool(site), types_tool(site), patterns_tool(site), regions_tool(site))
    tools = tool_files_blueprint(site, heavy, made)
    return {
        MAP: (assets_blueprint(), files_blueprint(site), crawlers_blueprint(site)),
        TWO_MAPS: (maps_blueprint(site),),
        INDEX: (index_blueprint(site), tools),
        PROFILES: (profile_blueprint(site),),
        REGIONS: (regions_blueprint(site),),
        TYPES: (types_blueprint(site),),
        PATTERNS: (patterns_blueprint(site),),
        DATA: (downloads_blueprint(site, heavy), portal_blueprint(site)),
        PICTURE: (publish_blueprint(site), exports_blueprint(site, heavy), spread_blueprint(site, heavy)),
        EMBED_BUILDER: (embed_blueprint(site), oembed_blueprint(site)),
        CHANGES: (changes_blueprint(site),),
        TERRITORIES: (territories_blueprint(site),),
        SOURCES: (sources_blueprint(site),),
        ACCESSIBILITY: (statements_blueprint(site),),
    }


def mount_pages(server: OpenAPI, site: Site) -> None:
    """Put all of them under the prefix, with one shape of errors for the open interface."""
    refuse_other_hosts(server, site)
    heavy, home = Heavy(site.settings), site.urls.home
    parts = blueprints(site, heavy)
    for page in PAGES:
        for part in parts.get(page, ()):
            server.register_blueprint(part, url_prefix=home.rstrip("/") or None)
    mount_api(server, site, heavy)
    open_to_all(server, site)
    answer_problems(server, home, lambda: _missing(site))
    _stand_before(server, site)


def _missing(site: Site) -> str:
    title = site.words("There is no such page")
    around = page_frame(site, current=None, styles=("text",))
    return render_template("missing.html", **around, title=title, description=title)


def _kept(site: Site) -> tuple[str, ...]:
    """Where answers begin that depend on their address alone; printed maps also tell the day."""
    home = site.urls.home
    return (f"{site.urls.api}/", f"{home}export/data.", f"{home}export/areas.")


def _stand_before(server: OpenAPI, site: Site) -> None:
    """Put layers before the server: finished answers, also of pages, and trust in the proxies that name the client."""
    pages = frozenset((site.urls.home, site.urls.embedded_map(), site.urls.comparison()))

    def known_again(response: Response) -> Response:
        if request.path in pages and response.status_code == HTTPStatus.OK:
            may_ask_again(response)
        if response.mimetype == "text/html":
            response.headers.setdefault("Cache-Control", "no-cache")
        return response

    server.after_request(known_again)
    server.wsgi_app = QuickAnswers(server.wsgi_app, _kept(site), pages, lambda: site.shelf.now().release)  # type: ignore[method-assign]
    if trusted := site.settings.proxies:
        server.wsgi_app = ProxyFix(server.wsgi_app, x_for=trusted, x_proto=trusted, x_host=trusted)  # type: ignore[method-assign]
