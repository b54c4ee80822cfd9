"""Outlines that give a map its place: districts over the areas, neighbouring states under them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dash_leaflet as dl

from atlas.model import Level
from layers.choropleth import outlines

if TYPE_CHECKING:
    from atlas.data.edition import Edition
    from atlas.views.map.browser_records import Details
    from atlas.views.map.scene import Scene
    from layers.addresses import Addresses

BORDER_STYLE = {"variable": "atlas.borderStyle"}
GROUND_STYLE = {"variable": "atlas.groundStyle"}


def borders_layer(key: str) -> dl.Pane:
    """Build the outlines of districts; the ``url`` of the layer `key` is set when a view is shown."""
    return dl.Pane(
        dl.GeoJSON(id=key, style=BORDER_STYLE), name="borders", style={"zIndex": 430, "pointerEvents": "none"}
    )


def districts(scene: Scene, urls: Addresses) -> Details | None:
    """Name the outlines of the districts; None where the areas are no part of one."""
    inside = scene.state.level in {Level.MUNICIPALITY, Level.ASSOCIATION}
    return outlines(scene, Level.DISTRICT, urls) if inside else None


def ground_layer(edition: Edition, urls: Addresses) -> dl.Pane:
    """Build the neighbouring states, the same under every view."""
    layer = dl.GeoJSON(url=urls.geometry(edition.manifest.background.file), style=GROUND_STYLE)
    return dl.Pane(layer, name="ground", style={"zIndex": 300, "pointerEvents": "none"})
