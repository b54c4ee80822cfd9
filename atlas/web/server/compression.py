"""Compression: pages as they are written, scripts and styles once and densely, before the first visitor comes."""

from __future__ import annotations

import re
from http import HTTPStatus

import brotli
from flask import Flask, Response, request
from flask_compress import Compress

#: Quality of brotli; the densest takes a second for the largest scripts.
DENSE, LESS_DENSE, MOST_DENSE_BYTES = 11, 9, 50_000
SCRIPTS_AND_STYLES = {"application/javascript", "text/javascript", "text/css"}


def compress(server: Flask) -> None:
    """Compress what is not compressed yet."""
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
