"""Two indicators on one map: three classes each, nine colours, and a class of its own where either lacks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from atlas.data.figures import in_years
from atlas.model import Scheme
from atlas.statistics.classify import assign
from atlas.views.map.browser_records import Second
from atlas.views.map.choropleth import class_labels, classed
from atlas.views.map.class_records import Classes
from atlas.views.map.greys import bivariate_greys
from atlas.views.map.legend_content import GridKey
from atlas.views.map.number_format import number_format
from atlas.views.map.palettes import bivariate_colours
from atlas.views.map.representation import NO_DATA, Representation, count, hide

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from atlas.data.figures import Figures
    from atlas.model import Breaks, Indicator
    from atlas.views.map.classing import Classing
    from atlas.views.map.representation import Draw
    from atlas.views.query.view_state import ViewState
    from atlas.words.words import Words

#: Classes of either indicator.
SIDE = 3


@dataclass(frozen=True, eq=False, slots=True)
class Bivariate(Representation):
    """Areas in the colours of two classes at once; both indicators are shown in the same years."""

    draw: ClassVar[Draw] = "bivariate"
    other: Indicator
    other_figures: Figures
    other_classing: Classing

    def fills(self, row: int, *, grey: bool = False) -> tuple[str, ...]:
        """Colours by class of the first plus so many times the second as the first has classes; nine as a rule."""
        return _shades(self.breaks(row), self.other_classing.at(row), grey=grey)

    def classes(self, row: int) -> NDArray[np.intp]:
        """Class of each area in a year; none where either indicator has no value."""
        breaks = self.breaks(row)
        across = assign(self.classing.values[row], breaks)
        up = assign(self.other_classing.values[row], self.other_classing.at(row))
        both = np.where((across < 0) | (up < 0), NO_DATA, across + breaks.k * up)
        return hide(both, self.figures.states[row], self.other_figures.states[row])

    def key(self, row: int, words: Words, inside: NDArray[np.bool_], *, grey: bool = False) -> GridKey:
        """Nine classes with their counts."""
        fills = self.fills(row, grey=grey)
        return GridKey(
            first=self.indicator.short_title,
            second=self.other.short_title,
            across=class_labels(self.breaks(row), self.indicator.decimals, words),
            up=class_labels(self.other_classing.at(row), self.other.decimals, words),
            colours=fills,
            counts=count(self.classes(row)[inside], len(fills)),
        )

    def described(self, row: int | None, words: Words) -> Classes:
        """Describe the classes of both for the browser."""
        breaks, others = self.classing.breaks(row), self.other_classing.breaks(row)
        return Classes(
            edges=breaks.edges,
            edges_second=others.edges,
            colours=_shades(breaks, others),
            labels=class_labels(breaks, self.indicator.decimals, words),
            labels_second=class_labels(others, self.other.decimals, words),
            bars=(),
            note="",
        )

    def heading(self, words: Words) -> str:
        """Say that there are two."""
        return words("Two indicators") + ", {year}"

    def remark(self, words: Words, *, grey: bool = False) -> str:
        """Say what shades and lines mean."""
        text = words("Shades tell {first}, lines {second}.") if grey else ""
        return text.format(first=self.indicator.short_title, second=self.other.short_title)

    def second(self, words: Words) -> Second:
        """Give the browser classes and format of the other indicator."""
        return Second(
            title=self.other.title,
            format=number_format(self.other),
            sentence=words("{title}: {value}."),
        )


def bivariate(first: tuple[Indicator, Figures], second: tuple[Indicator, Figures], state: ViewState) -> Bivariate:
    """Class both in thirds, either of a year or over all years that both have."""
    plain = replace(state, scheme=Scheme.QUANTILES, classes=SIDE, breaks=())
    (indicator, own), (other, others) = first, second
    figures, other_figures = in_years(own, others.years), in_years(others, own.years)
    a, b = (classed(i, f, plain) for i, f in ((indicator, figures), (other, other_figures)))
    return Bivariate(indicator, figures, a, other, other_figures, b)


def _shades(breaks: Breaks, others: Breaks, *, grey: bool = False) -> tuple[str, ...]:
    nine = bivariate_greys() if grey else bivariate_colours()
    return tuple(nine[a + SIDE * b] for b in range(others.k) for a in range(breaks.k))
