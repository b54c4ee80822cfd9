"""Rows that belong together: what a groupby does, without a frame for each of hundreds of groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray


def groups(keys: list[NDArray[np.integer[Any]]]) -> Iterator[tuple[tuple[int, ...], NDArray[np.intp]]]:
    """Group rows that share all keys, in the order of the keys and of the rows.

    Parameters
    ----------
    keys : list of ndarray of int
        One number a row each; the first key counts most.

    Yields
    ------
    tuple of int, ndarray of int
        Keys and positions of the rows.
    """
    order = np.lexsort(keys[::-1])
    if not len(order):
        return
    in_order = [key[order] for key in keys]
    new = np.logical_or.reduce([key[1:] != key[:-1] for key in in_order])
    starts = np.flatnonzero(np.r_[True, new])
    for start, rows in zip(starts, np.split(order, starts[1:]), strict=True):
        yield tuple(int(key[start]) for key in in_order), rows
