"""A sheet in the order in which it is read aloud, for the template of the PDF: title, map, legend, notes."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from atlas.views.print.outlines import outlined
from atlas.views.print.typeset import LINE, SPACES, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from atlas.views.print.compose import LaidOut
    from atlas.views.print.inks import Inks
    from atlas.views.print.pen import Cell, Drawing, Part
    from atlas.views.print.sheets import Sheet
    from atlas.views.print.typeset import Box

#: An address in a text, without the sign that ends the sentence.
ADDRESS = re.compile(r"https?://\S*[^\s.,;:)]")


def read_aloud(laid: LaidOut, sheet: Sheet, alternative: str) -> list[dict[str, Any]]:
    """Put the parts of a sheet in order.

    Parameters
    ----------
    laid : LaidOut
        The sheet.
    sheet : Sheet
        How large it is.
    alternative : str
        What those hear who do not see the map.

    Returns
    -------
    list of dict
        As ``sheet.typ`` sets them: headings, paragraphs, tables, and pictures with an alternative text.
    """
    frame = laid.frame
    box = (frame.x, frame.y, frame.x + frame.width, frame.y + frame.height)
    return [
        *_parts(laid.head, laid, sheet),
        _shown("picture", laid.map(Text.svg), box, laid) | {"text": alternative},
        *(part for drawing in (laid.where, laid.key, laid.foot) for part in _parts(drawing, laid, sheet)),
    ]


def _shown(kind: str, shapes: str, box: Box, laid: LaidOut) -> dict[str, Any]:
    """Write shapes as a drawing that is as large as their box on the sheet."""
    west, north, east, south = box
    size = f'width="{east - west:.4f}mm" height="{south - north:.4f}mm"'
    view = f"{west:.4f} {north:.4f} {east - west:.4f} {south - north:.4f}"
    defined = f"<defs>{laid.patterns}</defs>" if "url(#" in shapes else ""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="{view}">{defined}{shapes}</svg>'
    return {"kind": kind, "svg": svg, "x": west, "y": north, "width": east - west}


def _parts(of: Drawing, laid: LaidOut, sheet: Sheet) -> Iterator[dict[str, Any]]:
    # behind type on a pattern is a light edge, which the PDF's own type cannot have: it is drawn as a shape
    edges = [outlined(text, of.inks) for text in of.texts if text.halo]
    if of.shapes or edges:
        yield _shown("decoration", "".join((*of.shapes, *edges)), (0, 0, sheet.width, sheet.height), laid)
    for part in of.parts:
        found: dict[str, Any] = {"kind": part.kind, "text": part.text, "rows": _rows(part, of.inks)}
        yield found | (_shown(part.kind, "".join(part.shapes), part.box, laid) if part.shapes else {})


def _rows(part: Part, inks: Inks) -> list[list[dict[str, Any] | None]]:
    if part.kind == "drawing":  # its figures stand apart from each other
        return [[_lines((text,), "", inks) for row in part.rows for cell in row for text in cell]]
    return [[_lines(cell, part.text, inks) for cell in row] for row in part.rows]


def _lines(cell: Cell, text: str, inks: Inks) -> dict[str, Any] | None:
    """Say where the first of some lines of one size stands, and how far apart they are."""
    if not cell:
        return None
    first = cell[0]
    return {
        "x": first.x,
        "y": first.y,
        "step": next((b.y - a.y for a, b in pairwise(cell)), LINE * first.size),
        "size": first.size,
        "weight": first.weight,
        "anchor": first.anchor,
        "fill": getattr(inks, first.colour),
        "runs": [
            {"text": run.translate(SPACES), "address": address}
            for run, address in runs(text, [line.text for line in cell])
        ],
    }


def runs(text: str, lines: list[str]) -> list[tuple[str, str]]:
    """Part a paragraph by the addresses in it.

    Parameters
    ----------
    text : str
        The paragraph before it was broken; an address that goes on in the next line is only known from it.
    lines : list of str
        The same in lines; a line that is not of the paragraph ends it.

    Returns
    -------
    list of (str, str)
        Type with line feeds where lines end, and the address that it leads to, which is empty for most.
    """
    where = [(match.start(), match.end(), match[0]) for match in ADDRESS.finditer(text)]
    found: list[tuple[str, str]] = []
    begin = 0
    for line in lines:
        blank = text.startswith(" ", begin) or not text
        at = begin + blank
        begin = at + len(line)
        cuts = sorted({at, begin, *(c for start, end, _a in where for c in (start, end) if at < c < begin)})
        pieces = [
            (line[left - at : right - at], next((a for start, end, a in where if start <= left < end), ""))
            for left, right in pairwise(cuts)
        ]
        for number, (piece, address) in enumerate(pieces):
            # the blank is not seen, but heard and copied
            ends = (" \n" if blank else "\n") if found and number == 0 else ""
            if found and found[-1][1] == address:
                found[-1] = (found[-1][0] + ends + piece, address)
            elif ends and not found[-1][1]:  # a link begins with its line
                found[-1] = (found[-1][0] + ends, "")
                found.append((piece, address))
            else:
                found.append((ends + piece, address))
    return found
