"""Shaded areas: rates and scores in classes from low to high."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from atlas.model import Scheme
from atlas.statistics.classify import assign, class_breaks, histogram_edges
from atlas.views.map.better_classes import better_classes
from atlas.views.map.class_records import Classes
from atlas.views.map.classing import Classing, over_of
from atlas.views.map.greys import greys
from atlas.views.map.legend_content import ClassKey
from atlas.views.map.palettes import colours
from atlas.views.map.representation import BARS, Representation, count, hide, shown

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from atlas.data.figures import Figures
    from atlas.model import Breaks, Indicator
    from atlas.views.map.class_records import Offer
    from atlas.views.map.classing import Over
    from atlas.views.map.representation import Draw
    from atlas.views.query.view_state import ViewState
    from atlas.words.words import Words


@dataclass(frozen=True, eq=False, slots=True)
class Choropleth(Representation):
    """Areas in the colours of their classes."""

    draw: ClassVar[Draw] = "choropleth"
    palette: str

    def shades(self, breaks: Breaks) -> tuple[str, ...]:
        """Colours of classes."""
        return tuple(colours(self.palette, breaks.k))

    def greys(self, breaks: Breaks) -> tuple[str, ...]:
        """Shades of classes without colour."""
        return greys(breaks.k)

    def fills(self, row: int, *, grey: bool = False) -> tuple[str, ...]:
        """Colours of a year's classes."""
        breaks = self.breaks(row)
        return self.greys(breaks) if grey else self.shades(breaks)

    def classes(self, row: int) -> NDArray[np.intp]:
        """Class of each area in a year."""
        return hide(assign(self.classing.values[row], self.breaks(row)), self.figures.states[row])

    def key(self, row: int, words: Words, inside: NDArray[np.bool_], *, grey: bool = False) -> ClassKey:
        """Classes with their counts, and bars."""
        fills, edges = self.fills(row, grey=grey), self._bar_edges(row if self.classing.over == "year" else None)
        return ClassKey(
            labels=class_labels(self.breaks(row), self.indicator.decimals, words),
            colours=fills,
            counts=count(self.classes(row)[inside], len(fills)),
            limits=tuple(words.number(e, self.indicator.decimals) for e in self.breaks(row).edges),
            bars=self._bars(row, edges, inside),
            ends=tuple(words.number(float(e), self.indicator.decimals) for e in edges[[0, -1]]) if edges.size else (),
            span=(float(edges[0]), float(edges[-1])) if edges.size else (0.0, 0.0),
        )

    def described(self, row: int | None, words: Words) -> Classes:
        """Describe classes and bars for the browser."""
        breaks, edges = self.classing.breaks(row), self._bar_edges(row)
        return Classes(
            edges=breaks.edges,
            edges_second=(),
            colours=self.shades(breaks),
            labels=class_labels(breaks, self.indicator.decimals, words),
            labels_second=(),
            bars=tuple(edges.tolist()),
            note=words(breaks.note),
        )

    def offers(self, inside: NDArray[np.bool_], words: Words) -> dict[str, tuple[Offer | None, ...]]:
        """Find better classes for years that nearly stand in one."""
        ranges: tuple[Over, ...] = ("year", "all") if self.classing.can_differ else ("all",)
        rows = range(len(self.figures.years))
        return {over: tuple(better_classes(self.classing, row, over, inside, words) for row in rows) for over in ranges}

    def _bar_edges(self, row: int | None) -> NDArray[np.float64]:
        """Find the edges of the legend's bars: within one year, or the same in all years; none without classes."""
        values, breaks = self.classing.values, self.classing.breaks(row)
        if not breaks.k:
            return np.empty(0)
        return histogram_edges(values if row is None else values[row], breaks, BARS)

    def _bars(self, row: int, edges: NDArray[np.float64], inside: NDArray[np.bool_]) -> tuple[tuple[int, int], ...]:
        if not edges.size:
            return ()
        values = self.classing.values[row][inside]
        found = np.histogram(values[~np.isnan(values)], edges)[0]
        middles = (edges[1:] + edges[:-1]) / 2
        return tuple(zip(found.tolist(), assign(middles, self.breaks(row)).tolist(), strict=True))


def choropleth(indicator: Indicator, figures: Figures, state: ViewState) -> Choropleth:
    """Class values as they are read: a 3,0 never stands in a class that begins above 3,0."""
    return Choropleth(indicator, figures, classed(indicator, figures, state), state.palette)


def classed(indicator: Indicator, figures: Figures, state: ViewState) -> Classing:
    """Find breaks in the scheme of a view."""

    def find(values: NDArray[np.float64], scheme: Scheme) -> Breaks:
        manual = state.breaks if scheme is Scheme.MANUAL else ()
        return class_breaks(values, scheme, state.classes, manual, indicator.decimals)

    return Classing(shown(figures.values, indicator), state.scheme, over_of(state), find)


def class_labels(breaks: Breaks, decimals: int, words: Words) -> tuple[str, ...]:
    """Name the classes by their edges: the first one holds both of them, the others exclude the lower."""
    edges = [words.number(e, decimals) for e in breaks.edges]
    if not edges:
        return ()
    if breaks.k == 1 and edges[0] == edges[1]:
        return (edges[0],)
    first = words("{low} to {high}").format(low=edges[0], high=edges[1])
    return (first, *(words("over {low} to {high}").format(low=a, high=b) for a, b in pairwise(edges[1:])))
