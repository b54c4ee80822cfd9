"""What answers to programs say beside their content: any page may read them, search engines leave files alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask, Response, request

from atlas.web.server.problems import is_open

if TYPE_CHECKING:
    from atlas.web.site import Site

EXPOSED = "ETag, Content-Disposition, Content-Range, Accept-Ranges, Retry-After"
ASKED_BEFORE = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match, If-Range, Range, Content-Type, Cache-Control, X-Requested-With",
    "Access-Control-Max-Age": "86400",
}


def open_to_all(server: Flask, site: Site) -> None:
    """Let scripts of any page read figures, files and errors (CORS), also where browsers ask before."""
    home = site.urls.home

    def share(response: Response) -> Response:
        if not is_open(request.path, home):
            return response
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = EXPOSED
        if request.method == "OPTIONS":
            response.headers.update(ASKED_BEFORE)
        if request.path.startswith(f"{home}export/"):
            response.headers["X-Robots-Tag"] = "noindex"
        return response

    server.after_request(share)
