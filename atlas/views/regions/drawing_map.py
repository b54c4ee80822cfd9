"""The map on which social regions are drawn: every municipality as an area of its own, and where each district lies."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from atlas.data.cached import per_atlas
from atlas.model import Level
from atlas.views.print.area_paths import WEB_MERCATOR, Frame, outline_paths, project

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from atlas.data.store import Atlas

#: Steps of the paths along the longer side: fine enough for one district alone.
STEPS = 4000
#: What stands around a district that is shown alone, as a part of its longer side.
MARGIN = 0.06


@dataclass(frozen=True, slots=True)
class DrawingMap:
    """The drawing without colours; ``whole`` and ``boxes`` (by district) are what is shown of it, as an SVG says it."""

    paths: tuple[tuple[str, str, str], ...]
    districts: str
    whole: str
    boxes: Mapping[str, str]


@per_atlas(maxsize=4)
def drawing_map(atlas: Atlas, territory: dt.date) -> DrawingMap:
    """Draw the municipalities of a date in Web Mercator.

    Parameters
    ----------
    atlas : Atlas
        What is known.
    territory : date
        Territory date.

    Returns
    -------
    DrawingMap
        Each path with its code and a point inside of it.
    """
    west, south, east, north = atlas.edition.bounds
    (left, right), (bottom, top) = project(WEB_MERCATOR).transform((west, east), (south, north))
    scale = STEPS / max(right - left, top - bottom)
    wide, high = (right - left) * scale, (top - bottom) * scale
    frame = Frame(0, 0, wide, high, left, top, scale, crs=WEB_MERCATOR, step=1)

    def drawn(level: Level) -> dict[str, str]:
        return outline_paths(atlas.edition.outlines(territory, level, "coarse"), frame)

    areas = atlas.areas[territory]
    inside = {code: frame.place(areas[code].lon, areas[code].lat) for code in drawn(Level.MUNICIPALITY)}
    paths = tuple(
        (code, path, "{:.0f} {:.0f}".format(*inside[code])) for code, path in drawn(Level.MUNICIPALITY).items()
    )
    boxes = {}
    for code, extent in atlas.edition.extents(territory, Level.DISTRICT).items():
        corners = (frame.place(extent[0], extent[3]), frame.place(extent[2], extent[1]))
        boxes[code] = _box(*corners)
    return DrawingMap(paths, "".join(drawn(Level.DISTRICT).values()), f"0 0 {wide:.0f} {high:.0f}", boxes)


def _box(first: tuple[float, float], last: tuple[float, float]) -> str:
    (x, y), (wide, high) = first, (last[0] - first[0], last[1] - first[1])
    edge = MARGIN * max(wide, high)
    return f"{x - edge:.0f} {y - edge:.0f} {wide + 2 * edge:.0f} {high + 2 * edge:.0f}"


def drawing_svg(drawn: DrawingMap, fills: Mapping[str, str], label: str, shown: str = "") -> str:
    """Write the drawing.

    Parameters
    ----------
    drawn : DrawingMap
        The map.
    fills : mapping of str to str
        Colours of municipalities that are in a region.
    label : str
        What is said of it to those who do not see it.
    shown : str
        Code of the one district to show; without it everything.

    Returns
    -------
    str
        HTML.
    """
    areas = "".join(
        f'<path data-code="{code}" data-at="{at}"{_fill(fills.get(code))} d="{outline}"/>'
        for code, outline, at in drawn.paths
    )
    box = drawn.boxes.get(shown, drawn.whole)
    return (
        f'<svg id="drawing" role="img" aria-label="{escape(label)}" viewBox="{box}" data-whole="{drawn.whole}">'
        f'<g class="places">{areas}</g><path class="districts" d="{drawn.districts}"/></svg>'
    )


def _fill(colour: str | None) -> str:
    return f' style="fill:{colour}"' if colour else ""
