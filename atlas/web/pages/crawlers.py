"""What search engines ask of a site: which addresses to leave alone, which pages there are, and the icon."""

from __future__ import annotations

import struct
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote
from xml.etree.ElementTree import Element, SubElement, tostring

import resvg_py
from flask import Blueprint, Response

from atlas.web.caching import DAY_SECONDS, may_keep
from atlas.web.pages_list import EMBEDDED_MAP, PAGES
from atlas.web.server.html_shell import ICON

if TYPE_CHECKING:
    from atlas.web.site import Site
    from atlas.web.urls import Urls

#: Words that dress a view: with all their values there are more addresses than anybody can visit.
DRESS = ("regions", "bbox", "change_from", "palette", "scheme", "classes", "breaks", "benchmark", "release", "like")
FILES = ("export/", "api/", "files/", "_dash-", "oembed")
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
ICON_PX = 48


def crawlers_blueprint(site: Site) -> Blueprint:
    """Serve ``robots.txt``, ``sitemap.xml`` and ``favicon.ico``."""
    blueprint = Blueprint("crawlers", __name__)

    def kept(text: str | bytes, mimetype: str) -> Response:
        response = Response(text, mimetype=mimetype)
        may_keep(response, DAY_SECONDS)
        return response

    @blueprint.get("/robots.txt")
    def robots() -> Response:
        return kept(rules(site.urls), "text/plain")

    @blueprint.get("/sitemap.xml")
    def sitemap() -> Response:
        return kept(listed(site), "application/xml")

    @blueprint.get("/favicon.ico")
    def favicon() -> Response:
        return kept(icon(), "image/vnd.microsoft.icon")

    return blueprint


def rules(urls: Urls) -> str:
    """Say what crawlers shall not visit: files, and views in all their dresses."""
    refused = [f"Disallow: {urls.home}{path}" for path in FILES]
    refused += [f"Disallow: {urls.home}*{word}=" for word in DRESS]
    return "\n".join(["User-agent: *", *refused, "", f"Sitemap: {urls.public().home}sitemap.xml", ""])


def listed(site: Site) -> bytes:
    """List the pages, a map for each indicator that has figures, and the profiles."""
    atlas, public = site.atlas, site.urls.public()
    maps = [public.map(f"indicator={i.id}") for i in atlas.catalogue.indicators.values() if i.has_figures]
    areas = atlas.areas[site.usual].values()
    profiles = dict.fromkeys(public.profile((area.place or (area.code,))[0]) for area in areas)
    root = Element("urlset", xmlns=SITEMAP)
    for address in [*(public.page(page) for page in PAGES if page is not EMBEDDED_MAP), *maps, *profiles]:
        entry = SubElement(root, "url")
        SubElement(entry, "loc").text = address
        SubElement(entry, "lastmod").text = atlas.released.isoformat()
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


@lru_cache(maxsize=1)
def icon() -> bytes:
    """Draw the icon of the pages as an ICO that holds one PNG."""
    drawing = unquote(ICON.partition(",")[2])
    picture = bytes(resvg_py.svg_to_bytes(svg_string=drawing, width=ICON_PX, height=ICON_PX))
    head = struct.pack("<HHH", 0, 1, 1)
    entry = struct.pack("<BBBBHHII", ICON_PX, ICON_PX, 0, 0, 1, 32, len(picture), len(head) + 16)
    return head + entry + picture
