"""Draws a legend on paper: rows of classes, circles or a grid, boxes for no data and hidden values, the benchmark."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from atlas.views.map.legend_content import CircleKey, ClassKey, GridKey
from atlas.views.print.typeset import BOLD, REGULAR, STAND_IN, Text, column, safe, width

if TYPE_CHECKING:
    from collections.abc import Callable

    from atlas.views.map.legend_content import Key, Legend
    from atlas.views.print.inks import Inks
    from atlas.views.print.typeset import Ink
    from atlas.words.words import Words

#: Millimetres at type size 1.
ROW, SWATCH, HEADING, BODY, SMALL = 5.0, 6.5, 3.7, 3.2, 2.6
#: Shades that are dark enough for white figures, by relative luminance.
DARK = 0.45


@dataclass(slots=True)
class Drawing:
    """Shapes and lines of type in millimetres, and the height that they take."""

    inks: Inks
    shapes: list[str] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    height: float = 0.0

    def svg(self, write: Callable[[Text, Inks], str]) -> str:
        """Write shapes first, then type: as text or as outlines."""
        return "".join(self.shapes) + "".join(write(text, self.inks) for text in self.texts)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a legend stands.

    Attributes
    ----------
    x, y : float
        Upper left corner, millimetres.
    room : float
        Width, millimetres.
    size : float
        Size of type, 1 for body type of 3.2 mm.
    radius : float
        Radius of the largest circle of the map, millimetres.
    spare : float
        Room beside it that a wider face may take, millimetres.
    """

    x: float
    y: float
    room: float
    size: float
    radius: float
    spare: float


def legend_svg(legend: Legend, place: Place, inks: Inks, words: Words) -> Drawing:
    """Draw a legend."""
    pen = _Pen(Drawing(inks), place, place.y)
    pen.paragraph(f"{legend.heading}, {legend.year}", HEADING, weight=BOLD)
    pen.top += 1.2 * place.size
    _draw_key(legend.key, pen, legend, words)
    for fill, (name, n) in (("url(#no-data)", legend.no_data), ("url(#hidden)", legend.hidden)):
        if n:
            pen.row(fill, name, n, words)
    if legend.benchmark:
        pen.top += 1.5 * place.size
        pen.paragraph(words("Compared with {benchmark}").format(benchmark=legend.benchmark[0]), BODY)
    for remark in filter(None, (legend.scope, legend.range_text, legend.note, *legend.remarks)):
        pen.top += 0.8 * place.size
        pen.paragraph(remark, SMALL, colour="soft")
    pen.made.height = pen.top - place.y
    return pen.made


@dataclass(slots=True)
class _Pen:
    """Draws downwards from ``top``."""

    made: Drawing
    place: Place
    top: float

    @property
    def size(self) -> float:
        return self.place.size

    @property
    def x(self) -> float:
        return self.place.x

    @property
    def room(self) -> float:
        return self.place.room

    @property
    def inks(self) -> Inks:
        return self.made.inks

    def paragraph(self, text: str, size: float, *, weight: int = 400, colour: Ink = "ink") -> None:
        room = safe(self.room, self.place.spare, weight)
        lines, self.top = column(text, (self.x, self.top), size * self.size, room, weight=weight, colour=colour)
        self.made.texts += lines

    def label(self, dx: float, text: str, size: float, *, anchor: str = "start", colour: Ink = "ink") -> None:
        """Set a line whose capitals are in the middle of a row that begins at the top."""
        middle = self.top + 0.5 * ROW * self.size + 0.33 * size * self.size
        self.made.texts.append(Text(self.x + dx, middle, text, size * self.size, anchor=anchor, colour=colour))

    def row(self, fill: str, label: str, count: int, words: Words) -> None:
        box, high = SWATCH * self.size, 3.9 * self.size
        self.made.shapes.append(
            f'<rect class="swatch" x="{self.x:.2f}" y="{self.top + 0.55 * self.size:.2f}" width="{box:.2f}"'
            f' height="{high:.2f}" fill="{fill}" stroke="{self.inks.hair}" stroke-width="0.15"/>'
        )
        begin, counted = box + 2.2 * self.size, words.number(count, 0)
        room = self.room - begin - STAND_IN[REGULAR] * width(f"{counted}n", BODY * self.size)
        self.label(begin, label, _fit(label, BODY, room / self.size), colour="ink" if count else "soft")
        self.label(self.room, counted, BODY, anchor="end", colour="soft")
        self.top += ROW * self.size


def _draw_key(key: Key, pen: _Pen, legend: Legend, words: Words) -> None:
    """Draw what the colours or circles mean; each kind has its own drawing below."""
    match key:
        case ClassKey():
            _classes(key, pen, legend, words)
        case CircleKey():
            _circles(key, pen)
        case GridKey():
            _grid(key, pen, words)


