"""The HTML around the app: language, first files ahead of time, hatches, and headers that keep everything at home."""

from __future__ import annotations

import re
from html import escape
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import brotli
from dash import Dash
from flask import Flask, Response, abort, request
from flask_compress import Compress

from atlas.web.server.assets import PageFiles, head_tags

if TYPE_CHECKING:
    from collections.abc import Callable

    from atlas.settings import Settings
    from atlas.words.words import Words

#: Dash names them on every page: a table component that no page has, and a polyfill that only plotly's component needs.
UNUSED_SCRIPTS = ("dash_table/", "polyfill@")
#: Quality of brotli; the densest takes a second for the largest scripts.
DENSE, LESS_DENSE, MOST_DENSE_BYTES = 11, 9, 50_000
SCRIPTS_AND_STYLES = {"application/javascript", "text/javascript", "text/css"}

#: Inline, because browsers ask for an icon file again at every change of the address.
ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
    "%3Crect width='16' height='16' rx='3' fill='%230b5d66'/%3E"
    "%3Cpath d='M3 11 6 5l4 2 3-3v8z' fill='%23fff'/%3E%3C/svg%3E"
)

INDEX = """<!DOCTYPE html>
<html lang="@lang">
<head>
{%metas%}
<meta name="color-scheme" content="light dark">
<meta name="description" content="@description">
<title>{%title%}</title>
<link rel="icon" href="@icon">
@preload
{%css%}
</head>
<body>
<svg class="hatches" aria-hidden="true" focusable="false" width="0" height="0"><defs>
<pattern id="hatch-none" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
<rect class="hatch-paper" width="7" height="7"/><line class="hatch-line" x1="0" y1="0" x2="0" y2="7"/></pattern>
<pattern id="hatch-hidden" width="3.5" height="3.5" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
<rect class="hatch-paper" width="3.5" height="3.5"/><line class="hatch-dense" x1="0" y1="0" x2="0" y2="3.5"/></pattern>
</defs></svg>
@template
<noscript>@noscript</noscript>
<p class="loading">@loading</p>
{%app_entry%}
<footer class="scripts">
{%config%}
{%scripts%}
{%renderer%}
</footer>
</body>
</html>
"""


class AtlasDash(Dash):  # type: ignore[misc]
    """Dash whose first page names the files of the map it will show, so that they load while scripts are being read."""

    preload: Callable[[str], list[str]] = staticmethod(lambda _query: [])
    tags: Callable[[str], str] = staticmethod(lambda _query: "")
    unused: tuple[str, ...] = UNUSED_SCRIPTS
    #: Paths under its own one that show the app; Dash itself answers every address with it.
    paths: frozenset[str] = frozenset(("",))
    files: PageFiles = PageFiles()
    #: Path of the atlas on its server, under which its files stand.
    prefix: str = "/"

    def index(self, *args: Any, **kwargs: Any) -> str:  # noqa: ANN401  as Dash calls it
        """Answer only the addresses of the app; called by Dash for each path that nothing else answers."""
        if request.path.removeprefix(self.config.url_base_pathname).strip("/") not in self.paths:
            abort(HTTPStatus.NOT_FOUND)
        page: str = super().index(*args, **kwargs)
        return page

    def interpolate_index(self, **parts: str) -> str:
        """Fill the shell; called by Dash for each page load."""
        query = request.query_string.decode(errors="replace")
        urls = self.preload(query)
        links = "\n".join(f'<link rel="preload" href="{escape(u)}" as="fetch" crossorigin="anonymous">' for u in urls)
        unused = "|".join(map(re.escape, self.unused))
        parts["scripts"] = re.sub(rf'<script src="[^"]*/(?:{unused})[^"]*"></script>', "", parts["scripts"])
        # Dash begins in document order, after the scripts that its callbacks name, however late those arrive
        parts["renderer"] = parts["renderer"].replace('type="application/javascript"', 'type="module"')
        parts["css"] = f"{parts['css']}\n{head_tags(self.files, self.prefix)}"
        page: str = super().interpolate_index(**parts)
        return page.replace("@preload", f"{links}\n{self.tags(query)}")


