"""The atlas as a Dash app; ``server`` is what a WSGI server runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.errors import AtlasError
from atlas.settings import ROOT, Settings, from_environment
from atlas.web.api.server import open_server
from atlas.web.compare.page import mount_compare
from atlas.web.map.answer import Asked, answer
from atlas.web.map.callbacks import register
from atlas.web.map.layout import layout_of
from atlas.web.map.link_preview import dress
from atlas.web.mount import mount_pages
from atlas.web.server.compression import compress, pack_ahead, warm
from atlas.web.server.html_shell import AtlasDash
from atlas.web.server.memory import give_back
from atlas.web.server.security import secure
from atlas.web.server.start import end_start
from atlas.web.site import open_site

if TYPE_CHECKING:
    from dash import Dash
    from flask import Flask


def create_app(settings: Settings | None = None) -> Dash:
    """Build the app; an `AtlasError` says what is wrong with the data folder or a setting."""
    ahead = pack_ahead()
    site = open_site(settings or from_environment())
    app = AtlasDash(
        __name__,
        server=open_server(site),
        title=site.title,
        update_title="",
        url_base_pathname=site.urls.home,
        assets_folder=str(ROOT / "assets"),
        assets_ignore=".*",  # which scripts and styles a page loads, and in which order, is said in `PageFiles`
    )
    mount_pages(app.server, site)
    app.layout = lambda: layout_of(site.atlas, site)
    register(app, site)
    dress(app, site)
    comparison = mount_compare(app.server, site)
    secure(app.server, site, app, comparison)
    compress(app.server)
    warm(app.server, site.urls.home, ahead)
    site.shelf.watch(lambda atlas: answer(site.of(atlas), Asked()), give_back)  # the first visitor waits for no breaks
    return app


def __getattr__(name: str) -> Flask:
    """Make ``server`` when a WSGI server asks for it, not whenever the module is imported."""
    if name != "server":
        raise AttributeError(name)
    try:
        return create_app().server  # type: ignore[no-any-return]
    except AtlasError as error:
        end_start(error)
