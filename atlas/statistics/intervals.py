"""Confidence intervals of figures from counts: Wilson's for proportions, Byar's for rates of events."""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from atlas.errors import DataError, expected

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]


def wilson(successes: ArrayLike, n: ArrayLike, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Give the interval of a proportion, Wilson's score interval without continuity correction.

    With p = successes / n and the normal quantile z: (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n).
    Wilson (1927), J. Am. Stat. Assoc. 22:209; the form is the one in Newcombe (1998), Stat. Med. 17:857.

    Parameters
    ----------
    successes, n : array_like of float, any shapes that fit together
        Those with the property and all; whole numbers, NaN where unknown.
    confidence : float, optional
        Between 0 and 1.

    Returns
    -------
    low, high : ndarray of float, the common shape
        Proportions from 0 to 1; NaN where ``n`` is not above 0, or ``successes`` is not from 0 to ``n``.

    Raises
    ------
    DataError
        ``confidence`` is not between 0 and 1.
    """
    z = _quantile(confidence)
    x, total = np.broadcast_arrays(np.asarray(successes, dtype=np.float64), np.asarray(n, dtype=np.float64))
    good = (total > 0) & (x >= 0) & (x <= total)
    x, total = np.where(good, x, np.nan), np.where(good, total, np.nan)
    p, weight = x / total, z * z / total
    half = z * np.sqrt(p * (1 - p) / total + weight / total / 4)
    low, high = (p + weight / 2 - half) / (1 + weight), (p + weight / 2 + half) / (1 + weight)
    # at the ends the interval is closed exactly, which the square root misses by a rounding error
    return np.where(x == 0, 0.0, low), np.where(x == total, 1.0, high)


def byar(
    events: ArrayLike, population: ArrayLike, factor: float = 1.0, confidence: float = 0.95
) -> tuple[Floats, Floats]:
    """Give the interval of a rate, Byar's approximation to the exact Poisson limits.

    Of O events: O (1 - 1/9O - z/3√O)³ and (O+1) (1 - 1/9(O+1) + z/3√(O+1))³; the lower limit of no event is 0.
    Breslow and Day (1987), Statistical Methods in Cancer Research II, p. 69.

    Parameters
    ----------
    events, population : array_like of float, any shapes that fit together
        Counts; NaN where unknown.
    factor : float, optional
        The rate is per so many of the population.
    confidence : float, optional
        Between 0 and 1.

    Returns
    -------
    low, high : ndarray of float, the common shape
        Events per ``factor``; NaN where ``population`` is not above 0 or ``events`` is below 0.

    Raises
    ------
    DataError
        ``confidence`` is not between 0 and 1.
    """
    z = _quantile(confidence)
    o, total = np.broadcast_arrays(np.asarray(events, dtype=np.float64), np.asarray(population, dtype=np.float64))
    good = (total > 0) & (o >= 0)
    o, scale = np.where(good, o, np.nan), factor / np.where(good, total, np.nan)
    some = np.where(o > 0, o, 1.0)
    low = np.where(o > 0, some * np.maximum(0, 1 - 1 / (9 * some) - z / (3 * np.sqrt(some))) ** 3, o)
    more = o + 1
    high = more * (1 - 1 / (9 * more) + z / (3 * np.sqrt(more))) ** 3
    return low * scale, high * scale


def _quantile(confidence: float) -> float:
    if not 0 < confidence < 1:
        raise DataError(expected("confidence", str(confidence), "a number between 0 and 1", "write 95 % as 0.95"))
    return NormalDist().inv_cdf((1 + confidence) / 2)
