"""The map of a view as the page shows it before its scripts draw it: the same areas in the same colours and places."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from atlas.model import Level
from atlas.views.map.circles import LARGEST_PX
from atlas.views.map.representation import HIDDEN, NO_DATA, OUTSIDE
from atlas.views.map.summary import alternative_text
from atlas.views.print.area_paths import WEB_MERCATOR, Frame, area_paths, filled_areas, neighbours, project
from atlas.views.print.signs import marked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atlas.data.places import Seat
    from atlas.views.map.scene import Scene

    Box = tuple[float, float, float, float]

#: Steps of the paths along the longer side of what is shown: finer than the pixels of a map in a window.
STEPS = 1600
#: The hatches of the page.
HATCHES = {NO_DATA: "url(#hatch-none)", HIDDEN: "url(#hatch-hidden)"}
#: Areas beside the one district that is shown.
MUTED = {OUTSIDE: "var(--outside)"}
#: Pixels: width of the map on a phone, and of a letter, a line and the gap between names.
NARROW, LETTER, LINE, GAP = 300.0, 7.0, 16.0, 4.0
INSIDE = {Level.MUNICIPALITY, Level.ASSOCIATION}


def screen_map(scene: Scene, seats: Iterable[Seat]) -> str:
    """Draw the map of a view as HTML.

    Parameters
    ----------
    scene : Scene
        What is shown.
    seats : iterable of Seat
        Towns, of which those of the first rank are named.

    Returns
    -------
    str
        A picture in Web Mercator for a box with the class ``map``, which the stylesheet fits into it as Leaflet does.
    """
    frame, view_box = _frame(scene.bounds)
    shape = f"--shape:{view_box[2] / view_box[3]:.5f}"
    over = _circles(scene, frame, view_box) + _marks(scene, frame, view_box) + _names(seats, frame, view_box)
    return (
        f'<div class="picture" role="img" aria-label="{escape(alternative_text(scene))}" style="{shape}">'
        f'<svg viewBox="{" ".join(f"{v:.2f}" for v in view_box)}" aria-hidden="true" focusable="false">'
        f'<path class="ground" d="{neighbours(scene, frame)}"/>{_areas(scene, frame)}{_lines(scene, frame)}</svg>'
        f'<div class="over" aria-hidden="true">{over}</div></div>'
    )


def _frame(bounds: tuple[float, ...]) -> tuple[Frame, Box]:
    """Make a frame of three times the width and height, for what a box of another shape shows beside the bounds."""
    west, south, east, north = bounds
    (left, right), (bottom, top) = project(WEB_MERCATOR).transform((west, east), (south, north))
    scale = STEPS / max(right - left, top - bottom)
    wide, high = (right - left) * scale, (top - bottom) * scale
    corner = (2 * left - right, 2 * top - bottom)
    frame = Frame(0, 0, 3 * wide, 3 * high, *corner, scale, crs=WEB_MERCATOR, step=1)
    return frame, (wide, high, wide, high)


def _areas(scene: Scene, frame: Frame) -> str:
    shown = scene.representation
    colours = ("var(--land)",) if shown.draw == "symbols" else shown.fills(scene.row)
    paths = area_paths(scene, scene.state.level, "coarse", frame)
    return filled_areas(scene, paths, dict(enumerate(colours)) | HATCHES | MUTED)


def _lines(scene: Scene, frame: Frame) -> str:
    """Draw the districts over smaller areas, and the outlines of what is selected."""
    state = scene.state
    districts = area_paths(scene, Level.DISTRICT, "coarse", frame).values() if state.level in INSIDE else ()
    paths = area_paths(scene, state.level, "coarse", frame)
    chosen = "".join(paths[code] for code in state.regions)
    lines = [("districts", "".join(districts)), ("selected-under", chosen), ("selected-over", chosen)]
    return "".join(f'<path class="{name}" d="{path}"/>' for name, path in lines if path)


def _circles(scene: Scene, frame: Frame, view_box: Box) -> str:
    """Draw the circles of counts, the large ones first; their size is one of pixels, whatever the map's."""
    shares = sorted(scene.circles.items(), key=lambda item: -item[1])
    parts = []
    for code, share in shares:
        area, radius = scene.areas[code], int(LARGEST_PX * share + 0.5)
        at = _at(frame.place(area.lon, area.lat), view_box)
        parts.append(f'<i data-code="{code}" style="{at};--r:{radius}px"></i>')
    return "".join(parts)


def _marks(scene: Scene, frame: Frame, view_box: Box) -> str:
    """Set the marks of the areas that stand out with or from their neighbours."""
    parts = []
    for code, pattern in marked(scene).items():
        area = scene.areas[code]
        parts.append(f'<b class="sign sign-{pattern:d}" style="{_at(frame.place(area.lon, area.lat), view_box)}"></b>')
    return "".join(parts)


def _names(seats: Iterable[Seat], frame: Frame, view_box: Box) -> str:
    """Name the towns of the first rank; the stylesheet leaves out on a phone what would lie over an earlier name."""
    parts, taken = [], list[tuple[float, float, float]]()
    for seat in (seat for seat in seats if seat.rank == "1"):
        point = frame.place(seat.lon, seat.lat)
        x, y = (NARROW * value / view_box[2] for value in point)
        half = LETTER * len(seat.name) / 2
        free = all(abs(x - a) >= half + b + GAP or abs(y - c) >= LINE for a, b, c in taken)
        if free:
            taken.append((x, half, y))
        parts.append(
            f'<span class="seat seat-1{"" if free else " crowded"}" style="{_at(point, view_box)}">'
            f"<span>{escape(seat.name)}</span></span>"
        )
    return "".join(parts)


def _at(point: tuple[float, float], view_box: Box) -> str:
    (x, y), (left, top, wide, high) = point, view_box
    return f"left:{100 * (x - left) / wide:.2f}%;top:{100 * (y - top) / high:.2f}%"
