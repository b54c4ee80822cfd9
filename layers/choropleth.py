"""The areas of a level: shaded for ratios, plain ground for circles; the only layer that pointer and keyboard reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dash_leaflet as dl

from atlas.model import Level
from atlas.views.map.browser_records import Details
from atlas.views.query.view_query import own_query

if TYPE_CHECKING:
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
    state = scene.state
    if level is Level.SOCIAL_REGION:  # nobody shipped them
        coarse, fine = (
            urls.areas_of(
                "outlines", scene.edition.release, state.territory, level, f"detail={detail}", own_query(state)
            )
            for detail in ("coarse", "fine")
        )
        return Details(coarse=coarse, fine=fine)
    coarse, fine = (
        urls.geometry(scene.edition.layer(state.territory, level, detail).file) for detail in ("coarse", "fine")
    )
    return Details(coarse=coarse, fine=fine)
