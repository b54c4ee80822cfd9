"""The page that writes the code for a frame, and the small script that pages with a frame may load."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, parse_qsl

from flask import Blueprint, Response, render_template, request

from atlas.views.map.citation import view_title
from atlas.views.query.values import PARTS
from atlas.views.query.view_query import read_query, write_query
from atlas.views.share.embed_code import (
    DEFAULT_HEIGHT,
    DEFAULT_WIDTH,
    HEIGHTS,
    WIDTHS,
    embed_code,
    frame_query,
    read_embed,
)
from atlas.web.pages.print_files import file_response
from atlas.web.server.assets import ASSETS
from atlas.web.server.page_frame import frame
from atlas.web.urls import public_base

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.settings import Settings
    from atlas.words.words import Words

OWN_KEYS = ("show", "fit", "width", "height", "auto", "start")
PART_NAMES = {"title": "title", "legend": "legend", "years": "year slider"}


def embed_blueprint(atlas: Atlas, settings: Settings, words: Words) -> Blueprint:
    """Serve ``publish/embed`` and ``embed.js``."""
    embed = Blueprint("embed", __name__, template_folder="templates")

    @embed.get("/publish/embed")
    def builder() -> str:
        return render_template(
            "publish_embed.html", **page_words(atlas, settings, request.query_string.decode(), words)
        )

    @embed.get("/embed.js")
    def script() -> Response:
        content = (ASSETS / "pages" / "host_frame.js").read_bytes()
        response = file_response(content, "text/javascript", "embed.js", attachment=False)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return embed


def page_words(atlas: Atlas, settings: Settings, query: str, words: Words) -> dict[str, Any]:
    """Give the template everything it shows."""
    given = parse_qs(query, keep_blank_values=True, errors="replace")
    own = {key: given[key] for key in OWN_KEYS if key in given}
    asked = read_query("&".join(p for p in query.split("&") if p.partition("=")[0] not in OWN_KEYS), atlas, words)
    made, notices = read_embed(own, words)
    view, base = write_query(asked.state), public_base(settings)
    around = frame(
        atlas,
        settings,
        words,
        current="publish/embed",
        query=view,
        territory=asked.state.territory,
        styles=("text", "publish"),
        scripts=("pages/embed_builder.js",),
    )
    return around | {
        "title": words("Embed in a page"),
        "description": words("The code by which another page shows this map"),
        "notices": (*asked.notices, *notices),
        "view_title": view_title(atlas, asked.state, words),
        "map_url": settings.prefix + view,
        "kept": parse_qsl(view.lstrip("?")),
        "made": made,
        "parts": [(part, words(PART_NAMES[part]), part in made.parts) for part in PARTS],
        "has_section": bool(asked.state.bbox),
        "limits": {"width": WIDTHS, "height": HEIGHTS},
        "width": made.width or DEFAULT_WIDTH,
        "default_height": DEFAULT_HEIGHT,
        "source": f"{settings.prefix}embed{frame_query(asked.state, made)}",
        "frame_title": words("Map: {title}").format(title=view_title(atlas, asked.state, words)),
        "code": embed_code(atlas, asked.state, made, base, words),
        "hosts": settings.embed_hosts,
    }
