"""Change between two years, and diverging classes in which zero is a break."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from atlas.errors import DataError, expected
from atlas.model import Breaks, Scheme
from atlas.statistics.classify import MAX_CLASSES, MIN_CLASSES, ONE_VALUE, class_breaks
from atlas.statistics.edges import ascending
from atlas.statistics.rounding import without_noise

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

EVEN = "Zero is a break, so the number of classes is even."
ONE_SIDED = "Classes for changes larger than any that occurs were left out."
UNCHANGED = "Areas without any change are in the class that ends at zero."


def difference(now: ArrayLike, then: ArrayLike) -> Floats:
    """Give the change of rates and indices in their own unit; NaN where either is missing.

    Parameters
    ----------
    now, then : array_like of float, of one shape
        In the unit of the indicator.

    Returns
    -------
    ndarray of float
        In the same unit.
    """
    a, b = np.asarray(then, dtype=np.float64), np.asarray(now, dtype=np.float64)
    return without_noise(b - a, np.maximum(np.abs(a), np.abs(b)))


def percent_change(now: ArrayLike, then: ArrayLike) -> Floats:
    """Give the change of counts in percent of the earlier one; NaN where either is missing or that is not above 0.

    Parameters
    ----------
    now, then : array_like of float, of one shape
        Counts.

    Returns
    -------
    ndarray of float
        Percent; -100 where nothing is left.
    """
    a, b = np.asarray(then, dtype=np.float64), np.asarray(now, dtype=np.float64)
    return 100 * (b - a) / np.where(a > 0, a, np.nan)


def diverging_breaks(change: ArrayLike, k: int, decimals: int = 1) -> Breaks:
    """Find class breaks on both sides of zero, at the same distance from it.

    Inner breaks are quantiles of the size of the changes, taken to both sides, so that classes equally far from zero
    mean changes of the same size. Those beyond the greatest fall or rise are left out; zero is a break always, so the
    number of classes below zero is its position in ``edges``.

    Parameters
    ----------
    change : array_like of float, any shape
        Rounded to what the legend shows; NaN is left out.
    k : int
        Number of classes, 2 to 9; of an odd number the next lower is taken.
    decimals : int, optional
        Digits after the comma that the legend shows.

    Returns
    -------
    Breaks
        Strictly ascending edges with 0 among them, unless no area changed: then one class from 0 to 0. ``note`` is one
        of this module's sentences, or that all are equal; the first that applies.

    Raises
    ------
    DataError
        No value, an infinite or too large one, or ``k`` outside 2 to 9.
    """
    v = np.asarray(change, dtype=np.float64)
    if not MIN_CLASSES <= k <= MAX_CLASSES:
        raise DataError(expected("classes", str(k), f"{MIN_CLASSES} to {MAX_CLASSES}", "choose another number"))
    # one manual break at zero: checked, and reaching from the greatest fall to the greatest rise
    outer = class_breaks(v, Scheme.MANUAL, k, (0.0,), decimals).edges
    low, high = outer[0], outer[-1]
    v = v[~np.isnan(v)]
    if low == high:
        return Breaks(Scheme.QUANTILES, (low, high), ONE_VALUE)
    side = k // 2
    sizes = np.round(np.quantile(np.abs(v[v != 0]), np.arange(1, side) / side), decimals)
    edges = ascending(low, high, np.concatenate([-sizes, [0.0], sizes]))
    return Breaks(Scheme.QUANTILES, edges, _note(bool(np.any(v == 0)), k, len(edges) - 1))


def with_zero(breaks: Breaks) -> Breaks:
    """Make zero one of the class breaks, so that no class holds values of both signs.

    Parameters
    ----------
    breaks : Breaks
        In any scheme.

    Returns
    -------
    Breaks
        With the inner edge next to zero moved there; where there is none, zero parts the one class in two. As given
        where zero is an edge, or all values are of one sign.
    """
    low, *inner, high = breaks.edges
    if 0.0 in breaks.edges or not low < 0 < high:
        return breaks
    near = min(inner, key=abs, default=None)
    edges = sorted({low, high, 0.0} | (set(inner) - {near}))
    return Breaks(breaks.scheme, tuple(edges), breaks.note)


def _note(unchanged: bool, asked: int, got: int) -> str:  # noqa: FBT001  private, called once
    if unchanged:
        return UNCHANGED
    if got == asked:
        return ""
    return EVEN if asked % 2 and got == asked - 1 else ONE_SIDED
