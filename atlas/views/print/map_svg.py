"""Draws the map on a sheet: areas, borders, what is selected, circles, names, scale bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.model import Level
from atlas.views.map.circles import LARGEST_PX
from atlas.views.map.greys import is_pattern
from atlas.views.map.representation import HIDDEN, NO_DATA, OUTSIDE
from atlas.views.print.area_paths import STEP, area_paths, filled_areas, neighbour_lines
from atlas.views.print.furniture import scale_bar
from atlas.views.print.patterns import between, paint
from atlas.views.print.place_names import names
from atlas.views.print.signs import marks_svg

if TYPE_CHECKING:
    from collections.abc import Callable

    from atlas.views.map.scene import Scene
    from atlas.views.print.area_paths import Frame
    from atlas.views.print.inks import Inks
    from atlas.views.print.sheets import Sheet
    from atlas.views.print.typeset import Text

    Write = Callable[[Text, Inks], str]

#: Radius of the largest circle as a share of the map's width: as on the screen, where the map is 700 pixels wide.
CIRCLE_SHARE = LARGEST_PX / 700
#: Areas beside the one district that a sheet shows.
MUTED = "#f4f4f4"
#: From this width of the map on, in millimetres, the finer outlines are worth their bytes.
FINE_FROM = 150
#: From so many areas on they are small.
MANY = 100


def map_svg(scene: Scene, sheet: Sheet, frame: Frame, inks: Inks, fills: tuple[str, ...], write: Write) -> str:
    """Draw what a view shows into a frame; type is written as `write` does it."""
    state = scene.state
    detail = "fine" if frame.width >= FINE_FROM and sheet.full else "coarse"
    into = f'transform="translate({frame.x:.2f} {frame.y:.2f}) scale({STEP})"'
    thin = 0.12 * sheet.size / STEP
    # among dots a hair line is not seen, and small areas have no room for a wide one
    apart = thin * (1 if not any(map(is_pattern, fills)) else 4 if len(scene.figures.codes) < MANY else 1.5)
    paths = area_paths(scene, state.level, detail, frame)
    hatches_ = {NO_DATA: "url(#no-data-map)", HIDDEN: "url(#hidden-map)", OUTSIDE: MUTED}
    painted = {kind: paint(fill, "-map") for kind, fill in enumerate(fills)}
    areas = filled_areas(scene, paths, painted | hatches_, between)
    borders = (
        _outlines(inks, area_paths(scene, Level.DISTRICT, detail, frame), 3 * thin, "districts")
        if state.level in {Level.MUNICIPALITY, Level.ASSOCIATION} or (scene.circles and state.level is Level.DISTRICT)
        else ""
    )
    ground = ""
    if state.level is Level.SOCIAL_REGION:  # they may leave much of the state out
        whole = "".join(area_paths(scene, scene.edition.scope.top_level, detail, frame).values())
        ground = f'<path {into} class="ground" d="{whole}" fill="{MUTED}"/>'
    chosen = "".join(paths[code] for code in state.regions)
    bar, bar_names, bar_room = scale_bar(
        frame, frame.x + 3 * sheet.size, frame.y + frame.height - 3 * sheet.size, sheet.size, inks
    )
    over = _circles(scene, frame, inks) + marks_svg(scene, frame, inks)
    labels = names(scene, frame, sheet.size, bar_room)
    # the whole state fits into the frame; only a section of it needs the clip, which is slow to paint
    clip = f'<clipPath id="frame"><rect {_box(frame)}/></clipPath><g clip-path="url(#frame)">'
    cut, end = (clip, "</g>") if state.bbox or state.focus else ("", "")
    return (
        f'<rect {_box(frame)} fill="#f7f7f7"/>'
        f'<path {into} class="neighbours" d="{neighbour_lines(scene, frame)}" fill="none" stroke="#c6c6c6"'
        f' stroke-width="{thin:.2f}"/>'
        f'{cut}{ground}<g {into} stroke="#ffffff" stroke-width="{apart:.2f}" stroke-linejoin="round">{areas}</g>'
        f"<g {into}>{borders}{_selected(inks, chosen, thin)}</g>{over}{end}"
        f"{bar}{''.join(write(t, inks) for t in (*bar_names, *labels))}"
    )


def _outlines(inks: Inks, paths: dict[str, str], wide: float, name: str) -> str:
    lines = "".join(paths.values())
    line = f'fill="none" stroke="{inks.soft}" stroke-width="{wide:.2f}" stroke-linejoin="round"'
    return f'<path class="{name}" d="{lines}" {line}/>'


def _selected(inks: Inks, path: str, thin: float) -> str:
    """Draw the outline of selected areas twice, so that it reads on every class."""
    if not path:
        return ""
    return "".join(
        f'<path class="selected" d="{path}" fill="none" stroke="{colour}" stroke-width="{wide * thin:.2f}"'
        ' stroke-linejoin="round"/>'
        for colour, wide in ((inks.paper, 8.5), (inks.ink, 4.5))
    )


def _circles(scene: Scene, frame: Frame, inks: Inks) -> str:
    """Draw the circles of counts, the large ones first."""
    parts = []
    for code, share in sorted(scene.circles.items(), key=lambda item: -item[1]):
        x, y = frame.place(scene.areas[code].lon, scene.areas[code].lat)
        r = CIRCLE_SHARE * frame.width * share
        parts.append(f'<circle data-code="{code}" cx="{x:.2f}" cy="{y:.2f}" r="{r:.2f}"/>')
    if not parts:
        return ""
    look = f'fill="{inks.accent}" fill-opacity="0.55" stroke="#ffffff" stroke-width="0.2"'
    return f'<g class="circles" {look}>{"".join(parts)}</g>'


def _box(frame: Frame) -> str:
    return f'x="{frame.x:.2f}" y="{frame.y:.2f}" width="{frame.width:.2f}" height="{frame.height:.2f}"'
