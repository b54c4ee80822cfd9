"""Which indicators can make types of areas, and which do so where a reader has chosen none."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from atlas.data.cached import per_atlas
from atlas.model import Kind
from atlas.statistics.types import MIN_INDICATORS, NUMBERS

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.store import Atlas
    from atlas.model import Field, Indicator, Level
    from atlas.words.words import Words

#: So many indicators are chosen for a reader at most, each known for this share of areas.
MOST_DEFAULT, COVERAGE = 6, 0.95


@per_atlas(maxsize=64)
def offered(atlas: Atlas, level: Level, territory: dt.date, year: int = 0) -> tuple[Indicator, ...]:
    """List the indicators with figures up to a year (0 for any), in the order of the catalogue.

    Counts are not among them: a larger area has more of everything.
    """
    ordered = (i for field in atlas.catalogue.fields for i in atlas.catalogue.of_field(field))
    rates = (i for i in ordered if i.kind is not Kind.COUNT)
    return tuple(i for i in rates if _known(atlas, i, level, territory, year) > NUMBERS[0])


def row_until(atlas: Atlas, indicator: Indicator, level: Level, territory: dt.date, year: int) -> int:
    """Find the position of the newest year up to a year (0 for any); -1 where there is none."""
    years = atlas.figures(indicator, level, territory).years
    return max((row for row, y in enumerate(years) if not year or y <= year), default=-1)


def _known(atlas: Atlas, indicator: Indicator, level: Level, territory: dt.date, year: int) -> int:
    row = row_until(atlas, indicator, level, territory, year)
    if row < 0:
        return 0
    return int(np.isfinite(atlas.figures(indicator, level, territory).values[row]).sum())


@per_atlas(maxsize=64)
def offered_levels(atlas: Atlas, territory: dt.date) -> tuple[Level, ...]:
    """List the levels that have areas and indicators enough."""
    return tuple(x for x in atlas.edition.levels if len(offered(atlas, x, territory)) >= MIN_INDICATORS)


@per_atlas(maxsize=64)
def offered_years(atlas: Atlas, level: Level, territory: dt.date) -> tuple[int, ...]:
    """List the years up to which figures can be taken, the newest first."""
    found = offered(atlas, level, territory)
    years = {y for i in found for y in atlas.figures(i, level, territory).years}
    return tuple(y for y in sorted(years, reverse=True) if len(offered(atlas, level, territory, y)) >= MIN_INDICATORS)


@per_atlas(maxsize=64)
def default_items(atlas: Atlas, level: Level, territory: dt.date, year: int = 0) -> tuple[str, ...]:
    """Choose of each field the newest indicator that nearly all areas have; where they are too few, of a field two."""
    areas = len(atlas.codes(level, territory))

    def rank(indicator: Indicator) -> tuple[bool, int, int]:
        known = _known(atlas, indicator, level, territory, year)
        newest = atlas.figures(indicator, level, territory).years[row_until(atlas, indicator, level, territory, year)]
        return known < COVERAGE * areas, -newest, -known

    possible = offered(atlas, level, territory, year)
    ranked = sorted(possible, key=rank)
    best: dict[str, Indicator] = {}
    for indicator in ranked:
        best.setdefault(indicator.field, indicator)
    first = [i for i in best.values() if not rank(i)[0]][:MOST_DEFAULT]
    rest = (i for i in ranked if i not in first)
    chosen = (*first, *islice(rest, max(0, MIN_INDICATORS - len(first))))
    return tuple(i.id for i in possible if i in chosen)


@dataclass(frozen=True, slots=True)
class Choice:
    """An indicator that can be chosen; ``known`` says of which year its figures are, and for how many areas."""

    key: str
    title: str
    known: str


def choices(
    atlas: Atlas, level: Level, territory: dt.date, year: int, words: Words
) -> list[tuple[Field, list[Choice]]]:
    """List the indicators that can be chosen, by field."""
    areas = len(atlas.codes(level, territory))

    def choice(indicator: Indicator) -> Choice:
        newest = atlas.figures(indicator, level, territory).years[row_until(atlas, indicator, level, territory, year)]
        n = _known(atlas, indicator, level, territory, year)
        known = str(newest) if n == areas else words("{year}, {n} of {of} with a value")
        return Choice(indicator.id, indicator.title, known.format(year=newest, n=n, of=areas))

    possible = offered(atlas, level, territory, year)
    found = [(field, [choice(i) for i in possible if i.field == field.id]) for field in atlas.catalogue.fields]
    return [(field, own) for field, own in found if own]
