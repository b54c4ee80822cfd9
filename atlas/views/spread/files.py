"""Measures of inequality as CSV and XLSX: a row an indicator and year, with weights, formulas, sources and licence."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from atlas.data.comparable import method_changes
from atlas.data.subject import subject
from atlas.views.downloads.captions import File, captions, flat, source_records
from atlas.views.downloads.tables import TYPES, csv_text
from atlas.views.downloads.workbook import cells, heads, new_workbook, number_format, write_captions, write_sheet
from atlas.views.spread.told import DECIMALS, RATIO_DECIMALS, caveats, formulas
from atlas.views.spread.within import spreads_within

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from atlas.data.store import Atlas
    from atlas.model import Area, Source
    from atlas.views.spread.measured import Spread
    from atlas.words.words import Words

#: Digits of the columns that are no whole numbers.
DIGITS = dict.fromkeys(("gini", "theil", "theil_between", "theil_within"), DECIMALS) | {
    "share_between": DECIMALS,
    "fifths_ratio": RATIO_DECIMALS,
}


def spread_table(found: Iterable[Spread]) -> pd.DataFrame:
    """Give a row an indicator and year.

    Returns
    -------
    DataFrame
        ``indicator``, ``title``, ``level``, ``between`` (level of the groups; empty without), ``year``, ``gini``,
        ``theil`` with ``theil_between``, ``theil_within`` and ``share_between``, ``fifths_ratio``; ``areas`` that
        count, ``hidden`` and ``without_value`` that do not; what happened to the method in that year, and what areas
        count by.
    """
    return pd.DataFrame([_row(one, year) for one in found for year in sorted(one.years)])


def _row(shown: Spread, year: int) -> dict[str, Any]:
    own = shown.years[year]
    changed = method_changes(shown.indicator, year - 1, year)
    return {
        "indicator": shown.indicator.id,
        "title": shown.indicator.title,
        "level": str(shown.level),
        "between": str(shown.between or ""),
        "year": year,
        "gini": own.gini,
        "theil": own.theil,
        "theil_between": own.between,
        "theil_within": own.within,
        "share_between": own.share_between,
        "fifths_ratio": own.fifths,
        "areas": own.n,
        "hidden": shown.hidden[year],
        "without_value": shown.without[year],
        "method_change": " ".join(m.note for m in changed),
        "counted_by": shown.counted_by,
    }


def view_file(fmt: str, atlas: Atlas, shown: Spread, territory: dt.date, address: str, words: Words) -> File:
    """Write the series of one indicator.

    Parameters
    ----------
    fmt : str
        ``csv`` or ``xlsx``.
    atlas : Atlas
        What is known.
    shown : Spread
        The series.
    territory : date
        Date of the areas.
    address : str
        Where the same view stands.
    words : Words
        Language of heads and notes.
    """
    name = f"spread_{shown.indicator.id}_{shown.within.code}_{shown.level}_{territory.isoformat()}.{fmt}"
    about = {
        "title": words("{title}: how far the {areas} lie apart, {within}").format(
            title=shown.indicator.title, areas=words.levels(shown.level), within=shown.within.label
        ),
        "indicator": shown.indicator.id,
        "unit": shown.indicator.unit,
        "definition": shown.indicator.definition,
        "counted_by": shown.counted_by,
    }
    return _file(fmt, name, _Held(atlas, [shown], shown.within, territory, address), about, words)


def region_file(fmt: str, atlas: Atlas, area: Area, territory: dt.date, address: str, words: Words) -> File | None:
    """Write the series of all indicators within a region; None where nothing can be measured.

    Parameters
    ----------
    fmt : str
        ``csv`` or ``xlsx``.
    atlas, area, territory
        What is known, the region, and the date of its areas.
    address : str
        Where the page of the region stands.
    words : Words
        Language of heads and notes.
    """
    found = spreads_within(atlas, area, territory, words)
    if not found.measured:
        return None
    about = {
        "title": words("How far the areas within {name} lie apart").format(name=area.label),
        "not_measured": [{"indicator": one.indicator.title, "why": one.why_none} for one in found.refused],
    }
    shown = [one for one, _moved in found.measured]
    name = f"spread_{area.code}_{territory.isoformat()}.{fmt}"
    return _file(fmt, name, _Held(atlas, shown, area, territory, address), about, words)


@dataclass(frozen=True, eq=False, slots=True)
class _Held:
    """What a file holds: series within an area, and where a reader finds them."""

    atlas: Atlas
    found: list[Spread]
    within: Area
    territory: dt.date
    address: str


def _file(fmt: str, name: str, held: _Held, about: dict[str, Any], words: Words) -> File:
    atlas, within = held.atlas, held.within
    frame, sources = spread_table(held.found), _sources(atlas, held.found, held.territory)
    said = captions(atlas.edition, None, within.level, held.territory, words) | about
    said |= {
        "within": {"code": within.code, "name": within.label},
        "formulas": dict(formulas(words)),
        "caveats": " ".join(caveats(words)),
        "sources": source_records(dict.fromkeys(source for own in sources.values() for source in own)),
        "address": held.address,
    }
    if fmt == "csv":
        told = frame.assign(
            within=within.code,
            within_name=within.label,
            formulas=" ".join(said["formulas"].values()),
            territory=said["territory"],
            source=frame["indicator"].map({k: "; ".join(s.attribution for s in own) for k, own in sources.items()}),
            licence=frame["indicator"].map({k: _licences(own) for k, own in sources.items()}),
            release=said["release"],
            address=held.address,
        )
        return File(csv_text(told), TYPES[fmt], name)
    target = io.BytesIO()
    book = new_workbook(target, atlas.released, said["atlas"], said["title"], words)
    styles = {column: number_format(book, digits) for column, digits in DIGITS.items()}
    levels = {str(level): words.levels(level) for s in held.found for level in (s.level, s.between) if level}
    shown = frame.assign(**{key: frame[key].map(levels) for key in ("level", "between")}).drop(columns="indicator")
    write_sheet(book, words("Values"), shown.columns, cells(shown, None), styles, _heads(words))
    write_captions(book, flat(said), words)
    book.close()
    return File(target.getvalue(), TYPES[fmt], name)


def _sources(atlas: Atlas, found: Iterable[Spread], territory: dt.date) -> dict[str, tuple[Source, ...]]:
    """Name whose figures each indicator and what its areas count by is made of, by its id."""
    return {
        s.indicator.id: tuple(
            dict.fromkeys(
                (
                    *subject(atlas, s.indicator.id, s.level, territory).sources,
                    *(atlas.tables[table].source for table in s.counted_from),
                )
            )
        )
        for s in found
    }


def _licences(sources: tuple[Source, ...]) -> str:
    return "; ".join(dict.fromkeys(f"{s.licence} {s.licence_url}" for s in sources))


def _heads(words: Words) -> dict[str, str]:
    return heads(words, {}) | {
        "title": words("Indicator"),
        "between": words("Larger areas (Theil)"),
        "gini": words("Gini coefficient"),
        "theil": words("Theil index"),
        "theil_between": words("of it between larger areas"),
        "theil_within": words("of it within larger areas"),
        "share_between": words("Share between larger areas"),
        "fifths_ratio": words("highest to lowest fifth"),
        "areas": words("Areas that count"),
        "hidden": words("Areas with a hidden value"),
        "without_value": words("Areas without a value"),
        "method_change": words("Change of method in that year"),
        "counted_by": words("What areas count by"),
    }
