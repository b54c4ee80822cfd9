"""Setting type: widths by the metrics of the shipped font, lines that fit, text elements of SVG."""

from __future__ import annotations

import unicodedata
from base64 import b64encode
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal
from xml.sax.saxutils import escape

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from atlas.places import FONTS

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.views.print.inks import Inks

FAMILY = "Source Sans 3"
#: The shipped files call themselves so; what embeds them by a rule of its own knows them under the first name. Programs
#: that read no embedded font (Inkscape, librsvg) take the first of the others that they have.
FAMILIES = f"'{FAMILY}','{FAMILY} ExtraLight',Arial,'Liberation Sans',sans-serif"
#: The font has no narrow space that does not break; lines are broken here, so the thin one will do.
SPACES = str.maketrans({"\N{NARROW NO-BREAK SPACE}": "\N{THIN SPACE}"})
REGULAR, BOLD = 400, 600
#: How much wider the widest usual stand-in (DejaVu Sans) runs; whoever sets a line leaves it that much room.
STAND_IN = {REGULAR: 1.27, BOLD: 1.38}
#: Height of a line and of capitals, as shares of the size of type.
LINE, CAPITALS = 1.3, 0.66
Ink = Literal["ink", "soft", "paper"]
#: West, north, east, south.
Box = tuple[float, float, float, float]


def font_file(weight: int, suffix: str = "ttf") -> Path:
    """Where the font of a weight lies."""
    return FONTS / f"source-sans-3-latin-{weight}-normal.{suffix}"


@lru_cache(maxsize=2)
def _metrics(weight: int) -> tuple[dict[int, float], float]:
    with TTFont(font_file(weight)) as font:
        em = font["head"].unitsPerEm
        widths = {code: font["hmtx"][glyph][0] / em for code, glyph in font.getBestCmap().items()}
    return widths, widths[ord("n")]


def width(text: str, size: float, weight: int = REGULAR) -> float:
    """Measure a line in the unit of `size`; kerning is left out, so the line may be a little narrower."""
    widths, other = _metrics(weight)
    return size * sum(widths.get(ord(letter), other) for letter in text.translate(SPACES))


def settable(letter: str) -> bool:
    """Whether the font has a character, and it is one that stands for itself: no control, no mark upon another one."""
    invisible = unicodedata.category(letter) in {"Cc", "Cf", "Mn"}
    return not invisible and ord(letter.translate(SPACES)) in _metrics(REGULAR)[0]


def wrapped(text: str, size: float, room: float, weight: int = REGULAR, most: int = 0) -> list[str]:
    """Break a text into lines.

    Parameters
    ----------
    text : str
        Words between blanks; a word that is too long alone is broken where the room ends.
    size, room : float
        Size of type and width of the lines, in the same unit.
    most : int
        Lines that there is room for, 0 for any number; the last one then ends in an ellipsis.
    """
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, weight) <= room:
            lines[-1] = longer
            continue
        rest = word
        while width(rest, size, weight) > room:
            fits = next(n for n in range(len(rest), 0, -1) if n == 1 or width(rest[:n], size, weight) <= room)
            lines.append(rest[:fits])
            rest = rest[fits:]
        lines.append(rest)
    if most and len(lines) > most:
        last = lines[most - 1]
        while last and width(f"{last}…", size, weight) > room:
            last = last[:-1]
        return [*lines[: most - 1], f"{last}…"]
    return lines


def safe(room: float, spare: float, weight: int = REGULAR) -> float:
    """Narrow the lines so far that a stand-in face keeps to the room and what is spare beside it."""
    return min(room, (room + spare) / STAND_IN[weight])


def even(text: str, size: float, room: float, weight: int, most: int) -> float:
    """Narrow the lines until they are about equally long, so that no word is left alone in the last one."""
    lines = len(wrapped(text, size, room, weight, most))
    shares = (share / 100 for share in range(55, 100, 5))
    fit = (room * share for share in shares if lines > 1)
    return next((r for r in fit if len(wrapped(text, size, r, weight)) <= lines), room)


@dataclass(frozen=True, slots=True)
class Text:
    """A line of type; ``x`` and ``y`` (baseline) in millimetres, ``anchor`` start, middle or end, one of the inks."""

    x: float
    y: float
    text: str
    size: float
    weight: int = REGULAR
    anchor: str = "start"
    colour: Ink = "ink"
    halo: float = 0.0

    @property
    def box(self) -> Box:
        """West, north, east, south of the line, from capitals' height to descenders."""
        long = width(self.text, self.size, self.weight)
        left = self.x - {"start": 0.0, "middle": long / 2, "end": long}[self.anchor]
        return left, self.y - CAPITALS * self.size, left + long, self.y + 0.22 * self.size

    def svg(self, inks: Inks) -> str:
        """Write the element."""
        more = "" if self.weight == REGULAR else f' font-weight="{self.weight}"'
        more += "" if self.anchor == "start" else f' text-anchor="{self.anchor}"'
        if self.halo:
            more += f' stroke="#ffffff" stroke-width="{self.halo:.2f}" stroke-linejoin="round" paint-order="stroke"'
        at = f'x="{self.x:.2f}" y="{self.y:.2f}" font-size="{self.size:.2f}"'
        return f'<text {at} fill="{getattr(inks, self.colour)}"{more}>{escape(self.text.translate(SPACES))}</text>'


def column(
    text: str,
    at: tuple[float, float],
    size: float,
    room: float,
    *,
    weight: int = REGULAR,
    colour: Ink = "ink",
    most: int = 0,
) -> tuple[list[Text], float]:
    """Set a paragraph; `at` is its upper left corner. Returns the lines and the top of what follows."""
    (x, y), lines = at, wrapped(text, size, room, weight, most)
    set_ = [
        Text(x, y + (i + 0.5 * (1 + CAPITALS) / LINE) * LINE * size, line, size, weight, colour=colour)
        for i, line in enumerate(lines)
    ]
    return set_, y + len(lines) * LINE * size


@lru_cache(maxsize=1)
def font_style() -> str:
    """Embed the font, so that the drawing looks the same where it is not installed."""
    faces = []
    for weight in (REGULAR, BOLD):
        data = b64encode(font_file(weight, "woff2").read_bytes()).decode()
        source = f"url(data:font/woff2;base64,{data}) format('woff2')"
        faces.append(f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};src:{source}}}")
    return f"<style>{''.join(faces)}</style>"
