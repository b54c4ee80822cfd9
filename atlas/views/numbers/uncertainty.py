"""How sure a rate is: 95 % intervals of rates from counts, as figures and as words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from atlas.statistics.intervals import byar, wilson

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from atlas.data.figures import Figures
    from atlas.model import Indicator
    from atlas.words.words import Words

#: Square kilometres are measured, not counted: a density has no interval.
MEASURED = "area_km2"


def intervals(
    figures: Figures, indicator: Indicator, at: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
    """Give 95 % intervals of the rates of a year, in the indicator's unit.

    Wilson's for a proportion (cases among people, per 100), Byar's for other rates from counts; None for figures that
    are published without their counts, that can fall below zero, or whose denominator is no count.
    """
    top, bottom = figures.numerator, figures.denominator
    if top is None or bottom is None or indicator.denominator is None or indicator.denominator.name == MEASURED:
        return None
    if np.nanmin(top, initial=0.0) < 0:
        return None
    if indicator.factor == 100 and bool(np.nanmax(top / bottom, initial=0.0) <= 1):  # noqa: PLR2004  per 100
        low, high = wilson(top[at], bottom[at])
        return low * indicator.factor, high * indicator.factor
    return byar(top[at], bottom[at], indicator.factor)


def interval_text(low: float, high: float, indicator: Indicator, words: Words) -> str:
    """Write an interval; empty where there is none."""
    if np.isnan(low) or np.isnan(high):
        return ""
    return words("{low} to {high}").format(
        low=words.number(low, indicator.decimals), high=words.number(high, indicator.decimals)
    )
