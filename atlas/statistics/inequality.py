"""How unequal areas are, weighted by their people: Gini, Theil with its parts, and the fifths at both ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from atlas.errors import DataError, expected

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

FIFTH = 0.2
#: Fewer areas have no fifths.
LEAST = 5


@dataclass(frozen=True, slots=True)
class Inequality:
    """Measures of one year; all are 0 (the ratio 1) where all areas are alike.

    Attributes
    ----------
    n : int
        Areas with a value and a weight.
    gini : float
        Gini coefficient, 0 to 1.
    theil : float
        Theil's T, natural logarithm, from 0 on.
    between : float
        The part of `theil` that lies between the groups; the rest lies within them. NaN without groups.
    fifths : float
        Mean of the fifth of the weight with the highest values, divided by that with the lowest; NaN where that is 0.
    """

    n: int
    gini: float
    theil: float
    between: float
    fifths: float

    @property
    def within(self) -> float:
        """The part of `theil` that lies within the groups, the sum of their own indices by their shares."""
        return self.theil - self.between

    @property
    def share_between(self) -> float:
        """The share of `theil` that lies between the groups, 0 to 1; NaN without groups or where all are alike."""
        return self.between / self.theil if self.theil > 0 else np.nan


def inequality(values: ArrayLike, weights: ArrayLike, groups: Sequence[Hashable] = ()) -> Inequality | None:
    """Measure how unequal the values of areas are.

    Parameters
    ----------
    values : array_like of float, shape (areas,)
        On a ratio scale, none below 0; NaN where there is none.
    weights : array_like of float, shape (areas,)
        Those who live with each value; areas without a weight above 0 do not count.
    groups : sequence of hashable, optional
        What each area is part of, in the same order.

    Returns
    -------
    Inequality or None
        None for fewer than five areas, or where all values are 0.

    Raises
    ------
    DataError
        A value is negative: shares of a sum with negative parts mean nothing.

    Notes
    -----
    Gini as twice the area between the Lorenz curve and the diagonal; Theil (1967), Economics and Information Theory,
    chapter 4, for T and its parts between and within groups.
    """
    x, w = np.asarray(values, np.float64), np.asarray(weights, np.float64)
    known = ~np.isnan(x) & (w > 0)
    x, w = x[known], w[known]
    if (x < 0).any():
        raise DataError(
            expected("inequality", f"a value of {x.min():g}", "values from 0 on", "leave the indicator out")
        )
    if x.size < LEAST or not x.sum():
        return None
    share = w / w.sum()
    parts = [group for group, there in zip(groups, known, strict=True) if there] if groups else []
    return Inequality(
        n=int(x.size),
        gini=_gini(x, share),
        theil=_theil(x, share),
        between=_between(x, share, parts) if parts else np.nan,
        fifths=_fifths(x, share),
    )


def _gini(x: Floats, share: Floats) -> float:
    order = np.argsort(x, kind="stable")
    people = share[order]
    goods = np.cumsum(people * x[order]) / (share @ x)
    return float(1 - people @ (goods + np.concatenate(([0.0], goods[:-1]))))


def _theil(x: Floats, share: Floats) -> float:
    relative = x / (share @ x)
    logs = np.log(relative, out=np.zeros_like(relative), where=relative > 0)  # x log x goes to 0 with x
    return max(0.0, float(np.sum(share * relative * logs)))


def _between(x: Floats, share: Floats, groups: Sequence[Hashable]) -> float:
    names = {group: i for i, group in enumerate(dict.fromkeys(groups))}
    at = np.array([names[group] for group in groups])
    people, goods = (np.bincount(at, part).astype(np.float64) for part in (share, share * x))
    return _theil(goods / people, people)


def _fifths(x: Floats, share: Floats) -> float:
    """Divide the means of the ends; an area on the border of a fifth counts with the part that lies in it."""
    order = np.argsort(x, kind="stable")
    low = _mean_of_first(x[order], share[order])
    high = _mean_of_first(x[order[::-1]], share[order[::-1]])
    return high / low if low > 0 else np.nan


def _mean_of_first(x: Floats, share: Floats) -> float:
    before = np.cumsum(share) - share
    taken = np.clip(FIFTH - before, 0, share)
    mean: np.float64 = taken @ x / taken.sum()
    return float(mean)
