"""oEmbed: editors that know it turn a pasted link of a view into its frame (https://oembed.com, version 1.0)."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, jsonify, request

from atlas.views.map.scene import scene
from atlas.views.map.summary import picture_title
from atlas.views.query.view_query import read_query, write_query
from atlas.views.share.embed_code import (
    DEFAULT_HEIGHT,
    DEFAULT_WIDTH,
    HEIGHTS,
    PICTURE_SIZE,
    WIDTHS,
    Addresses,
    Embed,
    embed_code,
    frame_query,
)
from atlas.web.pages_list import EMBEDDED_MAP
from atlas.web.server.problems import Problem

if TYPE_CHECKING:
    from atlas.web.site import Site


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
        answer = jsonify(rich(site, query, _most("maxwidth", DEFAULT_WIDTH), _most("maxheight", DEFAULT_HEIGHT)))
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


def rich(site: Site, query: str, width: int, height: int) -> dict[str, Any]:
    """Describe the frame of a view.

    Parameters
    ----------
    query : str
        State of the view, perhaps nonsense.
    width, height : int
        Pixels that the frame may have at most.

    Returns
    -------
    dict
        An answer of the kind "rich", as JSON writes it.
    """
    words, public = site.words, site.urls.public()
    state = read_query(query, site.atlas, words).state
    shown, address = scene(site.atlas, state, words), write_query(state)
    made = Embed(width=width, height=height)
    frame = public.embedded_map(frame_query(state, made))
    return {
        "version": "1.0",
        "type": "rich",
        "title": picture_title(shown),
        "provider_name": words("Social structure atlas of Thuringia"),
        "provider_url": public.home,
        "width": width,
        "height": height,
        "html": embed_code(shown, made, Addresses(page=public.map(address), frame=frame, script="")),
        "thumbnail_url": public.preview(address),
        "thumbnail_width": PICTURE_SIZE[0],
        "thumbnail_height": PICTURE_SIZE[1],
    }


def _most(key: str, default: int) -> int:
    """Read a limit in pixels; a frame is never wider or higher than asked for, where it can be that small."""
    text = request.args.get(key, "")
    allowed = WIDTHS if key == "maxwidth" else HEIGHTS
    if not (text.isascii() and text.isdecimal() and len(text) < len("100000")):
        return default
    return max(allowed[0], min(int(text), default))
