"""A small time series as SVG: gaps where there is no value, dots for single years, the benchmark behind it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from atlas.views.map.palettes import ACCENT

if TYPE_CHECKING:
    from atlas.words.words import Words

WIDTH, HEIGHT = 280, 96
OPENING = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="11">'
)
STYLE = (
    "<style>.axis{stroke:#b9c2c4}.label{fill:#56646a}"
    f".own{{stroke:{ACCENT};fill:none;stroke-width:2.2}}.own-dot{{fill:{ACCENT}}}"
    ".against{stroke:#8a6d3b;fill:none;stroke-width:1.4;stroke-dasharray:4 3}.against-dot{fill:#8a6d3b}"
    ".change{stroke:#7a868b;stroke-dasharray:2 3}</style>"
)
LEFT, RIGHT, TOP, BOTTOM = 6, 6, 14, 18


@dataclass(frozen=True, slots=True)
class Line:
    """Values over years; None where there is no value."""

    values: tuple[float | None, ...]
    css_class: str


def _runs(years: tuple[int, ...], values: tuple[float | None, ...]) -> list[list[tuple[int, float]]]:
    """Split a series where a year has no value: a line over a gap would invent figures."""
    runs: list[list[tuple[int, float]]] = [[]]
    for year, value in zip(years, values, strict=True):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((year, value))
    return [run for run in runs if run]


def series_svg(
    years: tuple[int, ...], lines: tuple[Line, ...], decimals: int, words: Words, changes: tuple[int, ...] = ()
) -> str:
    """Draw lines over years.

    Parameters
    ----------
    years : tuple of int
        Ascending, at least one.
    lines : tuple of Line
        Drawn in this order, each as long as `years`.
    decimals : int
        Digits of the labels at the axis.
    words : Words
        Language of the labels.
    changes : tuple of int
        Years in which the method changed, marked by a dashed line.

    Returns
    -------
    str
        A complete SVG document of 280 by 96 units that needs nothing from outside. Without any value it is empty.
    """
    known = [v for line in lines for v in line.values if v is not None]
    if not known:
        return ""
    low, high = min(known), max(known)
    span = (high - low) or 1.0
    wide = (years[-1] - years[0]) or 1

    def x(year: int) -> float:
        share = (year - years[0]) / wide if years[-1] > years[0] else 0.5
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def y(value: float) -> float:
        return round(TOP + (high - value) / span * (HEIGHT - TOP - BOTTOM), 1)

    parts = [
        OPENING,
        STYLE,
        f'<line class="axis" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{HEIGHT - BOTTOM + 2}" y2="{HEIGHT - BOTTOM + 2}"/>',
        *(
            f'<line class="change" x1="{x(c)}" x2="{x(c)}" y1="{TOP}" y2="{HEIGHT - BOTTOM}"/>'
            for c in changes
            if years[0] < c <= years[-1]
        ),
    ]
    for line in lines:
        css = escape(line.css_class, quote=True)
        for run in _runs(years, line.values):
            points = [(x(a), y(v)) for a, v in run]
            if len(points) > 1:
                parts.append(f'<polyline class="{css}" points="{" ".join(f"{a},{b}" for a, b in points)}"/>')
            if len(points) == 1 or _sparse(years):
                parts += [f'<circle class="{css}-dot" cx="{a}" cy="{b}" r="2.6"/>' for a, b in points]
    parts += [
        f'<text class="label" x="{LEFT}" y="{HEIGHT - 4}">{years[0]}</text>',
        f'<text class="label" x="{WIDTH - RIGHT}" y="{HEIGHT - 4}" text-anchor="end">{years[-1]}</text>'
        * (len(years) > 1),
        f'<text class="label" x="{LEFT}" y="10">{escape(words.number(high, decimals))}</text>',
        f'<text class="label" x="{LEFT}" y="{HEIGHT - BOTTOM - 3}">{escape(words.number(low, decimals))}</text>'
        * (high > low),
        "</svg>",
    ]
    return "".join(parts)


def _sparse(years: tuple[int, ...]) -> bool:
    return any(b - a > 1 for a, b in pairwise(years))
