"""Where the areas of a level stand in the newest figures of an indicator: ranks, median, strip, benchmark, change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from atlas.data.cached import per_atlas
from atlas.data.comparable import levels_compare
from atlas.data.figures import PRECEDENCE
from atlas.model import Kind, Level, ValueState
from atlas.statistics.distribution import median
from atlas.statistics.ranking import n_ranked, ranks
from atlas.views.numbers.strip_plot import Strip, strip
from atlas.views.numbers.uncertainty import intervals

if TYPE_CHECKING:
    import datetime as dt

    from numpy.typing import NDArray

    from atlas.data.figures import Figures
    from atlas.data.store import Atlas
    from atlas.model import Area, Indicator
    from atlas.words.words import Words


@dataclass(frozen=True, eq=False, slots=True)
class Standing:
    """All areas of a level in the newest year of an indicator that has values.

    Attributes
    ----------
    figures : Figures
        All years.
    row : int
        Position of the newest year with a value.
    column : dict of str to int
        Position of each code.
    ranks : ndarray of float, shape (areas,)
        1 for the highest value, NaN without one.
    n : int
        Number of areas with a value.
    median : float
        NaN without any value.
    strip : Strip or None
        None where there are too few values.
    between : tuple of two ndarrays of float, shape (areas,), or None
        Lower and upper ends of the 95 % intervals; None for what is not a rate from counts.
    """

    figures: Figures
    row: int
    column: dict[str, int]
    ranks: NDArray[np.float64]
    n: int
    median: float
    strip: Strip | None
    between: tuple[NDArray[np.float64], NDArray[np.float64]] | None

    @property
    def year(self) -> int:
        """The year shown."""
        return self.figures.years[self.row]

    @property
    def values(self) -> NDArray[np.float64]:
        """Values of that year, shape (areas,); NaN where there is none."""
        return np.asarray(self.figures.values[self.row])

    def value(self, code: str) -> float:
        """Value of an area, NaN where it has none."""
        return float(self.values[self.column[code]])

    def state(self, code: str) -> ValueState:
        """State of an area's value."""
        return PRECEDENCE[int(self.figures.states[self.row, self.column[code]])]

    def interval(self, code: str) -> tuple[float, float]:
        """95 % interval of an area's value, NaN where it has none."""
        if self.between is None:
            return np.nan, np.nan
        low, high = self.between
        return float(low[self.column[code]]), float(high[self.column[code]])

    def others(self, code: str) -> tuple[int, int]:
        """Count the other areas with a lower and with a higher value."""
        own = self.value(code)
        return int(np.count_nonzero(self.values < own)), int(np.count_nonzero(self.values > own))


@per_atlas(maxsize=512)
def standing(atlas: Atlas, key: str, level: Level, territory: dt.date) -> Standing | None:
    """Find where the areas stand; None where the indicator has no figures on that level.

    Raises
    ------
    UnknownKeyError
        The catalogue does not hold the indicator.
    """
    indicator = atlas.indicator(key)
    figures = atlas.figures(indicator, level, territory)
    known = np.flatnonzero(~np.isnan(figures.values).all(axis=1)) if figures.codes else np.empty(0, np.intp)
    if not figures.years:
        return None
    row = int(known[-1]) if known.size else len(figures.years) - 1
    values = figures.values[row]
    n = n_ranked(values)
    return Standing(
        figures,
        row,
        {code: i for i, code in enumerate(figures.codes)},
        ranks(values),
        n,
        median(values),
        strip(values),
        intervals(figures, indicator, row),
    )


@dataclass(frozen=True, slots=True)
class Against:
    """A value to compare with: the district's, the state's, or the median of the level."""

    name: str
    value: float


def benchmarks(atlas: Atlas, indicator: Indicator, area: Area, territory: dt.date, words: Words) -> tuple[Against, ...]:
    """Find what a value of an area is compared with in the same year; the last one is marked on the strip.

    The district for what lies in it, and the state; where the state has no figure (scores and medians cannot be added
    up) the median of the level, called so. Counts are not compared: a larger area has more of everything.
    """
    at, top = standing(atlas, indicator.id, area.level, territory), atlas.scope.top
    if at is None or not at.n or indicator.kind is Kind.COUNT or area.code == top:
        return ()
    found = []
    for code in dict.fromkeys((area.parent, top)):
        above = atlas.areas[territory][code]
        if above.level is Level.DISTRICT and _alone(atlas, area, territory):
            continue
        figures = atlas.figures(indicator, above.level, territory)
        value = figures.value(at.year, code) if at.year in figures.years else None
        if value is not None and levels_compare(indicator, area.level, above.level):
            found.append(Against(above.label, value))
        elif code == top:
            found.append(Against(words("median of the {areas}").format(areas=words.levels(area.level)), at.median))
    return tuple(found)


@per_atlas(maxsize=1024)
def _alone(atlas: Atlas, area: Area, territory: dt.date) -> bool:
    """Say whether the area is all of its district: a comparison with itself would tell nothing."""
    inside = (a for a in atlas.areas[territory].values() if a.level is area.level and a.parent == area.parent)
    return sum(1 for _a in inside) == 1


def strip_text(at: Standing, indicator: Indicator, area: Area, mark: Against | None, words: Words) -> str:
    """Say in one or two sentences what the strip of an area shows."""
    if at.strip is None:
        return ""
    d = indicator.decimals
    below, above = at.others(area.code)
    text = words(
        "{areas}: from {low} to {high}, median {median}. {name}: {value}, higher than {below} and lower than {above} "
        "of the others."
    ).format(
        areas=words.levels(area.level),
        low=words.number(at.strip.low, d),
        high=words.number(at.strip.high, d),
        median=words.number(at.median, d),
        name=area.name,
        value=words.figure(at.value(area.code), d, "", at.state(area.code)),
        below=below,
        above=above,
    )
    if mark is not None and mark.value != at.median:
        text += " " + words("Mark: {name}, {value}.").format(name=mark.name, value=words.number(mark.value, d))
    if at.strip.squeezed:
        text += " " + words("High values stand closer together.")
    return text
