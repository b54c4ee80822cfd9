"""Views that tests print, and what they read back."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET  # what is parsed here was written here

from atlas.views.map.described import described
from atlas.views.map.scene import scene
from atlas.views.print.compose import lay_out, print_map
from atlas.views.print.render import Document, to_pdf
from atlas.views.print.sheets import SHEETS
from atlas.views.print.typeset import Text
from atlas.views.query.view_query import read_query
from atlas.words.words import words_of

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.views.map.scene import Scene
    from atlas.views.query.view_state import ViewState

words = words_of("de")
SVG = "{http://www.w3.org/2000/svg}"
DAY = dt.date(2026, 11, 23)
ADDRESS = "https://atlas.example.org/?indicator=unemployed_per_100&level=municipality&year=2021&release=0123456789ab"
RATE = "?indicator=unemployed_per_100&level=municipality&year=2021&regions=16055000,16076041"
COUNT = "?indicator=population&level=municipality&year=2021"
CHANGE = "?indicator=unemployed_per_100&level=municipality&year=2021&change_from=2005&classes=4"
BOTH = "?indicator=unemployed_per_100,turnout_state_election&level=municipality&year=2019"
NINE = "?indicator=gross_pay&level=district&classes=9&scheme=quantiles&regions=16055"
SECTION = "?indicator=unemployed_per_100&level=municipality&bbox=10.8,50.8,11.6,51.2"
SIGNED = "?indicator=population_change_4y&level=municipality&year=2021"
LONG = "?indicator=deprivation_index&level=municipality&classes=9"


def view(atlas: Atlas, query: str) -> ViewState:
    asked = read_query(query, atlas, words)
    assert asked.notices == ()
    return asked.state


def look(atlas: Atlas, query: str) -> Scene:
    return scene(atlas, view(atlas, query), words)


@cache
def svg_of(atlas: Atlas, query: str, sheet: str = "a4-landscape", *, grey: bool = False) -> str:
    return print_map(look(atlas, query), SHEETS[sheet], ADDRESS, DAY, grey=grey)


def document(atlas: Atlas, query: str, sheet: str = "a4-landscape", *, grey: bool = False, title: str = "") -> bytes:
    shown, size = look(atlas, query), SHEETS[sheet]
    laid = lay_out(shown, size, ADDRESS, DAY, grey=grey, title=title)
    said = Document(title or shown.line, "about", described(shown, grey=grey), "Atlas", "de", DAY)
    return to_pdf(laid, size, said)


def drawn(atlas: Atlas, query: str, sheet: str = "a4-landscape", *, grey: bool = False) -> ET.Element:
    return ET.XML(svg_of(atlas, query, sheet, grey=grey))


def texts(root: ET.Element) -> list[Text]:
    return [
        Text(
            float(t.attrib["x"]),
            float(t.attrib["y"]),
            t.text or "",
            float(t.attrib["font-size"]),
            int(t.attrib.get("font-weight", "400")),
            t.attrib.get("text-anchor", "start"),
        )
        for t in root.iter(f"{SVG}text")
    ]


def said(root: ET.Element) -> str:
    return " ".join(t.text for t in texts(root))
