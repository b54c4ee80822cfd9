"""Measures of a table that add up to each other: no hidden count of them follows from the total of the area above."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from atlas.data.secrecy import BLOCK, hide_complements, state_of, totals_of, with_hidden
from atlas.model import VALUELESS, ValueState

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import pandas as pd
    from numpy.typing import NDArray


def hide_others(
    table: pd.DataFrame, parents: Mapping[str, str], minimum: Mapping[str, int], truth: pd.Series[float] | None = None
) -> pd.DataFrame:
    """Hide with small counts what would tell them, by the rule that fits the table.

    One measure with a minimum: in blocks (`hide_complements`), which hold against the attack, and when the table is
    made by sums before (`hide_followers`), so that what releases of the first rule hid stays hidden. Several measures,
    which add up to each other: by sums. See docs/decisions/0008-blocks-of-secret-cells.md.

    Parameters
    ----------
    table : DataFrame
        Columns ``measure, level, territory, code, year, value, state``; small counts are hidden already.
    parents : mapping of str to str
        Code of the area above for each code that is part of a total.
    minimum : mapping of str to int
        Smallest count that may be shown, for each measure that has such a limit.
    truth : Series of float, optional
        All values, the hidden ones too, where they are known: when tables are made.

    Returns
    -------
    DataFrame
        A copy with further cells hidden.
    """
    if not is_proven(minimum):
        return hide_followers(table, parents)
    made = table if truth is None else _as_first(table, hide_followers(table, parents, minimum), truth)
    return hide_complements(made, parents, minimum, truth)


def _as_first(table: pd.DataFrame, made: pd.DataFrame, truth: pd.Series[float]) -> pd.DataFrame:
    """Take what the first rule hid, but not of groups that were hidden before: there its choice is made."""
    lost = (made["state"] == str(ValueState.SECRET)) & truth.isna()
    if not lost.any():
        return made
    place = table.groupby(BLOCK, observed=True).ngroup()
    before = place.isin(place[lost])
    cells = {name: made[name].where(~before, table[name]) for name in ("value", "state")}
    return made.assign(**cells)


def is_proven(minimum: Mapping[str, int]) -> bool:
    """Whether the hidden counts of a table stand in blocks, so that an attack can prove them.

    Parameters
    ----------
    minimum : mapping of str to int
        Smallest count that may be shown, for each measure that has such a limit.

    Returns
    -------
    bool
        Only of one measure: blocks are drawn for each measure, and do not know of sums over several.
    """
    return len(minimum) == 1


def hide_followers(
    table: pd.DataFrame, parents: Mapping[str, str], measures: Collection[str] | None = None
) -> pd.DataFrame:
    """Hide as many further cells as it takes that no hidden one follows from the total of the area above.

    In every group (measure, year, territory, area above) with a hidden cell the total of the group is taken as known,
    whether the table holds it or somebody else publishes it. A hidden cell follows from it if it is the only gap, or
    if the gaps together hold exactly one each. Then the smallest other count above zero is hidden too, a zero where
    there is no such count, and the totals themselves where nothing else is left. Applied twice it changes nothing.

    What stays known by design: a hidden count lies between 1 and what is missing to the total.

    Parameters
    ----------
    table : DataFrame
        Columns ``measure, level, territory, code, year, value, state``; small counts are hidden already.
    parents : mapping of str to str
        Code of the area above for each code that is part of a total.
    measures : collection of str, optional
        Of these alone; else of all.

    Returns
    -------
    DataFrame
        A copy with further cells hidden.
    """
    secret = (table["state"] == str(ValueState.SECRET)).to_numpy()
    if measures is not None:
        secret = secret & table["measure"].isin(list(measures)).to_numpy()
    if not secret.any():
        return table.copy()
    code = table["code"].astype(object)
    cells = table[BLOCK].astype({"measure": object, "territory": object}).reset_index(drop=True)
    cells["parent"] = code.map(dict(parents)).to_numpy()
    values = table["value"].to_numpy(dtype="float64", copy=True)
    gap = table["state"].isin([str(s) for s in VALUELESS]).to_numpy()
    # only groups that hold a secret are looked at: a year of the state has hundreds without one
    touched = cells[secret].dropna().drop_duplicates()
    members = cells.reset_index().merge(touched, on=[*BLOCK, "parent"]).groupby([*BLOCK, "parent"])["index"]
    totals = totals_of(cells, code.to_numpy(), set(touched["parent"]))
    hidden = secret.copy()
    for key, index in members:
        rows = index.to_numpy()
        measure, territory, year, parent = key
        total = totals.get((str(measure), str(territory), int(year), str(parent)))  # type: ignore[call-overload]
        more = _complements(values[rows], hidden[rows], gap[rows], total, values)
        hidden[rows[more]] = True
        if total is not None and _follows(values[rows], hidden[rows], gap[rows] | hidden[rows], values[total]):
            hidden[total] = True
    # a hidden total would follow from the state's and those of the other districts
    blocks = {(*k[:3], state_of(k[3])) for k, row in totals.items() if hidden[row]}
    hidden[[row for k, row in totals.items() if k in blocks]] = True
    return with_hidden(table, hidden)


def _follows(values: NDArray[np.float64], hidden: NDArray[np.bool_], gap: NDArray[np.bool_], total: float) -> bool:
    """Whether hidden cells can be computed: the only gap, or gaps that hold exactly one each."""
    if not hidden.any():
        return False
    if gap.sum() == 1:
        return True
    return bool(total - values[~gap].sum() == hidden.sum())


def _complements(
    values: NDArray[np.float64],
    hidden: NDArray[np.bool_],
    gap: NDArray[np.bool_],
    total: int | None,
    everything: NDArray[np.float64],
) -> NDArray[np.intp]:
    known = np.nan if total is None else everything[total]
    hidden, gap = hidden.copy(), gap | hidden
    more: list[int] = []
    secret_total = total is not None and np.isnan(known)
    while not secret_total and not gap.all() and _follows(values, hidden, gap, known):
        shown = np.flatnonzero(~gap)
        # a zero gives the least away about itself and therefore comes last
        chosen = int(shown[np.lexsort((shown, values[shown], values[shown] <= 0))[0]])
        hidden[chosen] = gap[chosen] = True
        more.append(chosen)
    return np.array(more, dtype=np.intp)
