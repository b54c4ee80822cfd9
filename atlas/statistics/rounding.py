"""Rounding that server and browser share, so that a figure is read the same, and classed the same, everywhere.

A figure is rounded once, from its exact value: halves away from zero (DIN 1333), counted on the decimal number as it is
published and not on what a binary number makes of it. ``assets/shared/numbers.js`` does the same.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

#: Digits beyond those shown that the browser gets at least.
SPARE_DIGITS = 2
#: Digits beyond those shown that are tried before a value is sent as it is.
MOST_SPARE = 12
#: So near to a half, in units of the last place of a binary number, its digits decide and no multiplication.
NEAR = 8
#: What a sum, a difference or a mean of two numbers may be off, in units of the last place of the larger one.
NOISE = 4
#: A number above this holds no halves.
LARGE = 2.0**52


def as_read(values: ArrayLike, decimals: int) -> Floats:
    """Round values to the digits that people read, halves away from zero (DIN 1333).

    Parameters
    ----------
    values : array_like of float
        Exact figures, NaN where an area has no value.
    decimals : int
        Digits after the comma that are shown.

    Returns
    -------
    ndarray of float
        Of the same shape, never minus zero.
    """
    v = np.asarray(values, dtype=np.float64)
    size = np.abs(v)
    steps = size * 10.0**decimals
    whole = np.floor(steps + 0.5)
    with np.errstate(invalid="ignore"):
        near = np.abs(steps - np.floor(steps) - 0.5) <= NEAR * np.spacing(steps)
    if near.any():
        exact = (Decimal(repr(float(x))).scaleb(decimals) for x in size[near])
        whole = np.array(whole)
        whole[near] = [float(x.quantize(Decimal(1), ROUND_HALF_UP)) for x in exact]
    read = np.where(steps >= LARGE, size, whole / 10.0**decimals)
    return np.asarray(np.copysign(read, v) + 0.0)


def kept(values: ArrayLike, decimals: int) -> Floats:
    """Shorten values to what the browser needs: each is read as the exact one, and each row is in its order.

    Most need two digits more than are shown; one gets more where it would be read otherwise, or could not be told from
    another value of its row, so that ranks made of them are those of the exact figures.

    Parameters
    ----------
    values : array_like of float
        The last axis runs over the areas of a year; NaN where one has no value.
    decimals : int
        Digits after the comma that are shown.

    Returns
    -------
    ndarray of float
        Of the same shape, never minus zero.
    """
    v = np.asarray(values, dtype=np.float64)
    rows = np.atleast_2d(v)
    short = _rounded(rows, decimals + SPARE_DIGITS)
    spare = SPARE_DIGITS
    while (wrong := _told_otherwise(short, rows, decimals)).any():
        spare += 1
        short = np.where(wrong, _rounded(rows, decimals + spare) if spare <= MOST_SPARE else rows, short)
    return np.asarray(short.reshape(v.shape) + 0.0)


def _rounded(values: Floats, decimals: int) -> Floats:
    steps = 10.0**decimals
    found = np.rint(values * steps) / steps
    # where a binary number has no such digits the value stays as it is
    return np.asarray(np.where(np.abs(values) * steps < LARGE, found, values))


def _told_otherwise(short: Floats, rows: Floats, decimals: int) -> NDArray[np.bool_]:
    """Find values that are read otherwise than the exact ones, or that lost their place in the order of their row."""
    known = ~np.isnan(rows)
    wrong = known & (as_read(short, decimals) != as_read(rows, decimals))
    order = np.argsort(rows, axis=1, kind="stable")
    exact, held = (np.take_along_axis(a, order, axis=1) for a in (rows, short))
    steps = np.diff(exact, axis=1)
    lost = (np.sign(steps) != np.sign(np.diff(held, axis=1))) & ~np.isnan(steps)
    beside = np.zeros_like(known)
    beside[:, 1:] |= lost
    beside[:, :-1] |= lost
    np.put_along_axis(wrong, order, np.take_along_axis(wrong, order, axis=1) | beside, axis=1)
    return np.asarray(wrong & known)


def without_noise(values: ArrayLike, largest: ArrayLike) -> Floats:
    """Take out of sums, differences and means what binary numbers put into them: 5.3 - 4.15 is 1.15.

    Parameters
    ----------
    values : array_like of float
        What was computed.
    largest : array_like of float, of a shape that fits
        Size of the largest number that went in.

    Returns
    -------
    ndarray of float
        The number of few digits where one lies within the noise, else the value itself.
    """
    v = np.asarray(values, dtype=np.float64)
    few = MOST_SPARE - NOISE
    # a large number has no room for so many digits; its noise lies before them
    plain = np.where(np.abs(v) * 10.0**few < LARGE, _rounded(v, few), _rounded(v, few // 2))
    noise = NOISE * np.spacing(np.maximum(np.abs(np.asarray(largest, dtype=np.float64)), np.abs(v)))
    return np.asarray(np.where(np.abs(plain - v) <= noise, plain, v))
