"""The drawings of a report: courses over time and strips, in inks that can be told apart in grey too."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from atlas.data.comparable import method_changes
from atlas.views.map.sparkline import runs, sparse
from atlas.views.print.inks import COLOUR
from atlas.views.print.typeset import BOLD, FAMILIES, REGULAR, Text, width

if TYPE_CHECKING:
    from atlas.model import Indicator
    from atlas.views.map.sparkline import Line
    from atlas.words.words import Words

#: Millimetres: height of a course, room for its scale above and its years below, size of its type.
HEIGHT, TOP, BOTTOM, TYPE = 31.0, 3.0, 4.6, 2.35
#: The benchmarks of the region differ from it, and from each other, by width and dashes and not by colour alone.
LOOKS = {
    "own": f'stroke="{COLOUR.accent}" stroke-width="0.75"',
    "district": f'stroke="{COLOUR.ink}" stroke-width="0.35" stroke-dasharray="1.4 0.8"',
    "against": f'stroke="{COLOUR.soft}" stroke-width="0.4" stroke-dasharray="0.05 0.85" stroke-linecap="round"',
}
#: So many lines of the scale at least, and the round steps between them.
LEAST_LINES, ROUND = 3, (5.0, 2.5, 2.0, 1.0)
STRIP_STYLE = (
    "<style>path{fill:none}"
    f".axis{{stroke:{COLOUR.hair};stroke-width:1}}.areas{{stroke:#7d8b90;stroke-width:.7}}"
    f".against{{stroke:{COLOUR.ink};stroke-width:2.4}}"
    f".between{{stroke:{COLOUR.accent};stroke-width:4.5;stroke-opacity:.45}}"
    f".own{{fill:{COLOUR.accent};stroke:#ffffff;stroke-width:1.2}}</style>"
)


def print_strip(svg: str) -> str:
    """Give a strip of the pages the inks of paper; there it has them from the stylesheet."""
    head, _, rest = svg.partition(">")
    return f'{head} xmlns="http://www.w3.org/2000/svg">{STRIP_STYLE}{rest}' if svg else ""


def course_svg(
    years: tuple[int, ...], lines: list[Line], names: dict[str, str], indicator: Indicator, wide: float, words: Words
) -> str:
    """Draw the course of a region with its benchmarks.

    Parameters
    ----------
    years : tuple of int
        Ascending.
    lines : list of Line
        As `chart_lines` gives them, the region first; a year without a value leaves a gap.
    names : dict of str to str
        Short names of the benchmarks by the class of their line, to stand behind it.
    indicator : Indicator
        Its decimals and changes of method are drawn.
    wide : float
        Width in millimetres.
    words : Words
        Language of the numbers.
    """
    known = [v for line in lines for v in line.values if v is not None]
    scale = _scale(min(known), max(known), indicator.decimals)
    low, high = min(scale[0], *known), max(scale[-1], *known)
    ticks = [words.number(tick, indicator.decimals) for tick in scale]
    ends = _ends(years, lines, names, indicator, words)
    left = max(width(tick, TYPE) for tick in ticks) + 1.2
    right = max(width(text, TYPE, weight) for _at, _value, text, weight in ends) + 2.0
    span = max(1, years[-1] - years[0])

    def x(year: int) -> float:
        return left + (year - years[0]) / span * (wide - left - right)

    def y(value: float) -> float:
        return TOP + (high - value) / ((high - low) or 1) * (HEIGHT - TOP - BOTTOM)

    base = HEIGHT - BOTTOM + 3.4
    across = f'H{wide - right:.2f}" stroke="#d5dbdd" stroke-width="0.15"'
    parts = [f'<path d="M{left:.2f} {y(tick):.2f}{across}/>' for tick in scale]
    parts += [
        f'<path d="M{x(m.year):.2f} {TOP}V{HEIGHT - BOTTOM}" stroke="{COLOUR.ink}" stroke-width="0.2"'
        ' stroke-dasharray="0.6 0.6"/>'
        for m in method_changes(indicator, years[0], years[-1])
    ]
    texts = [
        Text(left - 0.8, y(tick) + 0.8, name, TYPE, anchor="end", colour="soft")
        for tick, name in zip(scale, ticks, strict=True)
    ]
    texts += [Text(x(years[0]), base, str(years[0]), TYPE, colour="soft")]
    texts += [Text(x(years[-1]), base, str(years[-1]), TYPE, anchor="end", colour="soft")]
    for line in reversed(lines):
        look = LOOKS[line.css_class]
        for run in runs(years, line.values):
            points = [(x(year), y(value)) for year, value in run]
            if len(points) > 1:
                path = " ".join(f"{a:.2f},{b:.2f}" for a, b in points)
                parts.append(f'<polyline points="{path}" {look} fill="none" stroke-linejoin="round"/>')
            if line.css_class == "own" and (len(points) == 1 or sparse(years)):
                parts += [f'<circle cx="{a:.2f}" cy="{b:.2f}" r="0.75" fill="{COLOUR.accent}"/>' for a, b in points]
    (first, *_rest) = ends
    parts.append(f'<circle cx="{x(first[0]):.2f}" cy="{y(first[1]):.2f}" r="0.95" fill="{COLOUR.accent}"/>')
    places = _apart([y(value) for _at, value, _text, _weight in ends])
    for (_at, _value, text, weight), place in zip(ends, places, strict=True):
        texts.append(Text(wide - right + 1.4, place + 0.8, text, TYPE, weight))
    return _wrapped("".join((*parts, *(t.svg(COLOUR) for t in texts))), wide, HEIGHT)


def key_svg(kind: str) -> str:
    """Draw a piece of a line, for the key."""
    dot = f'<circle cx="4" cy="1.2" r="0.95" fill="{COLOUR.accent}"/>' if kind == "own" else ""
    return _wrapped(f'<path d="M0.2 1.2H7.8" {LOOKS[kind]} fill="none"/>{dot}', 8.0, 2.4)


def _wrapped(body: str, wide: float, high: float) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.2f} {high:.2f}" width="{wide:.2f}mm"'
        f' height="{high:.2f}mm" font-family="{escape(FAMILIES)}">{body}</svg>'
    )


def _ends(
    years: tuple[int, ...], lines: list[Line], names: dict[str, str], indicator: Indicator, words: Words
) -> list[tuple[int, float, str, int]]:
    """Give year, value, text and weight of what stands behind each line; another year than the region's is named."""
    found: list[tuple[int, float, str, int]] = []
    for line in lines:
        year, value = next((y, v) for y, v in zip(reversed(years), reversed(line.values), strict=True) if v is not None)
        number = words.number(value, indicator.decimals)
        text = number if line.css_class == "own" else f"{names[line.css_class]} {number}"
        last = found[0][0] if found else years[-1]
        found.append((year, value, text if year == last else f"{text} ({year})", BOLD if not found else REGULAR))
    return found


def _scale(low: float, high: float, decimals: int) -> list[float]:
    """Choose round numbers inside of the range; the ends of the range where there are none."""
    if high == low:
        return [low]
    size = 10.0 ** math.floor(math.log10(high - low))
    for step in (size * share * part for part in (1.0, 0.1) for share in ROUND):
        if step < 10.0**-decimals:
            break
        ticks = [step * i for i in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]
        if len(ticks) >= LEAST_LINES:
            return ticks
    return [low, high]


def _apart(places: list[float]) -> list[float]:
    """Push texts apart that would lie upon each other, and keep them beside the drawing."""
    least, order = 1.15 * TYPE, sorted(range(len(places)), key=lambda i: places[i])
    moved = list(places)
    for before, after in pairwise(order):
        moved[after] = max(moved[after], moved[before] + least)
    over = max(0.0, moved[order[-1]] - (HEIGHT - BOTTOM))
    return [place - over for place in moved]
