"""The printed legend: the classes of the map with their counts, boxes for no data and hidden values, the benchmark."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from atlas.views.print.content import CIRCLE, HIDDEN, NO_DATA, SIDE
from atlas.views.print.typeset import BOLD, INK, SOFT, Text, column, width

if TYPE_CHECKING:
    from atlas.views.print.content import Content
    from atlas.words.words import Words

HAIR = "#9aa6a9"
#: Millimetres at type size 1.
ROW, SWATCH, HEADING, BODY, SMALL = 5.0, 6.5, 3.7, 3.2, 2.6
#: Shades that are dark enough for white figures, by relative luminance.
DARK = 0.45


@dataclass(slots=True)
class Drawing:
    """Shapes and lines of type in millimetres, and the height that they take."""

    shapes: list[str] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    height: float = 0.0

    def svg(self) -> str:
        """Write shapes first, then type."""
        return "".join(self.shapes) + "".join(text.svg() for text in self.texts)


def legend(content: Content, x: float, y: float, room: float, size: float, radius: float, words: Words) -> Drawing:
    """Draw the legend.

    Parameters
    ----------
    content : Content
        What the map shows.
    x, y : float
        Upper left corner, millimetres.
    room : float
        Width of the legend, millimetres.
    size : float
        Size of type, 1 for body type of 3.2 mm.
    radius : float
        Radius of the largest circle of the map, millimetres.
    words : Words
        Language of the texts.
    """
    pen = _Pen(Drawing(), x, y, room, size)
    pen.paragraph(content.legend_title, HEADING, weight=BOLD)
    pen.top += 1.2 * size
    if content.draw == "symbols":
        _circles(pen, content, radius)
    elif content.draw == "bivariate":
        _grid(pen, content, words)
    else:
        _bars(pen, content)
        pen.label(room, words("areas"), SMALL, anchor="end", colour=SOFT)
        pen.top += 3.4 * size
        for i, (label, shade) in enumerate(zip(content.labels, content.colours, strict=True)):
            pen.row(shade, label, content.count(i))
    pen.row("url(#no-data)", words("no data"), content.count(NO_DATA))
    pen.row("url(#hidden)", words("kept secret"), content.count(HIDDEN))
    if content.benchmark:
        pen.top += 1.5 * size
        pen.paragraph(words("Compared with {benchmark}").format(benchmark=content.benchmark[0]), BODY)
    for remark in content.remarks:
        pen.top += 0.8 * size
        pen.paragraph(remark, SMALL, colour=SOFT)
    pen.made.height = pen.top - y
    return pen.made


@dataclass(slots=True)
class _Pen:
    """Draws downwards from ``top``."""

    made: Drawing
    x: float
    top: float
    room: float
    size: float

    def paragraph(self, text: str, size: float, *, weight: int = 400, colour: str = INK) -> None:
        lines, self.top = column(text, (self.x, self.top), size * self.size, self.room, weight=weight, colour=colour)
        self.made.texts += lines

    def label(self, dx: float, text: str, size: float, *, anchor: str = "start", colour: str = INK) -> None:
        """Set a line whose capitals are in the middle of a row that begins at the top."""
        middle = self.top + 0.5 * ROW * self.size + 0.33 * size * self.size
        self.made.texts.append(Text(self.x + dx, middle, text, size * self.size, anchor=anchor, colour=colour))

    def row(self, fill: str, label: str, count: int) -> None:
        box, high = SWATCH * self.size, 3.9 * self.size
        self.made.shapes.append(
            f'<rect class="swatch" x="{self.x:.2f}" y="{self.top + 0.55 * self.size:.2f}" width="{box:.2f}"'
            f' height="{high:.2f}" fill="{fill}" stroke="{HAIR}" stroke-width="0.15"/>'
        )
        self.label(box + 2.2 * self.size, label, BODY)
        self.label(self.room, str(count), BODY, anchor="end", colour=SOFT)
        self.top += ROW * self.size


def _bars(pen: _Pen, content: Content) -> None:
    """Draw how many areas have which value, with a mark where the benchmark lies."""
    if len(content.bars) < 2:  # noqa: PLR2004  all areas have one value
        return
    high, most = 9 * pen.size, max(1, *(n for n, _k in content.bars))
    step = pen.room / len(content.bars)
    foot = pen.top + high
    for i, (n, k) in enumerate(content.bars):
        tall = high * n / most
        pen.made.shapes.append(
            f'<rect class="bar" x="{pen.x + i * step:.2f}" y="{foot - tall:.2f}" width="{step:.2f}"'
            f' height="{tall:.2f}" fill="{content.colours[k]}" stroke="#ffffff" stroke-width="0.15"/>'
        )
    pen.made.shapes.append(
        f'<path d="M{pen.x:.2f} {foot:.2f}h{pen.room:.2f}" stroke="{HAIR}" stroke-width="0.2" fill="none"/>'
    )
    low, top = content.span
    if content.benchmark and low < top:
        at = pen.x + pen.room * min(1.0, max(0.0, (content.benchmark[1] - low) / (top - low)))
        pen.made.shapes.append(
            f'<path class="mark" d="M{at:.2f} {pen.top:.2f}v{high + 1.2 * pen.size:.2f}" stroke="{INK}"'
            ' stroke-width="0.5" fill="none"/>'
        )
    pen.top = foot + 1.4 * pen.size


def _circles(pen: _Pen, content: Content, radius: float) -> None:
    for value, label in content.samples:
        r = radius * (value / content.largest) ** 0.5
        high = max(ROW * pen.size, 2 * r + pen.size)
        pen.made.shapes.append(
            f'<circle class="sample" cx="{pen.x + radius:.2f}" cy="{pen.top + high / 2:.2f}" r="{r:.2f}"'
            f' fill="{CIRCLE}" fill-opacity="0.55" stroke="#ffffff" stroke-width="0.2"/>'
        )
        pen.top += (high - ROW * pen.size) / 2
        pen.label(2 * radius + 2.5 * pen.size, label, BODY)
        pen.top += ROW * pen.size + (high - ROW * pen.size) / 2
    pen.top += pen.size


def _grid(pen: _Pen, content: Content, words: Words) -> None:
    """Draw nine classes with their counts: the second indicator grows upwards, the first to the right."""
    cell = 11 * pen.size
    (first, across), (second, up) = content.axes
    for row in range(SIDE):
        for at in range(SIDE):
            k = at + SIDE * (SIDE - 1 - row)
            x, y = pen.x + at * cell, pen.top + row * cell
            shade = content.colours[k]
            pen.made.shapes.append(
                f'<rect class="swatch" x="{x:.2f}" y="{y:.2f}" width="{cell:.2f}" height="{cell:.2f}" fill="{shade}"/>'
            )
            pen.made.texts.append(
                Text(
                    x + cell / 2,
                    y + cell / 2 + 0.33 * BODY * pen.size,
                    str(content.count(k)),
                    BODY * pen.size,
                    anchor="middle",
                    colour="#ffffff" if _luminance(shade) < DARK else INK,
                )
            )
        label = up[SIDE - 1 - row]
        beside = pen.x + SIDE * cell + 1.5 * pen.size
        pen.made.texts.append(
            Text(beside, pen.top + row * cell + cell / 2 + 0.33 * SMALL * pen.size, label, _fit(label, pen, beside))
        )
    pen.top += SIDE * cell + 1.5 * pen.size
    pen.paragraph(words("Upwards: {second}").format(second=second), SMALL)
    pen.paragraph(words("To the right: {first}").format(first=f"{first}: {' | '.join(across)}"), SMALL)
    pen.top += 1.5 * pen.size


def _fit(label: str, pen: _Pen, beside: float) -> float:
    size = SMALL * pen.size
    return min(size, size * (pen.x + pen.room - beside) / width(label, size))


def _luminance(colour: str) -> float:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
