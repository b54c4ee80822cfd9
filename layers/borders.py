"""Outlines that give a map its place: districts over the areas, neighbouring states under them."""

from __future__ import annotations

import dash_leaflet as dl

BORDER_STYLE = {"variable": "atlas.borderStyle"}
GROUND_STYLE = {"variable": "atlas.groundStyle"}


def borders_layer(key: str) -> dl.Pane:
    """Build the outlines of districts; the ``url`` of the layer `key` is set when a view is shown."""
    return dl.Pane(
        dl.GeoJSON(id=key, style=BORDER_STYLE), name="borders", style={"zIndex": 430, "pointerEvents": "none"}
    )


def ground_layer(url: str) -> dl.Pane:
    """Build the neighbouring states from the GeoJSON file at `url`."""
    layer = dl.GeoJSON(url=url, style=GROUND_STYLE)
    return dl.Pane(layer, name="ground", style={"zIndex": 300, "pointerEvents": "none"})
