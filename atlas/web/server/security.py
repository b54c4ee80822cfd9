"""Headers that keep everything at home: what a page may load, who may frame it, what it tells others."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Flask, Response, request

from atlas.web.server.compression import SCRIPTS_AND_STYLES

if TYPE_CHECKING:
    from dash import Dash

    from atlas.web.site import Site


def secure(server: Flask, site: Site, *apps: Dash) -> None:
    """Send the headers that allow nothing from elsewhere.

    Styles must be allowed inline, because Dash's own components write style elements; scripts are not: the inline ones
    that Dash writes are allowed by their hashes.
    """
    settings = site.settings
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
    framed = site.urls.embedded_map()

    def headers(response: Response) -> Response:
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        if response.mimetype in SCRIPTS_AND_STYLES:
            return response  # a policy is one of documents; on forty scripts it would weigh more than some of them
        ancestors = hosts if request.path.rstrip("/") == framed else "'self'"
        response.headers["Content-Security-Policy"] = f"{policy}; frame-ancestors {ancestors}"
        response.headers["Permissions-Policy"] = "geolocation=(), camera=(), microphone=()"
        return response

    server.after_request(headers)
