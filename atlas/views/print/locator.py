"""A small map of the state beside a section: where it lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from atlas.views.map.whole import within
from atlas.views.print.area_paths import STEP, area_paths, framed
from atlas.views.print.pen import Drawing

if TYPE_CHECKING:
    from atlas.views.map.scene import Scene
    from atlas.views.print.area_paths import Frame
    from atlas.views.print.inks import Inks
    from atlas.views.print.typeset import Box

#: Millimetres that it takes at least and at most on either side; in less room there is none.
LEAST, MOST = 22.0, 46.0


def locator(scene: Scene, frame: Frame, room: Box, inks: Inks) -> Drawing:
    """Draw the state with the frame of the map in it, in the lower right corner of the room that is left.

    Parameters
    ----------
    scene : Scene
        What is shown; a map of the whole state needs none.
    frame : Frame
        Where the map lies, and what it shows.
    room : tuple of float
        West, north, east, south of what is free on the sheet, millimetres.
    inks : Inks
        Colours of the sheet.
    """
    made = Drawing(inks)
    west, north, east, south = room
    side = min(MOST, east - west, south - north)
    if not (scene.state.bbox or scene.focus) or side < LEAST:
        return made
    scope = scene.edition.scope
    outline = scene.edition.outlines(scene.state.territory, scope.top_level, "coarse")
    small = framed(outline, scope.top, scope.crs, (east - side, south - side, side, side))
    state = "".join(area_paths(scene, scope.top_level, "coarse", small).values())
    corners = np.array([0.0, frame.width, 0.0, frame.height]) / frame.scale
    left, right = (small.x + (frame.west + m - small.west) * small.scale for m in corners[:2])
    top, foot = (small.y + (small.north - frame.north + m) * small.scale for m in corners[2:])
    left, top, right, foot = max(left, west), max(top, north), min(right, east), min(foot, south)
    box = (east - side, south - side, east, south)
    shape = (
        f'<g class="locator"><path transform="translate({small.x:.2f} {small.y:.2f}) scale({STEP})" d="{state}"'
        f' fill="#e4e4e4" stroke="{inks.soft}" stroke-width="{0.2 / STEP:.1f}"/><rect x="{left:.2f}" y="{top:.2f}"'
        f' width="{right - left:.2f}" height="{foot - top:.2f}" fill="none" stroke="{inks.ink}" stroke-width="0.5"/>'
        "</g>"
    )
    made.show([shape], box, scene.words("Where the part shown lies {within}").format(within=within(scope, scene.words)))
    return made
