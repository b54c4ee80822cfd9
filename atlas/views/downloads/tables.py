"""Figures as CSV, XLSX and Parquet."""

from __future__ import annotations

import datetime as dt
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter  # type: ignore[import-untyped]

from atlas.data.observations import observations
from atlas.data.subject import subject
from atlas.model import ValueState
from atlas.views.downloads.captions import File, captions, file_name, flat, harmless

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from atlas.data.edition import Edition
    from atlas.data.store import Atlas
    from atlas.data.subject import Subject
    from atlas.model import Area, Indicator, Level
    from atlas.views.map.scene import Scene
    from atlas.words.words import Words

#: The columns that every table has, in this order.
COLUMNS = ("code", "name", "year", "value", "state", "numerator", "denominator")
TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}
WIDTHS = {"code": 11, "name": 28, "year": 7, "value": 12, "state": 13, "numerator": 12, "denominator": 12}
WIDTHS |= {"indicator": 28, "level": 14}
BOM = "\N{BYTE ORDER MARK}"


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Selection:
    """Which figures a file holds.

    Attributes
    ----------
    subject : Subject
        The indicator with its figures on a level.
    level, territory
        Level and territory date of the areas.
    areas : mapping of str to Area
        All areas of the territory date by code.
    edition : Edition
        Release and borders.
    years, regions : tuple
        Those that are wanted; all where none are named.
    focus : str
        Code of the one district, for the name of the file; may be empty.
    """

    subject: Subject
    level: Level
    territory: dt.date
    areas: Mapping[str, Area]
    edition: Edition
    years: tuple[int, ...] = ()
    regions: tuple[str, ...] = ()
    focus: str = ""

    def captions(self, words: Words) -> dict[str, Any]:
        """Say what the file is about."""
        return captions(self.edition, self.subject, self.level, self.territory, words)


def select(atlas: Atlas, key: str, level: Level, territory: dt.date, **parts: Any) -> Selection:  # noqa: ANN401  years, regions
    """Select figures of an indicator; raises UnknownKeyError for one that the catalogue does not hold."""
    found = subject(atlas, key, level, territory)
    areas = atlas.areas[territory]
    return Selection(subject=found, level=level, territory=territory, areas=areas, edition=atlas.edition, **parts)


def selected(scene: Scene, *, one_year: bool = False) -> Selection:
    """Select the figures of a view's indicator: of all years or one, of its regions, else of what it shows in full."""
    state = scene.state
    return Selection(
        subject=scene.first,
        level=state.level,
        territory=state.territory,
        areas=scene.areas,
        edition=scene.edition,
        years=(state.year,) if one_year else (),
        regions=state.regions or (scene.codes_inside if scene.focus else ()),
        focus=state.focus,
    )


def chosen(part: Selection) -> pd.DataFrame:
    """Give the rows of a selection; columns as `COLUMNS`."""
    frame = observations(part.subject.figures, part.areas)
    if part.years:
        frame = frame[frame["year"].isin(part.years)]
    if part.regions:
        frame = frame[frame["code"].isin(part.regions)]
    return frame.reset_index(drop=True)


def table_file(fmt: str, part: Selection, words: Words, *, bom: bool = False, semicolon: bool = False) -> File:
    """Write the figures of a selection.

    Parameters
    ----------
    fmt : str
        ``csv``, ``xlsx`` or ``parquet``.
    part : Selection
        Which figures.
    words : Words
        Language of the notes.
    bom, semicolon : bool
        Of CSV alone: a mark by which Excel knows UTF-8; semicolons with decimal commas, as German Excel reads it.
    """
    indicator, frame, said = part.subject.indicator, chosen(part), part.captions(words)
    if fmt == "csv":
        body = csv_text(described(frame, part.subject, said, words), bom=bom, semicolon=semicolon)
    elif fmt == "xlsx":
        body = _workbook(frame, indicator, said, part.edition.released, words)
    else:
        body = parquet(frame, said)
    return File(body, TYPES[fmt], file_name(indicator, part.level, part.territory, fmt, part.focus))


