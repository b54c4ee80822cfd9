"""Names of the district seats, more of them the nearer the map is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dash_leaflet as dl

if TYPE_CHECKING:
    from atlas.data.edition import Edition
    from layers.addresses import Addresses

LABEL = {"variable": "atlas.label"}


def labels_layer(edition: Edition, urls: Addresses) -> dl.Pane:
    """Build the names, the same over every view; those of rank 1 are shown from afar."""
    layer = dl.GeoJSON(url=urls.seats(edition.release), pointToLayer=LABEL)
    return dl.Pane(layer, name="labels", style={"zIndex": 620, "pointerEvents": "none"})
