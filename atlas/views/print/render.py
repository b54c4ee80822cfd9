"""From the SVG of a sheet to PNG (resvg) and PDF (Typst): wheels without system libraries, same bytes each time."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import resvg_py
import typst

from atlas.views.print.sheets import SCREEN_DPI
from atlas.views.print.typeset import BOLD, FAMILY, REGULAR, font_file

if TYPE_CHECKING:
    from atlas.views.print.sheets import Sheet

#: Strings go in as JSON, so that no text can be read as a command.
TEMPLATE = """#let said = json("said.json")
#set document(title: said.title, author: said.author, keywords: ())
#set page(width: said.width * 1mm, height: said.height * 1mm, margin: 0mm)
#set text(lang: said.lang, font: said.font)
#image("map.svg", width: 100%, alt: said.alt)
"""


def to_png(svg: str, sheet: Sheet, dpi: int) -> bytes:
    """Draw a sheet as PNG of so many dots an inch."""
    width, height = sheet.pixels(dpi)
    fonts = [str(font_file(weight)) for weight in (REGULAR, BOLD)]
    picture = resvg_py.svg_to_bytes(
        svg_string=svg, width=width, height=height, dpi=SCREEN_DPI, font_files=fonts, skip_system_fonts=True
    )
    return bytes(picture)


def to_pdf(svg: str, sheet: Sheet, title: str, alternative: str, made_on: dt.date, *, author: str, lang: str) -> bytes:
    """Write a sheet as tagged PDF (PDF/UA-1) with an alternative text; text stays text, fonts are embedded.

    Parameters
    ----------
    svg : str
        As `print_map` composes it.
    title, alternative : str
        Title of the document, and what those hear who do not see the map.
    made_on : date
        Stands in the document's data, so that the same day gives the same bytes.
    author, lang : str
        Name of the atlas; language of the texts (de).
    """
    said = {
        "title": title,
        "author": author,
        "alt": alternative,
        "lang": lang,
        "width": sheet.width,
        "height": sheet.height,
        "font": FAMILY,
    }
    # the stub of typst does not know of files in memory
    noon = dt.datetime.combine(made_on, dt.time(12), dt.UTC)
    files = {"main.typ": TEMPLATE.encode(), "map.svg": svg.encode(), "said.json": json.dumps(said).encode()}
    document = typst.compile(  # type: ignore[call-overload]
        files,
        format="pdf",
        font_paths=[str(font_file(REGULAR).parent)],
        ignore_system_fonts=True,
        pdf_standards=["ua-1", "a-2a"],
        timestamp=int(noon.timestamp()),
    )
    return bytes(document)
