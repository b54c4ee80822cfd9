"""Patterns on paper: hatches of areas without a value, and dots and lines in place of colours."""

from __future__ import annotations

import re
from math import pi, sqrt
from typing import TYPE_CHECKING

from atlas.views.map.greys import is_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Millimetres from dot to dot, and from line to line.
DOTS, LINES = 1.0, 1.1
INK = "#262626"
#: Name, period, turn, width of the line, shade.
HATCHES = (("no-data", 1.7, 45, 0.3, "#9a9a9a"), ("hidden", 0.8, -45, 0.32, "#606060"))
#: Lines between two areas with the same pattern, and with dots that leave little paper, of so many percent.
BETWEEN, BETWEEN_DOTS, DENSE = "#6a6a6a", "#ffffff", 40


def paint(fill: str, where: str = "") -> str:
    """Give what fills an area: a colour as it is, a pattern by its place (``-map`` on the map, else the legend)."""
    return f"url(#{fill}{where})" if is_pattern(fill) else fill


def between(fill: str) -> str:
    """Give the shade of the lines between two areas that are filled the same."""
    dots = re.search(r"dots-(\d+)", fill)
    return BETWEEN_DOTS if dots and int(dots[1]) >= DENSE else BETWEEN


def patterns(fills: Iterable[str], step: float) -> str:
    """Define the patterns of a sheet.

    Parameters
    ----------
    fills : iterable of str
        Colours, and names of patterns (`atlas.views.map.greys`).
    step : float
        Millimetres of a unit of the map; the legend is drawn in millimetres.

    Returns
    -------
    str
        Elements for ``<defs>``, each pattern for both places.
    """
    made = [(name, wide, turn, _lined("#ffffff", wide, line, shade)) for name, wide, turn, line, shade in HATCHES]
    made += [_pattern(fill) for fill in dict.fromkeys(fills) if is_pattern(fill)]
    return "".join(
        f'<pattern id="{name}{where}" width="{wide}" height="{wide}" patternUnits="userSpaceOnUse"'
        f' patternTransform="scale({factor:g}) rotate({turn})">{inner}</pattern>'
        for name, wide, turn, inner in made
        for where, factor in (("", 1.0), ("-map", 1 / step))
    )


def _pattern(name: str) -> tuple[str, float, int, str]:
    kind, *how = name.split("-")
    if kind == "dots":
        radius, middle = DOTS * sqrt(int(how[0]) / 100 / pi), DOTS / 2
        dot = f'<circle cx="{middle}" cy="{middle}" r="{radius:.3f}" fill="{INK}"/>'
        return name, DOTS, 45, f'<rect width="{DOTS}" height="{DOTS}" fill="#ffffff"/>{dot}'
    return name, LINES, 90, _lined(f"#{how[0]}", LINES, LINES * int(how[1]) / 100, INK)


def _lined(ground: str, wide: float, line: float, shade: str) -> str:
    """Draw a line in the middle of a square, so that it is not cut at the edge."""
    return (
        f'<rect width="{wide}" height="{wide}" fill="{ground}"/>'
        f'<path d="M{wide / 2} 0v{wide}" stroke="{shade}" stroke-width="{line:.3g}"/>'
    )
