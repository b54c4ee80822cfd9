"""A region's report as a Word file for those who edit it: real styles, pictures with alternative texts."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

import docx
import resvg_py
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from atlas.views.print.sheets import SCREEN_DPI
from atlas.views.print.typeset import BOLD, REGULAR, font_file
from atlas.views.profile.docx_parts import (
    COLOURS,
    add_field,
    add_link,
    data_table,
    keep_whole,
    set_language,
    set_styles,
)
from atlas.views.profile.report_content import report_content
from atlas.views.profile.report_parts import NONE, Number

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

    from atlas.data.store import Atlas
    from atlas.model import Area
    from atlas.views.profile.report_content import Report
    from atlas.views.profile.report_parts import Course, ReportPart
    from atlas.views.profile.report_spread import SpreadTable
    from atlas.words.words import Words

#: Millimetres.
COURSE, STRIP, LOCATOR = 105.0, 25.0, 62.0
#: Dots a millimetre: 150 an inch; finer pictures take longer than all the rest.
DOTS = 150 / 25.4
#: As wide as a digit and as a comma: numbers of one column then stand under each other by their comma.
DIGIT, COMMA = "\N{FIGURE SPACE}", "\N{PUNCTUATION SPACE}"


def profile_docx(atlas: Atlas, area: Area, territory: dt.date, address: str, made_on: dt.date, words: Words) -> bytes:
    """Write the report of a region as a Word file.

    Parameters
    ----------
    atlas, area, territory, address, made_on, words
        As `profile_report` takes them.
    """
    report = report_content(atlas, area, territory, address, made_on, words, wide=COURSE)
    document = docx.Document()
    set_language(document, report.language)
    set_styles(document)
    _properties(document, report, made_on)
    _foot(document, report)
    _head(document, report, words)
    if report.demography:
        document.add_heading(words("Ages, births and migration"), 2)
        _courses(document, report.demography)
    for part in report.parts:
        _part(document, report, part)
    if report.spread is not None:
        _spread(document, report.spread)
    _end(document, report, words)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _properties(document: Document, report: Report, made_on: dt.date) -> None:
    found = document.core_properties
    found.title, found.author, found.last_modified_by = report.title, report.author, report.author
    found.subject, found.keywords, found.comments = report.kind, f"{report.name}, {report.release}", report.date
    found.language = f"{report.language}-DE" if report.language == "de" else report.language
    found.created = found.modified = dt.datetime.combine(made_on, dt.time(12), dt.UTC)


def _foot(document: Document, report: Report) -> None:
    line = document.sections[0].footer.paragraphs[0]
    line.add_run(f"{report.foot}\t\t")
    add_field(line, "PAGE")


def _head(document: Document, report: Report, words: Words) -> None:
    document.add_paragraph(report.kind, style="Subtitle")
    document.add_heading(report.name, 1)
    document.add_paragraph(f"{report.where} \N{MIDDLE DOT} {report.date}")
    _picture(document.add_paragraph(), report.locator, LOCATOR, report.locator_text)
    document.add_paragraph(" ".join(report.lead), style="Intense Quote")
    for name, text in report.facts:
        _named(document, name, text)
    line = _named(document, words("This profile online"), "")
    add_link(line, report.address, report.address)
    for title, pairs in (
        (words("What is special here"), report.striking),
        (words("How it has gone"), report.summary),
    ):
        if pairs:
            document.add_heading(title, 2)
        for name, text in pairs:
            _named(document, name, text, style="List Bullet")
    document.add_heading(words("How to read the figures"), 2)
    for text in report.how_to_read:
        document.add_paragraph(text, style="List Bullet")


def _courses(document: Document, courses: tuple[Course, ...]) -> None:
    for course in courses:
        unit = f" ({course.unit})" if course.unit else ""
        caption = document.add_paragraph(f"{course.title}{unit}", style="Caption")
        caption.paragraph_format.keep_with_next = True
        place = document.add_paragraph()
        place.paragraph_format.keep_with_next = True
        _picture(place, course.svg, course.wide, course.alternative)
        document.add_paragraph(course.told)


def _part(document: Document, report: Report, part: ReportPart) -> None:
    document.add_heading(part.title, 2)
    _courses(document, part.courses)
    most = max((n.decimals for row in part.rows for n in (row.value, row.district, row.state)), default=0)
    table = data_table(document, report.columns, part.title)
    for row in part.rows:
        line = table.add_row()  # type: ignore[no-untyped-call]
        keep_whole(line)
        cells = iter(line.cells)
        _text(next(cells), row.title, row.about, row.remark)
        numbers = [row.value] + ([row.district] if report.has_district else [])
        for number in numbers + ([row.state] if report.has_ranks else []):
            _number(next(cells), number, most)
        if report.has_ranks:
            _text(next(cells), row.rank, row.among)
            place = next(cells).paragraphs[0]
            if row.strip:
                _picture(place, row.strip, STRIP, row.strip_text)
            else:
                place.add_run(NONE)
        _text(next(cells), row.change, row.change_note)
    document.add_paragraph(part.credit)


def _spread(document: Document, found: SpreadTable) -> None:
    document.add_heading(found.title, 2)
    for text in found.sentences:
        document.add_paragraph(text)
    if not found.rows:
        return
    table = data_table(document, found.columns, found.title)
    for row in found.rows:
        line = table.add_row()  # type: ignore[no-untyped-call]
        keep_whole(line)
        cells = iter(line.cells)
        _text(next(cells), row.title, row.year)
        for number in row.numbers:
            _number(next(cells), Number(number), 0)
        _text(next(cells), *row.areas)
        place = next(cells)
        if row.line:
            _picture(place.paragraphs[0], row.line, STRIP, row.line_text)
        _text(place, "", row.span)
        _text(next(cells), *row.change)
    for note in found.notes:
        document.add_paragraph(note, style="List Bullet")


def _end(document: Document, report: Report, words: Words) -> None:
    if report.missing:
        document.add_heading(words("Without figures"), 2)
        document.add_paragraph(report.missing)
    document.add_heading(words("Sources and licences"), 2)
    for source in report.sources:
        line = document.add_paragraph(f"{source.attribution}. {source.used_for}. ", style="List Bullet")
        line.add_run(f"{source.licence}: ")
        add_link(line, source.licence_url, source.licence_url)
    for note in report.notes:
        document.add_paragraph(note)
    document.add_heading(words("Definitions"), 2)
    for found in report.definitions:
        _named(document, found.title, f"{found.text} {words('Does not say:')} {found.limit}")


def _named(document: Document, name: str, text: str, style: str = "Normal") -> Paragraph:
    line = document.add_paragraph(style=style)
    line.add_run(f"{name}: ").bold = True
    line.add_run(text)
    return line


def _text(cell: _Cell, text: str, *small: str) -> None:
    line = cell.paragraphs[0]
    line.add_run(text)
    for more in filter(None, small):
        line.add_run().add_break()
        run = line.add_run(more)
        run.font.size, run.font.color.rgb = Pt(7), COLOURS["soft"]


def _number(cell: _Cell, number: Number, most: int) -> None:
    """Set a number by its comma: blanks as wide as what it lacks stand behind it."""
    digits = max(0, number.decimals)
    blank = (COMMA if digits == 0 < most else "") + DIGIT * (most - digits)
    known = number.decimals >= 0 or number.text == NONE
    _text(cell, number.text + (blank if known else ""), number.below)
    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _picture(place: Paragraph, svg: str, wide: float, alternative: str) -> None:
    fonts = [str(font_file(weight)) for weight in (REGULAR, BOLD)]
    picture = resvg_py.svg_to_bytes(
        svg_string=svg, width=round(wide * DOTS), dpi=SCREEN_DPI, font_files=fonts, skip_system_fonts=True
    )
    shape = place.add_run().add_picture(io.BytesIO(bytes(picture)), width=Mm(wide))
    shape._inline.docPr.set("descr", alternative)  # noqa: SLF001  the library has no other way to an alternative text
