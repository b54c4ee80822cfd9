"""Where a region lies in the state: a small map from the shipped outlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from atlas.model import Level
from atlas.views.map.whole import within
from atlas.views.print.area_paths import STEP, framed, outline_paths
from atlas.views.print.inks import COLOUR
from atlas.views.print.typeset import FAMILIES, Text
from atlas.words.districts import in_district

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.store import Atlas
    from atlas.model import Area
    from atlas.views.print.area_paths import Frame
    from atlas.views.print.typeset import Box
    from atlas.words.words import Words

#: Millimetres.
WIDTH, HEIGHT = 57.0, 47.0
#: A region that is smaller on paper gets a ring around it, which the edge leaves room for.
SMALL, RING, EDGE = 4.0, 3.4, 2.5
OTHERS, HOLDER = "#e3e8e9", "#b4c1c5"
#: Towns of this rank are named, unless the region itself lies so near.
NAMED, NEAR, BESIDE = "1", 9.0, 1.0


def locator_svg(atlas: Atlas, area: Area, territory: dt.date) -> str:
    """Draw the districts of the state, the one that holds the region a little darker, and the region."""
    edition = atlas.edition
    scope = edition.scope
    outline = edition.outlines(territory, scope.top_level, "coarse")
    frame = framed(outline, scope.top, scope.crs, (0.0, 0.0, WIDTH, HEIGHT))
    districts = outline_paths(edition.outlines(territory, Level.DISTRICT, "coarse"), frame)
    own = outline_paths(edition.outlines(territory, area.level, "coarse"), frame)[area.code]
    thin = 0.18 / STEP
    whole = area.code == scope.top
    fills = (
        f'<path d="{path}" fill="{COLOUR.accent if whole else HOLDER if code == area.parent else OTHERS}"/>'
        for code, path in districts.items()
    )
    region = (
        ""
        if whole
        else f'<path d="{own}" fill="{COLOUR.accent}" stroke="{COLOUR.ink}" stroke-width="{thin:.1f}"'
        ' stroke-linejoin="round"/>'
    )
    x, y = frame.place(area.lon, area.lat)
    west, south, east, north = edition.extents(territory, area.level)[area.code]
    corners = np.array([frame.place(west, south), frame.place(east, north)])
    small = float(np.abs(corners[1] - corners[0]).max()) < SMALL
    ring = f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{RING}" fill="none" stroke="{COLOUR.ink}" stroke-width="0.45"/>'
    wide, high = WIDTH + 2 * EDGE, HEIGHT + 2 * EDGE
    towns = "" if whole else "".join(_towns(atlas, frame, (x, y)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-EDGE} {-EDGE} {wide} {high}"'
        f' width="{wide}mm" height="{high}mm"'
        f' font-family="{FAMILIES}"><g transform="scale({STEP})"><g stroke="#ffffff" stroke-width="{thin:.1f}"'
        f' stroke-linejoin="round">{"".join(fills)}</g>{region}</g>{ring if small else ""}{towns}</svg>'
    )


def _towns(atlas: Atlas, frame: Frame, own: tuple[float, float]) -> list[str]:
    """Name the largest towns, so that a reader finds the way; a name that would touch another stands below its dot."""
    drawn: list[str] = []
    taken: list[Box] = []
    for seat in atlas.seats:
        x, y = frame.place(seat.lon, seat.lat)
        if seat.rank != NAMED or np.hypot(x - own[0], y - own[1]) < NEAR:
            continue
        over, under = (Text(x, y + by, seat.name, 2.3, anchor="middle", halo=0.6) for by in (-0.9, 2.4))
        name = under if any(_touch(over.box, box) for box in taken) else over
        taken.append(name.box)
        drawn += [f'<circle cx="{x:.2f}" cy="{y:.2f}" r="0.5" fill="{COLOUR.ink}"/>', name.svg(COLOUR)]
    return drawn


def _touch(a: Box, b: Box) -> bool:
    return a[0] < b[2] + BESIDE and b[0] < a[2] + BESIDE and a[1] < b[3] and b[1] < a[3]


def locator_text(atlas: Atlas, area: Area, territory: dt.date, words: Words) -> str:
    """Say what the map shows."""
    by_code = atlas.areas[territory]
    if area.code == atlas.scope.top:
        return words("Map: {state} with its districts.").format(state=area.name)
    district = by_code.get(area.parent)
    inside = f" {in_district(district, words)}" if district is not None and district.level is Level.DISTRICT else ""
    where = _lies(atlas, area, territory, words)
    return words("Map of where it lies {within}: {name} lies {where}{inside}.").format(
        within=within(atlas.scope, words), name=area.label, where=where, inside=inside
    )


def _lies(atlas: Atlas, area: Area, territory: dt.date, words: Words) -> str:
    """Say in which ninth of the state a region lies."""
    west, south, east, north = atlas.edition.extents(territory, atlas.scope.top_level)[atlas.scope.top]
    across, up = (area.lon - west) / (east - west), (area.lat - south) / (north - south)
    column, row = min(2, int(3 * across)), min(2, int(3 * up))
    names = (
        (words("in the south-west"), words("in the south"), words("in the south-east")),
        (words("in the west"), words("in the middle"), words("in the east")),
        (words("in the north-west"), words("in the north"), words("in the north-east")),
    )
    return names[row][column]
