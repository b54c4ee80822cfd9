"""The change map: an indicator and its figures turned into what changed since a year."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from atlas.data.figures import NOT_MEANINGFUL, OK, ZERO, Figures
from atlas.model import Kind, Polarity
from atlas.statistics.change import difference, percent_change

if TYPE_CHECKING:
    from atlas.model import Indicator
    from atlas.words.words import Words


def changed_indicator(indicator: Indicator, since: int, words: Words) -> Indicator:
    """Name the change: percentage points for percentages, percent for counts, else the indicator's own unit."""
    unit = {"%": words("percentage points")}.get(indicator.unit, indicator.unit)
    count = indicator.kind is Kind.COUNT
    return replace(
        indicator,
        title=words("{title}: change since {year}").format(title=indicator.title, year=since),
        unit="%" if count else unit,
        kind=Kind.RATIO,
        polarity=Polarity.NEUTRAL,
        decimals=1 if count else indicator.decimals,
    )


def changed_figures(figures: Figures, kind: Kind, since: int) -> Figures:
    """Compare every other year with the year `since`.

    Returns
    -------
    Figures
        The years but for `since`; a value only where both years have one, with the weaker of the two states.
    """
    at = figures.years.index(since)
    rows = [i for i in range(len(figures.years)) if i != at]
    now, then = figures.values[rows], figures.values[[at]]
    values = percent_change(now, then) if kind is Kind.COUNT else difference(now, then)
    states = np.minimum(_known(figures.states[rows]), _known(figures.states[[at]]))
    states = np.where(np.isnan(values) & (states >= OK), NOT_MEANINGFUL, states)
    states = np.where((values == 0) & (states == OK), ZERO, states).astype(np.uint8)
    return Figures(figures.codes, tuple(figures.years[i] for i in rows), values, states)


def _known(states: np.ndarray) -> np.ndarray:
    return np.where(states == ZERO, OK, states)
