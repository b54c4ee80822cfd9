"""Proportional circles: their area, not their radius, grows with the count."""

from __future__ import annotations

import dash_leaflet as dl

CIRCLE = {"variable": "atlas.circle"}
EACH = {"variable": "atlas.eachCircle"}


def circles_layer(key: str) -> dl.Pane:
    """Build the layer of circles; its ``url`` (GeoJSON points with a ``code``) is set only for counts."""
    layer = dl.GeoJSON(id=key, pointToLayer=CIRCLE, onEachFeature=EACH)
    return dl.Pane(layer, name="circles", style={"zIndex": 450})
