"""Rounding that server and browser share, so that a figure is read the same, and classed the same, everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

#: Digits beyond those shown that the browser gets, so that ranks and differences there are those of the figures.
SPARE_DIGITS = 2
_STEPS = 10**SPARE_DIGITS


def kept(values: ArrayLike, decimals: int) -> Floats:
    """Round values to what the browser holds and ranks are made of: two digits more than are shown.

    Parameters
    ----------
    values : array_like of float
        NaN where an area has no value.
    decimals : int
        Digits after the comma that are shown.

    Returns
    -------
    ndarray of float
        Of the same shape, never minus zero.
    """
    steps = 10.0 ** (decimals + SPARE_DIGITS)
    return np.asarray(np.rint(np.asarray(values, dtype=np.float64) * steps) / steps + 0.0)


def as_read(values: ArrayLike, decimals: int) -> Floats:
    """Round values to the digits that people read, halves away from zero (DIN 1333).

    It counts whole steps of `kept` digits, so that no half is decided by how a binary number stores it; the scripts in
    ``assets/`` do the same.

    Parameters
    ----------
    values : array_like of float
        NaN where an area has no value.
    decimals : int
        Digits after the comma that are shown.

    Returns
    -------
    ndarray of float
        Of the same shape, never minus zero.
    """
    v = np.asarray(values, dtype=np.float64)
    steps = np.rint(np.abs(v) * 10.0 ** (decimals + SPARE_DIGITS))
    return np.asarray(np.copysign(np.floor((steps + _STEPS / 2) / _STEPS) / 10.0**decimals, v) + 0.0)
