"""The page that says who delivered what and when, where it is used, what is missing, and what is due."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request

from atlas.views.profile.query import given, read_territory
from atlas.views.share.owners import owners
from atlas.views.share.usage import calendar_rows, usage, without_figures
from atlas.web.pages_list import DATA, SOURCES
from atlas.web.server.page_frame import page_frame

if TYPE_CHECKING:
    from atlas.web.site import Site


def sources_blueprint(site: Site) -> Blueprint:
    """Serve ``sources``."""
    blueprint = Blueprint("sources", __name__, template_folder="templates")

    @blueprint.get("/sources")
    def sources() -> str:
        atlas, words = site.atlas, site.words
        title = words(SOURCES.title)
        around = page_frame(site, current=SOURCES, styles=("text", "data"), scripts=("pages/sort_tables.js",))
        values = given(request.query_string.decode(errors="replace")).values
        _territory, notices = read_territory(values, atlas, words)
        return render_template(
            "sources.html",
            **around | {"notices": notices},
            title=title,
            description=words("Who delivered which figures, where they are used, what is missing and what is due"),
            sources=usage(atlas, words),
            owners=owners(atlas.scope, words),
            calendar=calendar_rows(atlas, dt.datetime.now(dt.UTC).date(), words),
            empty=without_figures(atlas),
            data_url=site.urls.page(DATA, around["dated"]),
            file_count=lambda n: words.counted("read from one file", "read from {n} files", n),
            empty_count=lambda n: words.counted("One indicator without figures", "{n} indicators without figures", n),
        )

    return blueprint
