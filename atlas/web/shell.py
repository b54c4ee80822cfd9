"""The HTML around the app: language, first files ahead of time, hatches, and headers that keep everything at home."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Flask, Response
from flask_compress import Compress

if TYPE_CHECKING:
    from dash import Dash

    from atlas.settings import Settings

YEAR_SECONDS = 31_536_000

INDEX = """<!DOCTYPE html>
<html lang="@lang">
<head>
{%metas%}
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="@description">
<title>{%title%}</title>
{%favicon%}
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
<noscript>@noscript</noscript>
{%app_entry%}
<footer class="scripts">
{%config%}
{%scripts%}
{%renderer%}
</footer>
</body>
</html>
"""


def index_page(lang: str, texts: dict[str, str], preload: list[str]) -> str:
    """Fill the HTML shell.

    Parameters
    ----------
    lang : str
        Language of the page.
    texts : dict of str to str
        ``description`` and ``noscript``.
    preload : list of str
        Addresses of files that the first map needs: asked for while scripts are still being read.
    """
    links = "\n".join(f'<link rel="preload" href="{url}" as="fetch" crossorigin="anonymous">' for url in preload)
    page = INDEX.replace("@lang", lang).replace("@preload", links)
    for key, text in texts.items():
        page = page.replace(f"@{key}", text)
    return page


def secure(app: Dash, settings: Settings) -> None:
    """Send the headers that allow nothing from elsewhere, and compress what is not compressed yet.

    Styles must be allowed inline, because Dash's own components write style elements; scripts are not: the inline ones
    that Dash writes are allowed by their hashes.
    """
    scripts = " ".join(("'self'", *app.csp_hashes()))
    tiles = urlsplit(settings.tiles.replace("{s}", "*")) if settings.tiles else None
    images = f"'self' data: {tiles.scheme}://{tiles.netloc}" if tiles else "'self' data:"
    policy = "; ".join(
        (
            "default-src 'self'",
            f"script-src {scripts}",
            "style-src 'self' 'unsafe-inline'",
            f"img-src {images}",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            f"frame-ancestors {settings.frame_ancestors}",
        )
    )
    server: Flask = app.server

    def headers(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = policy
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Permissions-Policy"] = "geolocation=(), camera=(), microphone=()"
        return response

    server.after_request(headers)
    server.config.update(
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=5,
        COMPRESS_MIN_SIZE=400,
        COMPRESS_MIMETYPES=[
            "text/html", "text/css", "application/json", "application/javascript", "text/javascript", "image/svg+xml",
        ],
    )
    Compress(server)
