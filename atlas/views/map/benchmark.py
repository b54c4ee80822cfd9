"""What the values of a view are compared with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from atlas.data.comparable import levels_compare
from atlas.data.figures import empty
from atlas.data.part_sums import other_sum
from atlas.data.same_place import known_as
from atlas.model import Kind, Level
from atlas.statistics.distribution import median
from atlas.views.map.change import changed_figures
from atlas.views.query.place_values import NO_BENCHMARK
from atlas.words.districts import district_name

if TYPE_CHECKING:
    from atlas.data.figures import Figures
    from atlas.data.store import Atlas
    from atlas.model import Area, Indicator
    from atlas.views.query.view_state import ViewState
    from atlas.words.words import Words


@dataclass(frozen=True, slots=True)
class Benchmark:
    """What values are compared with: its name and a value for each year shown, None where there is none."""

    name: str
    values: tuple[float | None, ...]

    def told(self, row: int, indicator: Indicator, words: Words) -> tuple[str, float] | None:
        """Name it with its value in a year, and give the value; None where it has none."""
        value = self.values[row]
        if value is None:
            return None
        return f"{self.name}: {words.with_unit(value, indicator.decimals, indicator.unit)}", value


def find_benchmark(
    atlas: Atlas, state: ViewState, indicator: Indicator, figures: Figures, words: Words
) -> Benchmark | None:
    """Find what a view compares with.

    The chosen region, or the state; where the indicator has no figure for the state (scores and medians cannot be added
    up), the median of the areas shown, which is then called so. Counts are not compared: a larger area has more of
    everything.

    Parameters
    ----------
    atlas : Atlas
        What is known.
    state : ViewState
        The view.
    indicator, figures
        As shown: changed since a year where the view shows a change.
    words : Words
        Language of the name.
    """
    if state.benchmark == NO_BENCHMARK or indicator.kind is Kind.COUNT or not figures.years:
        return None
    chosen = atlas.areas[state.territory][state.benchmark or atlas.scope.top]
    area = known_as(atlas, chosen, atlas.indicator(state.indicator), state.territory)
    own = _own_figures(atlas, state, area.level)
    values = tuple(own.value(y, area.code) if y in own.years else None for y in figures.years)
    if any(v is not None for v in values) and levels_compare(indicator, area.level, state.level):
        return Benchmark(area.label, values)
    if state.benchmark:
        return None
    medians = tuple(None if np.isnan(row).all() else median(row) for row in figures.values)
    return Benchmark(words("median of the {areas}").format(areas=words.levels(state.level)), medians)


def find_beside(
    atlas: Atlas, state: ViewState, indicator: Indicator, figures: Figures, words: Words
) -> dict[str, tuple[Benchmark, ...]]:
    """Find what stands beside each selected region: its district, the state, and what the view compares with.

    Parameters are those of `find_benchmark`; without a comparison nothing stands beside.
    """
    if state.benchmark == NO_BENCHMARK:
        return {}
    areas, top = atlas.areas[state.territory], atlas.scope.top
    found = {}
    for code in state.regions:
        area = areas[code]
        above = [p for p in (area.parent,) if p and areas[p].level is Level.DISTRICT and p not in area.place]
        others = [c for c in dict.fromkeys((*above, "", state.benchmark)) if (c or top) != code]
        shown = [
            (areas[c or top], find_benchmark(atlas, replace(state, benchmark=c), indicator, figures, words))
            for c in others
        ]
        named = (
            replace(b, name=district_name(place, words)) if place.level is Level.DISTRICT else b
            for place, b in shown
            if b is not None
        )
        found[code] = (*named, *_sums(atlas, state, area, figures.years, words))
    return found


def sum_name(below: Level, words: Words) -> str:
    """Name the sum of the areas of a level, where it is not what was published for all of them."""
    return words("sum of the {areas}").format(areas=words.levels(below))


def _sums(atlas: Atlas, state: ViewState, area: Area, years: tuple[int, ...], words: Words) -> tuple[Benchmark, ...]:
    """Set the sums of its parts beside an area in the years in which they are not what was published for it."""
    if state.change_from or state.second:
        return ()
    indicator = atlas.indicator(state.indicator)
    sums = [other_sum(atlas, indicator, area, state.territory, year) for year in years]
    known = next((found for found in sums if found is not None), None)
    if known is None:
        return ()
    return (Benchmark(sum_name(known.below, words), tuple(None if s is None else s.value for s in sums)),)


def _own_figures(atlas: Atlas, state: ViewState, level: Level) -> Figures:
    indicator = atlas.indicator(state.indicator)
    figures = atlas.figures(indicator, level, state.territory)
    if state.change_from in figures.years:
        return changed_figures(figures, indicator.kind, state.change_from)
    return empty(figures.codes) if state.change_from else figures
