"""Names on the map: district seats, and municipalities when the map is near or shows one district."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dash_leaflet as dl

from atlas.model import Level

if TYPE_CHECKING:
    from atlas.data.edition import Edition
    from atlas.views.map.scene import Scene
    from layers.addresses import Addresses

LABEL = {"variable": "atlas.label"}


def labels_layer(edition: Edition, urls: Addresses) -> dl.Pane:
    """Build the names, the same over every view; those of rank 1 are shown from afar."""
    layer = dl.GeoJSON(url=urls.seats(edition.release), pointToLayer=LABEL)
    return dl.Pane(layer, name="labels", style={"zIndex": 620, "pointerEvents": "none"})


def names(scene: Scene, urls: Addresses) -> str:
    """Name the file of the municipalities' label points; the browser writes those that have room."""
    return urls.areas_of("names", scene.edition.release, scene.state.territory, Level.MUNICIPALITY)
