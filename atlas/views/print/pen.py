"""What a sheet is drawn with: shapes, and type in parts that say what they are (heading, paragraph, table)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from atlas.views.print.typeset import REGULAR, STAND_IN, Text, column, safe, width

if TYPE_CHECKING:
    from collections.abc import Callable

    from atlas.views.print.inks import Inks
    from atlas.views.print.typeset import Box, Ink

#: Millimetres at type size 1; the smallest type is 7.5 points.
ROW, SWATCH, HEADING, BODY, SMALL = 5.0, 6.5, 3.7, 3.2, 2.65

#: Lines of one cell.
Cell = tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Type that belongs together.

    Attributes
    ----------
    kind : str
        Title, heading, paragraph, table, or a drawing with the type in it.
    rows : tuple of tuple of Cell
        Lines of type; all but a table have one cell. The first row of a table is its head.
    text : str
        A paragraph before it was broken into lines; of a drawing what it shows, for those who do not see it.
    shapes : tuple of str
        What a drawing consists of.
    box : tuple of float
        West, north, east, south of a drawing, millimetres.
    """

    kind: Literal["h1", "h2", "p", "table", "drawing"]
    rows: tuple[tuple[Cell, ...], ...]
    text: str = ""
    shapes: tuple[str, ...] = ()
    box: Box = (0.0, 0.0, 0.0, 0.0)


@dataclass(slots=True)
class Drawing:
    """Shapes and type in millimetres, with where they begin and the height that they take.

    ``shapes`` mean nothing without the type beside them: swatches, lines, arrows.
    """

    inks: Inks
    shapes: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    top: float = 0.0
    height: float = 0.0

    @property
    def texts(self) -> list[Text]:
        """All lines in the order in which they are read."""
        return [text for part in self.parts for row in part.rows for cell in row for text in cell]

    def say(self, kind: Literal["h1", "h2", "p"], lines: list[Text], text: str = "") -> None:
        """Add a heading or a paragraph."""
        self.parts.append(Part(kind, ((tuple(lines),),), text))

    def show(self, shapes: list[str], box: Box, text: str, lines: list[Text] | None = None) -> None:
        """Add a drawing that keeps to a box; `text` says what it shows."""
        self.parts.append(Part("drawing", ((tuple(lines or ()),),), text, tuple(shapes), box))

    def svg(self, write: Callable[[Text, Inks], str]) -> str:
        """Write shapes first, then type: as text or as outlines."""
        drawn = (shape for part in self.parts for shape in part.shapes)
        return "".join((*self.shapes, *drawn, *(write(text, self.inks) for text in self.texts)))


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


@dataclass(slots=True)
class Pen:
    """Draws downwards from ``top``."""

    made: Drawing
    place: Place
    top: float

    @property
    def size(self) -> float:
        """Size of type."""
        return self.place.size

    @property
    def x(self) -> float:
        """Left edge."""
        return self.place.x

    @property
    def room(self) -> float:
        """Width."""
        return self.place.room

    @property
    def inks(self) -> Inks:
        """Colours of type and lines."""
        return self.made.inks

    def paragraph(
        self, text: str, size: float, *, kind: Literal["h2", "p"] = "p", weight: int = REGULAR, colour: Ink = "ink"
    ) -> None:
        """Set a paragraph and go below it."""
        room = safe(self.room, self.place.spare, weight)
        lines, self.top = column(text, (self.x, self.top), size * self.size, room, weight=weight, colour=colour)
        self.made.say(kind, lines, text)

    def label(self, dx: float, text: str, size: float, *, anchor: str = "start", colour: Ink = "ink") -> Text:
        """Set a line whose capitals are in the middle of a row that begins at the top."""
        middle = self.top + 0.5 * ROW * self.size + 0.33 * size * self.size
        return Text(self.x + dx, middle, text, size * self.size, anchor=anchor, colour=colour)

    def ends(self, heads: tuple[str, ...]) -> tuple[float, ...]:
        """Find where columns of figures end: the last one at the right edge, the others before its head."""
        last = STAND_IN[REGULAR] * width(f"n{heads[-1]}", SMALL * self.size)
        return tuple(self.room - last * (len(heads) - 1 - i) for i in range(len(heads)))

    def row(self, fill: str, label: str, counted: tuple[str, ...], ends: tuple[float, ...]) -> tuple[Cell, ...]:
        """Draw the swatch of a class, and set its name and how many areas it has."""
        box, high = SWATCH * self.size, 3.9 * self.size
        return self.line(
            f'<rect class="swatch" x="{self.x:.2f}" y="{self.top + 0.55 * self.size:.2f}" width="{box:.2f}"'
            f' height="{high:.2f}" fill="{fill}" stroke="{self.inks.hair}" stroke-width="0.15"/>',
            label,
            counted,
            ends,
        )

    def line(self, shape: str, label: str, counted: tuple[str, ...], ends: tuple[float, ...]) -> tuple[Cell, ...]:
        """Set a name and how many areas it has beside a shape as wide as a swatch."""
        self.made.shapes.append(shape)
        begin = (SWATCH + 2.2) * self.size
        room = ends[0] - begin - STAND_IN[REGULAR] * width(f"{counted[0]}n", BODY * self.size)
        name = self.label(begin, label, fit(label, BODY, room / self.size))
        numbers = [self.label(dx, n, BODY, anchor="end", colour="soft") for dx, n in zip(ends, counted, strict=True)]
        self.top += ROW * self.size
        return (name,), *((number,) for number in numbers)


def fit(label: str, size: float, room: float) -> float:
    """Make a line that has to stay one smaller where a wider face would not fit."""
    return min(size, size * room / (STAND_IN[REGULAR] * width(label, size)))
