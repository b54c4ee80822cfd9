"""What every kind of map can say of itself; each kind is a module of its own beside this one."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal, Self

import numpy as np

from atlas.data.figures import PRECEDENCE
from atlas.model import ValueState
from atlas.statistics.rounding import as_read
from atlas.views.map.classing import range_texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from atlas.data.figures import Figures
    from atlas.model import Breaks, Indicator
    from atlas.views.map.browser_records import Circle, Second
    from atlas.views.map.class_records import Classes, Offer
    from atlas.views.map.classing import Classing
    from atlas.views.map.legend_content import Key
    from atlas.words.words import Words

#: Classes of areas without a value.
NO_DATA, HIDDEN = -1, -2
#: Class of areas beside the one district that a view shows in full.
OUTSIDE = -3
#: Bars of the legend's histogram.
BARS = 24
SECRET, ESTIMATED = (PRECEDENCE.index(s) for s in (ValueState.SECRET, ValueState.ESTIMATED))
Draw = Literal["choropleth", "symbols", "bivariate"]


@dataclass(frozen=True, eq=False, slots=True)
class Representation(ABC):
    """A kind of map with the figures that it draws; rows are years, as in the figures.

    Attributes
    ----------
    indicator : Indicator
        What is shown: changed since a year, if so.
    figures : Figures
        Its figures in the years that can be shown.
    classing : Classing
        Class breaks of `indicator` over all years and of each.
    """

    #: How the browser draws it.
    draw: ClassVar[Draw]
    indicator: Indicator
    figures: Figures
    classing: Classing

    def breaks(self, row: int) -> Breaks:
        """Give the class breaks that hold where the map rests on a year."""
        return self.classing.at(row)

    @abstractmethod
    def fills(self, row: int, *, grey: bool = False) -> tuple[str, ...]:
        """Give the colours of a year's classes; in grey some are the names of patterns (`atlas.views.map.greys`)."""

    @abstractmethod
    def described(self, row: int | None, words: Words) -> Classes:
        """Describe the classes of a year, or with None those of all years, for the browser."""

    @abstractmethod
    def classes(self, row: int) -> NDArray[np.intp]:
        """Find the class of each area in a year, `NO_DATA` or `HIDDEN` for those without."""

    @abstractmethod
    def key(self, row: int, words: Words, inside: NDArray[np.bool_], *, grey: bool = False) -> Key:
        """Say what the legend explains; only the areas `inside` are counted."""

    def within(self, _inside: NDArray[np.bool_]) -> Self:
        """Draw only the areas `inside`; classes stay those of all areas, so that districts can be compared."""
        return self

    @property
    def can_switch(self) -> bool:
        """Whether a reader can choose between classes of a year and of all years."""
        return self.classing.can_differ

    def offers(self, _inside: NDArray[np.bool_], _words: Words) -> dict[str, tuple[Offer | None, ...]]:
        """Offer better classes by whose values make those shown, year by year; nothing where there are none."""
        return {}

    def range_text(self, row: int, words: Words) -> str:
        """Say whose values make the classes; nothing where there is only one year."""
        years = self.figures.years
        if len(years) == 1:
            return ""
        if not self.can_switch:
            return words("These class breaks are the same in all years.")
        return range_texts(years, words)[self.classing.over].replace("{year}", str(years[row]))

    def circle(self) -> Circle | None:
        """Give the law of the circles; None where none are drawn."""
        return None

    def circles(self, _row: int) -> Mapping[str, float]:
        """Give the share of the largest circle's radius by code of the area; empty where no circles are drawn."""
        return {}

    def heading(self, _words: Words) -> str:
        """Name the legend: the unit, or the name of what has none; the year is left open as ``{year}``."""
        return f"{self.indicator.unit or self.indicator.short_title}, {{year}}"

    def remark(self, _words: Words, *, grey: bool = False) -> str:  # noqa: ARG002  most kinds have none
        """Say what the kind of map itself needs to be read; nothing where its key says all."""
        return ""

    def second(self, _words: Words) -> Second | None:
        """Give the browser what it needs of the other indicator; None where there is only one."""
        return None


def shown(values: NDArray[np.float64], indicator: Indicator) -> NDArray[np.float64]:
    """Round values to the digits that people read."""
    return as_read(values, indicator.decimals)


def hide(classes: NDArray[np.intp], *states: NDArray[np.uint8]) -> NDArray[np.intp]:
    """Tell areas whose figure is kept secret from those without data; with two indicators either may be secret."""
    secret = np.logical_or.reduce([state == SECRET for state in states])
    return np.where((classes == NO_DATA) & secret, HIDDEN, classes)


def count(classes: NDArray[np.intp], n: int) -> tuple[int, ...]:
    """Count the areas of each of n classes."""
    return tuple(np.bincount(classes[classes >= 0], minlength=n).tolist())


def estimated_line(states: NDArray[np.uint8], words: Words) -> str:
    """Say how many values are estimated; empty of none."""
    n = int(np.count_nonzero(states == ESTIMATED))
    text = words.counted(
        "One value is estimated: it was carried to another area or shared out.",
        "{n} values are estimated: they were carried to other areas or shared out.",
        n,
    )
    return text if n else ""
