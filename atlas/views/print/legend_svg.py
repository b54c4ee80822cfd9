"""Draws a legend on paper: rows of classes, circles or a grid, boxes for no data and hidden values, the benchmark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.views.map.legend_content import CircleKey, ClassKey, GridKey
from atlas.views.map.neighbour_marks import MARKED
from atlas.views.print.legend_grid import draw_grid
from atlas.views.print.patterns import paint
from atlas.views.print.pen import BODY, HEADING, ROW, SMALL, SWATCH, Drawing, Part, Pen
from atlas.views.print.signs import sign
from atlas.views.print.typeset import BOLD

if TYPE_CHECKING:
    from atlas.views.map.legend_content import Beside, Key, Legend, MarkKey
    from atlas.views.print.inks import Inks
    from atlas.views.print.pen import Cell, Place
    from atlas.words.words import Words


#: How areas without data, and those whose value is kept secret, are filled.
WITHOUT = ("url(#no-data)", "url(#hidden)")


def legend_svg(legend: Legend, place: Place, inks: Inks, words: Words) -> Drawing:
    """Draw a legend."""
    pen = Pen(Drawing(inks), place, place.y)
    pen.paragraph(legend.title, HEADING, kind="h2", weight=BOLD)
    pen.top += 1.2 * place.size
    match legend.key:
        case ClassKey():
            _bars(legend.key, pen, legend, words)
            rows = list(zip(legend.key.labels, legend.key.colours, legend.key.counts, strict=True))
        case CircleKey():
            _circles(legend.key, pen, words)
            rows = []
        case GridKey():
            draw_grid(legend.key, pen, words)
            rows = []
    head = words("class") if rows else words("without a class")
    _table(head, _counted(rows, legend), legend.beside, pen, words)
    marked = isinstance(legend.key, ClassKey) and bool(legend.key.ends)
    if legend.benchmark and not marked:
        pen.top += 0.8 * place.size
        pen.paragraph(_compared(legend.key, legend.benchmark[0], words), SMALL)
    if legend.marks:
        _marks(legend.marks, pen, words)
    for remark in filter(None, (legend.scope, legend.range_text, legend.note, *legend.remarks)):
        pen.top += 0.8 * place.size
        pen.paragraph(remark, SMALL, colour="soft")
    pen.made.top, pen.made.height = place.y, pen.top - place.y
    return pen.made


def _compared(key: Key, benchmark: str, words: Words) -> str:
    """Say what the benchmark is, and of two indicators of which."""
    if isinstance(key, GridKey):
        return words("{indicator} compared with {benchmark}").format(indicator=key.first, benchmark=benchmark)
    return words("Compared with {benchmark}").format(benchmark=benchmark)


def _counted(rows: list[tuple[str, str, int]], legend: Legend) -> list[tuple[str, str, tuple[int, ...]]]:
    """Add the areas without a class, where there are some; beside the counts of a section stand those of all areas."""
    boxes = [(name, fill, n) for fill, (name, n) in zip(WITHOUT, (legend.no_data, legend.hidden), strict=True)]
    all_rows = [*rows, *boxes]
    others = [(n,) for n in legend.beside.counts] if legend.beside else [()] * len(all_rows)
    counted = [(label, fill, (n, *other)) for (label, fill, n), other in zip(all_rows, others, strict=True)]
    return [*counted[: len(rows)], *(row for row in counted[len(rows) :] if any(row[2]))]


def _table(
    name: str, rows: list[tuple[str, str, tuple[int, ...]]], beside: Beside | None, pen: Pen, words: Words
) -> None:
    """Set the classes, one a row, below a head."""
    if not rows:
        return
    heads = (words("areas"),) if beside is None else (words("section"), beside.name)
    ends = pen.ends(heads)
    counted = [(pen.label(dx, text, SMALL, anchor="end", colour="soft"),) for dx, text in zip(ends, heads, strict=True)]
    head: tuple[Cell, ...] = ((pen.label(0.0, name, SMALL, colour="soft"),), *counted)
    pen.top += 3.8 * pen.size
    body = [
        pen.row(paint(fill), label, tuple(words.number(n, 0) for n in counts), ends) for label, fill, counts in rows
    ]
    pen.made.parts.append(Part("table", (head, *body)))


def _marks(key: MarkKey, pen: Pen, words: Words) -> None:
    """Set the marks of areas among their neighbours, one a row, and what they say as a whole."""
    pen.top += 1.6 * pen.size
    heads = (words("areas"),)
    ends = pen.ends(heads)
    head: tuple[Cell, ...] = (
        (pen.label(0.0, key.heading, SMALL, colour="soft"),),
        (pen.label(ends[0], heads[0], SMALL, anchor="end", colour="soft"),),
    )
    pen.top += 3.8 * pen.size
    body = []
    for pattern, label, n in zip(MARKED, key.labels, key.counts, strict=True):
        at = (pen.x + 0.5 * SWATCH * pen.size, pen.top + 0.5 * ROW * pen.size)
        body.append(pen.line(sign(pattern, at, 1.4 * pen.size, pen.inks), label, (words.number(n, 0),), ends))
    pen.made.parts.append(Part("table", (head, *body)))
    pen.top += 0.8 * pen.size
    pen.paragraph(key.said, SMALL, colour="soft")


def _bars(key: ClassKey, pen: Pen, legend: Legend, words: Words) -> None:
    """Draw how many areas have which value, with a mark where the benchmark lies, which is named below."""
    if not key.ends:
        return
    begin, high, most = pen.top, 9 * pen.size, max(1, *(n for n, _k in key.bars))
    step = pen.room / len(key.bars)
    foot = pen.top + high
    shapes: list[str] = []
    for i, (n, k) in enumerate(key.bars):
        tall = high * n / most
        shapes.append(
            f'<rect class="bar" x="{pen.x + i * step:.2f}" y="{foot - tall:.2f}" width="{step:.2f}"'
            f' height="{tall:.2f}" fill="{paint(key.colours[k])}" stroke="{pen.inks.hair}" stroke-width="0.1"/>'
        )
    shapes.append(
        f'<path d="M{pen.x:.2f} {foot:.2f}h{pen.room:.2f}" stroke="{pen.inks.hair}" stroke-width="0.2" fill="none"/>'
    )
    low, top = key.span
    against = legend.benchmark
    if against is not None and low < top:
        at = pen.x + pen.room * min(1.0, max(0.0, (against[1] - low) / (top - low)))
        shapes.append(
            f'<path class="mark" d="M{at:.2f} {pen.top:.2f}v{high + 1.2 * pen.size:.2f}" stroke="{pen.inks.ink}"'
            ' stroke-width="0.5" fill="none"/>'
        )
    pen.top = foot + 0.4 * pen.size
    ends = zip((0.0, pen.room), key.ends, ("start", "end"), strict=True)
    lines = [pen.label(dx, end, SMALL, anchor=anchor, colour="soft") for dx, end, anchor in ends]
    said = words("Bars: how many areas have which value, from {lowest} to {highest}.")
    box = (pen.x - 0.2, begin, pen.x + pen.room + 0.2, foot + 1.2 * pen.size)
    pen.made.show(shapes, box, said.format(lowest=key.ends[0], highest=key.ends[1]), lines)
    pen.top += 4.4 * pen.size
    if against is not None:
        pen.paragraph(words("Line: {benchmark}").format(benchmark=against[0]), SMALL)
    pen.top += 0.6 * pen.size


def _circles(key: CircleKey, pen: Pen, words: Words) -> None:
    radius, begin, shapes, lines = pen.place.radius, pen.top, [], []
    for share, label in key.samples:
        r = radius * share
        high = max(ROW * pen.size, 2 * r + pen.size)
        shapes.append(
            f'<circle class="sample" cx="{pen.x + radius:.2f}" cy="{pen.top + high / 2:.2f}" r="{r:.2f}"'
            f' fill="{pen.inks.accent}" fill-opacity="0.55" stroke="#ffffff" stroke-width="0.2"/>'
        )
        pen.top += (high - ROW * pen.size) / 2
        lines.append(pen.label(2 * radius + 2.5 * pen.size, label, BODY))
        pen.top += ROW * pen.size + (high - ROW * pen.size) / 2
    said = words("Circles of these sizes stand for {values}.")
    values = "; ".join(label for _share, label in key.samples)
    pen.made.show(shapes, (pen.x, begin, pen.x + 2 * radius, pen.top), said.format(values=values), lines)
    pen.top += pen.size
