"""Values on both sides of zero: two scales of colours, which part where the sign does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from atlas.model import Polarity, Scheme
from atlas.statistics.change import with_zero
from atlas.statistics.classify import class_breaks
from atlas.views.map.choropleth import Choropleth
from atlas.views.map.classing import Classing, over_of
from atlas.views.map.greys import diverging_greys
from atlas.views.map.palettes import diverging_colours
from atlas.views.map.representation import shown

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from atlas.data.figures import Figures
    from atlas.model import Breaks, Indicator
    from atlas.views.query.view_state import ViewState
    from atlas.words.words import Words


@dataclass(frozen=True, eq=False, slots=True)
class Diverging(Choropleth):
    """Areas in two scales of colours, one below zero and one above."""

    polarity: Polarity

    def shades(self, breaks: Breaks) -> tuple[str, ...]:
        """Never show in the colour of the earth what is better for people: a fall of what harms them is violet."""
        below, above = _sides(breaks)
        if self.polarity is Polarity.LOWER_IS_BETTER:
            return tuple(reversed(diverging_colours(above, below)))
        return tuple(diverging_colours(below, above))

    def greys(self, breaks: Breaks) -> tuple[str, ...]:
        """Dots below zero, shades above."""
        return diverging_greys(*_sides(breaks))

    def remark(self, words: Words, *, grey: bool = False) -> str:
        """Say where the colours part."""
        return words("Dots are below zero, plain shades above.") if grey else words("The colours part at zero.")


def diverging(indicator: Indicator, figures: Figures, state: ViewState) -> Diverging:
    """Class in the scheme of the view, with zero as a break; a reader's own breaks stay as they are."""

    def find(values: NDArray[np.float64], scheme: Scheme) -> Breaks:
        if scheme is Scheme.MANUAL:
            return class_breaks(values, scheme, state.classes, state.breaks, indicator.decimals)
        return with_zero(class_breaks(values, scheme, state.classes, (), indicator.decimals))

    classing = Classing(shown(figures.values, indicator), state.scheme, over_of(state), find)
    return Diverging(indicator, figures, classing, state.palette, indicator.polarity)


def signed(figures: Figures) -> bool:
    """Whether values lie on both sides of zero in the years of the figures."""
    return bool(np.nanmin(figures.values, initial=0.0) < 0 < np.nanmax(figures.values, initial=0.0))


def _sides(breaks: Breaks) -> tuple[int, int]:
    below = sum(edge <= 0 for edge in breaks.edges[1:])
    return below, breaks.k - below
