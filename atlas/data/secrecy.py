"""Statistical secrecy: small counts are hidden, and with them others, so that none can be told from totals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.data.secret_blocks import blocks_of, is_safe
from atlas.model import CODE_LENGTH, VALUELESS, Level, ValueState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

BLOCK = ["measure", "territory", "year"]
#: So many blocks of a group are hidden at least, where it has as many.
FEWEST_BLOCKS = 2


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
    limit = table["measure"].map(dict(minimum)).astype("float64")
    return with_hidden(table, ((table["value"] > 0) & (table["value"] < limit)).to_numpy())


def hide_complements(
    table: pd.DataFrame, parents: Mapping[str, str], minimum: Mapping[str, int], truth: pd.Series[float] | None = None
) -> pd.DataFrame:
    """Hide as many further cells as it takes that no hidden one can be told from what is known.

    In every group (measure, year, territory, area above) areas with a count above zero are put into blocks, which
    depend on nothing hidden (`blocks_of`); a block with a hidden cell is hidden whole. Then further blocks, in an order
    that is drawn, until each hidden cell may have at least three values, some below the minimum and some not, for those
    who know this rule, all that is shown and the total of the group: the published one and, where the counts are
    known, their own sum, as if totals were exact. Where all blocks are hidden and that is not enough, the totals are
    hidden too. Applied twice it changes nothing. See docs/decisions/0008-blocks-of-secret-cells.md.

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
    state = table["state"]
    # what is hidden for the sake of another table is no count with a minimum
    secret = ((state == str(ValueState.SECRET)) & table["measure"].isin(list(minimum))).to_numpy()
    if not secret.any():
        return table.copy()
    cells = table[BLOCK].astype({"measure": object, "territory": object}).reset_index(drop=True)
    cells["code"] = table["code"].astype(object).to_numpy()
    cells["parent"] = cells["code"].map(dict(parents)).to_numpy()
    values = table["value"].to_numpy(dtype="float64", copy=True)
    true = values if truth is None else truth.to_numpy(dtype="float64")
    gap = state.isin([str(s) for s in VALUELESS]).to_numpy() & ~secret
    codes = cells["code"].to_numpy()
    most, sizes = _open_figures(cells, values, minimum)
    # only groups that hold a secret are looked at: a year of the state has hundreds without one
    touched = cells.loc[secret, [*BLOCK, "parent"]].dropna().drop_duplicates()
    members = cells.reset_index().merge(touched, on=[*BLOCK, "parent"]).groupby([*BLOCK, "parent"])["index"]
    totals = totals_of(cells, codes, set(touched["parent"]))
    hidden = secret.copy()
    for key, index in members:
        measure, territory, year, parent = key
        rows = index.to_numpy()
        at = totals.get((str(measure), str(territory), int(year), str(parent)))  # type: ignore[call-overload]
        group = Group(
            key=f"{measure}:{parent}",
            codes=tuple(codes[rows]),
            sizes=sizes[rows],
            most=most[rows],
            values=np.where(secret[rows], np.nan, values[rows]),
            true=true[rows],
            hidden=secret[rows],
            gap=gap[rows],
            total=np.nan if at is None else float(values[at]),
        )
        more, enough = further(group, minimum.get(str(measure), 1))
        hidden[rows[more]] = True
        if at is not None and not enough:
            hidden[at] = True
    # a hidden total would follow from the state's and those of the other districts
    blocks = {(*k[:3], state_of(k[3])) for k, row in totals.items() if hidden[row]}
    hidden[[row for k, row in totals.items() if k in blocks]] = True
    return with_hidden(table, hidden)


@dataclass(frozen=True, eq=False, slots=True)
class Group:
    """The areas of one total in one year: what is shown, what is hidden, what it really is, and what has no value."""

    key: str
    codes: tuple[str, ...]
    sizes: NDArray[np.float64]
    most: NDArray[np.float64]
    values: NDArray[np.float64]
    true: NDArray[np.float64]
    hidden: NDArray[np.bool_]
    gap: NDArray[np.bool_]
    total: float


