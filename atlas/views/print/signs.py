"""The marks of neighbourhood patterns as they are drawn: a triangle up is a high value, one down a low one.

It is filled where the neighbours are alike, and hollow where the area stands alone: shape says all, without colour.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.statistics.neighbourhood import Pattern
from atlas.views.map.neighbour_marks import MARKED
from atlas.views.map.palettes import PATTERN_COLOURS
from atlas.views.print.inks import GREY

if TYPE_CHECKING:
    from atlas.views.map.scene import Scene
    from atlas.views.print.area_paths import Frame
    from atlas.views.print.inks import Inks
    from atlas.views.print.typeset import Box

HIGH = {Pattern.HIGH_AMONG_HIGH, Pattern.HIGH_AMONG_LOW}
ALIKE = {Pattern.HIGH_AMONG_HIGH, Pattern.LOW_AMONG_LOW}
#: Half the width of a mark as a share of the map's width: as on the screen, where the map is 700 pixels wide.
SHARE = 5 / 700


def marked(scene: Scene) -> dict[str, Pattern]:
    """Name the areas that are marked by their code, those that are shown in full."""
    if scene.marks is None:
        return {}
    of = zip(scene.figures.codes, scene.marks.of.tolist(), scene.inside.tolist(), strict=True)
    return {code: Pattern(pattern) for code, pattern, inside in of if inside and pattern in MARKED}


def marks_svg(scene: Scene, frame: Frame, inks: Inks) -> str:
    """Draw the marks of a scene into a frame."""
    parts = []
    for code, pattern in marked(scene).items():
        x, y = frame.place(scene.areas[code].lon, scene.areas[code].lat)
        if frame.x <= x <= frame.x + frame.width and frame.y <= y <= frame.y + frame.height:
            parts.append(f'<g data-code="{code}">{sign(pattern, (x, y), SHARE * frame.width, inks)}</g>')
    return f'<g class="neighbour-marks">{"".join(parts)}</g>' if parts else ""


def room_of_marks(scene: Scene, frame: Frame) -> list[Box]:
    """Give the room of each mark (west, north, east, south in millimetres), where no name may stand."""
    r = 1.4 * SHARE * frame.width
    middles = (frame.place(scene.areas[code].lon, scene.areas[code].lat) for code in marked(scene))
    return [(x - r, y - r, x + r, y + r) for x, y in middles]


def sign(pattern: Pattern, at: tuple[float, float], r: float, inks: Inks) -> str:
    """Draw one mark: its middle and half its width in millimetres; a line in the colour of the paper goes around it."""
    (x, y), up = at, 1 if pattern in HIGH else -1
    path = f"M{x:.2f} {y - up * r:.2f}L{x + r:.2f} {y + up * 0.8 * r:.2f}H{x - r:.2f}Z"
    colour = inks.ink if inks is GREY else PATTERN_COLOURS[Pattern.HIGH_AMONG_HIGH if up > 0 else Pattern.LOW_AMONG_LOW]
    fill = colour if pattern in ALIKE else inks.paper
    return (
        f'<path d="{path}" fill="{inks.paper}" stroke="{inks.paper}" stroke-width="{0.75 * r:.2f}"'
        f' stroke-linejoin="round"/><path d="{path}" fill="{fill}" stroke="{colour}" stroke-width="{0.3 * r:.2f}"'
        ' stroke-linejoin="round"/>'
    )
