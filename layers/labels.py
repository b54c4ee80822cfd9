"""Names of the district seats, more of them the nearer the map is."""

from __future__ import annotations

import dash_leaflet as dl

LABEL = {"variable": "atlas.label"}


def labels_layer(url: str) -> dl.Pane:
    """Build the names from a GeoJSON file of points with ``name`` and ``rank`` (1: shown from afar)."""
    layer = dl.GeoJSON(url=url, pointToLayer=LABEL)
    return dl.Pane(layer, name="labels", style={"zIndex": 620, "pointerEvents": "none"})
