"""How values spread over areas: quartiles by year, a box, and where one value stands in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.errors import DataError, expected
from atlas.statistics.rounding import without_noise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

QUARTILES = ("min", "q1", "median", "q3", "max")
#: Whiskers end at the last value within so many interquartile ranges of the box.
REACH = 1.5


@dataclass(frozen=True, slots=True)
class Box:
    """What a box plot draws, in units of the values; all but ``n`` are NaN where there is no value."""

    n: int
    min: float
    q1: float
    median: float
    q3: float
    max: float
    whisker_low: float
    whisker_high: float
    outliers: tuple[float, ...]


def median(values: ArrayLike) -> float:
    """Give the value in the middle, of an even number the mean of the two in the middle.

    Parameters
    ----------
    values : array_like of float
        NaN where an area has no value.

    Returns
    -------
    float
        NaN where no area has one.
    """
    v = np.asarray(values, dtype=np.float64)
    v = v[~np.isnan(v)]
    if not v.size:
        return np.nan
    middle = float(np.median(v))
    return float(without_noise(middle, middle))


def bands(years: Sequence[int], values: ArrayLike) -> pd.DataFrame:
    """Give the quartiles of each year.

    Quantiles interpolate between order statistics, type 7 of Hyndman and Fan (1996), Am. Stat. 50:361.

    Parameters
    ----------
    years : sequence of int
        One a row of the values.
    values : array_like of float, shape (years, areas)
        NaN where an area has no value.

    Returns
    -------
    DataFrame
        Index ``year``; columns ``n`` (areas with a value), ``min``, ``q1``, ``median``, ``q3``, ``max``, NaN in a year
        without any value.

    Raises
    ------
    DataError
        Not as many rows as years.
    """
    v = np.asarray(values, dtype=np.float64)
    if v.ndim != 2 or v.shape[0] != len(years):  # noqa: PLR2004  rows and columns
        raise DataError(expected("values by year", f"shape {v.shape}", f"{len(years)} rows", "correct the call"))
    rows = [_quartiles(row[~np.isnan(row)]) for row in v]
    index = pd.Index([int(y) for y in years], name="year")
    table = pd.DataFrame(rows, index=index, columns=list(QUARTILES), dtype=np.float64)
    table.insert(0, "n", np.count_nonzero(~np.isnan(v), axis=1))
    return table


def box_stats(values: ArrayLike) -> Box:
    """Summarise values as a box plot does.

    Quartiles as in `bands`; whiskers reach to the last values within 1.5 interquartile ranges of the box (Tukey 1977,
    Exploratory Data Analysis, ch. 2).

    Parameters
    ----------
    values : array_like of float, shape (areas,)
        NaN where an area has no value.

    Returns
    -------
    Box
        ``outliers`` ascending.
    """
    v = np.asarray(values, dtype=np.float64).ravel()
    v = np.sort(v[~np.isnan(v)])
    low, q1, median, q3, high = (float(q) for q in _quartiles(v))
    reach = REACH * (q3 - q1)
    inside = v[(v >= q1 - reach) & (v <= q3 + reach)]
    out = v[(v < q1 - reach) | (v > q3 + reach)]
    # between few values the quartile may lie beyond the last value within reach
    ends = (min(inside[0], q1), max(inside[-1], q3)) if inside.size else (np.nan, np.nan)
    return Box(v.size, low, q1, median, q3, high, float(ends[0]), float(ends[1]), tuple(out.tolist()))


def percentile(values: ArrayLike, value: float) -> float:
    """Say where a value stands among others.

    The share of values below it plus half the share of those equal to it (percentile rank, Roscoe 1975, Fundamental
    Research Statistics for the Behavioral Sciences).

    Parameters
    ----------
    values : array_like of float, shape (areas,)
        NaN where an area has no value.
    value : float
        Need not be one of them.

    Returns
    -------
    float
        0 to 100; NaN where there is no value to compare or to be compared.
    """
    v = np.asarray(values, dtype=np.float64).ravel()
    v = v[~np.isnan(v)]
    if not v.size or np.isnan(value):
        return np.nan
    return float(50 * (np.count_nonzero(v < value) + np.count_nonzero(v <= value)) / v.size)


def _quartiles(v: Floats) -> Floats:
    return np.quantile(v, [0, 0.25, 0.5, 0.75, 1]) if v.size else np.full(len(QUARTILES), np.nan)
