"""Who delivered which figures, where each of them is used, what is missing, and what is published when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from atlas.data.deliveries import missing_areas
from atlas.model import CODE_LENGTH, Level

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from atlas.data.calendar import Report
    from atlas.data.store import Atlas
    from atlas.model import Field, Indicator, Source, Table
    from atlas.words.words import Words


@dataclass(frozen=True, slots=True)
class Use:
    """An indicator that is computed from a table.

    ``levels`` are those with figures, the largest areas first; ``years`` reach from the first to the newest one;
    ``known`` says for how many areas of the smallest level the newest year has a value; ``reports`` need it.
    """

    indicator: Indicator
    levels: tuple[str, ...]
    years: str
    known: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableUse:
    """A table that was delivered: the publisher's files that were read, and what is made of it.

    ``deliveries`` are those of single providers: who and when, and years with the names of their areas; ``missing`` is
    the newest of these years with the areas that nobody has delivered yet.
    """

    table: Table
    uses: tuple[Use, ...]
    deliveries: tuple[tuple[str, str], ...] = ()
    missing: str = ""


@dataclass(frozen=True, slots=True)
class SourceUse:
    """A publisher's work and its tables."""

    source: Source
    tables: tuple[TableUse, ...]


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A report in the calendar as texts; ``overdue`` where the next one should have been here before this year."""

    title: str
    by: str
    rhythm: str
    last: str
    coming: str
    overdue: bool
    indicators: tuple[Indicator, ...]


def usage(atlas: Atlas, words: Words) -> tuple[SourceUse, ...]:
    """List all sources with their tables and what these are used for, in the order of the list of sources."""
    found: dict[str, tuple[Source, list[TableUse]]] = {}
    for table in atlas.tables.values():
        made = [i for i in atlas.catalogue.indicators.values() if table.id in {m.table for m in i.measures}]
        uses = tuple(use for i in made if (use := _use(atlas, i, words)) is not None)
        found.setdefault(table.source.id, (table.source, []))[1].append(
            TableUse(table, uses, tuple(_deliveries(atlas, table)), _missing(atlas, table))
        )
    return tuple(SourceUse(source, tuple(tables)) for source, tables in found.values())


def _deliveries(atlas: Atlas, table: Table) -> Iterator[tuple[str, str]]:
    for one in table.deliveries:
        yield one.by, "; ".join(_of_year(atlas, year, codes) for year, codes in sorted(one.areas.items()))


def _missing(atlas: Atlas, table: Table) -> str:
    year, codes = missing_of(atlas, table)
    return _of_year(atlas, year, codes) if codes else ""


def missing_of(atlas: Atlas, table: Table) -> tuple[int, tuple[str, ...]]:
    """Tell which areas of a table that providers fill in nobody has delivered yet.

    Parameters
    ----------
    atlas : Atlas
        Knows the areas.
    table : Table
        Any table; one that no providers fill in lacks nothing.

    Returns
    -------
    int, tuple of str
        The newest year that was delivered, and the codes that are in no delivery of it.
    """
    named = next((codes[0] for one in table.deliveries for codes in one.areas.values()), None)
    if named is None:
        return 0, ()
    level = next(level for level, length in CODE_LENGTH.items() if length == len(named))
    return missing_areas(table.deliveries, atlas.codes(level, atlas.scope.territory))


def _of_year(atlas: Atlas, year: int, codes: Iterable[str]) -> str:
    areas = atlas.areas[atlas.scope.territory]
    return f"{year}: {', '.join(sorted(areas[code].label if code in areas else code for code in codes))}"


def without_figures(atlas: Atlas) -> tuple[tuple[Field, tuple[Indicator, ...]], ...]:
    """List the indicators that nobody has delivered figures for, by field; their entry names who could."""
    empty = [(f, tuple(i for i in atlas.catalogue.of_field(f) if not i.has_figures)) for f in atlas.catalogue.fields]
    return tuple((field, indicators) for field, indicators in empty if indicators)


def calendar_rows(atlas: Atlas, today: dt.date, words: Words) -> tuple[CalendarRow, ...]:
    """Tell the calendar of reports as it stands on a day: what is overdue first, then by the year that comes next."""
    rows = []
    for report in atlas.reports:
        indicators = _needed(atlas, report)
        newest = max((years[-1] for i in indicators if (years := _years(atlas, i))), default=None)
        coming = report.next_published(newest)
        row = CalendarRow(
            title=report.title,
            by=report.by,
            rhythm=_rhythm(report, words),
            last=str(report.last or newest or words("unknown")),
            coming=str(coming) if coming else words("not announced"),
            overdue=coming is not None and coming < today.year,
            indicators=indicators,
        )
        rows.append((not row.overdue, coming or today.year + 1000, row))
    return tuple(row for *_order, row in sorted(rows, key=lambda entry: entry[:2]))


def _rhythm(report: Report, words: Words) -> str:
    if report.every_years is None:
        return words("irregular")
    return words.counted("every year", "every {n} years", report.every_years)


def _needed(atlas: Atlas, report: Report) -> tuple[Indicator, ...]:
    tables = set(report.tables)
    return tuple(
        i
        for i in atlas.catalogue.indicators.values()
        if i.id in report.indicators or tables & {m.table for m in i.measures}
    )


def _levels(atlas: Atlas, indicator: Indicator) -> tuple[tuple[Level, dt.date], ...]:
    """Give the levels with figures, each with the first territory date that has them."""
    at = {level: t for t in reversed(atlas.territories) for level in atlas.levels(indicator, t)}
    return tuple((level, at[level]) for level in Level if level in at)


def _years(atlas: Atlas, indicator: Indicator) -> list[int]:
    return sorted({y for level, t in _levels(atlas, indicator) for y in atlas.figures(indicator, level, t).years})


def _use(atlas: Atlas, indicator: Indicator, words: Words) -> Use | None:
    levels = _levels(atlas, indicator)
    if not levels:
        return None
    years = _years(atlas, indicator)
    level, territory = levels[-1]
    figures = atlas.figures(indicator, level, territory)
    newest = np.asarray(figures.values[-1], dtype=float)
    return Use(
        indicator=indicator,
        levels=tuple(words.levels(x) for x, _ in levels),
        years=f"{years[0]}\N{EN DASH}{years[-1]}" if len(years) > 1 else str(years[0]),
        known=words("{known} of {n} {areas}").format(
            known=words.number(int(np.count_nonzero(~np.isnan(newest))), 0),
            n=words.number(newest.size, 0),
            areas=words.levels_after_number(level),
        ),
        reports=tuple(r.title for r in atlas.reports if indicator in _needed(atlas, r)),
    )
