"""The absolute address of the atlas, for links that leave it: citations, QR codes, embeds, catalogues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request

if TYPE_CHECKING:
    from atlas.settings import Settings


def public_base(settings: Settings) -> str:
    """Write the address of the map page, with a slash at its end: as the operator says, or as the reader asked."""
    host = settings.public_url.rstrip("/") or request.host_url.rstrip("/")
    return host + settings.prefix
