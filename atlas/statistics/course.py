"""How a series ran between two years: risen, fallen or about the same, and where it turned in between."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from atlas.errors import DataError, expected
from atlas.statistics.rounding import as_read

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

#: Figures that differ by less than this share of the larger one are about the same, whatever their digits.
ABOUT = 0.01
#: The recent past begins in the newest year with a value at least so many and at most so many years back: five years of
#: yearly figures, one election before the last.
YEARS_BACK, MOST_YEARS_BACK = 4, 10


class Way(StrEnum):
    """Where a series went."""

    RISEN = "risen"
    FALLEN = "fallen"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Point:
    """A year and its value as read."""

    year: int
    value: float


@dataclass(frozen=True, slots=True)
class Course:
    """How a series ran.

    Attributes
    ----------
    first, last : Point
        Its ends.
    way : Way
        ``same`` where the ends, as read, differ by one unit of the last digit or by `ABOUT` at most.
    high, low : Point or None
        The highest and the lowest value in between, where it stands apart from both ends: a turn that the ends conceal.
    """

    first: Point
    last: Point
    way: Way
    high: Point | None
    low: Point | None


def about_same(a: float, b: float, decimals: int) -> bool:
    """Say whether two figures, as read, are too close to call one of them higher.

    Parameters
    ----------
    a, b : float
        The figures.
    decimals : int
        Digits after the comma that are published: a last digit more or less may be rounding.

    Returns
    -------
    bool
        Whether they differ by one unit of the last digit or by `ABOUT` of the larger one at most.
    """
    one, other = (float(as_read(v, decimals)) for v in (a, b))
    units = round(abs(one - other) * 10**decimals)
    return units <= 1 or abs(one - other) <= ABOUT * max(abs(one), abs(other))


def course(years: ArrayLike, values: ArrayLike, decimals: int) -> Course | None:
    """Describe a series from its first to its last value.

    Parameters
    ----------
    years : array_like of int, shape (n,)
        Ascending.
    values : array_like of float, shape (n,)
        NaN where a year has no value.
    decimals : int
        Digits after the comma that are read.

    Returns
    -------
    Course or None
        None with fewer than two values.

    Raises
    ------
    DataError
        Not as many years as values, or years that do not ascend.
    """
    t, v = np.asarray(years, dtype=np.int64), as_read(values, decimals)
    if t.shape != v.shape or np.any(np.diff(t) <= 0):
        found = f"{t.size} years and {v.size} values"
        raise DataError(expected("series", found, "a value for each of ascending years", "correct the call"))
    points = [Point(int(a), float(b)) for a, b in zip(t, v, strict=True) if not np.isnan(b)]
    if len(points) < len(("first", "last")):
        return None
    first, last = points[0], points[-1]
    way = Way.RISEN if last.value > first.value else Way.FALLEN
    if about_same(first.value, last.value, decimals):
        way = Way.SAME
    top, bottom = max(first.value, last.value), min(first.value, last.value)
    high, low = max(points, key=lambda p: p.value), min(points, key=lambda p: p.value)
    return Course(
        first,
        last,
        way,
        high if high.value > top and not about_same(high.value, top, decimals) else None,
        low if low.value < bottom and not about_same(low.value, bottom, decimals) else None,
    )


def recent_start(years: tuple[int, ...], until: int) -> int | None:
    """Find the year in which the recent past begins.

    Parameters
    ----------
    years : tuple of int
        Years that have a value.
    until : int
        Its last year.

    Returns
    -------
    int or None
        None where no year is far enough back and none too far.
    """
    return max((y for y in years if YEARS_BACK <= until - y <= MOST_YEARS_BACK), default=None)
