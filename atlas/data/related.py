"""Counts of other tables that are sums of parts of a table with a minimum: less what is shown they tell the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.model import Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

#: What arithmetic leaves of a whole number.
NEAR = 1e-6
#: A count is the sum of parts if it is so in this share of the areas; borders may have moved in the others.
MOSTLY = 0.9
#: Rounds in which the areas that fit least are left out.
ROUNDS = 3
#: Share of the areas that a round keeps.
KEPT = 0.9


@dataclass(frozen=True, eq=False, slots=True)
class Parts:
    """The counts of a table in one year: a column a measure, a row an area, and of which parts each measure is made."""

    own: pd.DataFrame
    above: pd.DataFrame
    narrow: tuple[str, ...]
    made: NDArray[np.float64]


def parts_of(rows: pd.DataFrame) -> Parts | None:
    """Find the narrowest measures of a table, of which all others are sums, by their numbers.

    Parameters
    ----------
    rows : DataFrame
        Columns ``measure, level, code, value`` of one territory date and year.

    Returns
    -------
    Parts or None
        None where too few areas show everything, or a measure is no sum of the others.
    """
    levels = [_wide(rows[rows["level"] == level]) for level in (Level.MUNICIPALITY, Level.DISTRICT)]
    if any(level.empty for level in levels):
        return None
    whole = pd.concat(levels).dropna()
    basis: list[NDArray[np.float64]] = []
    narrow = []
    # in ascending order parts come before their sums
    for measure in whole.sum().sort_values().index:
        rest = counts = whole[measure].to_numpy()
        for one in basis:
            rest = rest - (one @ rest) * one
        if np.linalg.norm(rest) > NEAR * (1 + float(np.linalg.norm(counts))):
            basis.append(rest / np.linalg.norm(rest))
            narrow.append(str(measure))
    if len(whole) <= len(narrow):
        return None
    parts = whole[narrow].to_numpy()
    made = _solved(parts, whole.to_numpy()).T.round()
    if not np.isin(made, (0, 1)).all() or np.abs(parts @ made.T - whole.to_numpy()).max() > NEAR:
        return None
    return Parts(levels[0], levels[1], tuple(narrow), made)


def _wide(rows: pd.DataFrame) -> pd.DataFrame:
    """Spread the rows of a level out: a column a measure; areas in which nothing is known are left out."""
    code, codes = pd.factorize(rows["code"].astype(object), sort=True)
    measure, measures = pd.factorize(rows["measure"].astype(object), sort=True)
    values = np.full((len(codes), len(measures)), np.nan)
    values[code, measure] = rows["value"]
    return pd.DataFrame(values, codes, measures).dropna(how="all")


def _solved(rows: NDArray[np.float64], of: NDArray[np.float64]) -> NDArray[np.float64]:
    """Solve by least squares; by squares of whole numbers, which are few, it takes no time."""
    return np.asarray(np.linalg.lstsq(rows.T @ rows, rows.T @ of, rcond=None)[0])


def as_sum(parts: NDArray[np.float64], counts: NDArray[np.float64]) -> NDArray[np.float64] | None:
    """Find of which parts a count is the sum, though some areas may not fit.

    Parameters
    ----------
    parts : ndarray of float, shape (areas, parts)
        Counts of each part.
    counts : ndarray of float, shape (areas,)
        The other count.

    Returns
    -------
    ndarray of float, shape (parts,)
        1 for each part that it holds, else 0; None where it is no such sum.
    """
    rows = np.arange(len(counts))
    for _round in range(ROUNDS):
        if len(rows) <= parts.shape[1]:
            return None
        factors = _solved(parts[rows], counts[rows])
        found = factors.round()
        off = np.abs(parts @ found - counts)
        if found.any() and np.isin(found, (0, 1)).all() and (off < NEAR).mean() >= MOSTLY:
            return np.asarray(found)
        off = np.abs(parts @ factors - counts)
        rows = np.sort(rows[np.argsort(off[rows], kind="stable")][: int(KEPT * len(rows))])
    return None


def pieces(
    known: NDArray[np.float64], other: NDArray[np.float64]
) -> Iterator[tuple[NDArray[np.bool_], NDArray[np.float64]]]:
    """Find what a further count tells: parts whose sum follows from it and what is known, but not without it.

    Parameters
    ----------
    known : ndarray of float, shape (counts, parts)
        The parts of each count that is shown.
    other : ndarray of float, shape (parts,)
        Those of the further count.

    Yields
    ------
    tuple of ndarray
        Which parts, and by what the known counts and the further one are multiplied to give their sum.
    """
    rows = np.vstack([known, other])
    if np.linalg.matrix_rank(rows) == np.linalg.matrix_rank(known):
        return
    alike, of = np.unique(rows, axis=1, return_inverse=True)
    for at in range(alike.shape[1]):
        parts = of.ravel() == at
        factors = _solved(rows.T, parts.astype(float))
        if np.abs(factors @ rows - parts).max() < NEAR and abs(factors[-1]) > NEAR:
            yield parts, factors


def differences(
    parts: Parts, counts: pd.Series[float], holds: NDArray[np.float64], name: str, parents: Mapping[str, str]
) -> Iterator[pd.DataFrame]:
    """Write down as counts of their own what follows from a count of another table and what is shown.

    Parameters
    ----------
    parts : Parts
        A table with a minimum, hidden.
    counts : Series of float
        The other count by code of the municipality; NaN where it is hidden.
    holds : ndarray of float
        The parts that it is the sum of, as `as_sum` gives them.
    name : str
        Of the other count; names the differences and so draws their partners.
    parents : mapping of str to str
        District of each municipality.

    Yields
    ------
    DataFrame
        One for each sum of parts: columns of a table, measure `name` in the municipalities where it is not known
        without the other count, their sum in the district, and as ``open`` the least that is known to hold it.
    """
    own = parts.own.assign(other=counts.reindex(parts.own.index))
    shown = parts.own.notna().to_numpy()
    asked: dict[tuple[bool, ...], dict[str, tuple[float, float]]] = {}
    for pattern in np.unique(shown[~shown.all(axis=1)], axis=0):
        known, rows = parts.made[pattern], own[(shown == pattern).all(axis=1)]
        if not pattern.any():
            continue
        values = np.c_[rows[parts.own.columns[pattern]].to_numpy(), rows["other"].to_numpy()]
        for which, factors in pieces(known, holds):
            over = (known >= which).all(axis=1)
            most = values[:, :-1][:, over].min(axis=1) if over.any() else np.full(len(rows), np.nan)
            told = zip(rows.index.astype(str), zip((values @ factors).round(6), most, strict=True), strict=True)
            asked.setdefault(tuple(which.tolist()), {}).update(dict(told))
    for key, found in asked.items():
        which = np.array(key)
        table = [("open", Level.MUNICIPALITY, code, most) for code, (_value, most) in found.items() if most > 0]
        table += [(name, Level.MUNICIPALITY, code, value) for code, (value, _most) in found.items()]
        others = parts.own.drop(list(found))
        districts = pd.Index([parents.get(code, "") for code in others.index])
        sums = _by(parts, others, which).groupby(districts).apply(lambda s: s.sum(skipna=False))
        totals = _by(parts, parts.above, which)
        for district in sorted({parents.get(code, "") for code in found} & set(totals.index)):
            table.append((name, Level.DISTRICT, district, totals[district] - float(sums.get(district, 0))))
        yield pd.DataFrame(table, columns=["measure", "level", "code", "value"])


def _by(parts: Parts, wide: pd.DataFrame, which: NDArray[np.bool_]) -> pd.Series[float]:
    """Add some narrow parts up; NaN where they do not follow from what is shown."""
    found = np.full(len(wide), np.nan)
    shown = wide[parts.own.columns].notna().to_numpy()
    for pattern in np.unique(shown, axis=0):
        known = parts.made[pattern]
        factors = _solved(known.T, which.astype(float))
        rows = (shown == pattern).all(axis=1)
        if known.size and np.abs(factors @ known - which).max() < NEAR:
            found[rows] = (wide.loc[rows, parts.own.columns[pattern]].to_numpy() @ factors).round(6)
    return pd.Series(found, wide.index)
