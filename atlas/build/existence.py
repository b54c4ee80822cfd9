"""Districts that were not there: what a table says of those is no figure, whatever sign stands in its cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.build.editions import year_of
from atlas.build.publisher_files import matching
from atlas.model import CODE_LENGTH, Level, ValueState
from atlas.sources.gemeindeverzeichnis import edition_year
from atlas.sources.layout import Form
from atlas.sources.municipality_names import read_municipality_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from atlas.build.carry import Territory
    from atlas.build.publisher_files import Context


def without_absent(figures: pd.DataFrame, context: Context) -> tuple[pd.DataFrame, set[tuple[int, str]]]:
    """Take the rows off in which a table names districts that did not exist in that year.

    Publishers list every district that ever was, with a sign for nothing or an empty cell where it was not. A district
    without any figure above or below zero in a year was not there where an edition of the Gemeindeverzeichnis says so:
    for zeros that of before or that of after, for empty cells both, of which nobody would say a zero.

    Parameters
    ----------
    figures : DataFrame
        ``measure, level, code, year, value, state``: all that a file holds.
    context : Context
        Knows the editions.

    Returns
    -------
    DataFrame, set of tuple of int and str
        Rows of what existed, and years and districts of what did not.
    """
    districts = figures[figures["level"] == str(Level.DISTRICT)]
    some, zero = districts["value"].fillna(0) != 0, districts["value"] == 0
    by_area = districts[["year", "code"]].assign(some=some, zero=zero).groupby(["year", "code"], as_index=False).any()
    nothing = by_area[~by_area["some"]]
    if nothing.empty:
        return figures, set()
    known = districts_of(context, int(nothing["year"].min()))
    rows = zip(nothing["year"].astype(int), nothing["code"].astype(str), nothing["zero"].astype(bool), strict=True)
    absent = {(year, code) for year, code, is_zero in rows if _was_not(known, year, code, zero=is_zero)}
    gone = _those(figures, absent)
    return figures[~gone], absent


def _was_not(known: Mapping[int, frozenset[str]], year: int, code: str, *, zero: bool) -> bool:
    near = [max((y for y in known if y <= year), default=None), min((y for y in known if y >= year), default=None)]
    lacks = [code not in known[y] for y in near if y is not None]
    return any(lacks) if zero else bool(lacks) and all(lacks)


def say_absent(figures: pd.DataFrame, absent: set[tuple[int, str]]) -> pd.DataFrame:
    """Say of districts without a figure that there can be none, because they were not there; sums of others stay."""
    unknown = (figures["level"] == str(Level.DISTRICT)) & (figures["state"] == str(ValueState.UNKNOWN))
    was_not = unknown & _those(figures, absent)
    return figures.assign(state=figures["state"].mask(was_not, str(ValueState.NOT_MEANINGFUL)))


def _those(figures: pd.DataFrame, absent: set[tuple[int, str]]) -> NDArray[np.bool_]:
    return np.array([(int(y), c) in absent for y, c in zip(figures["year"], figures["code"], strict=True)], bool)


def districts_of(context: Context, since: int) -> dict[int, frozenset[str]]:
    """Name the districts at the end of the years of which there is an edition, also of those too old to be carried.

    Parameters
    ----------
    context : Context
        Knows the editions.
    since : int
        The first year that is asked about: from the newest territory date on no workbook is opened for it.

    Returns
    -------
    dict of int to frozenset of str
        By year.
    """
    today = int(context.today.date[:4])
    if since >= today:
        return {today: frozenset(context.today.codes[Level.DISTRICT])}
    if context.districts is None:
        found: dict[int, frozenset[str]] = {}
        for table, one in context.declared.items():
            for part in (p for p in one.each if p.form is Form.GEMEINDEVERZEICHNIS):
                for edition in context.given.get(table, ()):
                    found[year_of(edition)] = _districts_in(edition)
                for path in (context.sources / name for name in matching(context.sources, part)):
                    if edition_year(path) not in found:
                        found[edition_year(path)] = _districts_in(read_municipality_names(path, context.states))
        context.districts = found
    return context.districts


def _districts_in(edition: pd.DataFrame) -> frozenset[str]:
    return frozenset(edition["code"].str[: CODE_LENGTH[Level.DISTRICT]].unique())


def with_city_states(figures: pd.DataFrame, territory: Territory) -> pd.DataFrame:
    """Give a state that is one district the figures of that district where a table names it as a state alone.

    Parameters
    ----------
    figures : DataFrame
        ``measure, level, code, year, value, state`` of a table that has both levels.
    territory : Territory
        Says which states are a single district.

    Returns
    -------
    DataFrame
        With the rows that were missing.
    """
    length = CODE_LENGTH[Level.STATE]
    codes = pd.Series(territory.codes[Level.DISTRICT], dtype=str)
    single = codes[~codes.str[:length].duplicated(keep=False)]
    to = dict(zip(single.str[:length], single, strict=True))
    states = figures[(figures["level"] == str(Level.STATE)) & figures["code"].isin(to)]
    copies = states.assign(code=states["code"].map(to), level=str(Level.DISTRICT))
    key = ["measure", "year", "code"]
    there = pd.MultiIndex.from_frame(figures[key])
    lacking = copies[~pd.MultiIndex.from_frame(copies[key]).isin(there)]
    return pd.concat([figures, lacking], ignore_index=True) if len(lacking) else figures
