"""Rules over the years of an area: a jump against the year before, and one in the area's own series."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from atlas.data.measures import MeasureKind
from atlas.data.rules.broken import Broken, Severity, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from atlas.data.rules.grids import Cells, Grid

#: Of fewer changes a median absolute deviation says nothing about the area itself.
FEWEST = 5
#: Makes a median absolute deviation the standard deviation of a normal distribution.
NORMAL = 1.4826
#: Below this count a doubling is chance.
SMALL = 30


def year_rule(grids: list[Grid], factor: float) -> Iterator[Broken]:
    """Compare each figure with that of the year before it.

    Parameters
    ----------
    grids : list of Grid
        Those of the measure.
    factor : float
        From which on a rise or fall is a jump.

    Yields
    ------
    Broken
        The figures behind a jump.
    """
    for grid in _with_course(grids):
        before = _shifted(grid.values)
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = grid.values / before
        jump = ((ratio > factor) | (ratio < 1 / factor)) & (np.maximum(grid.values, before) >= SMALL)
        if jump.any():
            yield Broken("year_before", Severity.WARNING, f"< {number(factor)}", grid.named(jump, before))


def series_rule(grids: list[Grid], k: float, kind: MeasureKind) -> Iterator[Broken]:
    """Look for changes that the area's own series, and those of all others, do not explain.

    Changes are taken from year to year: of counts by the square root, of which chance moves large and small ones
    alike, of money and areas by the logarithm, of all else as they are. What all areas share is taken off by their
    median. What is left is measured by the area's own median absolute deviation, but never by less than that of all.

    Parameters
    ----------
    grids : list of Grid
        Those of the measure.
    k : float
        How many median absolute deviations are a jump.
    kind : MeasureKind
        What sort of number it is.

    Yields
    ------
    Broken
        The figures behind a jump.
    """
    for grid in _with_course(grids):
        even = _even(grid.values, kind)
        change = even - _shifted(even)
        if change.shape[1] > 1:
            change -= _median(change, axis=1)
        size = np.abs(change)
        enough = (~np.isnan(size)).sum(axis=0) >= FEWEST
        own = np.where(enough, _median(size, axis=0), 0.0)
        everywhere = float(np.nanmedian(size)) if not np.isnan(size).all() else 0.0
        jump = size > k * NORMAL * np.maximum(own, everywhere)
        if everywhere > 0 and jump.any():
            limit = f"≤ {number(k)} MAD"
            yield Broken("own_series", Severity.WARNING, limit, grid.named(jump, _shifted(grid.values)))


def _even(values: Cells, kind: MeasureKind) -> Cells:
    if kind is MeasureKind.COUNT:
        return 2 * np.sqrt(np.clip(values, 0, None))
    if kind in {MeasureKind.MONEY, MeasureKind.AREA}:
        return np.log(np.where(values > 0, values, np.nan))
    return values


def _shifted(values: Cells) -> Cells:
    """Give each year the figures of the year before it in the table."""
    return np.vstack([np.full((1, values.shape[1]), np.nan), values[:-1]])


def _median(values: Cells, axis: int) -> Cells:
    """Take medians of what is known: numpy's own warns of rows without any figure, and is slow where some lack one."""
    in_order = np.sort(values, axis=axis)
    n = (~np.isnan(values)).sum(axis=axis, keepdims=True)
    ends = (np.take_along_axis(in_order, np.maximum(at, 0), axis) for at in ((n - 1) // 2, n // 2))
    # without any figure the first of the sorted ones is NaN, too
    low, high = (end for end in ends)
    return (low + high) / 2


def _with_course(grids: list[Grid]) -> Iterator[Grid]:
    """Leave out years and areas without a figure, and what has one year only."""
    for grid in grids:
        known = ~np.isnan(grid.values)
        years, areas = known.any(axis=1), known.any(axis=0)
        if years.sum() > 1:
            at = np.ix_(years, areas)
            yield replace(
                grid,
                years=grid.years[years],
                codes=grid.codes[areas],
                values=grid.values[at],
                there=grid.there[at],
                unknown=grid.unknown[at],
                unreliable=grid.unreliable[at],
            )
