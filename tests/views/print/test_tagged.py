"""The PDF of a map, read back as a screen reader reads it: order, headings, tables, links; and its type lies right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from atlas.views.map.choropleth import class_labels
from atlas.views.print.compose import lay_out
from atlas.views.print.sheets import MM_PER_INCH, SHEETS
from atlas.views.print.tagged import runs
from atlas.views.print.typeset import SPACES
from tests.pdf_pages import read_pdf
from tests.views.print.printed import (
    ADDRESS,
    BOTH,
    CHANGE,
    COUNT,
    DAY,
    RATE,
    SECTION,
    document,
    drawn,
    look,
    texts,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PdfReader

    from atlas.data.store import Atlas

POINTS = 72 / MM_PER_INCH
#: What a sheet begins and ends with.
HEAD, FOOT = ["H1", "P"], ["P"] * 5 + ["Figure"]
TITLE = 'Wo es & "<hakt>": #x $y$ @z \\ *fett*'


def elements(node: Any) -> Iterator[Any]:
    """Give the elements of the structure in the order in which they are read."""
    node = node.get_object()
    if not hasattr(node, "get"):
        return
    if "/S" in node:
        yield node
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        yield from elements(kid)


def structure(reader: PdfReader) -> list[Any]:
    root: Any = reader.trailer["/Root"]
    return list(elements(root["/StructTreeRoot"]))


def kinds(reader: PdfReader) -> list[str]:
    """Name the parts of the page, each with all that it holds."""
    (document_,) = (e for e in structure(reader) if e["/S"] == "/Document")
    return [str(kid.get_object()["/S"]).removeprefix("/") for kid in document_["/K"]]


def said_by_figures(reader: PdfReader) -> list[str]:
    return [str(e["/Alt"]) for e in structure(reader) if e["/S"] == "/Figure"]


@pytest.mark.parametrize(
    ("query", "legend"),
    [
        (RATE, ["H2", "Figure", "P", "Table", "P", "P"]),
        (CHANGE, ["H2", "Figure", "P", "Table", "P", "P", "P", "P"]),
        (COUNT, ["H2", "Figure", "P", "P"]),
        (BOTH, ["H2", "P", "Table", "P", "Table", "P", "P", "P"]),
        (SECTION, ["Figure", "H2", "Figure", "P", "Table", "P", "P", "P"]),
    ],
)
def test_title_map_legend_and_sources_are_read_in_this_order(atlas: Atlas, query: str, legend: list[str]) -> None:
    assert kinds(read_pdf(document(atlas, query))) == [*HEAD, "Figure", *legend, *FOOT]


def test_headings_say_title_and_legend(atlas: Atlas) -> None:
    reader = read_pdf(document(atlas, BOTH))
    found = [(e["/S"], str(e["/T"])) for e in structure(reader) if e["/S"] in {"/H1", "/H2"}]
    assert found == [("/H1", look(atlas, BOTH).title), ("/H2", "Zwei Indikatoren, 2019")]


def test_the_legend_is_a_table_with_a_row_a_class(atlas: Atlas) -> None:
    reader = read_pdf(document(atlas, RATE))
    rows = [[str(cell.get_object()["/S"]) for cell in e["/K"]] for e in structure(reader) if e["/S"] == "/TR"]
    assert rows == [["/TH", "/TH"], *[["/TD", "/TD"]] * 6]
    nine = [e for e in structure(read_pdf(document(atlas, BOTH))) if e["/S"] == "/TR"]
    assert [len(row["/K"]) for row in nine] == [4, 4, 4, 4, 2, 2, 2]
    text = reader.pages[0].extract_text()
    for label in class_labels(look(atlas, RATE).breaks, 1, words):
        assert label in text
    assert "Klasse" in text


def test_view_source_and_licence_are_links(atlas: Atlas) -> None:
    reader = read_pdf(document(atlas, RATE, "a4-portrait"))
    links = [note.get_object() for note in reader.pages[0]["/Annots"]]  # type: ignore[attr-defined]
    assert [link["/A"]["/URI"] for link in links] == [
        "https://www.govdata.de/dl-de/by-2-0",
        "https://sg.geodatenzentrum.de/web_public/gdz/lizenz/geonutzv.pdf",
        ADDRESS,
    ]
    assert all(link["/Contents"] for link in links)
    assert sum(e["/S"] == "/Link" for e in structure(reader)) == 3


def test_the_document_is_tagged_named_and_archivable_and_carries_its_fonts(atlas: Atlas) -> None:
    reader = read_pdf(document(atlas, RATE, title=TITLE))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "de"
    assert reader.metadata
    assert reader.metadata.title == TITLE
    said = root["/Metadata"].get_object().get_data().decode()
    for standard in ("<pdfuaid:part>1<", "<pdfaid:part>2<", "<pdfaid:conformance>A<"):
        assert standard in said
    (page,) = reader.pages
    assert [float(v) for v in page.mediabox[2:]] == pytest.approx([297 * POINTS, 210 * POINTS], abs=0.1)
    fonts = list(embedded(page["/Resources"]))
    assert fonts
    assert all(fonts)


def embedded(resources: Any) -> list[bool]:
    """Say of each font, also of those within the picture, whether its file is in the document."""
    resources = resources.get_object()
    found = []
    for font in resources.get("/Font", {}).values():
        inner = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        found.append(any(key.startswith("/FontFile") for key in inner))
    for drawing in resources.get("/XObject", {}).values():
        if "/Resources" in drawing.get_object():
            found += embedded(drawing.get_object()["/Resources"])
    return found


@pytest.mark.parametrize("sheet", ["a4-landscape", "a4-portrait", "preview"])
@pytest.mark.parametrize("query", [RATE, BOTH, COUNT])
def test_type_lies_where_it_lies_in_the_drawing(atlas: Atlas, query: str, sheet: str) -> None:
    (page,) = read_pdf(document(atlas, query, sheet)).pages
    placed: list[tuple[float, float, str]] = []

    def note(text: str, cm: list[float], tm: list[float], *_font: object) -> None:
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        if text.strip():
            placed.append((x / POINTS, SHEETS[sheet].height - y / POINTS, text))

    page.extract_text(visitor_text=note)
    laid = lay_out(look(atlas, query), SHEETS[sheet], ADDRESS, DAY)
    own = [t for part in (laid.head, laid.key, laid.foot) for t in part.texts]
    assert {t.text.translate(SPACES) for t in own} <= {t.text for t in texts(drawn(atlas, query, sheet))}
    for line in own:
        near = [text for x, y, text in placed if abs(y - line.y) < 0.1 and abs(x - line.box[0]) < 1.2]
        assert near, line


def test_every_picture_says_what_it_shows(atlas: Atlas) -> None:
    assert said_by_figures(read_pdf(document(atlas, SECTION)))[1:] == [
        "Lage des gezeigten Teils in Thüringen",
        "Balken: wie viele Gebiete welchen Wert haben, von 0,0 bis 8,9.",
        "QR-Code derselben Ansicht",
    ]
    said = said_by_figures(read_pdf(document(atlas, COUNT)))
    blank = "\N{NARROW NO-BREAK SPACE}"
    assert said[1] == f"Kreise dieser Größen stehen für 200{blank}000; 50{blank}000; 10{blank}000."


def test_addresses_are_found_in_lines_that_break_within_them() -> None:
    text = "Ansicht: https://a.org/?x=1,2&y=3, Lizenz: https://b.org/l. Ende"
    lines = ["Ansicht:", "https://a.org/?x=", "1,2&y=3, Lizenz: https://b.org/l.", "Ende"]
    assert runs(text, lines) == [
        ("Ansicht: \n", ""),
        ("https://a.org/?x=\n1,2&y=3", "https://a.org/?x=1,2&y=3"),
        (", Lizenz: ", ""),
        ("https://b.org/l", "https://b.org/l"),
        (". \nEnde", ""),
    ]
    assert runs("", ["über 2,6", "bis 3,6"]) == [("über 2,6 \nbis 3,6", "")]
