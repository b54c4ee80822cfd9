"""What stands around the map: scale bar and QR code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import segno

from atlas.views.print.typeset import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atlas.views.print.area_paths import Frame
    from atlas.views.print.inks import Inks
    from atlas.views.print.typeset import Box


#: Lengths of a scale bar in kilometres.
KILOMETRES = (1, 2, 5, 10, 20, 25, 50, 100)
#: Share of the map's width that the bar may take.
BAR_SHARE = 0.24
#: Side of a QR code that stands beside text, in millimetres.
QR = 22.0
#: Characters of an address that a camera reads from so small a code; those of drawn regions may be longer.
LONGEST_QR = 700


def scale_bar(frame: Frame, x: float, y: float, size: float, inks: Inks) -> tuple[str, list[Text], Box]:
    """Draw a bar of a round number of kilometres; `x` and `y` are its lower left corner in millimetres.

    Returns
    -------
    tuple
        The bar, its two figures, and the room that both take.
    """
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
    told = [Text(at, above, name, 2.65 * size, anchor=anchor, halo=0.8) for at, name, anchor in names]
    return bar, told, (x, min(t.box[1] for t in told), max(t.box[2] for t in told), y)


def qr_code(address: str, x: float, y: float, side: float) -> str:
    """Draw the address as a QR code with its quiet zone; `x` and `y` are its upper left corner in millimetres.

    Nothing is drawn of an address that is too long to be read from it.
    """
    if len(address) > LONGEST_QR:
        return ""
    code = segno.make(address, error="m", micro=False)
    rows = list(code.matrix_iter(border=2))
    step = side / len(rows)
    runs = "".join(f"M{at} {row}h{long}v1h-{long}z" for row, line in enumerate(rows) for at, long in _runs(line))
    return (
        f'<g class="qr" transform="translate({x:.2f} {y:.2f}) scale({step:.4f})">'
        f'<rect width="{len(rows)}" height="{len(rows)}" fill="#ffffff"/><path d="{runs}" fill="#000000"/></g>'
    )


def qr_picture(address: str) -> str:
    """Draw a QR code as an SVG of its own; empty where there is none."""
    size = f'viewBox="0 0 {QR} {QR}" width="{QR}mm" height="{QR}mm"'
    code = qr_code(address, 0.0, 0.0, QR)
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{code}</svg>' if code else ""


def _runs(line: Iterable[int]) -> list[tuple[int, int]]:
    """Join dark modules that stand side by side: fewer shapes, and no seams between them."""
    found: list[tuple[int, int]] = []
    for at, dark in enumerate(line):
        if dark and found and sum(found[-1]) == at:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif dark:
            found.append((at, 1))
    return found
