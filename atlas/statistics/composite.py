"""An index of several indicators: each put on one scale, weighted, added up; and how firm the ranks are that follow."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from atlas.errors import DataError, expected
from atlas.statistics.ranking import mid_ranks, ranks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

MIN_INDICATORS, MIN_AREAS = 2, 3
#: So much of the weight an area must have values for, where the others may stand in for what it lacks.
LEAST_KNOWN = 2 / 3
DRAWS, SEED = 300, 42
#: Every weight is drawn between these shares of its own.
DRAWN = (0.5, 1.5)
#: Of all draws of a rank the middle nine tenths are told.
MIDDLE = (5, 95)


class Standard(StrEnum):
    """How indicators of different units are put on one scale."""

    Z = "z"
    MINMAX = "minmax"
    RANK = "rank"
    PERCENTILE = "percentile"


@dataclass(frozen=True, eq=False, slots=True)
class Composite:
    """An index.

    Attributes
    ----------
    scores : ndarray of float, shape (areas,)
        NaN where an area has no index.
    contributions : ndarray of float, shape (areas, indicators)
        What each indicator adds; a row sums to the score. NaN in rows without a score, 0 where the others stand in.
    """

    scores: Floats
    contributions: Floats


@dataclass(frozen=True, eq=False, slots=True)
class Stability:
    """Ranks under other weights and scales: lower and upper end, and the middle, each of shape (areas,)."""

    best: Floats
    worst: Floats
    median: Floats


def standardised(values: ArrayLike, standard: Standard, rises: Sequence[bool]) -> Floats:
    """Put indicators on one scale, over the areas that have a value.

    Parameters
    ----------
    values : array_like of float, shape (areas, indicators)
        NaN where there is none.
    standard : Standard
        ``z``: distance from the mean in standard deviations (n - 1); ``minmax``: 0 for the lowest, 100 for the highest;
        ``rank``: 1 for the lowest, equal values share the mean of their ranks; ``percentile``: share of the areas below
        and half of those that are equal, 0 to 100.
    rises : sequence of bool
        Whether a high value of the indicator raises the index; where not, the scale is turned.

    Returns
    -------
    ndarray of float, shape (areas, indicators)
        NaN where there is no value.

    Raises
    ------
    DataError
        An indicator is the same everywhere, or fewer than three areas have it.

    Notes
    -----
    OECD and JRC (2008), Handbook on Constructing Composite Indicators, step 5.
    """
    v = np.asarray(values, np.float64)
    for at, column in enumerate(v.T):
        known = column[~np.isnan(column)]
        if known.size < MIN_AREAS or known.min() == known.max():
            found = "the same value everywhere" if known.size >= MIN_AREAS else f"{known.size} areas with a value"
            wanted = f"differing values of at least {MIN_AREAS} areas"
            raise DataError(expected(f"index, indicator {at + 1}", found, wanted, "leave the indicator out"))
    scaled = np.column_stack([_SCALES[standard](column) for column in v.T])
    turned = {Standard.Z: 0.0, Standard.RANK: (~np.isnan(v)).sum(axis=0) + 1.0}.get(standard, 100.0)
    return np.asarray(np.where(np.asarray(rises, bool), scaled, turned - scaled))


def composite(scaled: Floats, weights: Sequence[float], *, others_stand_in: bool = False) -> Composite:
    """Add indicators up by their weights.

    Parameters
    ----------
    scaled : ndarray of float, shape (areas, indicators)
        From `standardised`.
    weights : sequence of float
        From 0 on; only their shares count.
    others_stand_in : bool
        An area that lacks a value has no index; with True the weights of the others grow where it has values for at
        least two thirds of the weight. What is missing is never taken for the best value, nor for the mean.

    Returns
    -------
    Composite
        In the unit of the scale.

    Raises
    ------
    DataError
        A weight is negative, all are 0, or fewer than two are above 0.
    """
    shares = _shares(weights)
    known = ~np.isnan(scaled)
    weight = known @ shares
    enough = weight >= (LEAST_KNOWN if others_stand_in else 1 - 1e-9)
    with np.errstate(invalid="ignore", divide="ignore"):
        parts = np.where(known, scaled, 0.0) * shares / weight[:, None]
    parts = np.where(enough[:, None], parts, np.nan)
    return Composite(parts.sum(axis=1), parts)


def stability(
    values: ArrayLike,
    rises: Sequence[bool],
    weights: Sequence[float],
    *,
    others_stand_in: bool = False,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Stability:
    """Draw other weights and scales many times, and see between which ranks each area comes to stand.

    Each draw takes one of the four scales, and for each weight a share between half and one and a half of it. Rank 1 is
    the highest index. Told are the 5th and the 95th percentile of the ranks.

    Parameters
    ----------
    values, rises, weights, others_stand_in
        As for `standardised` and `composite`.
    draws, seed : int
        How many, and where the random numbers begin, so that the same recipe always gives the same ranges.

    Returns
    -------
    Stability
        NaN for areas without an index.

    Notes
    -----
    Saisana, Saltelli and Tarantola (2005), J. R. Stat. Soc. A 168:307, uncertainty of composite indicators.
    """
    rng = np.random.default_rng(seed)
    scales = [standardised(values, standard, rises) for standard in Standard]
    base = composite(scales[0], weights, others_stand_in=others_stand_in).scores
    has, shares = ~np.isnan(base), _shares(weights)
    chosen = rng.integers(0, len(scales), draws)
    drawn = shares * rng.uniform(*DRAWN, (draws, shares.size))
    found = np.empty((draws, int(has.sum())))
    for at, scaled in enumerate(scales):
        which = chosen == at
        part = scaled[has]
        known = ~np.isnan(part)
        scores = np.where(known, part, 0.0) @ drawn[which].T / (known @ drawn[which].T)
        found[which] = np.array([ranks(column) for column in scores.T.round(9)]).reshape(-1, found.shape[1])
    ends = np.full((3, base.size), np.nan)
    ends[:, has] = np.percentile(found, (*MIDDLE, 50), axis=0, method="nearest")
    return Stability(ends[0], ends[1], ends[2])


def _shares(weights: Sequence[float]) -> Floats:
    w = np.asarray(weights, np.float64)
    if not np.isfinite(w).all() or (w < 0).any() or np.count_nonzero(w) < MIN_INDICATORS:
        told = ", ".join(f"{x:g}" for x in w) or "none"
        wanted = f"at least {MIN_INDICATORS} above 0 and none below"
        raise DataError(expected("weights of the index", told, wanted, "give other weights"))
    shares: Floats = w / w.sum()
    return shares


def _z(column: Floats) -> Floats:
    return np.asarray((column - np.nanmean(column)) / np.nanstd(column, ddof=1))


def _minmax(column: Floats) -> Floats:
    low, high = np.nanmin(column), np.nanmax(column)
    return np.asarray(100 * (column - low) / (high - low))


def _percentile(column: Floats) -> Floats:
    below: Floats = 100 * (mid_ranks(column) - 0.5) / np.count_nonzero(~np.isnan(column))
    return below


_SCALES = {Standard.Z: _z, Standard.MINMAX: _minmax, Standard.RANK: mid_ranks, Standard.PERCENTILE: _percentile}
