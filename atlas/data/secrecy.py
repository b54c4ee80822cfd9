"""Statistical secrecy: small counts are hidden, and so is a second one where the first follows from a total."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.model import CODE_LENGTH, VALUELESS, Level, ValueState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

BLOCK = ["measure", "territory", "year"]


def hide_small(table: pd.DataFrame, minimum: Mapping[str, int]) -> pd.DataFrame:
    """Hide counts from 1 to below the source's minimum (primary suppression).

    Parameters
    ----------
    table : DataFrame
        Columns ``measure, level, territory, code, year, value, state``.
    minimum : mapping of str to int
        Smallest count that may be shown, for each measure that has such a limit.

    Returns
    -------
    DataFrame
        A copy; hidden cells have state ``secret`` and value NaN. A zero is no secret.
    """
    limit = table["measure"].astype(str).map(dict(minimum)).astype("float64")
    return _hide(table, ((table["value"] > 0) & (table["value"] < limit)).to_numpy())


def hide_complements(table: pd.DataFrame, parents: Mapping[str, str]) -> pd.DataFrame:
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

    Returns
    -------
    DataFrame
        A copy with further cells hidden.
    """
    secret = table["state"].astype(str).to_numpy() == ValueState.SECRET
    if not secret.any():
        return table.copy()
    code = table["code"].astype(object)
    cells = table[BLOCK].astype({"measure": object, "territory": object}).reset_index(drop=True)
    cells["parent"] = code.map(dict(parents)).to_numpy()
    values = table["value"].to_numpy(dtype="float64", copy=True)
    gap = table["state"].astype(str).isin([str(s) for s in VALUELESS]).to_numpy()
    # only groups that hold a secret are looked at: a year of the state has hundreds without one
    touched = cells[secret].dropna().drop_duplicates()
    members = cells.reset_index().merge(touched, on=[*BLOCK, "parent"]).groupby([*BLOCK, "parent"])["index"]
    totals = _totals(cells, code.to_numpy(), set(touched["parent"]))
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
    blocks = {(*k[:3], _state(k[3])) for k, row in totals.items() if hidden[row]}
    hidden[[row for k, row in totals.items() if k in blocks]] = True
    return _hide(table, hidden)


def _state(code: str) -> str:
    return code[: CODE_LENGTH[Level.STATE]]


def _totals(cells: pd.DataFrame, code: NDArray[np.object_], parents: set[str]) -> dict[tuple[str, str, int, str], int]:
    """Positions of the rows that hold the totals, those of the states among them."""
    rows = np.flatnonzero(pd.Index(code).isin([*parents, *map(_state, parents)]))
    found = cells.loc[rows, BLOCK]
    keys = zip(found["measure"], found["territory"], found["year"].astype(int), code[rows], strict=True)
    return {(m, t, int(y), str(c)): int(row) for (m, t, y, c), row in zip(keys, rows, strict=True)}


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


def _hide(table: pd.DataFrame, hidden: NDArray[np.bool_]) -> pd.DataFrame:
    found = table.copy()
    state = found["state"]
    if isinstance(state.dtype, pd.CategoricalDtype) and str(ValueState.SECRET) not in state.cat.categories:
        found["state"] = state.cat.add_categories([str(ValueState.SECRET)])
    found.loc[hidden, "state"] = str(ValueState.SECRET)
    found.loc[hidden, "value"] = np.nan
    return found


def parents_of(areas: pd.DataFrame) -> dict[str, str]:
    """Give the district of every municipality of a list of areas (columns ``code, level, parent``)."""
    rows = areas[areas["level"] == str(Level.MUNICIPALITY)]
    return dict(zip(rows["code"].astype(str), rows["parent"].astype(str), strict=True))
