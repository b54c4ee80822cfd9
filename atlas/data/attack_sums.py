"""Attack a table of measures that add up to each other: the least and the most of hidden counts, by linear programs."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from scipy.optimize import linprog
from scipy.sparse import block_diag, csr_array, hstack, identity, vstack

from atlas.data.attack import FEWEST, Outcome
from atlas.model import Level

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

#: Cells asked for in a group: those whose shown sums leave the least room, and others that are drawn.
NARROW, DRAWN = 12, 4
SEED = 1
#: What a linear program leaves of a whole number.
NEAR = 1e-6


def attack_sums(
    name: str,
    groups: Sequence[Group],
    minimum: int,
    sample: int | None = None,
) -> Outcome:
    """Attack a sample of the hidden counts with all sums: of measures, and of areas in the area above.

    Linear programs allow what integer ones would not, so a range may be narrower than found. The rule is replayed by
    `attack_rule`.

    Parameters
    ----------
    name : str
        What is attacked.
    groups : sequence of Group
        As `groups_of` finds them.
    minimum : int
        Smallest count that is shown.
    sample : int, optional
        Attack so many groups only, drawn with a fixed seed.

    Returns
    -------
    Outcome
        How many hidden counts are known exactly, may have fewer than three values, or lie wholly below the minimum;
        a count that is known to be zero is none of these, since zeros are shown.
    """
    draw = np.random.default_rng(SEED)
    if sample is not None and sample < len(groups):
        groups = [groups[i] for i in sorted(draw.choice(len(groups), sample, replace=False))]
    found = [_ranges(group, draw) for group in groups]
    ranges = [one for cells, _is_sum in found for one in cells]
    return Outcome(
        name=name,
        groups=len(groups),
        hidden=len(ranges),
        contradicted=sum(not is_sum for _cells, is_sum in found),
        known=sum(low == high > 0 for low, high in ranges),
        few=sum(high - low + 1 < FEWEST and high > 0 for low, high in ranges),
        below=sum(0 < high < minimum for _low, high in ranges),
        told=0,
    )


@dataclass(frozen=True, eq=False, slots=True)
class Group:
    """The areas of one total in one year.

    ``own`` are the counts of all of them and ``total`` those above, a column a measure; ``hidden`` are the areas that
    hide some; ``shown`` is a row of each of these, further counts of other tables behind the measures; ``atoms`` tells
    of which narrow measures each column is the sum, ``rest`` what hidden areas hold of these together.
    """

    own: pd.DataFrame
    total: pd.Series[float]
    hidden: pd.Index[str]
    shown: NDArray[np.float64]
    atoms: NDArray[np.float64]
    rest: NDArray[np.float64]

    def sums(self) -> tuple[csr_array, NDArray[np.float64], bool]:
        """Write down what the narrow measures of the hidden areas come to, and whether the totals above are sums."""
        n = self.atoms.shape[1]
        within = block_diag([csr_array(self.atoms[~np.isnan(row)]) for row in self.shown], format="csr")
        known = np.concatenate([row[~np.isnan(row)] for row in self.shown])
        rules, values = vstack([within, hstack([identity(n)] * len(self.shown))], format="csr"), np.r_[known, self.rest]
        is_sum = linprog(np.zeros(rules.shape[1]), A_eq=rules, b_eq=values).status == 0
        return (rules, values, True) if is_sum else (within, known, False)

    def rooms(self) -> NDArray[np.float64]:
        """Give the most that each measure of each hidden area can be, by its own shown counts."""
        return np.array([_room(row, self.atoms)[: self.own.shape[1]] for row in self.shown])


def groups_of(
    frame: pd.DataFrame,
    parents: Mapping[str, str],
    narrowest: Sequence[str],
    others: Mapping[tuple[str, int], Sequence[tuple[pd.Series[float], NDArray[np.float64]]]] = MappingProxyType({}),
) -> list[Group]:
    """Find the groups of a table that hold hidden counts.

    Parameters
    ----------
    frame : DataFrame
        Columns ``measure, level, territory, code, year, value, state``, hidden.
    parents : mapping of str to str
        Code of the area above for each code that is part of a total.
    narrowest : sequence of str
        Measures of which all others are sums.
    others : mapping of tuple to sequence, optional
        By territory date and year counts of other tables, by code, and of which of `narrowest` each is the sum.

    Returns
    -------
    list of Group
        By territory date, year and area above.
    """
    text = frame.astype({"measure": str, "level": str, "territory": str, "code": str})
    groups = []
    for (territory, year), rows in text.groupby(["territory", "year"]):
        wide = {lv: r.pivot_table(index="code", columns="measure", values="value") for lv, r in rows.groupby("level")}
        if Level.MUNICIPALITY not in wide or Level.DISTRICT not in wide:
            continue
        above = wide[Level.DISTRICT].dropna()
        parts = wide[Level.MUNICIPALITY].reindex(columns=above.columns)
        atoms = made_of(pd.concat([above, parts.dropna()]), narrowest)
        further = others.get((str(territory), int(str(year))), ())
        atoms = np.vstack([atoms, *(holds for _counts, holds in further)])
        for parent, own in parts.groupby(parts.index.map(dict(parents))):
            if parent not in above.index or not own.isna().to_numpy().any():
                continue
            hidden = own[own.isna().any(axis=1)]
            rest = (above.loc[parent] - own.drop(hidden.index).sum())[list(narrowest)].to_numpy()
            columns = [counts.reindex(hidden.index).to_numpy() for counts, _holds in further]
            shown = np.column_stack([hidden.to_numpy(), *columns])
            groups.append(Group(own, above.loc[parent], hidden.index, shown, atoms, rest))
    return groups


def made_of(table: pd.DataFrame, narrowest: Sequence[str]) -> NDArray[np.float64]:
    """Find of which narrow measures each measure is the sum.

    Parameters
    ----------
    table : DataFrame
        A column a measure, all shown; rows are areas.
    narrowest : sequence of str
        Measures of which all others are sums.

    Returns
    -------
    ndarray of float, shape (measures, narrowest)
        1 where the narrow measure is a part, else 0.

    Raises
    ------
    ValueError
        A measure is no such sum, or the areas are too few to tell.
    """
    counts, parts = table.to_numpy(), table[list(narrowest)].to_numpy()
    found = np.asarray(np.linalg.lstsq(parts, counts, rcond=None)[0]).T.round()
    if np.abs(parts @ found.T - counts).max() > NEAR or not np.isin(found, (0, 1)).all():
        msg = f"measures that are no sums of the {len(narrowest)} narrowest, or too few areas to tell ({len(table)})"
        raise ValueError(msg)
    return found


def _ranges(group: Group, draw: np.random.Generator) -> tuple[list[tuple[float, float]], bool]:
    """Find least and most of cells of a group."""
    rules, values, is_sum = group.sums()
    cells = np.argwhere(np.isnan(group.shown[:, : group.own.shape[1]]))
    room = group.rooms()[tuple(cells.T)]
    # a sum of nothing is shown as such: its parts are no secret
    open_ = np.flatnonzero(room > 0)
    narrow = open_[np.lexsort((draw.random(len(open_)), room[open_]))][:NARROW]
    picked = {*narrow.tolist(), *draw.choice(open_, min(DRAWN, len(open_)), replace=False).tolist()}
    found = []
    for area, m in (cells[i] for i in sorted(picked)):
        aim = np.zeros((len(group.shown), group.atoms.shape[1]))
        aim[area] = group.atoms[m]
        ends = [linprog(sign * aim.ravel(), A_eq=rules, b_eq=values) for sign in (1, -1)]
        most = np.inf if ends[1].fun is None else np.floor(NEAR - ends[1].fun)
        found.append((float(np.ceil(ends[0].fun - NEAR)), float(most)))
    return found, is_sum


def _room(shown: NDArray[np.float64], atoms: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the most that each measure of an area can be: the least count or difference of two that holds it."""
    at = np.flatnonzero(~np.isnan(shown))
    known, values = atoms[at], shown[at]
    more, less = np.nonzero((known[:, None, :] >= known[None, :, :]).all(axis=2))
    parts = np.vstack([known, known[more] - known[less]])
    most = np.r_[values, values[more] - values[less]]
    over = parts @ atoms.T >= atoms.sum(axis=1)
    return np.asarray(np.where(over, most[:, None], np.inf).min(axis=0, initial=np.inf))
