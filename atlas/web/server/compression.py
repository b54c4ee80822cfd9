"""Compression: pages as they are written, scripts and styles once and densely, before the first visitor comes."""

from __future__ import annotations

import re
from functools import lru_cache
from http import HTTPStatus
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import brotli
import dash_leaflet
from dash import dcc, html
from flask import Flask, Response, request
from flask_compress import Compress

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Quality of brotli; the densest takes a second for the largest scripts.
DENSE, LESS_DENSE, MOST_DENSE_BYTES = 11, 9, 60_000
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
            kept[request.full_path] = packed(content)
        response.set_data(kept[request.full_path])
        response.headers["Content-Encoding"] = "br"
        response.vary.add("Accept-Encoding")
        return response

    server.after_request(pack)  # runs before the functions registered earlier, so nothing is compressed twice


@lru_cache(maxsize=64)  # the scripts of the libraries, packed before their address is known
def packed(content: bytes) -> bytes:
    """Compress a script or style with brotli, densely."""
    dense: bytes = brotli.compress(content, quality=DENSE if len(content) < MOST_DENSE_BYTES else LESS_DENSE)
    return dense


def pack_ahead() -> Thread:
    """Begin to compress the scripts of the libraries beside what else a start does: brotli holds no lock of Python.

    Returns
    -------
    Thread
        `warm` waits for it: no worker is forked before.
    """
    thread = Thread(target=lambda: [packed(script.read_bytes()) for script in library_scripts()], daemon=True)
    thread.start()
    return thread


def library_scripts() -> Iterator[Path]:
    """Find the scripts of Dash and its components that a page loads before it is shown.

    Yields
    ------
    Path
        Files of the installed packages.
    """
    for library in (dcc, dash_leaflet, html):
        for entry in library._js_dist:  # noqa: SLF001  where Dash looks
            path = entry.get("relative_package_path")
            if path and not (entry.get("async") or entry.get("dynamic")):
                yield _folder(entry["namespace"]) / path
    own = _folder("dash")
    yield own / "dash-renderer" / "build" / "dash_renderer.min.js"
    yield max((own / "deps").glob("react-dom@*.min.js"))  # the newest is the one that Dash uses


def _folder(package: str) -> Path:
    return Path(str(import_module(package).__file__)).parent


def warm(server: Flask, home: str, ahead: Thread) -> None:
    """Ask for the first page and its scripts, so that the first visitor does not wait for their compression."""
    ahead.join()
    client = server.test_client()
    page = client.get(home).text
    for address in re.findall(r'(?:src|href)="(/[^"]+\.(?:js|css)[^"]*)"', page):
        client.get(address, headers={"Accept-Encoding": "br"}).close()
