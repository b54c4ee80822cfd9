"""Workbooks for people: German heads and states, what is compared, the legend in its colours, notes, ready to print."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import xlsxwriter  # type: ignore[import-untyped]

from atlas.model import ValueState
from atlas.views.downloads.captions import flat

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from atlas.views.downloads.view_captions import ViewFigures
    from atlas.words.words import Words

WIDTHS = {"code": 13, "name": 28, "year": 8, "value": 14, "state": 18, "numerator": 12, "denominator": 12}
WIDTHS |= {"indicator": 28, "level": 14, "class_label": 28, "title": 44, "method_change": 44, "counted_by": 44}
A4 = 9
#: Colours with less green than this carry white type.
DARK = 0x80
#: Columns whose cells are states.
STATES = ("state", "state_2", "state_from", "change_state")


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Content:
    """The figures of a workbook, digits after their comma, and for people: the view and what its areas lie in."""

    frame: pd.DataFrame
    decimals: int
    released: dt.date
    view: ViewFigures | None
    beside: pd.DataFrame | None


def workbook(content: Content, said: dict[str, Any], words: Words) -> bytes:
    """Write figures; those of a view with German heads, its legend, and the district and state they lie in."""
    target, frame, view = io.BytesIO(), content.frame, content.view
    book = new_workbook(target, content.released, said["atlas"], view.said["view"]["line"] if view else "", words)
    decimals = dict.fromkeys(("value", "value_from", "difference"), content.decimals)
    decimals |= view.decimals if view else {}
    styles = {column: number_format(book, digits) for column, digits in decimals.items()}
    named = heads(words, view.named) if view else {}
    write_sheet(book, words("Values"), frame.columns, cells(frame, words if view else None), styles, named)
    if content.beside is not None:
        kept = content.beside[content.beside["year"].isin(frame["year"])]
        write_sheet(book, words("For comparison"), kept.columns, cells(kept, words), styles, named)
    if view:
        _write_legend(book, view.said["view"], words)
    write_captions(book, flat(said), words)
    book.close()
    return target.getvalue()


def new_workbook(
    target: io.BytesIO | str, released: dt.date, author: str, title: str, words: Words
) -> xlsxwriter.Workbook:
    """Begin a workbook that takes texts as texts, holds one row in memory at a time, and says what it is."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(target, options)
    about = {
        "title": title or author,
        "author": author,
        "company": author,
        "subject": words("Social structure: figures of areas"),
    }
    book.set_properties(about | {"created": dt.datetime.combine(released, dt.time())})
    return book


def heads(words: Words, named: Mapping[str, str]) -> dict[str, str]:
    """Name columns for people; `named` holds titles and units of a view that shows more than one figure."""
    plain = {
        "code": words("Code"),
        "name": words("Area"),
        "year": words("Year"),
        "value": words("Value"),
        "state": words("State of the value"),
        "numerator": words("Numerator"),
        "denominator": words("Denominator"),
        "indicator": words("Indicator"),
        "level": words("Level"),
        "class": words("Class"),
        "class_label": words("Class as in the legend"),
        "difference": words("Difference"),
        "change": words("Change in {unit}").format(unit=named.get("change_unit", "")),
        "change_state": words("State of the change"),
        "year_from": words("Earlier year"),
    }
    for part in ("value", "state", "numerator", "denominator"):
        plain[f"{part}_from"] = words("{column}, earlier year").format(column=plain[part])
        if "title_2" in named:
            plain[f"{part}_2"] = f"{plain[part]}: {named['title_2']} ({named['unit_2']})"
    if "title_2" in named:
        plain["value"] = f"{plain['value']}: {named['title']}"
    return plain


def cells(frame: pd.DataFrame, words: Words | None) -> Iterable[tuple[Any, ...]]:
    """Give rows of a table, states in words where they are for people; nothing missing is anything but None."""
    if words:
        names = {str(s): words.state(s).short or words.state(s).meaning for s in ValueState}
        frame = frame.assign(**{c: frame[c].map(names) for c in STATES if c in frame})
    return frame.astype(object).where(frame.notna(), None).itertuples(index=False, name=None)


