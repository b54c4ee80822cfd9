"""Everything that the server answers beside the Dash apps, one blueprint a room of pages or files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template
from werkzeug.middleware.proxy_fix import ProxyFix

from atlas.web.api.server import mount_api
from atlas.web.map.map_files import files_blueprint
from atlas.web.pages.data_page import downloads_blueprint
from atlas.web.pages.dcat import portal_blueprint
from atlas.web.pages.embed_builder import embed_blueprint
from atlas.web.pages.print_files import exports_blueprint
from atlas.web.pages.print_page import publish_blueprint
from atlas.web.pages.profile import profile_blueprint
from atlas.web.pages.statements import statements_blueprint
from atlas.web.pages.two_maps import maps_blueprint
from atlas.web.server.assets import assets_blueprint
from atlas.web.server.limits import Heavy
from atlas.web.server.page_frame import frame
from atlas.web.server.problems import answer_problems
from atlas.web.server.response_cache import QuickAnswers

if TYPE_CHECKING:
    from flask import Blueprint
    from flask_openapi3 import OpenAPI

    from atlas.data.store import Atlas
    from atlas.settings import Settings
    from atlas.words.words import Words


def blueprints(atlas: Atlas, settings: Settings, heavy: Heavy, words: Words) -> list[Blueprint]:
    """Make the blueprints, in the order in which a reader meets them."""
    return [
        assets_blueprint(),
        files_blueprint(atlas),
        maps_blueprint(atlas, settings, words),
        profile_blueprint(atlas, settings, words),
        publish_blueprint(atlas, settings, words),
        embed_blueprint(atlas, settings, words),
        downloads_blueprint(atlas, settings, heavy, words),
        exports_blueprint(atlas, settings, heavy, words),
        portal_blueprint(atlas, settings, words),
        statements_blueprint(atlas, settings, words),
    ]


def mount_pages(server: OpenAPI, atlas: Atlas, settings: Settings, words: Words) -> None:
    """Put all of them under the prefix, with one shape of errors for the open interface."""
    heavy = Heavy(settings)
    for part in blueprints(atlas, settings, heavy, words):
        server.register_blueprint(part, url_prefix=settings.prefix.rstrip("/") or None)
    mount_api(server, atlas, settings, heavy, words)
    server.wsgi_app = QuickAnswers(server.wsgi_app, f"{settings.prefix}api/v1/")  # type: ignore[method-assign]
    if settings.proxies != "0":
        trusted = int(settings.proxies)
        server.wsgi_app = ProxyFix(server.wsgi_app, x_for=trusted, x_proto=trusted, x_host=trusted)  # type: ignore[method-assign]

    def missing() -> str:
        title = words("There is no such page")
        return render_template(
            "missing.html",
            **frame(atlas, settings, words, current="-", styles=("text",)),
            title=title,
            description=title,
        )

    answer_problems(server, settings.prefix, missing)
