"""The change map: an indicator and its figures turned into what changed since a year, in colours that part at zero."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from atlas.data.comparable import method_changes
from atlas.data.figures import NOT_MEANINGFUL, OK, ZERO, Figures
from atlas.model import Kind, Polarity, Scheme
from atlas.statistics.change import difference, diverging_breaks, percent_change
from atlas.statistics.classify import class_breaks
from atlas.views.map.classing import Classing, over_of
from atlas.views.map.diverging import Diverging
from atlas.views.map.representation import shown

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from atlas.model import Breaks, Indicator
    from atlas.views.query.view_state import ViewState
    from atlas.words.words import Words

#: Classes on both sides of zero together.
MOST_SIDES = 8


@dataclass(frozen=True, eq=False, slots=True)
class Change(Diverging):
    """Areas in two scales of colours, one for a fall and one for a rise, since a year."""

    since: int

    def heading(self, words: Words) -> str:
        """Say of which year against which, and in which unit."""
        text = words("Change {year} against {since}").replace("{since}", str(self.since))
        return f"{text}, {self.indicator.unit}" if self.indicator.unit else text

    def remark(self, words: Words, *, grey: bool = False) -> str:
        """Say where the colours part."""
        text = (
            words("Dots are a fall since {year}, plain shades a rise.")
            if grey
            else words("The colours part at zero: no change since {year}.")
        )
        first, last = min(self.since, *self.figures.years), max(self.since, *self.figures.years)
        years = ", ".join(str(m.year) for m in method_changes(self.indicator, first, last))
        broken = words("Counted differently from {years} on: a change across such a year is one of the method too.")
        return " ".join(filter(None, (text.format(year=self.since), years and broken.format(years=years))))


def change(indicator: Indicator, figures: Figures, state: ViewState, words: Words) -> Change:
    """Compare all other years with that of the view, in classes of the same size on both sides of zero."""
    of = changed_indicator(indicator, state.change_from, words)
    changed = changed_figures(figures, indicator.kind, state.change_from)

    def find(values: NDArray[np.float64], scheme: Scheme) -> Breaks:
        if scheme is Scheme.MANUAL:
            return class_breaks(values, scheme, state.classes, state.breaks, of.decimals)
        return diverging_breaks(values, min(2 * state.classes, MOST_SIDES), of.decimals)

    classing = Classing(shown(changed.values, of), state.scheme, over_of(state), find)
    return Change(of, changed, classing, state.palette, indicator.polarity, state.change_from)


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
        decimals=changed_decimals(indicator),
    )


def changed_decimals(indicator: Indicator) -> int:
    """Say how many digits after the comma a change is shown with."""
    return 1 if indicator.kind is Kind.COUNT else indicator.decimals


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
