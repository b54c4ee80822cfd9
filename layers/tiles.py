"""A tile background, only where the operator configured a server."""

from __future__ import annotations

import dash_leaflet as dl


def tiles_layer(template: str, attribution: str) -> list[dl.TileLayer]:
    """Build the tile layer, or nothing: without a template no request leaves the page."""
    return [dl.TileLayer(url=template, attribution=attribution, opacity=0.6)] if template else []
