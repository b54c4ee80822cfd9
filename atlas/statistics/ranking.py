"""Ranks of areas: ties share one, areas without a value have none, and intervals turn a rank into a range."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from atlas.errors import DataError, expected

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]


def ranks(values: ArrayLike) -> Floats:
    """Rank values, the highest first.

    Competition ranking ("1224"): equal values share the best of their ranks.

    Parameters
    ----------
    values : array_like of float, shape (n,)
        NaN where an area has no value.

    Returns
    -------
    ndarray of float, shape (n,)
        1 for the highest value; NaN where there is no value.
    """
    v = np.asarray(values, dtype=np.float64)
    known = np.sort(v[~np.isnan(v)])
    above = known.size - np.searchsorted(known, v, side="right")
    return np.where(np.isnan(v), np.nan, above + 1.0)


def n_ranked(values: ArrayLike) -> int:
    """Count the areas that have a value, and so a rank."""
    return int(np.count_nonzero(~np.isnan(np.asarray(values, dtype=np.float64))))


def mid_ranks(values: ArrayLike) -> Floats:
    """Rank values, the lowest first; equal values share the mean of their ranks (Spearman 1904).

    Parameters
    ----------
    values : array_like of float, shape (n,)
        NaN where an area has no value.

    Returns
    -------
    ndarray of float, shape (n,)
        1 for a lone lowest value; NaN where there is no value.
    """
    v = np.asarray(values, dtype=np.float64)
    known = np.sort(v[~np.isnan(v)])
    below, upto = np.searchsorted(known, v, side="left"), np.searchsorted(known, v, side="right")
    return np.where(np.isnan(v), np.nan, (below + upto + 1) / 2)


def rank_range(low: ArrayLike, high: ArrayLike) -> tuple[Floats, Floats]:
    """Find the ranks that an area may have when values lie anywhere in their intervals.

    Klein, Wright and Wieczorek (2020), J. R. Stat. Soc. A 183:589: one plus the number of areas that lie wholly above,
    and the number of all less those wholly below. Intervals that touch overlap. With separate 95 % intervals this is a
    range for each area, not a statement on all ranks at once.

    Parameters
    ----------
    low, high : array_like of float, shape (n,)
        Ends of the intervals; an area with NaN in one of them is not ranked.

    Returns
    -------
    best, worst : ndarray of float, shape (n,)
        1 for the highest; NaN where an area is not ranked.

    Raises
    ------
    DataError
        The shapes differ or a lower end lies above its upper one.
    """
    lows, highs = np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)
    if lows.shape != highs.shape:
        found = f"{lows.size} lower and {highs.size} upper ends"
        raise DataError(expected("intervals", found, "as many of both", "correct the call"))
    if np.any(lows > highs):
        raise DataError(expected("intervals", "a lower end above its upper one", "low <= high", "swap the ends"))
    missing = np.isnan(lows) | np.isnan(highs)
    known_lows, known_highs = np.sort(lows[~missing]), np.sort(highs[~missing])
    n = known_lows.size
    best = 1.0 + n - np.searchsorted(known_lows, highs, side="right")
    worst = n - 1.0 * np.searchsorted(known_highs, lows, side="left")
    return np.where(missing, np.nan, best), np.where(missing, np.nan, worst)
