"""The areas of a level: shaded for ratios, plain ground for circles; the only layer that pointer and keyboard reach."""

from __future__ import annotations

import dash_leaflet as dl

STYLE = {"variable": "atlas.style"}
EACH = {"variable": "atlas.eachArea"}


def areas_layer(key: str, url: str = "") -> dl.Pane:
    """Build the layer of areas.

    Parameters
    ----------
    key : str
        Id of the layer; its ``url`` is set when a view is shown.
    url : str
        GeoJSON file whose features have a ``code``.

    Returns
    -------
    dl.Pane
        The style and the handlers live in ``assets/map/hooks.js``: layers are kept and recoloured in place.
    """
    layer = dl.GeoJSON(id=key, url=url or None, style=STYLE, onEachFeature=EACH)
    return dl.Pane(layer, name="atlas-areas", style={"zIndex": 400})
