"""Edges of classes: rounded so that no value falls out, put in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike


def rounded_down(value: float, decimals: int) -> float:
    """Give the greatest number with so many decimals that is not above the value.

    Parameters
    ----------
    value : float
        Any finite number.
    decimals : int
        Digits after the comma.

    Returns
    -------
    float
        Never minus zero.
    """
    near = float(np.round(value, decimals))
    return (near if near <= value else float(np.round(near - 10.0**-decimals, decimals))) + 0.0


def rounded_up(value: float, decimals: int) -> float:
    """Give the least number with so many decimals that is not below the value.

    Parameters
    ----------
    value : float
        Any finite number.
    decimals : int
        Digits after the comma.

    Returns
    -------
    float
        Never minus zero.
    """
    return -rounded_down(-value, decimals) + 0.0


def ascending(low: float, high: float, inner: ArrayLike) -> tuple[float, ...]:
    """Put outer and inner edges together: those inside the range, each once, ascending.

    Parameters
    ----------
    low, high : float
        The outer edges, `low` below `high`.
    inner : array_like of float
        In any order, also beyond the outer ones.

    Returns
    -------
    tuple of float
        From `low` to `high`.
    """
    kept = {float(e) + 0.0 for e in np.asarray(inner, dtype=np.float64) if low < e < high}
    return (low, *sorted(kept), high)
