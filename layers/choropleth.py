"""The areas of a level: shaded for ratios, plain ground for circles; the only layer that pointer and keyboard reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dash_leaflet as dl

from atlas.views.map.browser_records import Details

if TYPE_CHECKING:
    from atlas.model import Level
    from atlas.views.map.scene import Scene
    from layers.addresses import Addresses

STYLE = {"variable": "atlas.style"}
EACH = {"variable": "atlas.eachArea"}


def areas_layer(key: str) -> dl.Pane:
    """Build the layer of areas.

    Parameters
    ----------
    key : str
        Id of the layer; its ``url`` is set when a view is shown.

    Returns
    -------
    dl.Pane
        The style and the handlers live in ``assets/map/hooks.js``: layers are kept and recoloured in place.
    """
    layer = dl.GeoJSON(id=key, style=STYLE, onEachFeature=EACH)
    return dl.Pane(layer, name="atlas-areas", style={"zIndex": 400})


def areas(scene: Scene, urls: Addresses) -> Details:
    """Name the outlines of the areas of a view."""
    return outlines(scene, scene.state.level, urls)


def outlines(scene: Scene, level: Level, urls: Addresses) -> Details:
    """Name the outlines of a level on the territory date of a view, for afar and near."""
    coarse, fine = (scene.edition.outline(scene.state.territory, level, detail) for detail in ("coarse", "fine"))
    return Details(coarse=urls.geometry(coarse), fine=urls.geometry(fine))
