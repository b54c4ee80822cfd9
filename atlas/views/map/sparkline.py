"""A small time series as SVG: gaps where there is no value, dots for single years, the benchmark behind it.

In a page it stands in a figure that ``assets/shared/series.js`` reads out year by year::

    <figure class="series" data-series="{JSON of a Series}">
      <div class="drawing">{the SVG}</div>
      <figcaption></figcaption>
    </figure>

`series_figure` writes it whole. What Dash builds has no SVG in it: there the script takes the SVG from ``data-drawing``
of the ``.drawing``. A page needs ``styles/series.css`` and ``pages/series.js`` (the map starts the module itself).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from atlas.views.map.browser_records import Series, SeriesLine

if TYPE_CHECKING:
    from atlas.words.words import Words

WIDTH, HEIGHT = 280, 96
LEFT, RIGHT, TOP, BOTTOM = 6, 6, 14, 18


@dataclass(frozen=True, slots=True)
class Line:
    """Values over years, None where there is none; ``notes`` say why, by year."""

    values: tuple[float | None, ...]
    css_class: str
    name: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A series as a picture, and as what a script reads out of it (JSON of a `Series`); empty without any value."""

    svg: str
    data: str


def runs(years: tuple[int, ...], values: tuple[float | None, ...]) -> list[list[tuple[int, float]]]:
    """Split a series where a year has no value: a line over a gap would invent figures."""
    runs: list[list[tuple[int, float]]] = [[]]
    for year, value in zip(years, values, strict=True):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((year, value))
    return [run for run in runs if run]


def draw_series(
    years: tuple[int, ...],
    lines: tuple[Line, ...],
    label: str,
    form: tuple[int, str],
    words: Words,
    changes: tuple[int, ...] = (),
) -> Drawing:
    """Draw lines over years.

    Parameters
    ----------
    years : tuple of int
        Ascending, at least one.
    lines : tuple of Line
        Drawn in this order, each as long as `years`; read out in the opposite one, the foremost first.
    label : str
        What the drawing is called.
    form : tuple of int and str
        Decimals and unit of the values; a percent sign stands behind each of them, other units stand elsewhere.
    words : Words
        Language of the labels.
    changes : tuple of int
        Years in which the method changed, marked by a dashed line.

    Returns
    -------
    Drawing
        An SVG of 280 by 96 units whose colours come from the page; empty without any value.
    """
    decimals, unit = form
    known = [v for line in lines for v in line.values if v is not None]
    if not known:
        return Drawing("", "")
    low, high = min(known), max(known)
    span = (high - low) or 1.0
    wide = (years[-1] - years[0]) or 1

    def x(year: int) -> float:
        share = (year - years[0]) / wide if years[-1] > years[0] else 0.5
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def y(value: float) -> float:
        return round(TOP + (high - value) / span * (HEIGHT - TOP - BOTTOM), 1)

    name = escape(label, quote=True)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{name}">',
        f'<line class="axis" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{HEIGHT - BOTTOM + 2}" y2="{HEIGHT - BOTTOM + 2}"/>',
        *(
            f'<line class="change" x1="{x(c)}" x2="{x(c)}" y1="{TOP}" y2="{HEIGHT - BOTTOM}"/>'
            for c in changes
            if years[0] < c <= years[-1]
        ),
    ]
    for line in lines:
        css = escape(line.css_class, quote=True)
        for run in runs(years, line.values):
            points = [(x(a), y(v)) for a, v in run]
            if len(points) > 1:
                parts.append(f'<polyline class="{css}" points="{" ".join(f"{a},{b}" for a, b in points)}"/>')
            if len(points) == 1 or sparse(years):
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
    said = Series(
        label=label,
        years=years,
        x=tuple(map(x, years)),
        top=TOP,
        bottom=HEIGHT - BOTTOM,
        lines=tuple(
            SeriesLine(
                name=line.name,
                css=line.css_class,
                y=tuple(None if v is None else y(v) for v in line.values),
                texts=tuple(
                    words.with_unit(v, decimals, "%" if unit == "%" else "") if v is not None else note
                    for v, note in zip(line.values, line.notes or (words("no value"),) * len(years), strict=True)
                ),
            )
            for line in reversed(lines)
        ),
    )
    return Drawing("".join(parts), json.dumps(asdict(said), ensure_ascii=False, separators=(",", ":")))


def series_figure(drawn: Drawing) -> str:
    """Write the figure that the script reads out, for pages that are not built by Dash; nothing without any value."""
    if not drawn.svg:
        return ""
    data, caption = escape(drawn.data, quote=True), "<figcaption></figcaption>"
    return f'<figure class="series" data-series="{data}"><div class="drawing">{drawn.svg}</div>{caption}</figure>'


def sparse(years: tuple[int, ...]) -> bool:
    """Say whether years are left out between the first and the last one: each value then gets a dot."""
    return any(b - a > 1 for a, b in pairwise(years))
