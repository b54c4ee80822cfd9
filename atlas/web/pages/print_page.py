"""A view as a picture for a report: choice of sheet, colours and format, citation and alternative text."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, render_template, request

from atlas.views.map.citation import citation, view_title
from atlas.views.map.summary import alternative_text
from atlas.views.print.sheets import SHEETS
from atlas.views.query.view_query import read_query, write_query
from atlas.web.server.page_frame import frame
from atlas.web.urls import public_base

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.settings import Settings
    from atlas.words.words import Words

OWN_KEYS = ("sheet", "variant")
#: Dots an inch of the pictures that are offered, and of the preview.
SCREEN_DPI, PRINT_DPI, PREVIEW_DPI = 150, 300, 100


def publish_blueprint(atlas: Atlas, settings: Settings, words: Words) -> Blueprint:
    """Serve ``publish/map``; its form works without any script."""
    publish = Blueprint("publish", __name__, template_folder="templates")

    @publish.get("/publish/map")
    def picture() -> str:
        return render_template("publish_map.html", **page_words(atlas, settings, request.query_string.decode(), words))

    return publish


def page_words(atlas: Atlas, settings: Settings, query: str, words: Words) -> dict[str, Any]:
    """Give the template everything it shows."""
    pairs = parse_qsl(query, errors="replace")
    own = {key: value for key, value in pairs if key in OWN_KEYS}
    asked = read_query("&".join(p for p in query.split("&") if p.partition("=")[0] not in OWN_KEYS), atlas, words)
    state, notices = asked.state, list(asked.notices)
    sheet = own.get("sheet", next(iter(SHEETS)))
    if sheet not in SHEETS:
        notices.append(words('There is no sheet "{found}"; the first one is shown.').format(found=sheet[:20]))
        sheet = next(iter(SHEETS))
    view = write_query(state)
    around = frame(
        atlas,
        settings,
        words,
        current="publish/map",
        query=view,
        territory=state.territory,
        styles=("text", "publish"),
        scripts=("pages/print_page.js",),
    )
    chosen = {"sheet": sheet} | ({"variant": "grey"} if own.get("variant") == "grey" else {})
    export = f"{settings.prefix}export/map"
    return around | {
        "title": words("Picture for print"),
        "description": words("A map with title, legend, scale bar and source for a report"),
        "notices": notices,
        "view_title": view_title(atlas, state, words),
        "map_url": f"{settings.prefix}{view}",
        "kept": parse_qsl(view.lstrip("?")),
        "sheets": [(key, words(s.title)) for key, s in SHEETS.items() if s.title],
        "chosen": chosen,
        "preview": f"{export}.png{view}&{urlencode(chosen)}&dpi={PREVIEW_DPI}",
        "downloads": [
            (text, hint, f"{export}.{suffix}{view}&{urlencode(chosen)}{more}&download=1")
            for suffix, more, text, hint in (
                ("pdf", "", "PDF", words("for printing and reading aloud: tagged, text as text")),
                ("svg", "", "SVG", words("to go on drawing: shapes, text as text")),
                ("png", f"&dpi={PRINT_DPI}", words("PNG for print"), words("300 dots an inch, for word processors")),
                (
                    "png",
                    f"&dpi={SCREEN_DPI}",
                    words("PNG for the screen"),
                    words("150 dots an inch, for slides and pages"),
                ),
            )
        ],
        "citation": citation(atlas, state, public_base(settings), dt.datetime.now(dt.UTC).date(), words),
        "alternative": alternative_text(atlas, state, words),
    }
