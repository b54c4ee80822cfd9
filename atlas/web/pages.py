"""Everything that the server answers beside the Dash apps, one blueprint a room of pages or files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template
from werkzeug.middleware.proxy_fix import ProxyFix

from atlas.web.api_server import mount_api
from atlas.web.downloads import downloads_blueprint
from atlas.web.embed import embed_blueprint
from atlas.web.exports import exports_blueprint
from atlas.web.files import files_blueprint
from atlas.web.frame import frame
from atlas.web.limits import Heavy
from atlas.web.maps import maps_blueprint
from atlas.web.portal import portal_blueprint
from atlas.web.problems import answer_problems
from atlas.web.profile import profile_blueprint
from atlas.web.publish import publish_blueprint
from atlas.web.quick import QuickAnswers
from atlas.web.statements import statements_blueprint

if TYPE_CHECKING:
    from flask import Blueprint
    from flask_openapi3 import OpenAPI

    from atlas.data.store import Atlas
    from atlas.settings import Settings
    from atlas.views.texts import Translate


def blueprints(atlas: Atlas, settings: Settings, heavy: Heavy, _: Translate) -> list[Blueprint]:
    """Make the blueprints, in the order in which a reader meets them."""
    return [
        files_blueprint(atlas),
        maps_blueprint(atlas, settings, _),
        profile_blueprint(atlas, settings, _),
        publish_blueprint(atlas, settings, _),
        embed_blueprint(atlas, settings, _),
        downloads_blueprint(atlas, settings, heavy, _),
        exports_blueprint(atlas, settings, heavy, _),
        portal_blueprint(atlas, settings, _),
        statements_blueprint(atlas, settings, _),
    ]


def mount_pages(server: OpenAPI, atlas: Atlas, settings: Settings, _: Translate) -> None:
    """Put all of them under the prefix, with one shape of errors for the open interface."""
    heavy = Heavy(settings)
    for part in blueprints(atlas, settings, heavy, _):
        server.register_blueprint(part, url_prefix=settings.prefix.rstrip("/") or None)
    mount_api(server, atlas, settings, heavy, _)
    server.wsgi_app = QuickAnswers(server.wsgi_app, f"{settings.prefix}api/v1/")  # type: ignore[method-assign]
    if settings.proxies != "0":
        trusted = int(settings.proxies)
        server.wsgi_app = ProxyFix(server.wsgi_app, x_for=trusted, x_proto=trusted, x_host=trusted)  # type: ignore[method-assign]

    def missing() -> str:
        title = _("There is no such page")
        return render_template(
            "missing.html",
            **frame(atlas, settings, _, current="-", styles=("text.css",)),
            title=title,
            description=title,
        )

    answer_problems(server, settings.prefix, missing)
