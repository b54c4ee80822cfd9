"""From a sheet to PNG (resvg, by its SVG) and PDF (Typst): wheels without system libraries, same bytes each time."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import resvg_py
import typst

from atlas.places import FONTS
from atlas.views.print.sheets import SCREEN_DPI
from atlas.views.print.tagged import read_aloud
from atlas.views.print.typeset import BOLD, FAMILY, REGULAR, font_file

if TYPE_CHECKING:
    from atlas.views.print.compose import LaidOut
    from atlas.views.print.sheets import Sheet

TEMPLATE = Path(__file__).with_name("sheet.typ")


@dataclass(frozen=True, slots=True)
class Document:
    """What a PDF says of itself.

    Attributes
    ----------
    title, about : str
        Title of the document, and what it shows in a line.
    alternative : str
        What those hear who do not see the map.
    author, lang : str
        Name of the atlas; language of the texts (de).
    made_on : date
        Stands in the document's data, so that the same day gives the same bytes.
    """

    title: str
    about: str
    alternative: str
    author: str
    lang: str
    made_on: dt.date


def to_png(svg: str, sheet: Sheet, dpi: int) -> bytes:
    """Draw a sheet as PNG of so many dots an inch."""
    width, height = sheet.pixels(dpi)
    fonts = [str(font_file(weight)) for weight in (REGULAR, BOLD)]
    picture = resvg_py.svg_to_bytes(
        svg_string=svg, width=width, height=height, dpi=SCREEN_DPI, font_files=fonts, skip_system_fonts=True
    )
    return bytes(picture)


def to_pdf(laid: LaidOut, sheet: Sheet, document: Document) -> bytes:
    """Write a sheet as tagged PDF (PDF/UA-1, PDF/A-2a): headings, paragraphs, tables, links, the map as a figure.

    Parameters
    ----------
    laid : LaidOut
        As `atlas.views.print.compose.lay_out` composes it: type stands where it stands in the SVG.
    sheet : Sheet
        How large it is.
    document : Document
        What it says of itself.
    """
    said = {
        "title": document.title,
        "about": document.about,
        "author": document.author,
        "lang": document.lang,
        "font": FAMILY,
        "width": sheet.width,
        "height": sheet.height,
        "parts": read_aloud(laid, sheet, document.alternative),
    }
    noon = dt.datetime.combine(document.made_on, dt.time(12), dt.UTC)
    # the stub of typst does not know of files in memory
    made = typst.compile(  # type: ignore[call-overload]
        {"main.typ": TEMPLATE.read_bytes(), "sheet.json": json.dumps(said).encode()},
        format="pdf",
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        pdf_standards=["ua-1", "a-2a"],
        timestamp=int(noon.timestamp()),
    )
    return bytes(made)
