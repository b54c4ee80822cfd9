"""How a figure changed over the last years, in words, with what stands between the two years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from atlas.data.comparable import method_changes, years_compare
from atlas.model import Kind, ValueState
from atlas.statistics.change import difference, percent_change
from atlas.statistics.rounding import as_read
from atlas.views.map.change import changed_indicator
from atlas.words.numbers import MINUS

if TYPE_CHECKING:
    from atlas.model import Indicator
    from atlas.views.numbers.rank_and_change import Standing
    from atlas.words.words import Words

#: A change is measured against the nearest year at least and at most so many years back.
YEARS_BACK, MOST_YEARS_BACK = 5, 10


@dataclass(frozen=True, slots=True)
class Change:
    """A change in words, and where it points: ``up``, ``down``, ``same``, or empty where it is not known.

    ``signed`` says it shorter, for a narrow column: with a sign where ``text`` has a verb.
    """

    direction: str
    text: str
    note: str = ""
    signed: str = ""


def change(at: Standing, indicator: Indicator, code: str, words: Words) -> Change:
    """Tell how a value changed since the nearest year at least five and at most ten years back that has one.

    Rates and scores change by their own unit (percentages by percentage points), counts by their unit and percent.
    """
    own = at.figures.values[:, at.column[code]]
    now = float(own[at.row])
    if np.isnan(now):
        return Change("", words("without a value no change can be given"))
    if not years_compare(indicator):
        return Change("", words("no change: scaled anew each year"))
    rows = [i for i, y in enumerate(at.figures.years) if YEARS_BACK <= at.year - y <= MOST_YEARS_BACK]
    known = [i for i in rows if not np.isnan(own[i])]
    if not known:
        text = (
            words("no value of this area from five to ten years earlier")
            if rows
            else words("no earlier year to compare")
        )
        return Change("", text)
    then, since = float(own[known[-1]]), at.figures.years[known[-1]]
    by = float(difference(now, then))
    shown = changed_indicator(indicator, since, words)
    count = indicator.kind is Kind.COUNT
    decimals = indicator.decimals if count else shown.decimals
    size = words.with_unit(abs(by), decimals, indicator.unit if count else shown.unit)
    percent = float(percent_change(now, then)) if count else np.nan
    if not np.isnan(percent):
        size = f"{size} ({words.with_unit(abs(percent), 1, '%')})"
    ends = (at.figures.state(y, code) for y in (since, at.year))
    guessed = words("with an estimated figure") if ValueState.ESTIMATED in ends else ""
    note = "; ".join(filter(None, (guessed, method_note(indicator, since, at.year, words))))
    if by == 0:
        return Change("same", words("unchanged since {year}").format(year=since), note)
    if as_read(by, decimals) == 0:
        return Change("same", words("unchanged since {year} when rounded").format(year=since), note)
    text = words("up by {size} since {year}") if by > 0 else words("down by {size} since {year}")
    signed = words("{size} since {year}").format(size=("+" if by > 0 else MINUS) + size, year=since)
    return Change("up" if by > 0 else "down", text.format(size=size, year=since), note, signed)


def method_note(indicator: Indicator, since: int, until: int, words: Words) -> str:
    """Say that a method changed between two years that are compared; empty where none did."""
    years = [m.year for m in method_changes(indicator, since, until)]
    if not years:
        return ""
    return words("counted differently from {years} on").format(years=", ".join(map(str, years)))
