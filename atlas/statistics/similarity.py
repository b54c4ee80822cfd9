"""Regions like this one: the nearest by standardised distance, and what makes them so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from atlas.errors import DataError, UnknownKeyError, expected

if TYPE_CHECKING:
    import pandas as pd

#: Two regions are called close in an indicator when they are at most so many standard deviations apart.
CLOSE = 0.5
MIN_REGIONS = 3


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one indicator adds to the distance of two regions.

    Attributes
    ----------
    indicator : str
        Column of the figures.
    difference : float
        In standard deviations; above 0 where the other region has the higher value.
    share : float
        Part of the squared distance, 0 to 1; 0 where the distance is 0.
    close : bool
        Whether the difference is at most `CLOSE`.
    """

    indicator: str
    difference: float
    share: float
    close: bool


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A similar region: its code, its distance in standard deviations, and the indicators from closest to farthest."""

    code: str
    distance: float
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class Similar:
    """Regions like one.

    Attributes
    ----------
    neighbours : tuple of Neighbour
        The nearest first.
    dropped : tuple of str
        Regions that were not compared because they lack a value.
    constant : tuple of str
        Indicators that are the same everywhere and so tell nothing.
    """

    neighbours: tuple[Neighbour, ...]
    dropped: tuple[str, ...]
    constant: tuple[str, ...]


def similar_regions(figures: pd.DataFrame, code: str, k: int = 10) -> Similar:
    """Find the regions nearest to one.

    Standardised Euclidean distance: the root of the sum of squared differences, each divided by the standard deviation
    (n - 1) of its indicator over the regions compared; a Mahalanobis (1936) distance that takes the indicators for
    uncorrelated. So every indicator weighs the same, and two that measure the same thing count twice.

    Parameters
    ----------
    figures : DataFrame of float, shape (regions, indicators)
        Index: codes; columns: indicators. Only regions with a value in every column are compared.
    code : str
        The region whose like is sought.
    k : int, optional
        How many to find; fewer where there are not as many.

    Returns
    -------
    Similar
        Equal distances are ordered by code.

    Raises
    ------
    UnknownKeyError
        The region is not in the figures.
    DataError
        The region lacks a value, there is no indicator, fewer than three regions can be compared, or ``k`` is below 1.
    """
    if k < 1:
        raise DataError(expected("similar regions", str(k), "at least one", "ask for more"))
    if code not in figures.index:
        raise UnknownKeyError(expected("similar regions", code, "a region of this level", "choose another region"))
    table = figures.astype(np.float64).sort_index()
    if not table.shape[1] or not table.index.is_unique or not table.columns.is_unique:
        raise DataError(expected("similar regions", "none or doubled names", "unique indicators", "choose indicators"))
    complete = np.isfinite(table.to_numpy()).all(axis=1)
    missing = table.columns[~np.isfinite(table.loc[code].to_numpy())]
    if len(missing):
        found = f"no value of {code} for {', '.join(map(str, missing))}"
        raise DataError(expected("similar regions", found, "a value each", "choose other indicators"))
    if complete.sum() < MIN_REGIONS:
        found = f"{complete.sum()} regions with all values"
        raise DataError(expected("similar regions", found, f"at least {MIN_REGIONS}", "choose fewer indicators"))
    known = table[complete]
    values = known.to_numpy()
    same = values.min(axis=0) == values.max(axis=0)
    spread = np.where(same, 1.0, values.std(axis=0, ddof=1))
    apart = (values - known.loc[code].to_numpy()) / spread
    distance = np.sqrt((apart**2).sum(axis=1))
    nearest = [i for i in np.argsort(distance, kind="stable") if known.index[i] != code][:k]
    names = [str(c) for c in known.columns]
    return Similar(
        tuple(_neighbour(str(known.index[i]), float(distance[i]), names, apart[i].tolist()) for i in nearest),
        tuple(str(c) for c in table.index[~complete]),
        tuple(name for name, flat in zip(names, same, strict=True) if flat),
    )


def _neighbour(code: str, distance: float, names: list[str], apart: list[float]) -> Neighbour:
    parts = [
        Contribution(name, d, (d / distance) ** 2 if distance else 0.0, abs(d) <= CLOSE)
        for name, d in zip(names, apart, strict=True)
    ]
    return Neighbour(code, distance, tuple(sorted(parts, key=lambda part: abs(part.difference))))
