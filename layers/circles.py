"""Proportional circles: their area, not their radius, grows with the count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dash_leaflet as dl

from atlas.views.query.view_query import own_query

if TYPE_CHECKING:
    from atlas.views.map.scene import Scene
    from layers.addresses import Addresses

CIRCLE = {"variable": "atlas.circle"}
EACH = {"variable": "atlas.eachCircle"}


def circles_layer(key: str) -> dl.Pane:
    """Build the layer of circles; its ``url`` (GeoJSON points with a ``code``) is set only for counts."""
    layer = dl.GeoJSON(id=key, pointToLayer=CIRCLE, onEachFeature=EACH)
    return dl.Pane(layer, name="circles", style={"zIndex": 450})


def points(scene: Scene, urls: Addresses) -> str:
    """Name the points at which the circles of a view stand; empty where it has none."""
    state = scene.state
    if scene.representation.circle() is None:
        return ""
    return urls.areas_of("points", scene.edition.release, state.territory, state.level, own_query(state))
