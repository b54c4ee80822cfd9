"""Draws the key of two indicators on paper: nine classes with their counts, class names at rows and columns, arrows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.views.map.greys import is_pattern
from atlas.views.map.palettes import luminance
from atlas.views.print.patterns import paint
from atlas.views.print.pen import BODY, SMALL, Part, fit
from atlas.views.print.typeset import LINE, REGULAR, STAND_IN, Text, safe, width, wrapped

if TYPE_CHECKING:
    from atlas.views.map.legend_content import GridKey
    from atlas.views.print.pen import Cell, Pen
    from atlas.views.print.typeset import Ink
    from atlas.words.words import Words

#: Width of a cell and of the arrow beside the grid, millimetres at type size 1.
CELL, ARROW = 12.0, 4.0
#: Shades from this relative luminance on bear dark figures.
LIGHT = 0.2


def draw_grid(key: GridKey, pen: Pen, words: Words) -> None:
    """Draw the classes: the second indicator grows upwards, the first to the right."""
    size, cell, tall = pen.size, CELL * pen.size, len(key.up)
    left = pen.x + ARROW * size
    pen.paragraph(words("Upwards: {second}").format(second=key.second), SMALL)
    pen.top += 0.8 * size
    top, foot = pen.top, pen.top + tall * cell
    rows = [_row(key, up, (left, top), pen) for up in reversed(range(tall))]
    under = [_under(label, left + (i + 0.5) * cell, foot, pen) for i, label in enumerate(key.across)]
    deep = max(len(lines) for lines in under) * LINE * SMALL * size
    end = foot + deep + 2.0 * size
    pen.made.shapes.append(_arrow(left - 0.45 * ARROW * size, foot, 0, top - foot, pen))
    pen.made.shapes.append(_arrow(left, end, len(key.across) * cell, 0, pen))
    pen.made.parts.append(Part("table", (((), *under), *rows)))
    pen.top = end + 1.6 * size
    pen.paragraph(words("To the right: {first}").format(first=key.first), SMALL)
    pen.top += 1.5 * size


def _row(key: GridKey, up: int, corner: tuple[float, float], pen: Pen) -> tuple[Cell, ...]:
    """Draw the fields of a class of the second indicator, and name it beside them."""
    (left, top), size, cell, wide = corner, pen.size, CELL * pen.size, len(key.across)
    y = top + (len(key.up) - 1 - up) * cell
    cells: list[Cell] = []
    for at in range(wide):
        fill, count = key.colours[at + wide * up], str(key.counts[at + wide * up])
        x = left + at * cell
        pen.made.shapes.append(
            f'<rect class="swatch" x="{x:.2f}" y="{y:.2f}" width="{cell:.2f}" height="{cell:.2f}" fill="{paint(fill)}"'
            f' stroke="{pen.inks.hair}" stroke-width="0.15"/>'
        )
        middle, halo = y + cell / 2 + 0.33 * BODY * size, 1.4 * size if is_pattern(fill) else 0.0
        colour: Ink = "paper" if not is_pattern(fill) and luminance(fill) < LIGHT else "ink"
        cells.append((Text(x + cell / 2, middle, count, BODY * size, REGULAR, "middle", colour, halo),))
    beside = left + wide * cell + 1.5 * size
    room = pen.x + pen.room + pen.place.spare - beside
    name = Text(beside, y + cell / 2 + 0.33 * SMALL * size, key.up[up], fit(key.up[up], SMALL * size, room))
    return ((name,), *cells)


def _under(label: str, x: float, y: float, pen: Pen) -> Cell:
    """Name a class of the first indicator below its column, in lines that keep to it."""
    size, room = SMALL * pen.size, safe(0.98 * CELL * pen.size, 0) * (1 + 1e-9)  # a word made to fit exactly fits
    longest = max(width(word, size) for word in label.split(" "))
    size = min(size, size * 0.98 * CELL * pen.size / (STAND_IN[REGULAR] * longest))
    return tuple(
        Text(x, y + (i + 1) * LINE * SMALL * pen.size, line, size, anchor="middle")
        for i, line in enumerate(wrapped(label, size, room))
    )


def _arrow(x: float, y: float, dx: float, dy: float, pen: Pen) -> str:
    """Draw an arrow to the right or upwards."""
    head = 1.3 * pen.size
    tip = (
        f"l{-head:.2f} {-0.6 * head:.2f}v{1.2 * head:.2f}z"
        if dx
        else f"l{-0.6 * head:.2f} {head:.2f}h{1.2 * head:.2f}z"
    )
    return (
        f'<path class="arrow" d="M{x:.2f} {y:.2f}l{dx:.2f} {dy:.2f}" stroke="{pen.inks.ink}" stroke-width="0.3"'
        f' fill="none"/><path d="M{x + dx:.2f} {y + dy:.2f}{tip}" fill="{pen.inks.ink}"/>'
    )
