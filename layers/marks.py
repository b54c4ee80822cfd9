"""Marks over the areas that stand out with or from their neighbours; the scripts set them, a file a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dash_leaflet as dl

from atlas.views.query.view_query import own_query

if TYPE_CHECKING:
    from atlas.views.map.scene import Scene
    from layers.addresses import Addresses

#: Counts how often the file was written in another way; browsers keep it for a year.
SHAPE = "shape=1"


def marks_layer() -> dl.Pane:
    """Build the place of the marks, which takes no pointer: the areas below are what is reached."""
    return dl.Pane(name="marks", style={"zIndex": 460, "pointerEvents": "none"})


def marks(scene: Scene, urls: Addresses) -> str:
    """Name the files of the marks, with the year open as ``{year}``; empty where a view has none."""
    state = scene.state
    if scene.marks is None:
        return ""
    where = (scene.edition.release, state.territory, state.level, state.indicator)
    return urls.marks(*where, SHAPE, own_query(state))
