"""Rules between figures of one area and year: parts and wholes, ratios, and the area within its borders."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.data.rules.broken import Broken, Severity, ends, named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from atlas.data.rules.declared import Ratio
    from atlas.data.rules.grids import Cells, Grid


def part_rule(grids: list[Grid], whole: list[Grid], name: str) -> Iterator[Broken]:
    """Check that a part is not above its whole.

    Parameters
    ----------
    grids, whole : list of Grid
        Those of the part and of the whole.
    name : str
        The whole, for the sentence.

    Yields
    ------
    Broken
        Figures above the whole of the same area and year.
    """
    for grid, other in _beside(grids, whole):
        same = grid.like(other)
        wrong = grid.values > same
        if wrong.any():
            yield Broken("part_of", Severity.ERROR, f"≤ {name}", grid.named(wrong, same))


def ratio_rule(grids: list[Grid], other: list[Grid], ratio: Ratio) -> Iterator[Broken]:
    """Check a measure against another one of the same area.

    Parameters
    ----------
    grids, other : list of Grid
        Those of the measure and of the other one.
    ratio : Ratio
        What was declared.

    Yields
    ------
    Broken
        Figures whose quotient lies outside.
    """
    low, high = ratio.within
    for grid, bottom in _beside([g for g in grids if g.level in ratio.levels], other):
        below = _nearest(grid, bottom, ratio.years_apart)
        below[~(below > 0)] = np.nan
        quotient = grid.values / below
        outside = (quotient < (-np.inf if low is None else low)) | (quotient > (np.inf if high is None else high))
        if outside.any():
            yield Broken("ratio", Severity.ERROR, f"{ends(low, high)} x {ratio.to}", grid.named(outside, below))


def area_rule(rows: pd.DataFrame, borders: Mapping[tuple[str, str], float], tolerance: float) -> Iterator[Broken]:
    """Check an area (km2) against that within its borders.

    Parameters
    ----------
    rows : DataFrame
        The measure's rows.
    borders : mapping of tuple of str to float
        Area in km2 by territory date and code.
    tolerance : float
        Share by which the two may differ.

    Yields
    ------
    Broken
        Areas that do.
    """
    within = pd.Series(
        [borders.get((t, c), np.nan) for t, c in zip(rows["territory"], rows["code"], strict=True)], rows.index
    )
    wrong = (rows["value"] / within - 1).abs() > tolerance
    if wrong.any():
        yield Broken("area", Severity.ERROR, f"± {tolerance:.0%}", named(rows[wrong], within[wrong]))


def _beside(grids: list[Grid], others: list[Grid]) -> Iterator[tuple[Grid, Grid]]:
    by_place = {(other.level, other.territory): other for other in others}
    for grid in grids:
        if (grid.level, grid.territory) in by_place:
            yield grid, by_place[grid.level, grid.territory]


def _nearest(grid: Grid, other: Grid, years_apart: int) -> Cells:
    """Put the other measure beside each figure: that of the nearest year, the earlier of two, if it is near enough."""
    found = grid.like(other)
    for apart in range(1, years_apart + 1):
        for years in (grid.years - apart, grid.years + apart):
            found = np.where(np.isnan(found), replace(grid, years=years).like(other), found)
    return found
