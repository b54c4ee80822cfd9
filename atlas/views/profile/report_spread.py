"""How far the areas of a region lie apart, as a table of its report, with what it says and how it is measured."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atlas.views.spread.line import INKS
from atlas.views.spread.told import caveats, formulas, terms
from atlas.views.spread.within import spread_part

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.store import Atlas
    from atlas.model import Area
    from atlas.views.spread.within import SpreadRow
    from atlas.words.words import Words


@dataclass(frozen=True, slots=True)
class SpreadLine:
    """A row: ``numbers`` below the heads of numbers, ``areas`` and ``change`` each with what stands small below it."""

    title: str
    year: str
    numbers: tuple[str, ...]
    areas: tuple[str, str]
    line: str
    line_text: str
    span: str
    change: tuple[str, str]


@dataclass(frozen=True, slots=True)
class SpreadTable:
    """The table; without rows the sentences say why. ``notes`` tell order, terms, caveats and formulas."""

    title: str
    sentences: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[SpreadLine, ...]
    notes: tuple[str, ...]


def spread_table(atlas: Atlas, area: Area, territory: dt.date, words: Words) -> SpreadTable | None:
    """Tell how far the areas within a region lie apart; None where it has none.

    Parameters
    ----------
    atlas, area, territory
        What is known, the region, and the date of its areas.
    words : Words
        Language of the texts.
    """
    part = spread_part(atlas, area, territory, words, INKS)
    if part is None:
        return None
    numbers = [words("Gini coefficient"), words("highest to lowest fifth"), *([part.between] if part.between else [])]
    return SpreadTable(
        title=part.heading,
        sentences=part.sentences,
        columns=(words("Indicator"), *numbers, words("Areas"), words("Over the years"), words("Change")),
        rows=tuple(_line(row, words, between=bool(part.between)) for row in part.rows),
        notes=_notes(part.order, words) if part.rows else (),
    )


def _line(row: SpreadRow, words: Words, *, between: bool) -> SpreadLine:
    return SpreadLine(
        title=row.title,
        year=str(row.year),
        numbers=(row.gini, row.fifths, *([row.between] if between else [])),
        areas=(row.areas, row.left_out),
        line=row.line,
        line_text=row.line_text,
        span=row.span if row.line else words("one year only"),
        change=(row.change.text, row.change.note),
    )


def _notes(order: str, words: Words) -> tuple[str, ...]:
    said = (f"{term}: {meaning}" for term, meaning in terms(words))
    return (order, *said, *caveats(words), *(text for _key, text in formulas(words)))
