"""oEmbed: editors that know it turn a pasted link of a view into its frame (https://oembed.com, version 1.0)."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from flask import Blueprint, Response, jsonify, request

from atlas.views.map.scene import scene
from atlas.views.map.summary import picture_title
from atlas.views.print.sheets import DPI, SCREEN_DPI, SHEETS
from atlas.views.query.values import PARTS
from atlas.views.query.view_query import read_query, write_query
from atlas.views.share.embed_code import (
    DEFAULT_HEIGHT,
    DEFAULT_WIDTH,
    PICTURE_SIZE,
    Addresses,
    embed_code,
    frame_query,
    framed,
    read_embed,
)
from atlas.web.pages_list import EMBEDDED_MAP
from atlas.web.server.problems import Problem

if TYPE_CHECKING:
    from atlas.web.site import Site
    from atlas.web.urls import Urls


def oembed_blueprint(site: Site) -> Blueprint:
    """Serve ``oembed``."""
    blueprint = Blueprint("oembed", __name__)

    @blueprint.get("/oembed")
    def oembed() -> Response:
        words = site.words
        if request.args.get("format", "json") != "json":
            text = words("format={found} is not offered; expected json.").format(found=request.args["format"][:20])
            raise Problem(HTTPStatus.NOT_IMPLEMENTED, "unknown_format", text)
        asked = request.args.get("url", "")
        query = view_of(site, asked)
        if query is None:
            text = words("url={found} is no map of this atlas; expected an address that begins with {home}.")
            found = text.format(found=asked[:200], home=site.urls.public().home)
            raise Problem(HTTPStatus.NOT_FOUND, "not_a_map", found)
        answer = jsonify(rich(site, query, _most("maxwidth"), _most("maxheight")))
        answer.headers["Access-Control-Allow-Origin"] = "*"
        return answer

    return blueprint


def view_of(site: Site, address: str) -> str | None:
    """Give the query of a map's address; None where it is no map of this atlas."""
    home, asked = urlsplit(site.urls.public().home), urlsplit(address)
    if asked.netloc != home.netloc or not asked.path.startswith(home.path):
        return None
    page = asked.path.removeprefix(home.path).strip("/")
    return f"?{asked.query}" if page in {"", EMBEDDED_MAP.path} else None


def rich(site: Site, query: str, most_wide: int | None, most_high: int | None) -> dict[str, Any]:
    """Describe the frame of a view.

    Parameters
    ----------
    query : str
        State of the view, perhaps nonsense; ``show`` names the parts of the frame.
    most_wide, most_high : int or None
        Pixels that frame and thumbnail may have at most, as far as the editor says so.

    Returns
    -------
    dict
        An answer of the kind "rich", as JSON writes it; without a thumbnail where none is as small.
    """
    words, public = site.words, site.urls.public()
    state = read_query(query, site.atlas, words).state
    parts, _notices = read_embed({"show": parse_qs(query.lstrip("?")).get("show", [",".join(PARTS)])}, words)
    made = replace(parts, width=_least(DEFAULT_WIDTH, most_wide), height=_least(DEFAULT_HEIGHT, most_high))
    shown = scene(site.atlas, state, words)
    addresses = Addresses(
        page=public.map(write_query(framed(state, made.parts))),
        frame=public.embedded_map(frame_query(state, made)),
        script="",
    )
    return {
        "version": "1.0",
        "type": "rich",
        "title": picture_title(shown),
        "provider_name": site.title,
        "provider_url": public.home,
        "width": made.width,
        "height": made.height,
        "html": embed_code(shown, made, addresses),
        **_thumbnail(public, write_query(state), most_wide, most_high),
    }


def _thumbnail(public: Urls, address: str, most_wide: int | None, most_high: int | None) -> dict[str, Any]:
    """Address the picture of a view in a size that is allowed; nothing where there is none."""
    most = tuple(map(_least, PICTURE_SIZE, (most_wide, most_high)))
    sizes = ((dpi, SHEETS["preview"].pixels(dpi)) for dpi in range(SCREEN_DPI, DPI[0] - 1, -1))
    for dpi, (wide, high) in sizes:
        if wide <= most[0] and high <= most[1]:
            own = f"dpi={dpi}" if dpi != SCREEN_DPI else ""
            return {"thumbnail_url": public.preview(address, own), "thumbnail_width": wide, "thumbnail_height": high}
    return {}


def _least(usual: int, most: int | None) -> int:
    return usual if most is None else min(usual, most)


def _most(key: str) -> int | None:
    """Read a limit in pixels; what is none is passed over, as editors send it."""
    text = request.args.get(key, "")
    plain = text.isascii() and text.isdecimal() and len(text) < len("100000")
    return int(text) or None if plain else None
