"""Whether a series rises or falls: Mann-Kendall test with the Theil-Sen slope."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from atlas.errors import DataError, expected

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

MIN_POINTS = 5
#: A trend is only called one below this p value.
SIGNIFICANT = 0.05
#: Up to so many points without ties the exact distribution is used.
MAX_EXACT = 50

TEST_EXACT = "Mann-Kendall test, exact"
TEST_NORMAL = "Mann-Kendall test, normal approximation"


class Direction(StrEnum):
    """What the test says about a series."""

    RISING = "rising"
    FALLING = "falling"
    NO_TREND = "no_trend"
    INSUFFICIENT = "insufficient"


@dataclass(frozen=True, slots=True)
class Trend:
    """Result of a trend test.

    Attributes
    ----------
    test : str
        Name of the test, one of this module's; empty where there are too few points.
    n : int
        Years with a value.
    slope_per_year : float
        Theil-Sen slope in units of the value a year; NaN where there are too few points.
    p : float
        Two-sided; NaN where there are too few points.
    direction : Direction
        ``no_trend`` unless ``p`` is below `SIGNIFICANT`.
    """

    test: str
    n: int
    slope_per_year: float
    p: float
    direction: Direction


def trend(years: ArrayLike, values: ArrayLike) -> Trend:
    """Test a series for a monotonic trend and estimate its slope.

    S counts pairs of years that rise less those that fall (Mann 1945, Econometrica 13:245; Kendall 1975). Without equal
    values its exact distribution is used, else the normal one with the variance for ties and continuity correction
    (Gilbert 1987, Statistical Methods for Environmental Pollution Monitoring, ch. 16). The slope is the median of the
    slopes of all pairs (Sen 1968, J. Am. Stat. Assoc. 63:1379). The test takes years for independent of each other:
    where they are not, p is too small.

    Parameters
    ----------
    years : array_like of int, shape (n,)
        In any order, gaps allowed, each year once.
    values : array_like of float, shape (n,)
        NaN where a year has no value.

    Returns
    -------
    Trend
        ``insufficient`` below `MIN_POINTS` values.

    Raises
    ------
    DataError
        Not as many years as values, a year twice, or a value that is infinite.
    """
    t, v = np.asarray(years, dtype=np.float64), np.asarray(values, dtype=np.float64)
    if t.shape != v.shape or t.ndim != 1:
        raise DataError(expected("series", f"{t.size} years and {v.size} values", "as many", "correct the call"))
    t, v = t[~np.isnan(v)], v[~np.isnan(v)]
    if np.unique(t).size != t.size or not np.isfinite(v).all():
        raise DataError(expected("series", "a year twice or an infinite value", "one number a year", "correct them"))
    if t.size < MIN_POINTS:
        return Trend("", t.size, np.nan, np.nan, Direction.INSUFFICIENT)
    order = np.argsort(t)
    t, v = t[order], v[order]
    first, second = np.triu_indices(t.size, k=1)
    rise = v[second] - v[first]
    slope = float(np.median(rise / (t[second] - t[first])))
    s = int(np.sign(rise).sum())
    exact = t.size <= MAX_EXACT and not np.any(rise == 0)
    p = _p_exact(s, t.size) if exact else _p_normal(s, v)
    found = Direction.NO_TREND if p >= SIGNIFICANT else Direction.RISING if s > 0 else Direction.FALLING
    return Trend(TEST_EXACT if exact else TEST_NORMAL, t.size, slope, p, found)


def _p_exact(s: int, n: int) -> float:
    """Share of the orders of n values in which S is at least as far from zero (Kendall 1938, Biometrika 30:81)."""
    share = np.ones(1)
    for m in range(2, n + 1):
        # the m-th value may stand in m places and so add 0 to m - 1 falling pairs
        share = np.convolve(share, np.full(m, 1 / m))
    falling = (share.size - 1 - abs(s)) // 2
    return min(1.0, 2 * float(share[: falling + 1].sum()))


def _p_normal(s: int, v: Floats) -> float:
    n = v.size
    ties = np.unique(v, return_counts=True)[1].astype(np.float64)
    variance = (n * (n - 1) * (2 * n + 5) - float((ties * (ties - 1) * (2 * ties + 5)).sum())) / 18
    if variance <= 0 or s == 0:
        return 1.0
    return 2 * NormalDist().cdf(-(abs(s) - 1) / float(np.sqrt(variance)))