def _classes(key: ClassKey, pen: _Pen, legend: Legend, words: Words) -> None:
    _bars(key, pen, legend.benchmark[1] if legend.benchmark else None)
    pen.label(pen.room, words("areas"), SMALL, anchor="end", colour="soft")
    pen.top += 3.4 * pen.size
    for label, shade, n in zip(key.labels, key.colours, key.counts, strict=True):
        pen.row(shade, label, n, words)


def _bars(key: ClassKey, pen: _Pen, against: float | None) -> None:
    """Draw how many areas have which value, with a mark where the benchmark lies."""
    if len(key.bars) < 2:  # noqa: PLR2004  all areas have one value
        return
    high, most = 9 * pen.size, max(1, *(n for n, _k in key.bars))
    step = pen.room / len(key.bars)
    foot = pen.top + high
    for i, (n, k) in enumerate(key.bars):
        tall = high * n / most
        pen.made.shapes.append(
            f'<rect class="bar" x="{pen.x + i * step:.2f}" y="{foot - tall:.2f}" width="{step:.2f}"'
            f' height="{tall:.2f}" fill="{key.colours[k]}" stroke="#ffffff" stroke-width="0.15"/>'
        )
    pen.made.shapes.append(
        f'<path d="M{pen.x:.2f} {foot:.2f}h{pen.room:.2f}" stroke="{pen.inks.hair}" stroke-width="0.2" fill="none"/>'
    )
    low, top = key.span
    if against is not None and low < top:
        at = pen.x + pen.room * min(1.0, max(0.0, (against - low) / (top - low)))
        pen.made.shapes.append(
            f'<path class="mark" d="M{at:.2f} {pen.top:.2f}v{high + 1.2 * pen.size:.2f}" stroke="{pen.inks.ink}"'
            ' stroke-width="0.5" fill="none"/>'
        )
    pen.top = foot + 1.4 * pen.size


def _circles(key: CircleKey, pen: _Pen) -> None:
    radius = pen.place.radius
    for share, label in key.samples:
        r = radius * share
        high = max(ROW * pen.size, 2 * r + pen.size)
        pen.made.shapes.append(
            f'<circle class="sample" cx="{pen.x + radius:.2f}" cy="{pen.top + high / 2:.2f}" r="{r:.2f}"'
            f' fill="{pen.inks.accent}" fill-opacity="0.55" stroke="#ffffff" stroke-width="0.2"/>'
        )
        pen.top += (high - ROW * pen.size) / 2
        pen.label(2 * radius + 2.5 * pen.size, label, BODY)
        pen.top += ROW * pen.size + (high - ROW * pen.size) / 2
    pen.top += pen.size


def _grid(key: GridKey, pen: _Pen, words: Words) -> None:
    """Draw the classes with their counts: the second indicator grows upwards, the first to the right."""
    cell, wide, tall = 11 * pen.size, len(key.across), len(key.up)
    for row in range(tall):
        for at in range(wide):
            k = at + wide * (tall - 1 - row)
            x, y = pen.x + at * cell, pen.top + row * cell
            shade = key.colours[k]
            pen.made.shapes.append(
                f'<rect class="swatch" x="{x:.2f}" y="{y:.2f}" width="{cell:.2f}" height="{cell:.2f}" fill="{shade}"/>'
            )
            pen.made.texts.append(
                Text(
                    x + cell / 2,
                    y + cell / 2 + 0.33 * BODY * pen.size,
                    str(key.counts[k]),
                    BODY * pen.size,
                    anchor="middle",
                    colour="paper" if _luminance(shade) < DARK else "ink",
                )
            )
        label = key.up[tall - 1 - row]
        beside = pen.x + wide * cell + 1.5 * pen.size
        pen.made.texts.append(
            Text(
                beside,
                pen.top + row * cell + cell / 2 + 0.33 * SMALL * pen.size,
                label,
                _fit(label, SMALL * pen.size, pen.x + pen.room - beside),
            )
        )
    pen.top += tall * cell + 1.5 * pen.size
    pen.paragraph(words("Upwards: {second}").format(second=key.second), SMALL)
    pen.paragraph(words("To the right: {first}").format(first=f"{key.first}: {' | '.join(key.across)}"), SMALL)
    pen.top += 1.5 * pen.size


def _fit(label: str, size: float, room: float) -> float:
    """Make a line that has to stay one smaller where a wider face would not fit."""
    return min(size, size * room / (STAND_IN[REGULAR] * width(label, size)))


def _luminance(colour: str) -> float:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
