"""Proportional circles for counts: their area, not their radius, grows with the value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, Self

import numpy as np

from atlas.views.map.browser_records import Circle
from atlas.views.map.choropleth import classed
from atlas.views.map.class_records import Classes
from atlas.views.map.legend_content import CircleKey
from atlas.views.map.palettes import GROUND
from atlas.views.map.representation import NO_DATA, Representation, hide, shown
from atlas.views.query.values import WHY_NO_CHOROPLETH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from atlas.data.figures import Figures
    from atlas.model import Indicator
    from atlas.views.map.representation import Draw
    from atlas.views.query.view_state import ViewState
    from atlas.words.words import Words

#: Radius of the largest circle on the screen in pixels, and the smallest that can still be seen.
LARGEST_PX, LEAST_PX = 34, 1
#: The smallest circle of a value above zero, as a share of the largest circle's radius.
LEAST = LEAST_PX / LARGEST_PX
#: Shares of the largest value near which the circles of the legend are.
SAMPLES = (1.0, 0.25, 0.05)


@dataclass(frozen=True, eq=False, slots=True)
class Circles(Representation):
    """Circles over plain areas; ``largest`` is the highest value of all years among the areas shown."""

    draw: ClassVar[Draw] = "symbols"
    largest: float

    def fills(self, row: int, *, grey: bool = False) -> tuple[str, ...]:  # noqa: ARG002  the ground is grey always
        """Give the plain ground under the circles."""
        return (GROUND,)

    def classes(self, row: int) -> NDArray[np.intp]:
        """All areas with a value are alike."""
        values = self.figures.values[row]
        return hide(np.where(np.isnan(values), NO_DATA, 0), self.figures.states[row])

    def described(self, row: int | None, words: Words) -> Classes:  # noqa: ARG002  the same in all years
        """All areas with a value have one ground."""
        return Classes(edges=(), edges_second=(), colours=(GROUND,), labels=(), labels_second=(), bars=(), note="")

    def within(self, inside: NDArray[np.bool_]) -> Self:
        """Measure the largest value of the areas `inside`: on the scale of the state's cities villages are dots."""
        largest = float(np.nanmax(self.figures.values[:, inside], initial=0.0))
        return replace(self, largest=largest) if largest > 0 else self

    @property
    def can_switch(self) -> bool:
        """Circles show the number itself, so there are no classes to choose."""
        return False

    def range_text(self, row: int, words: Words) -> str:  # noqa: ARG002  the same in all years
        """Say that a circle can be compared over the years."""
        return words("A circle means the same number in all years.") if len(self.figures.years) > 1 else ""

    def circle(self) -> Circle:
        """How large a circle is."""
        return Circle(value=self.largest or 1.0, radius=LARGEST_PX, least=LEAST_PX)

    def circles(self, row: int) -> Mapping[str, float]:
        """Share of the largest circle's radius by code, only for values above zero."""
        values = shown(self.figures.values[row], self.indicator)
        found = zip(self.figures.codes, values.tolist(), strict=True)
        return {code: radius_share(value, self.largest) for code, value in found if value > 0}

    def key(
        self,
        row: int,  # noqa: ARG002  the same in all years
        words: Words,
        inside: NDArray[np.bool_],  # noqa: ARG002  and everywhere
        *,
        grey: bool = False,  # noqa: ARG002
    ) -> CircleKey:
        """Circles of round numbers."""
        values = dict.fromkeys(round_below(self.largest * share) for share in SAMPLES)
        decimals = self.indicator.decimals
        samples = ((radius_share(v, self.largest), words.number(v, decimals)) for v in values if v > 0)
        return CircleKey(samples=tuple(samples), why=words(WHY_NO_CHOROPLETH))


def circles(indicator: Indicator, figures: Figures, state: ViewState) -> Circles:
    """Measure the largest value of all years, so that a circle means the same in each of them."""
    classing = classed(indicator, figures, state)
    return Circles(indicator, figures, classing, float(np.nanmax(figures.values, initial=0.0)))


def round_below(value: float) -> float:
    """Give the next lower number that is 1, 2 or 5 times a power of ten; 0 below 1."""
    if value < 1:
        return 0.0
    power = 10.0 ** int(np.floor(np.log10(value)))
    return next(step * power for step in (5, 2, 1) if step * power <= value)


def radius_share(value: float, largest: float) -> float:
    """Radius of a circle as a share of the largest one's: the root of the values' share, and never too small to see."""
    return max(LEAST, float(value / largest) ** 0.5) if value > 0 else 0.0
