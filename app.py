"""The atlas as a Dash app; ``server`` is what a WSGI server runs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from dash import Dash

from atlas.data.store import load
from atlas.errors import AtlasError
from atlas.settings import ROOT, Settings, from_environment
from atlas.views.texts import translator
from atlas.views.viewstate import read_query
from atlas.web.answer import Controls, answer
from atlas.web.callbacks import register
from atlas.web.files import file_urls, files_blueprint
from atlas.web.layout import page
from atlas.web.shell import index_page, secure

if TYPE_CHECKING:
    from flask import Flask


def create_app(settings: Settings | None = None) -> Dash:
    """Build the app.

    Raises
    ------
    AtlasError
        The data folder or a setting is not what it has to be.
    """
    settings = settings or from_environment()
    atlas = load(settings.folder)
    _ = translator(settings.language)
    app = Dash(
        __name__,
        title=_("Social structure atlas of Thuringia"),
        update_title="",
        url_base_pathname=settings.prefix,
        assets_folder=str(ROOT / "assets"),
    )
    app.server.register_blueprint(files_blueprint(atlas), url_prefix=settings.prefix.rstrip("/") or None)
    app.layout = page(atlas, settings, _)
    register(app, atlas, settings, _)
    answer(atlas, settings, Controls(), "", None, _)  # the first visitor need not wait for the first breaks
    first = file_urls(atlas, settings.prefix, read_query("", atlas, _).state)
    texts = {"description": _("Map, time series and comparison of social indicators"), "noscript": _("The map needs JavaScript.")}
    preload = [first["geometry"]["areas"]["coarse"], first["figures"], first["regions"]]
    app.index_string = index_page(settings.language, texts, preload)
    secure(app, settings)
    return app


def _server() -> Flask:
    try:
        return create_app().server
    except AtlasError as error:
        sys.exit(str(error))


server = _server()
