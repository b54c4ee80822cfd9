"""The page that writes the code for a frame, and the small script that pages with a frame may load."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, parse_qsl

from flask import Blueprint, Response, render_template, request

from atlas.views.map.choices import choices
from atlas.views.map.palettes import PALETTE_TITLES, PALETTES
from atlas.views.map.scene import scene
from atlas.views.map.summary import picture_title
from atlas.views.map.whole import all_of
from atlas.views.query.values import PARTS
from atlas.views.query.view_query import read_query, write_query
from atlas.views.query.without import without
from atlas.views.share.embed_code import (
    DEFAULT_HEIGHT,
    DEFAULT_WIDTH,
    HEIGHTS,
    WIDTHS,
    Addresses,
    chosen,
    embed_code,
    frame_query,
    frame_size,
    framed,
    picture_code,
    read_embed,
)
from atlas.web.assets import ASSETS
from atlas.web.pages_list import EMBED_BUILDER
from atlas.web.server.page_frame import page_frame
from atlas.web.server.requests import file_response
from atlas.words.districts import district_name

if TYPE_CHECKING:
    from atlas.web.site import Site
    from atlas.words.words import Words

OWN_KEYS = ("show", "fit", "width", "height", "auto", "start", "selection")
PART_NAMES = {"title": "title", "legend": "legend", "years": "year slider"}


def embed_blueprint(site: Site) -> Blueprint:
    """Serve ``publish/embed`` and ``embed.js``."""
    embed = Blueprint("embed", __name__, template_folder="templates")

    @embed.get("/publish/embed")
    def builder() -> str:
        return render_template("publish_embed.html", **page_words(site, request.query_string.decode()))

    @embed.get("/embed.js")
    def script() -> Response:
        content = (ASSETS / "pages" / "host_frame.js").read_bytes()
        response = file_response(content, "text/javascript", "embed.js", attachment=False)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return embed


def page_words(site: Site, query: str) -> dict[str, Any]:
    """Give the template everything it shows."""
    atlas, urls, words = site.atlas, site.urls, site.words
    given = parse_qs(query, keep_blank_values=True, errors="replace")
    own = {key: given[key] for key in OWN_KEYS if key in given}
    asked = read_query(without(query, OWN_KEYS), atlas, words)
    made, notices = read_embed(own, words)
    state = asked.state
    if state.focus and "fit" in own:  # the form chose the district, whatever section of the map was shown before
        state = replace(state, bbox=())
    view, public, taken = write_query(state), urls.public(), chosen(state, made)
    picture, shown = write_query(taken), scene(atlas, taken, words)
    inside = frame_query(state, made)
    addresses = Addresses(
        page=public.map(write_query(framed(taken, made.parts))),
        frame=public.embedded_map(inside),
        script=public.embed_script,
    )
    around = page_frame(
        site,
        current=EMBED_BUILDER,
        query=view,
        territory=state.territory,
        styles=("text", "publish"),
        scripts=("pages/embed_builder.js",),
    )
    return around | {
        "title": words(EMBED_BUILDER.title),
        "description": words("The code by which another page shows this map"),
        "notices": (*asked.notices, *notices),
        "view_title": shown.line,
        "map_url": urls.map(view),
        "kept": [pair for pair in parse_qsl(view.lstrip("?")) if pair[0] not in {"focus", "palette"}],
        "whole": all_of(shown.edition.scope, words),
        "sections": [(a.code, district_name(a, words)) for a in choices(atlas, state).sections],
        "palettes": [(key, words(PALETTE_TITLES[key])) for key in PALETTES],
        "state": state,
        "made": made,
        "parts": [(part, words(PART_NAMES[part]), part in made.parts) for part in PARTS],
        "has_section": bool(state.bbox),
        "selected": "; ".join(atlas.areas[state.territory][code].label for code in state.regions),
        "limits": {"width": WIDTHS, "height": HEIGHTS},
        "width": made.width or DEFAULT_WIDTH,
        "default_height": DEFAULT_HEIGHT,
        "size": frame_size(made),
        "source": urls.embedded_map(inside),
        "frame_title": picture_title(shown),
        "code": embed_code(shown, made, addresses),
        "picture_code": picture_code(shown, public.preview(picture), public.map(picture)),
        "recipes": recipes(words),
        "hosts": site.settings.embed_hosts,
    }


def recipes(words: Words) -> list[tuple[str, str]]:
    """Say where the code goes in systems that editors use."""
    return [
        (
            "WordPress",
            words("Add a block “Custom HTML” and paste the code into it; only users who may write HTML can do so."),
        ),
        (
            "TYPO3",
            words("Add a content element “Plain HTML” and paste the code; if it is missing, ask your administrator."),
        ),
        (
            "HTML",
            words("Paste the code where the map shall stand; the page has to come from a server, not from a disk."),
        ),
        (words("Frames are not allowed"), words("Take the picture with its link instead.")),
    ]
