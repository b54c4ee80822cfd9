"""What python-docx has no call for: language, styles of the atlas, fields, links, tables whose head repeats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from atlas.views.print.inks import COLOUR

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import Table, _Row
    from docx.text.paragraph import Paragraph

FONT = "Calibri"
COLOURS = {
    name: RGBColor.from_string(colour.lstrip("#").upper())
    for name, colour in (("ink", COLOUR.ink), ("soft", COLOUR.soft), ("accent", COLOUR.accent))
}
#: Points: size of type and space above by style.
STYLES = {
    "Normal": (9.5, 0),
    "Subtitle": (10, 0),
    "Heading 1": (24, 0),
    "Heading 2": (13, 14),
    "Caption": (9, 8),
    "Intense Quote": (11, 4),
}
USED_TABLES = {"Normal Table"}
#: Millimetres of the columns by their number: indicator, numbers, rank, strip, change.
WIDTHS = {
    3: (80, 25, 69),
    6: (52, 18, 18, 20, 28, 38),
    7: (44, 17, 17, 17, 20, 28, 31),
}


def set_language(document: Document, language: str) -> None:
    """Say in which language the text is, so that it is hyphenated, checked and read aloud rightly."""
    region = {"de": "de-DE", "en": "en-GB"}.get(language, language)
    for found in document.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), region)
    for found in document.settings.element.iter(qn("w:themeFontLang")):
        found.set(qn("w:val"), region)


def set_styles(document: Document) -> None:
    """Give the built-in styles the look of the atlas; who changes a style changes the whole report."""
    for style in list(document.styles):
        if style.type is WD_STYLE_TYPE.TABLE and style.name not in USED_TABLES:
            style.delete()  # a hundred looks of tables make each search among the styles slow
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(18)
    page.top_margin, page.bottom_margin = Mm(18), Mm(20)
    for name, (size, above) in STYLES.items():
        style = document.styles[name]
        style.font.size, style.font.name, style.font.italic = Pt(size), FONT, False
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for which in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{which}"), None)  # a theme's font would win over the named one
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(above), Pt(4)
        style.font.color.rgb = COLOURS["ink" if name in {"Normal", "Heading 1", "Intense Quote"} else "accent"]
    quote = document.styles["Intense Quote"]
    quote.font.bold = False
    quote.paragraph_format.left_indent = quote.paragraph_format.right_indent = Mm(0)


def add_field(line: Paragraph, name: str) -> None:
    """Add a field that the program fills in, such as the number of the page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    line._p.append(field)  # noqa: SLF001  no other way


def add_link(line: Paragraph, text: str, address: str) -> None:
    """Add a link that can be clicked."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), line.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = line.add_run(text)
    run.font.underline, run.font.color.rgb = True, COLOURS["accent"]
    link.append(run._r)  # noqa: SLF001  no other way
    line._p.append(link)  # noqa: SLF001


def data_table(document: Document, columns: tuple[str, ...], title: str) -> Table:
    """Begin a table: its head stands on every page again, its rows are not torn, its title is in it."""
    table: Table = document.add_table(1, len(columns))
    table.autofit = False
    settings = table._tbl.tblPr  # noqa: SLF001  no other way
    settings.insert_element_before(_borders(), "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    settings.append(_made("w:tblCaption", val=title))
    for column, wide in zip(table.columns, WIDTHS[len(columns)], strict=True):
        column.width = Mm(wide)
    head = table.rows[0]
    keep_whole(head)
    head._tr.get_or_add_trPr().append(_made("w:tblHeader"))  # noqa: SLF001
    for i, (cell, text) in enumerate(zip(head.cells, columns, strict=True)):
        cell.paragraphs[0].add_run(text).bold = True
        if 0 < i <= _numeric(len(columns)):
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return table


def keep_whole(row: _Row) -> None:
    """Let a row stand on one page."""
    row._tr.get_or_add_trPr().append(_made("w:cantSplit"))  # noqa: SLF001  no other way


def _numeric(columns: int) -> int:
    """Count the columns of numbers behind the first one."""
    return {3: 1, 6: 2, 7: 3}[columns]


def _borders() -> BaseOxmlElement:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(_made(f"w:{side}", val="single", sz="4", space="0", color=COLOUR.hair.lstrip("#")))
    return borders


def _made(name: str, **given: str) -> BaseOxmlElement:
    element = OxmlElement(name)
    for key, value in given.items():
        element.set(qn(f"w:{key}"), value)
    return element
