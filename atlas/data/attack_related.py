"""Attack the small counts of a table with those of other tables: what differences of two shown counts tell.

Written apart from the code that hides: that a count is the sum of parts is found by a linear program that lets as few
areas as possible off, and every difference of two shown counts is looked at, of one table or of two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, hstack, identity, vstack

from atlas.data.attack import Outcome, attack
from atlas.data.attack_targets import SECRET
from atlas.data.hide_related import as_table, counts_at, hidden_parts, name_of
from atlas.data.related import differences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pandas as pd
    from numpy.typing import NDArray

    from atlas.data.related import Parts

#: A count that is the sum of parts is so in more than half of the areas, or nobody would see it.
MOSTLY = 0.5
NEAR = 1e-6
#: Differences of differences are looked at while there are no more than so many.
FEW = 60


#: By territory date and year what a table shows, and of counts of others by name the rows and of which parts each is.
Related = dict[tuple[str, int], tuple["Parts", dict[str, tuple["pd.DataFrame", "NDArray[np.float64]"]]]]


def related_counts(table: str, frames: Mapping[str, pd.DataFrame]) -> Related:
    """Find the counts of other tables that tell something of the parts of a table, wherever it hides some.

    Parameters
    ----------
    table : str
        Id of the table with a minimum.
    frames : mapping of str to DataFrame
        All tables, hidden: columns ``measure, level, territory, code, year, value, state``.

    Returns
    -------
    Related
        For both attacks on such a table.
    """
    return {p: (parts, dict(related(frames, table, p, parts))) for p, parts in hidden_parts(frames[table])}


def attack_related(table: str, known: Related, minimum: int, parents: Mapping[str, str]) -> Iterator[Outcome]:
    """Attack a table whose measures add up to each other, with the whole numbers of all other tables.

    Parameters
    ----------
    table : str
        Id of the table.
    known : Related
        As `related_counts` finds it.
    minimum : int
        Smallest count that is shown.
    parents : mapping of str to str
        Code of the area above for each code that is part of a total.

    Yields
    ------
    Outcome
        What differences tell: areas, differences, and as known those that are small counts of hidden people. Then one
        for each count of another table that is a sum of parts: hidden differences, and what the rule tells of them.
    """
    areas = looked = small = 0
    further: dict[str, list[pd.DataFrame]] = {}
    for parts, columns in known.values():
        own = parts.own.assign(**{name: rows["value"].reindex(parts.own.index) for name, (rows, _) in columns.items()})
        made = np.vstack([parts.made, *(holds for _, holds in columns.values())])
        hidden = own[parts.own.isna().any(axis=1)]
        areas += len(hidden)
        n, told = _differences(hidden.to_numpy(), made, len(parts.made), minimum)
        looked, small = looked + n, small + told
        for name, (rows, holds) in columns.items():
            secret = set(rows.index[rows["state"].astype(str) == SECRET])
            for one in differences(parts, rows["value"], holds, name, parents):
                if secret & set(one["code"]):
                    further.setdefault(name, []).append(as_table(one, secret))
    yield Outcome(f"{table}, differences of two counts", areas, looked, 0, small, 0, 0, 0)
    for name, pieces in further.items():
        # what is left of known people follows from the piece by which was hidden: the one that the rule fits
        yield min((attack(name, one, parents, {name: minimum}) for one in pieces), key=lambda found: found.contradicted)


def related(
    frames: Mapping[str, pd.DataFrame], table: str, place: tuple[str, int], parts: Parts
) -> Iterator[tuple[str, tuple[pd.DataFrame, NDArray[np.float64]]]]:
    """Find the counts of other tables that are sums of the parts of a table.

    Parameters
    ----------
    frames : mapping of str to DataFrame
        All tables.
    table : str
        Id of the table with a minimum.
    place : tuple of str and int
        Territory date and year.
    parts : Parts
        What the table shows there.

    Yields
    ------
    tuple
        Name of the count, its rows by code, and of which parts it is the sum.
    """
    whole = parts.own.dropna()
    for other, measure, rows in counts_at(frames, place, besides=table):
        counts = rows.set_index(rows["code"].astype(str))
        both = whole[list(parts.narrow)].join(counts["value"].rename("other")).dropna()
        values = both.to_numpy()
        # what is seldom between nothing and all people is no sum of them
        if len(both) and (values[:, -1] <= values[:, :-1].sum(axis=1)).mean() > MOSTLY:
            holds = _least_off(values[:, :-1], values[:, -1])
            if holds.any() and (np.abs(values[:, :-1] @ holds - values[:, -1]) < NEAR).mean() > MOSTLY:
                yield name_of(table, other, measure), (counts, holds)


def _least_off(parts: NDArray[np.float64], counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Find the sum of parts that is off by the least, all areas together."""
    n, m = parts.shape
    off = identity(n, format="csr")
    rules = vstack([hstack([csr_array(parts), -off]), hstack([csr_array(-parts), -off])], format="csr")
    aim = np.r_[np.zeros(m), np.ones(n)]
    bounds = [(0, 1)] * m + [(0, None)] * n
    found = linprog(aim, A_ub=rules, b_ub=np.r_[counts, -counts], bounds=bounds)
    return np.zeros(m) if found.x is None else np.asarray(found.x[:m]).round()


def _differences(shown: NDArray[np.float64], made: NDArray[np.float64], own: int, minimum: int) -> tuple[int, int]:
    """Take shown counts off others that hold them; count the differences, and those that are small."""
    looked = small = 0
    known, made = ~np.isnan(shown), np.abs(made)  # no minus zero
    for pattern in np.unique(known[:, :own], axis=0):
        # what the table tells itself another count can only contradict, where borders moved
        rows, rank = (known[:, :own] == pattern).all(axis=1), np.linalg.matrix_rank(made[:own][pattern])
        for at in range(own, len(made)):
            if np.linalg.matrix_rank(np.vstack([made[:own][pattern], made[at]])) == rank:
                known[rows, at] = False
    for pattern in np.unique(known, axis=0):
        rows = shown[(known == pattern).all(axis=1)][:, pattern]
        hidden = made[~pattern]
        for one, values in _closed(made[pattern], rows.T):
            looked += len(values)
            if (hidden <= one).all(axis=1).any() and one.any():
                small += int(((values > 0) & (values < minimum)).sum())
    return looked, small


def _closed(
    made: NDArray[np.float64], shown: NDArray[np.float64]
) -> Iterable[tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Add to counts the differences of two, and differences of these while they are few."""
    found = {one.tobytes(): (one, values) for one, values in zip(made, shown, strict=True)}
    before = 0
    while before < len(found) <= FEW or not before:
        before, now = len(found), list(found.values())
        for one, values in now:
            for less, others in now:
                if (one >= less).all() and (one > less).any():
                    found.setdefault((one - less).tobytes(), (one - less, values - others))
    return found.values()
