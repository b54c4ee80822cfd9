"""Two indicators at once: correlation, and the straight line through them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from atlas.errors import DataError, expected
from atlas.statistics.ranking import mid_ranks

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

MIN_PAIRS = 3


@dataclass(frozen=True, slots=True)
class Correlation:
    """Correlation of two indicators over ``n`` areas that have both; NaN where it is not defined."""

    pearson: float
    spearman: float
    n: int


def correlate(x: ArrayLike, y: ArrayLike) -> Correlation:
    """Correlate two indicators over the areas that have both.

    Pearson (1895), Proc. R. Soc. 58:240, and the same of mid-ranks: Spearman (1904), Am. J. Psychol. 15:72.

    Parameters
    ----------
    x, y : array_like of float, shape (n,)
        NaN or infinite where an area has no value.

    Returns
    -------
    Correlation
        NaN with fewer than three areas, and where one of the indicators is the same everywhere.

    Raises
    ------
    DataError
        The two do not hold as many areas.
    """
    a, b, complete = _pairs(x, y)
    a, b = a[complete], b[complete]
    return Correlation(_pearson(a, b), _pearson(mid_ranks(a), mid_ranks(b)), a.size)


@dataclass(frozen=True, slots=True)
class Line:
    """The straight line ``intercept + slope * x``; ``explained`` is its share of the variance (r squared)."""

    intercept: float
    slope: float
    explained: float


def least_squares(x: ArrayLike, y: ArrayLike) -> Line:
    """Lay the straight line through areas from which values of ``y`` deviate least (Legendre 1805).

    Parameters
    ----------
    x, y : array_like of float, shape (n,)
        NaN or infinite where an area has no value.

    Returns
    -------
    Line
        NaN where a correlation is not defined.

    Raises
    ------
    DataError
        The two do not hold as many areas.
    """
    a, b, complete = _pairs(x, y)
    a, b = a[complete], b[complete]
    r = _pearson(a, b)
    if np.isnan(r):
        return Line(np.nan, np.nan, np.nan)
    slope = r * float(np.std(b)) / float(np.std(a))
    return Line(float(b.mean()) - slope * float(a.mean()), slope, r * r)


def _pairs(x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    a, b = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    if a.shape != b.shape or a.ndim != 1:
        raise DataError(
            expected("two indicators", f"{a.size} and {b.size} areas", "the same areas", "correct the call")
        )
    return a, b, np.isfinite(a) & np.isfinite(b)


def _pearson(a: Floats, b: Floats) -> float:
    if a.size < MIN_PAIRS or a.min() == a.max() or b.min() == b.max():
        return np.nan
    # scaled first: squares of very large or very small numbers do not fit
    a, b = (a - a.mean()) / np.ptp(a), (b - b.mean()) / np.ptp(b)
    return float(np.clip(a @ b / np.sqrt((a @ a) * (b @ b)), -1.0, 1.0))
