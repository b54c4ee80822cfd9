"""How sure a rate is: 95 % intervals of rates from counts, as figures and as words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from atlas.data.figures import PRECEDENCE
from atlas.model import ValueState
from atlas.statistics.intervals import byar, wilson

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from atlas.data.figures import Figures
    from atlas.model import Indicator
    from atlas.words.words import Words

ESTIMATED = PRECEDENCE.index(ValueState.ESTIMATED)


def intervals(
    figures: Figures, indicator: Indicator, at: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
    """Give 95 % intervals of the rates of a year, in the indicator's unit.

    Byar's for rates of events, Wilson's for shares of a sample. None for full counts, in which nothing is left to
    chance, and for figures without their counts. An estimated rate has none: its error is that of the estimate.
    """
    top, bottom = figures.numerator, figures.denominator
    if top is None or bottom is None or indicator.chance == "none":
        return None
    over = np.where(figures.states[at] == ESTIMATED, np.nan, top[at])
    if indicator.chance == "sample":
        low, high = wilson(over, bottom[at])
        return low * indicator.factor, high * indicator.factor
    return byar(over, bottom[at], indicator.factor)


def interval_meaning(words: Words) -> str:
    """Say what an interval means, wherever one stands."""
    return words(
        "The events are counted in full. The interval says how far the figure of a small place may lie from its lasting"
        " rate by chance alone: if nothing but chance changed, 95 of 100 such intervals would hold it. Full counts of"
        " people and estimated figures have no interval."
    )


def interval_text(low: float, high: float, indicator: Indicator, words: Words) -> str:
    """Write an interval; empty where there is none."""
    if np.isnan(low) or np.isnan(high):
        return ""
    return words("{low} to {high}").format(
        low=words.number(low, indicator.decimals), high=words.number(high, indicator.decimals)
    )