def write_sheet(
    book: xlsxwriter.Workbook,
    name: str,
    columns: Iterable[str],
    rows: Iterable[tuple[Any, ...]],
    formats: Mapping[str, Any] | list[Any],
    named: Mapping[str, str] | None = None,
) -> None:
    """Write a sheet of values: head that stays and is printed on each page, filter, codes as texts.

    `formats` are those of columns, or those of the values row by row; `named` are the heads where they are not the
    names of the columns.
    """
    sheet = book.add_worksheet(name)
    heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": bool(named), "valign": "top"})
    # a cell of the kind text keeps its leading zeros when somebody edits it
    text = book.add_format({"num_format": "@"})
    columns = list(columns)
    for i, column in enumerate(columns):
        sheet.set_column(i, i, WIDTHS.get(column, 16), text if column == "code" else None)
        sheet.write_string(0, i, (named or {}).get(column, column), heading)
    sheet.freeze_panes(1, 0)
    last = 0
    for last, row in enumerate(rows, start=1):
        for i, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(last, i, cell, text if columns[i] == "code" else None)
            elif cell is not None and cell == cell:  # noqa: PLR0124  NaN is not itself
                style = formats[last - 1] if isinstance(formats, list) and columns[i] == "value" else None
                sheet.write_number(last, i, cell, formats.get(columns[i]) if isinstance(formats, dict) else style)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    _for_print(sheet, last, len(columns) - 1)


def _for_print(sheet: Any, last: int, right: int, *, head: bool = True) -> None:  # noqa: ANN401  XlsxWriter has no types
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.print_area(0, 0, last, right)
    if head:
        sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&R&P / &N")


def _write_legend(book: xlsxwriter.Workbook, view: dict[str, Any], words: Words) -> None:
    sheet, legend = book.add_worksheet(words("Legend")), view["legend"]
    bold, wrap = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 10)
    sheet.set_column(1, 1, 70, wrap)
    sheet.set_column(2, 3, 12)
    names = (words("Class"), words("Class as in the legend"), words("Colour"), words("Areas"))
    for i, name in enumerate(names):
        sheet.write_string(0, i, name, bold)
    for i, row in enumerate(legend["classes"], start=1):
        if "class" in row:
            sheet.write_number(i, 0, row["class"])
        sheet.write_string(i, 1, row["label"], wrap)
        if "colour" in row:
            dark = int(row["colour"][3:5], 16) < DARK
            filled = {"bg_color": row["colour"], "font_color": "#ffffff" if dark else "#000000"}
            sheet.write_string(i, 2, row["colour"], book.add_format(filled))
        if "areas" in row:
            sheet.write_number(i, 3, row["areas"])
    last = len(legend["classes"]) + 1
    texts = (view["line"], *(legend.get(key) for key in ("heading", "range", "note", "scope", "remarks")))
    for text in filter(None, (*texts, view.get("benchmark"))):
        last += 1
        sheet.write_string(last, 1, text, wrap)
    _for_print(sheet, last, len(names) - 1)


def write_captions(book: xlsxwriter.Workbook, rows: list[tuple[str, str]], words: Words) -> None:
    """Write a sheet of names and texts."""
    sheet = book.add_worksheet(words("Metadata"))
    heading, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 110)
    for i, (name, text) in enumerate(rows):
        sheet.write_string(i, 0, name, heading)
        sheet.write_string(i, 1, text, wrap)
    _for_print(sheet, len(rows) - 1, 1, head=False)


def number_format(book: xlsxwriter.Workbook, decimals: int) -> Any:  # noqa: ANN401  XlsxWriter has no types
    """Show as many digits as the atlas does."""
    return book.add_format({"num_format": "#,##0" + ("." + "0" * decimals if decimals else "")})
