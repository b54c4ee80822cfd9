"""Names on paper: selected areas, districts, and municipalities where a part of the state is shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from atlas.model import TOP_LEVELS, Level
from atlas.views.print.signs import room_of_marks
from atlas.views.print.typeset import BOLD, REGULAR, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atlas.model import Area
    from atlas.views.map.scene import Scene
    from atlas.views.print.area_paths import Frame
    from atlas.views.print.typeset import Box, Ink

#: Sizes of names as shares of that of a selected area; none is below 7.5 points on A4.
DISTRICT, MUNICIPALITY = 0.88, 0.86
#: Room between two names in millimetres: places are rounded when they are written.
GAP = 0.1
#: Room between a name and the scale bar, millimetres.
CLEAR = 2.0
#: A section that holds more municipalities is looked at from too far for their names.
MOST_MUNICIPALITIES = 150
#: Where a name may stand, in heights of type from the middle of its area.
SHIFTS = [
    (0.0, 0.0), (0.0, -1.2), (0.0, 1.2), (2.0, 0.0), (-2.0, 0.0), (0.0, -2.2), (0.0, 2.2), (3.0, -1.2), (-3.0, -1.2),
    (3.0, 1.2), (-3.0, 1.2), (0.0, 3.2), (0.0, -3.2),
]  # fmt: skip
#: A municipality is small: its name stands in its middle, or a line above or below; there alone beside a circle.
NEAR, BESIDE = SHIFTS[:3], SHIFTS[1:5]


def names(scene: Scene, frame: Frame, size: float, taken: Box) -> list[Text]:
    """Name areas, each beside or above its middle where no other name stands.

    A selected area comes first and is never left out; any other one whose name finds no place is.

    Parameters
    ----------
    scene : Scene
        What is shown.
    frame : Frame
        Where the map lies.
    size : float
        Size of type of the sheet.
    taken : tuple of float
        Room of the scale bar, which no name may cover; nor does one cover a mark.
    """
    areas, state = scene.areas, scene.state
    inside = (frame.x, frame.y, frame.x + frame.width, frame.y + frame.height)
    blocked = [_around(taken, CLEAR), *room_of_marks(scene, frame)]
    placed: list[Text] = []
    for code in state.regions:
        placed += _placed(_tries(areas[code], frame, size, BOLD), placed, (inside, blocked), must=True)
    if state.level in TOP_LEVELS:
        return placed
    said = {areas[code].name for code in state.regions}

    def add(more: Iterable[Area], share: float, shifts: list[tuple[float, float]], colour: Ink = "ink") -> None:
        for area in (a for a in more if a.name not in said | {text.text for text in placed}):
            tries = _tries(area, frame, share * size, REGULAR, shifts, colour)
            placed.extend(_placed(tries, placed, (inside, blocked), must=False))

    large = Level.SOCIAL_REGION if state.level is Level.SOCIAL_REGION else Level.DISTRICT
    districts = sorted((areas[c] for c in scene.codes[large]), key=lambda a: a.area_km2)
    near = BESIDE if scene.representation.draw == "symbols" else NEAR
    if scene.focus:
        add(_municipalities(scene, frame, inside), MUNICIPALITY, near)
        add((a for a in districts if a.code != scene.focus.code), DISTRICT, SHIFTS, "soft")
        return placed
    add(districts, DISTRICT, SHIFTS)
    seen = _municipalities(scene, frame, inside) if state.bbox else []
    if len(seen) <= MOST_MUNICIPALITIES:
        add(seen, MUNICIPALITY, near)
    return placed


def _municipalities(scene: Scene, frame: Frame, inside: Box) -> list[Area]:
    """List those that lie in the frame and, if there is one, in the focus: towns first, then by size."""
    every = (scene.areas[c] for c in scene.codes[Level.MUNICIPALITY])
    held = [a for a in every if scene.focus is None or a.parent == scene.focus.code]
    seen = [a for a in held if within((*frame.place(a.lon, a.lat), *frame.place(a.lon, a.lat)), inside)]
    return sorted(seen, key=lambda a: ("stadt" not in a.designation.lower(), -a.area_km2))


def within(box: Box, other: Box) -> bool:
    """Whether a box (west, north, east, south) lies in another one."""
    return box[0] >= other[0] and box[1] >= other[1] and box[2] <= other[2] and box[3] <= other[3]


def overlap(a: Box, b: Box) -> bool:
    """Whether two boxes (west, north, east, south) share an area."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _around(box: Box, gap: float) -> Box:
    return box[0] - gap, box[1] - gap, box[2] + gap, box[3] + gap


def _tries(
    area: Area,
    frame: Frame,
    size: float,
    weight: int,
    shifts: list[tuple[float, float]] = SHIFTS,
    colour: Ink = "ink",
) -> list[Text]:
    x, y = frame.place(area.lon, area.lat)
    tall, halo = 3.1 * size, 0.9 * size
    return [
        Text(x + dx * tall, y + (0.33 + dy) * tall, area.name, tall, weight, "middle", colour, halo)
        for dx, dy in shifts
    ]


def _placed(tries: list[Text], others: list[Text], room: tuple[Box, list[Box]], *, must: bool) -> list[Text]:
    """Take the first place within the map that is free; one that must stand is moved inwards where there is none."""
    inside, blocked = room
    taken = [*blocked, *(_around(other.box, GAP) for other in others)]
    found = next((t for t in tries if within(t.box, inside) and not any(overlap(t.box, b) for b in taken)), None)
    if found is None and must:
        moved = (replace(t, x=t.x + max(0.0, inside[0] - t.box[0]) - max(0.0, t.box[2] - inside[2])) for t in tries)
        found = next((t for t in moved if within(t.box, inside)), None)
    return [] if found is None else [found]
