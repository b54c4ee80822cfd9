"""A view as a picture for a report: choice of sheet, colours and format, citation and alternative text."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, render_template, request

from atlas.errors import AtlasError
from atlas.views.map.citation import citation
from atlas.views.map.scene import scene
from atlas.views.map.summary import alternative_text
from atlas.views.print.own_title import LONGEST, own_title
from atlas.views.print.sheets import SHEETS
from atlas.views.query.view_query import read_query, write_query
from atlas.views.query.without import without
from atlas.web.pages_list import PICTURE
from atlas.web.server.page_frame import page_frame

if TYPE_CHECKING:
    from atlas.web.site import Site

OWN_KEYS = ("sheet", "variant", "text", "title")
#: Dots an inch of the pictures that are offered, and of the preview.
SCREEN_DPI, PRINT_DPI, PREVIEW_DPI = 150, 300, 100


def publish_blueprint(site: Site) -> Blueprint:
    """Serve ``publish/map``; its form works without any script."""
    publish = Blueprint("publish", __name__, template_folder="templates")

    @publish.get("/publish/map")
    def picture() -> str:
        return render_template("publish_map.html", **page_words(site, request.query_string.decode()))

    return publish


def page_words(site: Site, query: str) -> dict[str, Any]:
    """Give the template everything it shows."""
    atlas, urls, words = site.atlas, site.urls, site.words
    pairs = parse_qsl(query, errors="replace")
    own = {key: value for key, value in pairs if key in OWN_KEYS}
    asked = read_query(without(query, OWN_KEYS), atlas, words)
    state, notices = asked.state, list(asked.notices)
    sheet = own.get("sheet", next(iter(SHEETS)))
    if sheet not in SHEETS:
        notices.append(words('There is no sheet "{found}"; the first one is shown.').format(found=sheet[:20]))
        sheet = next(iter(SHEETS))
    try:
        title, fault = own_title(own.get("title", ""), words), ""
    except AtlasError as error:
        title, fault = "", words("{fault} The title of the map is shown.").format(fault=error)
    view, shown = write_query(state), scene(atlas, state, words)
    ranges = shown.representation
    around = page_frame(
        site,
        current=PICTURE,
        query=view,
        territory=state.territory,
        styles=("text", "publish"),
        scripts=("pages/print_page.js",),
    )
    chosen = {"sheet": sheet} | ({"variant": "grey"} if own.get("variant") == "grey" else {})
    own_words = urlencode(chosen | ({"title": title} if title else {}))
    outlines = "text=outlines" if own.get("text") == "outlines" else ""
    return around | {
        "title": words(PICTURE.title),
        "description": words("A map with title, legend, scale bar and source for a report"),
        "notices": notices,
        "view_title": shown.line,
        "map_url": urls.map(view),
        "kept": [(key, value) for key, value in parse_qsl(view.lstrip("?")) if key != "breaks_over"],
        "over": ranges.classing.over if ranges.can_switch else "",
        "ranges": [("year", words("this year")), ("all", words("all years"))],
        "range_text": ranges.range_text(shown.row, words),
        "own_title": own.get("title", "")[: 2 * LONGEST],
        "title_fault": fault,
        "longest": LONGEST,
        "sheets": [(key, words(s.title)) for key, s in SHEETS.items() if s.title],
        "chosen": chosen,
        "outlines": bool(outlines),
        "preview": urls.map_file("png", view, own_words, f"dpi={PREVIEW_DPI}"),
        "downloads": [
            (suffix, text, hint, urls.map_file(suffix, view, own_words, more, "download=1"))
            for suffix, more, text, hint in (
                ("pdf", "", "PDF", words("for printing and reading aloud: tagged, text as text")),
                ("svg", outlines, "SVG", words("to go on drawing: shapes, text as text or outlines")),
                ("png", f"dpi={PRINT_DPI}", words("PNG for print"), words("300 dots an inch, for word processors")),
                (
                    "png",
                    f"dpi={SCREEN_DPI}",
                    words("PNG for the screen"),
                    words("150 dots an inch, for slides and pages"),
                ),
            )
        ],
        "citation": citation(shown, urls.public().home, dt.datetime.now(dt.UTC).date()),
        "alternative": alternative_text(shown),
    }