def index_page(lang: str, template: str, words: Words) -> str:
    """Fill what is the same on every page into the HTML shell: language, texts, the template of indicators."""
    texts = {
        "lang": lang,
        "template": template,
        "icon": ICON,
        "description": words("Map, time series and comparison of social indicators"),
        "noscript": words("The map needs JavaScript."),
        "loading": words("The map is loading."),
    }
    page = INDEX
    for key, text in texts.items():
        page = page.replace(f"@{key}", text)
    return page


def secure(server: Flask, settings: Settings, *apps: Dash) -> None:
    """Send the headers that allow nothing from elsewhere, and compress what is not compressed yet.

    Styles must be allowed inline, because Dash's own components write style elements; scripts are not: the inline ones
    that Dash writes are allowed by their hashes.
    """
    scripts = " ".join(("'self'", *dict.fromkeys(h for app in apps for h in app.csp_hashes())))
    tiles = urlsplit(settings.tiles.replace("{s}", "*")) if settings.tiles else None
    images = f"'self' data: blob: {tiles.scheme}://{tiles.netloc}" if tiles else "'self' data: blob:"
    policy = "; ".join(
        (
            "default-src 'self'",
            f"script-src {scripts}",
            "style-src 'self' 'unsafe-inline'",
            f"img-src {images}",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
        )
    )
    hosts = {"*": "*", "none": "'self'"}.get(settings.embed_hosts, f"'self' {settings.embed_hosts}")
    framed = f"{settings.prefix}embed"

    def headers(response: Response) -> Response:
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        if response.mimetype in SCRIPTS_AND_STYLES:
            return (
                response  # a policy is one of documents; on each of forty scripts it would weigh more than some of them
            )
        ancestors = hosts if request.path.rstrip("/") == framed else "'self'"
        response.headers["Content-Security-Policy"] = f"{policy}; frame-ancestors {ancestors}"
        response.headers["Permissions-Policy"] = "geolocation=(), camera=(), microphone=()"
        return response

    server.after_request(headers)
    server.config.update(
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=5,
        COMPRESS_MIN_SIZE=400,
        COMPRESS_MIMETYPES=[
            "text/html",
            "text/css",
            "application/json",
            "application/javascript",
            "text/javascript",
            "image/svg+xml",
            "application/ld+json",
            "text/turtle",
            "text/csv",
            "application/geo+json",
        ],
    )
    Compress(server)
    _keep_packed(server)


def _keep_packed(server: Flask) -> None:
    """Compress scripts and styles once and densely: their addresses change with their content."""
    kept: dict[str, bytes] = {}

    def pack(response: Response) -> Response:
        fixed = "/_dash-component-suites/" in request.path or "/assets/" in request.path
        wanted = response.status_code == HTTPStatus.OK and response.mimetype in SCRIPTS_AND_STYLES
        if not (fixed and wanted and "br" in request.headers.get("Accept-Encoding", "")):
            return response
        if request.full_path not in kept:
            response.direct_passthrough = False
            content = response.get_data()
            quality = DENSE if len(content) < MOST_DENSE_BYTES else LESS_DENSE
            kept[request.full_path] = brotli.compress(content, quality=quality)
        response.set_data(kept[request.full_path])
        response.headers["Content-Encoding"] = "br"
        response.vary.add("Accept-Encoding")
        return response

    server.after_request(pack)  # runs before the functions registered earlier, so nothing is compressed twice


def warm(server: Flask, prefix: str) -> None:
    """Ask for the first page and its scripts, so that the first visitor does not wait for their compression."""
    client = server.test_client()
    page = client.get(prefix).text
    for address in re.findall(r'(?:src|href)="(/[^"]+\.(?:js|css)[^"]*)"', page):
        client.get(address, headers={"Accept-Encoding": "br"}).close()
