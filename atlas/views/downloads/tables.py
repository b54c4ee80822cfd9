"""Figures as CSV, XLSX and Parquet."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from atlas.data.observations import observations
from atlas.data.subject import subject
from atlas.model import ValueState
from atlas.views.downloads.captions import File, captions, file_name, harmless
from atlas.views.downloads.view_captions import ViewFigures, view_figures
from atlas.views.downloads.workbook import Content, workbook

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from atlas.data.edition import Edition
    from atlas.data.store import Atlas
    from atlas.data.subject import Subject
    from atlas.model import Area, Level
    from atlas.views.map.scene import Scene
    from atlas.words.words import Words

#: The columns that every table has, in this order.
COLUMNS = ("code", "name", "year", "value", "state", "numerator", "denominator")
TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}
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
    view : ViewFigures or None
        Adds all that a view shows: the other indicator or year, and classes.
    beside : DataFrame or None
        Figures of the district and the state in which the areas lie, for a sheet of its own.
    """

    subject: Subject
    level: Level
    territory: dt.date
    areas: Mapping[str, Area]
    edition: Edition
    years: tuple[int, ...] = ()
    regions: tuple[str, ...] = ()
    focus: str = ""
    view: ViewFigures | None = None
    beside: pd.DataFrame | None = None

    def captions(self, words: Words) -> dict[str, Any]:
        """Say what the file is about."""
        said = captions(self.edition, self.subject, self.level, self.territory, words)
        return said | self.view.said if self.view else said


def select(atlas: Atlas, key: str, level: Level, territory: dt.date, **parts: Any) -> Selection:  # noqa: ANN401  years, regions
    """Select figures of an indicator; raises UnknownKeyError for one that the catalogue does not hold."""
    found = subject(atlas, key, level, territory)
    areas = atlas.areas[territory]
    return Selection(subject=found, level=level, territory=territory, areas=areas, edition=atlas.edition, **parts)


def selected(scene: Scene, beside: pd.DataFrame | None = None, *, one_year: bool = False) -> Selection:
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
        view=view_figures(scene),
        beside=beside,
    )


def chosen(part: Selection) -> pd.DataFrame:
    """Give the rows of a selection; columns as `COLUMNS`, behind them those of its view."""
    frame = part.view.table if part.view else observations(part.subject.figures, part.areas)
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
        table = described(frame[list(COLUMNS)], part.subject, said, words)
        if part.view:
            table = pd.concat([table.assign(**part.view.named), frame.drop(columns=list(COLUMNS))], axis=1)
        body = csv_text(table, bom=bom, semicolon=semicolon)
    elif fmt == "xlsx":
        released, decimals = part.edition.released, indicator.decimals
        content = Content(frame=frame, decimals=decimals, released=released, view=part.view, beside=part.beside)
        body = workbook(content, said, words)
    else:
        body = parquet(frame, said)
    view = part.view.name if part.view else ""
    return File(body, TYPES[fmt], file_name(indicator, part.level, part.territory, fmt, part.focus, view))


def described(frame: pd.DataFrame, subject: Subject, said: dict[str, Any], words: Words) -> pd.DataFrame:
    """Add the columns by which a table without a place for captions explains itself."""
    meanings = {str(state): words.state(state).meaning for state in ValueState}
    return frame.assign(
        state_meaning=frame["state"].map(meanings),
        indicator=subject.indicator.id,
        unit=subject.indicator.unit,
        territory=said["territory"],
        source="; ".join(s["attribution"] for s in said["sources"]),
        licence="; ".join(dict.fromkeys(f"{s['licence']} {s['licence_url']}" for s in said["sources"])),
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