def described(frame: pd.DataFrame, subject: Subject, said: dict[str, Any], words: Words) -> pd.DataFrame:
    """Add the columns by which a table without a place for captions explains itself."""
    meanings = {str(state): words.state(state).meaning for state in ValueState}
    return frame.assign(
        state_meaning=frame["state"].map(meanings),
        indicator=subject.indicator.id,
        unit=subject.indicator.unit,
        territory=said["territory"],
        source="; ".join(s.attribution for s in subject.sources),
        licence="; ".join(dict.fromkeys(f"{s.licence} {s.licence_url}" for s in subject.sources)),
        release=said["release"],
    )


def csv_text(frame: pd.DataFrame, *, bom: bool = False, semicolon: bool = False) -> bytes:
    """Write a table as CSV (RFC 4180, UTF-8); texts that a spreadsheet would compute stay texts."""
    texts = frame.select_dtypes(include=["object", "string"]).columns
    safe = frame.assign(**{c: frame[c].map(harmless, na_action="ignore") for c in texts})
    separator, decimal = (";", ",") if semicolon else (",", ".")
    text = safe.to_csv(index=False, sep=separator, decimal=decimal, lineterminator="\r\n")
    return ((BOM if bom else "") + text).encode()


def parquet(frame: pd.DataFrame, said: dict[str, Any]) -> bytes:
    """Write a table as Parquet (zstd) with its captions as JSON under the key ``atlas``."""
    table = pa.Table.from_pandas(frame, preserve_index=False)
    kept = {**(table.schema.metadata or {}), b"atlas": json.dumps(said, ensure_ascii=False).encode()}
    target = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(kept), target, compression="zstd")
    return target.getvalue()


def new_workbook(target: io.BytesIO | str, released: dt.date) -> xlsxwriter.Workbook:
    """Begin a workbook that takes texts as texts and holds one row in memory at a time."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"created": dt.datetime.combine(released, dt.time())})
    return book


def write_sheet(
    book: xlsxwriter.Workbook, name: str, columns: Iterable[str], rows: Iterable[tuple[Any, ...]], formats: list[Any]
) -> None:
    """Write a sheet of values: frozen heading, filter, codes as texts, nothing where there is no value."""
    sheet = book.add_worksheet(name)
    heading = book.add_format({"bold": True, "bottom": 1})
    columns = list(columns)
    for i, column in enumerate(columns):
        sheet.set_column(i, i, WIDTHS.get(column, 16))
        sheet.write_string(0, i, column, heading)
    sheet.freeze_panes(1, 0)
    last = 0
    for last, row in enumerate(rows, start=1):
        style = formats[last - 1] if len(formats) > 1 else formats[0]
        for i, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(last, i, cell)
            elif cell == cell:  # noqa: PLR0124  NaN is not itself
                sheet.write_number(last, i, cell, style if columns[i] == "value" else None)
    sheet.autofilter(0, 0, last, len(columns) - 1)


def write_captions(book: xlsxwriter.Workbook, rows: list[tuple[str, str]], words: Words) -> None:
    """Write a sheet of names and texts."""
    sheet = book.add_worksheet(words("Metadata"))
    heading, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 110)
    for i, (name, text) in enumerate(rows):
        sheet.write_string(i, 0, name, heading)
        sheet.write_string(i, 1, text, wrap)


def number_format(book: xlsxwriter.Workbook, decimals: int) -> Any:  # noqa: ANN401  XlsxWriter has no types
    """Show as many digits as the atlas does."""
    return book.add_format({"num_format": "#,##0" + ("." + "0" * decimals if decimals else "")})


def _workbook(
    frame: pd.DataFrame, indicator: Indicator, said: dict[str, Any], released: dt.date, words: Words
) -> bytes:
    target = io.BytesIO()
    book = new_workbook(target, released)
    rows = frame[list(COLUMNS)].itertuples(index=False, name=None)
    write_sheet(book, words("Values"), COLUMNS, rows, [number_format(book, indicator.decimals)])
    write_captions(book, flat(said), words)
    book.close()
    return target.getvalue()
