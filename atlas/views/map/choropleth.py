"""Shaded areas: rates and scores in classes from low to high."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from atlas.model import Scheme
from atlas.statistics.classify import assign, class_breaks, histogram_edges
from atlas.views.map.legend_content import ClassKey
from atlas.views.map.palettes import colours
from atlas.views.map.representation import BARS, Representation, count, greys, hide, shown

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from atlas.data.figures import Figures
    from atlas.model import Breaks, Indicator
    from atlas.views.map.representation import Draw
    from atlas.views.query.view_state import ViewState
    from atlas.words.words import Words


@dataclass(frozen=True, eq=False, slots=True)
class Choropleth(Representation):
    """Areas in the colours of their classes."""

    draw: ClassVar[Draw] = "choropleth"
    colours: tuple[str, ...]

    def fills(self, *, grey: bool = False) -> tuple[str, ...]:
        """Colours of the classes."""
        return greys(len(self.colours)) if grey else self.colours

    def classes(self, row: int) -> NDArray[np.intp]:
        """Class of each area in a year."""
        return hide(assign(shown(self.figures.values[row], self.indicator), self.breaks), self.figures.states[row])

    def key(self, row: int, words: Words, inside: NDArray[np.bool_], *, grey: bool = False) -> ClassKey:
        """Classes with their counts, and bars."""
        fills = self.fills(grey=grey)
        return ClassKey(
            labels=class_labels(self.breaks, self.indicator.decimals, words),
            colours=fills,
            counts=count(self.classes(row)[inside], len(fills)),
            limits=tuple(words.number(e, self.indicator.decimals) for e in self.breaks.edges),
            bars=self._bars(row, inside),
            span=(self.breaks.edges[0], self.breaks.edges[-1]),
        )

    def _bars(self, row: int, inside: NDArray[np.bool_]) -> tuple[tuple[int, int], ...]:
        edges = bar_edges(self.figures, self.indicator, self.breaks)
        values = shown(self.figures.values[row][inside], self.indicator)
        found = np.histogram(values[~np.isnan(values)], edges)[0]
        middles = (edges[1:] + edges[:-1]) / 2
        return tuple(zip(found.tolist(), assign(middles, self.breaks).tolist(), strict=True))


def choropleth(indicator: Indicator, figures: Figures, state: ViewState) -> Choropleth:
    """Class the values of all years together, as they are read: a 3,0 never stands in a class that begins above 3,0."""
    manual = state.breaks if state.scheme is Scheme.MANUAL else ()
    breaks = class_breaks(known(figures, indicator), state.scheme, state.classes, manual, indicator.decimals)
    return Choropleth(indicator, figures, breaks, tuple(colours(state.palette, breaks.k)))


def known(figures: Figures, indicator: Indicator) -> NDArray[np.float64]:
    """Gather the values of all years and areas as they are read."""
    return shown(figures.values[~np.isnan(figures.values)], indicator)


def bar_edges(figures: Figures, indicator: Indicator, breaks: Breaks) -> NDArray[np.float64]:
    """Find the edges of the legend's bars, the same in all years."""
    return histogram_edges(shown(figures.values, indicator), breaks, BARS)


def class_labels(breaks: Breaks, decimals: int, words: Words) -> tuple[str, ...]:
    """Name the classes by their edges: the first one holds both of them, the others exclude the lower."""
    edges = [words.number(e, decimals) for e in breaks.edges]
    if breaks.k == 1 and edges[0] == edges[1]:
        return (edges[0],)
    first = words("{low} to {high}").format(low=edges[0], high=edges[1])
    return (first, *(words("over {low} to {high}").format(low=a, high=b) for a, b in pairwise(edges[1:])))
