"""The atlas as a Dash app; ``server`` is what a WSGI server runs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from atlas.data.store import load
from atlas.errors import AtlasError
from atlas.settings import ROOT, Settings, from_environment
from atlas.web.api.server import open_server
from atlas.web.compare.page import mount_compare
from atlas.web.map.answer import Controls, answer
from atlas.web.map.callbacks import register
from atlas.web.map.layout import page
from atlas.web.map.link_preview import dress
from atlas.web.mount import mount_pages
from atlas.web.server.html_shell import AtlasDash, secure, warm
from atlas.web.server.memory import give_back
from atlas.words.words import words_of

if TYPE_CHECKING:
    from dash import Dash
    from flask import Flask


def create_app(settings: Settings | None = None) -> Dash:
    """Build the app; an `AtlasError` says what is wrong with the data folder or a setting."""
    settings = settings or from_environment()
    atlas = load(settings.folder)
    words = words_of(settings.language)
    app = AtlasDash(
        __name__,
        server=open_server(atlas),
        title=words("Social structure atlas of Thuringia"),
        update_title="",
        url_base_pathname=settings.prefix,
        assets_folder=str(ROOT / "assets"),
        assets_ignore=".*",  # which scripts and styles a page loads, and in which order, is said in `PageFiles`
    )
    mount_pages(app.server, atlas, settings, words)
    app.layout = page(atlas, settings, words)
    register(app, atlas, settings, words)
    answer(atlas, settings, Controls(), "", None, words)  # the first visitor does not wait for the first breaks
    dress(app, atlas, settings, words)
    secure(app.server, settings, app, mount_compare(app.server, atlas, settings, words))
    warm(app.server, settings.prefix)
    give_back()
    return app


def __getattr__(name: str) -> Flask:
    """Make ``server`` when a WSGI server asks for it, not whenever the module is imported."""
    if name != "server":
        raise AttributeError(name)
    try:
        return create_app().server  # type: ignore[no-any-return]
    except AtlasError as error:
        sys.exit(str(error))
