"""A workbook for those who deliver figures: areas filled in, signs to choose from, definition and example beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import xlsxwriter  # type: ignore[import-untyped]
import yaml

from atlas.model import VALUELESS, Kind
from atlas.views.downloads.workbook import A4

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from atlas.data.store import Atlas
    from atlas.model import Area, Indicator, Level
    from atlas.words.words import Words

KEY_WIDTH, NAME_WIDTH, YEAR_WIDTH, FIGURE_WIDTH, TEXT_WIDTH = 12, 32, 8, 22, 100


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: indicators, the level of the areas, their territory date, and the year of the figures."""

    indicators: tuple[Indicator, ...]
    level: Level
    territory: dt.date
    year: int


def write_template(path: Path, atlas: Atlas, order: Order, words: Words) -> None:
    """Write the workbook.

    Parameters
    ----------
    path : Path
        The file to write.
    atlas : Atlas
        Its areas.
    order : Order
        What is asked for.
    words : Words
        Language of the heads and explanations.
    """
    areas = [atlas.areas[order.territory][code] for code in atlas.codes(order.level, order.territory)]
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    try:
        _figures(book, areas, order, words)
        _explanation(book, areas[0], order, words)
    finally:
        book.close()


def declaration(table: str, order: Order, words: Words) -> str:
    """Write the declaration by which ``import`` reads the workbook that comes back; a person fills in the ``?``."""
    keys = {
        "table": table,
        "publisher": "?",
        "title": ", ".join(indicator.short_title for indicator in order.indicators),
        "date": "{years}",
        "files": f"deliveries/{table}*.xlsx",
        "sheet": words("Delivery"),
        "key": {words("Code"): str(order.level)},
        "year": {"column": words("Year")},
        "measures": {indicator.title: indicator.id for indicator in order.indicators},
        "edition": f"{words('Delivered by, on')} (.*?) {words('Questions to')}",
        "by_providers": True,
        "carry": "unchanged",
        "territory": order.territory,
    }
    return f"{yaml.safe_dump(keys, allow_unicode=True, sort_keys=False, width=120)}...\n"


def _figures(book: xlsxwriter.Workbook, areas: list[Area], order: Order, words: Words) -> None:
    sheet = book.add_worksheet(words("Delivery"))
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    text, free = book.add_format({"num_format": "@"}), book.add_format({"locked": False})
    titles = [words("Code"), words("Name"), words("Year"), *(indicator.title for indicator in order.indicators)]
    sheet.write_row(0, 0, titles, head)
    for row, area in enumerate(areas, start=1):
        sheet.write_string(row, 0, area.code, text)
        sheet.write_string(row, 1, area.label)
        sheet.write_number(row, 2, order.year)
        for column in range(3, len(titles)):
            sheet.write_blank(row, column, None, free)
    signs = sorted({words.state(state).sign for state in VALUELESS})
    sheet.data_validation(
        1,
        3,
        len(areas),
        len(titles) - 1,
        {
            "validate": "list",
            "source": signs,
            "error_type": "information",  # a number is no sign, and right
            "show_error": False,
            "input_title": words("A number, or a sign"),
            "input_message": words("Choose a sign where there is no number; the second sheet explains them."),
        },
    )
    for column, width in enumerate([KEY_WIDTH, NAME_WIDTH, YEAR_WIDTH, *[FIGURE_WIDTH] * len(order.indicators)]):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 3)
    sheet.protect("", {"format_columns": True, "sort": True, "autofilter": True})
    sheet.repeat_rows(0)
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _explanation(book: xlsxwriter.Workbook, example: Area, order: Order, words: Words) -> None:
    sheet = book.add_worksheet(words("Explanation"))
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    field = book.add_format({"locked": False, "bottom": 1})
    rows = [(words("Delivered by, on"), None), (words("Questions to"), None), (words("Period"), str(order.year))]
    for indicator in order.indicators:
        count = words("a whole number") if indicator.kind is Kind.COUNT else words("a number with a comma")
        shown = words("{area}, {year}: {number} {unit}").format(
            area=example.label, year=order.year, number=words.number(12.0, indicator.decimals), unit=indicator.unit
        )
        rows += [
            (indicator.title, indicator.definition),
            (words("Unit"), f"{indicator.unit} ({count})" if indicator.unit else count),
            (words("Example"), shown),
        ]
    for state in VALUELESS:
        rows.append((words.state(state).sign, words.state(state).meaning))
    for row, (name, said) in enumerate(rows):
        sheet.write_string(row, 0, name, bold)
        if said is None:
            sheet.write_blank(row, 1, None, field)
        else:
            sheet.write_string(row, 1, said, wrapped)
    sheet.set_column(0, 0, NAME_WIDTH)
    sheet.set_column(1, 1, TEXT_WIDTH)
    sheet.protect()
