"""Figures that are only carried from another territory date: the same rules, and what the carrying itself explains."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.data.rules.broken import KEY, Broken, Severity
from atlas.model import ValueState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from numpy.typing import NDArray

    from atlas.data.scope import Scope
    from atlas.model import Table

#: Rules that an exact sum of right figures cannot break: where a carried figure does and is no estimate, it is wrong.
HARD = frozenset({"range", "whole", "part_of", "complete", "years"})
#: What makes two broken figures the same one, told at two dates.
SAME = ["measure", "level", "year", "value"]


@dataclass(frozen=True)
class Carried:
    """Which figures are only carried.

    Attributes
    ----------
    dates : frozenset of str
        Territory dates whose borders were brought in.
    today : str
        The date to which figures in the codes of those are carried.
    joined : mapping of str to frozenset of tuple
        By table: measure, level, territory and year of figures that stand at such a date as they were published.
    """

    dates: frozenset[str]
    today: str
    joined: Mapping[str, frozenset[tuple[str, str, str, int]]]

    def are(self, table: str, rows: pd.DataFrame) -> NDArray[np.bool_]:
        """Tell which rows of a table are only carried.

        Parameters
        ----------
        table : str
            Its id.
        rows : DataFrame
            Columns ``measure, level, territory, year`` and more.

        Returns
        -------
        ndarray of bool
            One a row.
        """
        there = rows["territory"].isin(self.dates).to_numpy()
        if not (joined := self.joined.get(table)):
            return np.asarray(there, bool)
        home = {(measure, level, self.today, year) for measure, level, _date, year in joined}
        block = pd.MultiIndex.from_frame(rows[["measure", "level", "territory", "year"]].astype({"year": int}))
        return np.asarray((there & ~block.isin(list(joined))) | block.isin(list(home)), bool)


def carried_in(scope: Scope, tables: Mapping[str, Table]) -> Carried:
    """Tell which figures of a data folder are only carried."""
    joined = {
        key: frozenset((one.measure, one.level, one.territory, year) for one in table.joined for year in one.years)
        for key, table in tables.items()
        if table.joined
    }
    return Carried(frozenset(map(str, scope.imported)), str(max(scope.built)), joined)


def apart(broken: Iterable[Broken], table: str, rows: Mapping[str, pd.DataFrame], carried: Carried) -> Iterator[Broken]:
    """Tell published figures that break a rule from carried ones.

    Of carried ones those are left that were not told where they are published; that nothing is known of an area is no
    fault of theirs. Estimates are warned of, and what depends on how borders are drawn or on parts that are hidden.

    Parameters
    ----------
    broken : iterable of Broken
        Of all territory dates.
    table : str
        The table.
    rows : mapping of str to DataFrame
        Its rows, by measure.
    carried : Carried
        Which figures are only carried.

    Yields
    ------
    Broken
        First of published figures, then of carried ones.
    """
    there: list[Broken] = []
    told: dict[str, list[pd.DataFrame]] = {}
    for one in broken:
        only = carried.are(table, one.rows)
        if not only.all():
            told.setdefault(one.rule, []).append(one.rows.loc[~only, SAME])
            yield replace(one, rows=one.rows[~only])
        if only.any():
            there.append(replace(one, rows=one.rows[only].reset_index(drop=True)))
    for one in there:
        yield from _left(one, told.get(one.rule, []), rows)


def _left(one: Broken, told: list[pd.DataFrame], rows: Mapping[str, pd.DataFrame]) -> Iterator[Broken]:
    states = [_state(one.rows, str(measure), rows) for measure in one.rows["measure"].unique()]
    found = one.rows.assign(state=pd.concat(states))
    if one.rule == "complete":
        found = found[found["state"].isna()]  # there is no row at all
    for known in told:
        same = pd.MultiIndex.from_frame(known.astype(object))
        found = found[~pd.MultiIndex.from_frame(found[SAME].astype(object)).isin(same)]
    hard = (found["state"] != str(ValueState.ESTIMATED)) & (one.rule in HARD)
    for severity, which in ((one.severity, hard), (Severity.WARNING, ~hard)):
        if which.any():
            yield replace(one, severity=severity, rows=found.loc[which, one.rows.columns], carried=True)


def _state(broken: pd.DataFrame, measure: str, rows: Mapping[str, pd.DataFrame]) -> pd.Series[str]:
    """Look up the states of the figures that broke a rule."""
    own = broken[broken["measure"] == measure]
    if measure not in rows:
        return pd.Series(np.nan, own.index, dtype=object)
    known = rows[measure]
    known = known[known["code"].isin(own["code"])].astype({key: object for key in KEY if key != "year"})
    states = known.drop_duplicates(KEY).set_index(KEY)["state"].astype(object)
    return pd.Series(states.reindex(pd.MultiIndex.from_frame(own[KEY].astype(object))).to_numpy(), own.index)