def further(group: Group, minimum: int) -> tuple[NDArray[np.intp], bool]:
    """Choose the cells of a group that are hidden with those that must be.

    Parameters
    ----------
    group : Group
        At least one of its cells is hidden.
    minimum : int
        The smallest count that is shown.

    Returns
    -------
    cells : ndarray of int
        Positions of all hidden cells.
    enough : bool
        Whether no hidden one can be told; if not, the total must not be shown.
    """
    # a zero is shown and tells nothing: it takes no part
    part = np.flatnonzero(~group.gap & (group.hidden | (group.values > 0)))
    found = blocks_of([group.codes[i] for i in part], group.sizes[part].tolist(), group.key)
    blocks = [part[list(block)] for block in found]
    chosen = [block for block in blocks if group.hidden[block].any()]
    left = [block for block in blocks if not group.hidden[block].any()]
    # of a single block one would know that its small count had no second one
    chosen += [left.pop(0)] if left and len(chosen) < FEWEST_BLOCKS else []
    while True:
        cells = np.concatenate(chosen)
        shown = np.nansum(np.delete(group.values, cells))
        rests = {float(group.true[cells].sum()), float(group.total - shown)}
        # the figures that nothing can exceed may be of something else: without them it must hold too
        limits = ([group.most[b].tolist() for b in chosen], [[np.inf] * len(b) for b in chosen])
        if all(is_safe(most, rest, minimum) for most in limits for rest in rests if not np.isnan(rest)):
            return cells, True
        if not left:
            return cells, False
        chosen.append(left.pop(0))


def _open_figures(
    cells: pd.DataFrame, values: NDArray[np.float64], minimum: Mapping[str, int]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Find the largest figure of each cell's area that hides nothing: of its year, which it cannot exceed, and ever."""
    open_ = ~cells["measure"].isin(list(minimum))
    largest = cells[open_].assign(value=values[open_])
    found = []
    for key, otherwise in ((["territory", "code", "year"], np.inf), (["territory", "code"], 0.0)):
        known = largest.groupby(key)["value"].max()
        row = np.asarray(known.reindex(pd.MultiIndex.from_frame(cells[key])), dtype=np.float64)
        found.append(np.where(row > 0, row, otherwise))
    return found[0], found[1]


def state_of(code: str) -> str:
    """Give the code of the state in which an area lies.

    Parameters
    ----------
    code : str
        Of a district or a state.

    Returns
    -------
    str
        Two digits.
    """
    return code[: CODE_LENGTH[Level.STATE]]


def totals_of(
    cells: pd.DataFrame, code: NDArray[np.object_], parents: set[str]
) -> dict[tuple[str, str, int, str], int]:
    """Find the rows that hold the totals, those of the states among them.

    Parameters
    ----------
    cells : DataFrame
        Columns ``measure, territory, year``.
    code : ndarray of str
        Area of each row.
    parents : set of str
        Areas above whose totals are asked for.

    Returns
    -------
    dict of tuple to int
        Position of the row by measure, territory, year and area.
    """
    rows = np.flatnonzero(pd.Index(code).isin([*parents, *map(state_of, parents)]))
    found = cells.loc[rows, BLOCK]
    keys = zip(found["measure"], found["territory"], found["year"].astype(int), code[rows], strict=True)
    return {(m, t, int(y), str(c)): int(row) for (m, t, y, c), row in zip(keys, rows, strict=True)}


def with_hidden(table: pd.DataFrame, hidden: NDArray[np.bool_]) -> pd.DataFrame:
    """Copy a table without the values of the cells that are hidden.

    Parameters
    ----------
    table : DataFrame
        Columns of a table.
    hidden : ndarray of bool
        Which rows.

    Returns
    -------
    DataFrame
        Hidden cells have state ``secret`` and value NaN.
    """
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
