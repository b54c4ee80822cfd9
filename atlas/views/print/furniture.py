"""What stands around the map: scale bar, names of districts and selected areas, QR code, hatches."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import segno

from atlas.model import Level
from atlas.views.print.typeset import BOLD, REGULAR, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atlas.model import Area
    from atlas.views.map.scene import Scene
    from atlas.views.print.area_paths import Frame
    from atlas.views.print.inks import Inks

    Box = tuple[float, float, float, float]

#: Lengths of a scale bar in kilometres.
KILOMETRES = (1, 2, 5, 10, 20, 25, 50, 100)
#: Share of the map's width that the bar may take.
BAR_SHARE = 0.24


def hatches(step: float) -> str:
    """Define the two hatches, for the legend in millimetres and for the map in steps of so many millimetres."""
    return "".join(
        f'<pattern id="{name}{where}" width="{wide}" height="{wide}" patternUnits="userSpaceOnUse"'
        f' patternTransform="scale({factor:g}) rotate({turn})"><rect width="{wide}" height="{wide}" fill="#ffffff"/>'
        f'<path d="M0 0v{wide}" stroke="{shade}" stroke-width="{line}"/></pattern>'
        for name, wide, turn, line, shade in (
            ("no-data", 1.7, 45, 0.5, "#9a9a9a"),
            ("hidden", 0.8, -45, 0.6, "#606060"),
        )
        for where, factor in (("", 1.0), ("-map", 1 / step))
    )


def scale_bar(frame: Frame, x: float, y: float, size: float, inks: Inks) -> tuple[str, list[Text]]:
    """Draw a bar of a round number of kilometres; `x` and `y` are its lower left corner in millimetres."""
    most = BAR_SHARE * frame.width / frame.scale / 1000
    length = max((k for k in KILOMETRES if k <= most), default=KILOMETRES[0])
    long, high = length * 1000 * frame.scale, 1.2 * size
    bar = (
        f'<g class="scale-bar" data-km="{length}" data-mm="{long:.3f}"><rect x="{x:.3f}" y="{y - high:.2f}"'
        f' width="{long:.3f}" height="{high:.2f}" fill="#ffffff" stroke="{inks.ink}" stroke-width="0.25"/>'
        f'<rect x="{x:.3f}" y="{y - high:.2f}" width="{long / 2:.3f}" height="{high:.2f}" fill="{inks.ink}"/></g>'
    )
    above = y - high - 1.0 * size
    names = ((x, "0", "start"), (x + long, f"{length} km", "middle"))
    return bar, [Text(at, above, name, 2.6 * size, anchor=anchor, halo=0.8) for at, name, anchor in names]


def names(scene: Scene, frame: Frame, size: float) -> list[Text]:
    """Name the districts and the selected areas, each beside or above its middle where no other name stands.

    A selected area comes first and is never left out; a district whose name finds no place is.
    """
    areas, state = scene.areas, scene.state
    inside = (frame.x, frame.y, frame.x + frame.width, frame.y + frame.height)
    placed: list[Text] = []
    for code in state.regions:
        placed += _placed(_tries(areas[code], frame, size, BOLD), placed, inside, must=True)
    if state.level is not Level.STATE:
        said = {areas[code].name for code in state.regions}
        every = (areas[c] for c in scene.codes[Level.DISTRICT])
        for area in sorted((a for a in every if a.name not in said), key=lambda a: a.area_km2):
            placed += _placed(_tries(area, frame, 0.82 * size, REGULAR), placed, inside, must=False)
    return placed


def within(box: Box, other: Box) -> bool:
    """Whether a box (west, north, east, south) lies in another one."""
    return box[0] >= other[0] and box[1] >= other[1] and box[2] <= other[2] and box[3] <= other[3]


def _tries(area: Area, frame: Frame, size: float, weight: int) -> list[Text]:
    x, y = frame.place(area.lon, area.lat)
    tall, halo = 3.1 * size, 0.9 * size
    return [
        Text(x + dx * tall, y + (0.33 + dy) * tall, area.name, tall, weight, "middle", halo=halo) for dx, dy in SHIFTS
    ]


def _placed(tries: list[Text], others: list[Text], inside: Box, *, must: bool) -> list[Text]:
    """Take the first place within the map that is free; one that must stand is moved inwards where there is none."""
    free = (t for t in tries if within(t.box, inside) and not any(overlap(t.box, o.box) for o in others))
    found = next(free, None)
    if found is None and must:
        moved = (replace(t, x=t.x + max(0.0, inside[0] - t.box[0]) - max(0.0, t.box[2] - inside[2])) for t in tries)
        found = next((t for t in moved if within(t.box, inside)), None)
    return [] if found is None else [found]


#: Where a name may stand, in heights of type from the middle of its area.
SHIFTS = [
    (0.0, 0.0), (0.0, -1.2), (0.0, 1.2), (2.0, 0.0), (-2.0, 0.0), (0.0, -2.2), (0.0, 2.2), (3.0, -1.2), (-3.0, -1.2),
    (3.0, 1.2), (-3.0, 1.2), (0.0, 3.2), (0.0, -3.2),
]  # fmt: skip


def overlap(a: Box, b: Box) -> bool:
    """Whether two boxes (west, north, east, south) share an area."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def qr_code(address: str, x: float, y: float, side: float) -> str:
    """Draw the address as a QR code with its quiet zone; `x` and `y` are its upper left corner in millimetres."""
    code = segno.make(address, error="m", micro=False)
    rows = list(code.matrix_iter(border=2))
    step = side / len(rows)
    runs = "".join(f"M{at} {row}h{long}v1h-{long}z" for row, line in enumerate(rows) for at, long in _runs(line))
    return (
        f'<g class="qr" transform="translate({x:.2f} {y:.2f}) scale({step:.4f})">'
        f'<rect width="{len(rows)}" height="{len(rows)}" fill="#ffffff"/><path d="{runs}" fill="#000000"/></g>'
    )


def _runs(line: Iterable[int]) -> list[tuple[int, int]]:
    """Join dark modules that stand side by side: fewer shapes, and no seams between them."""
    found: list[tuple[int, int]] = []
    for at, dark in enumerate(line):
        if dark and found and sum(found[-1]) == at:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif dark:
            found.append((at, 1))
    return found
