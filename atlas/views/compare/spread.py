"""How unequal the areas of a level are over the years, or why that cannot be said of an indicator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from atlas.data.comparable import has_zero
from atlas.data.figures import RANK
from atlas.model import Kind, Level, ValueState
from atlas.statistics.inequality import Inequality, inequality

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from atlas.data.store import Atlas
    from atlas.model import Indicator
    from atlas.views.query.view_state import ViewState
    from atlas.words.words import Words

INHABITANTS = "population"
#: Levels whose areas lie in districts, so that what lies between districts can be told from what lies within them.
PARTS = (Level.MUNICIPALITY, Level.ASSOCIATION)


@dataclass(frozen=True, slots=True)
class Spread:
    """Measures by year, ascending; how many areas are hidden in it; what areas count by, or why there is no year."""

    years: dict[int, Inequality]
    hidden: dict[int, int]
    counted_by: str
    why_none: str = ""


def spread(atlas: Atlas, state: ViewState, words: Words) -> Spread:
    """Measure in each year how unequal the areas of the view's level are.

    An area counts by those of whom the indicator tells: its denominator where it is computed from counts, its
    inhabitants (of the nearest year that is known) otherwise.

    Parameters
    ----------
    atlas : Atlas
        What is known.
    state : ViewState
        The view; its first indicator is measured.
    words : Words
        Language of the texts.
    """
    indicator = atlas.indicator(state.indicator)
    figures = atlas.figures(indicator, state.level, state.territory)
    why_none = _refusal(indicator, figures.values, words)
    if why_none:
        return Spread({}, {}, "", why_none)
    areas = atlas.areas[state.territory]
    groups = [areas[code].parent for code in figures.codes] if state.level in PARTS else []
    weights, counted_by = _weights(atlas, indicator, state, words)
    found = {
        year: measured
        for year, values in zip(figures.years, figures.values, strict=True)
        if (by := _nearest(weights, year)) is not None and (measured := inequality(values, by, groups)) is not None
    }
    hidden = (figures.states == RANK[ValueState.SECRET]).sum(axis=1).tolist()
    few = words("Fewer than five areas have a value; that is too few to measure how unequal they are.")
    return Spread(found, dict(zip(figures.years, hidden, strict=True)), counted_by, "" if found else few)


def _refusal(indicator: Indicator, values: NDArray[np.float64], words: Words) -> str:
    if indicator.kind is Kind.COUNT:
        return words("Counts are not measured: a larger area has more of everything.")
    if not has_zero(indicator):
        return words("Scores are not measured: they have no zero point from which one could be twice another.")
    if (values < 0).any():
        return words("Values below zero are not measured: shares of a sum with negative parts mean nothing.")
    return ""


def _weights(
    atlas: Atlas, indicator: Indicator, state: ViewState, words: Words
) -> tuple[dict[int, NDArray[np.float64]], str]:
    below = next((f.denominator for f in indicator.formulas if f.denominator is not None), None)
    if below is not None and atlas.declared[below].sums:
        found = atlas.measured(below, state.level, state.territory)
        by = words("Each area counts by the denominator of the indicator.")
    elif INHABITANTS in atlas.catalogue.indicators:
        found = atlas.figures(atlas.indicator(INHABITANTS), state.level, state.territory)
        by = words("Each area counts by its inhabitants, of the nearest year that is known.")
    else:
        return {0: np.ones(len(atlas.codes(state.level, state.territory)))}, words("Each area counts the same.")
    return dict(zip(found.years, np.nan_to_num(found.values), strict=True)), by


def _nearest(weights: dict[int, NDArray[np.float64]], year: int) -> NDArray[np.float64] | None:
    return weights[min(weights, key=lambda known: (abs(known - year), -known))] if weights else None
