"""Type as shapes: the outlines of the shipped font, for programs that read no embedded font."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from fontTools.pens.svgPathPen import SVGPathPen  # type: ignore[import-untyped]
from fontTools.pens.transformPen import TransformPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from atlas.views.print.typeset import SPACES, font_file

if TYPE_CHECKING:
    from atlas.views.print.inks import Inks
    from atlas.views.print.typeset import Text


def outlined(text: Text, inks: Inks) -> str:
    """Draw a line of type as one shape that is named by what it says.

    Parameters
    ----------
    text : Text
        The line.
    inks : Inks
        Colours of the sheet.

    Returns
    -------
    str
        A group with the words as its title.
    """
    em, path = _line(text.text.translate(SPACES), text.weight)
    scale = text.size / em
    halo = (
        f' stroke="#ffffff" stroke-width="{text.halo / scale:.0f}" stroke-linejoin="round" paint-order="stroke"'
        if text.halo
        else ""
    )
    into = f"translate({text.box[0]:.2f} {text.y:.2f}) scale({scale:.6f} {-scale:.6f})"
    return (
        f'<g class="line"><title>{escape(text.text)}</title>'
        f'<path transform="{into}" fill="{getattr(inks, text.colour)}"{halo} d="{path}"/></g>'
    )


@lru_cache(maxsize=2)
def _font(weight: int) -> TTFont:
    return TTFont(font_file(weight), lazy=False)


@lru_cache(maxsize=2000)
def _line(text: str, weight: int) -> tuple[int, str]:
    """Join the outlines of the letters, as far apart as they are measured."""
    font = _font(weight)
    glyphs, known, other = font.getGlyphSet(), font.getBestCmap(), font.getBestCmap()[ord("n")]
    pen, x = SVGPathPen(glyphs, ntos=lambda number: f"{number:.0f}"), 0
    for letter in text:
        # what the font does not hold is left blank, as wide as it was measured
        glyph = known.get(ord(letter))
        if glyph:
            glyphs[glyph].draw(TransformPen(pen, (1, 0, 0, 1, x, 0)))
        x += font["hmtx"][glyph or other][0]
    return font["head"].unitsPerEm, pen.getCommands()
