"""How unequal the areas within a larger one are over the years, or why that cannot be said of an indicator."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from typing import TYPE_CHECKING

import numpy as np

from atlas.data.cached import per_atlas
from atlas.data.comparable import has_zero
from atlas.data.figures import RANK, merge
from atlas.data.inhabitants import INHABITANTS, inhabitants
from atlas.data.regions.atlas_with import own_regions
from atlas.model import TOP_LEVELS, Kind, Level, ValueState
from atlas.statistics.inequality import LEAST, Inequality, inequality

if TYPE_CHECKING:
    import datetime as dt

    from numpy.typing import NDArray

    from atlas.data.figures import Figures
    from atlas.data.store import Atlas
    from atlas.model import Area, Indicator
    from atlas.views.map.scene import Scene
    from atlas.words.words import Words

    Weights = dict[int, NDArray[np.float64]]

#: Larger areas must hold at least so many areas on average: between areas alone lies all there is.
LEAST_IN_GROUP = 2
#: Levels whose areas lie in districts.
IN_DISTRICTS = (Level.MUNICIPALITY, Level.ASSOCIATION)


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Spread:
    """How far the areas of a level within a larger one lie apart.

    Attributes
    ----------
    indicator : Indicator
        What is measured.
    within : Area
        The larger area.
    level : Level
        Of its areas.
    between : Level or None
        What lies between both, so that Theil's index has two parts; None where nothing does.
    areas : int
        How many areas of the level there are in it.
    years : dict of int to Inequality
        Measures by year, ascending.
    hidden, without : dict of int to int
        Areas that do not count, by year: those whose value is hidden, and those that have none or nobody to count by.
    weights : dict of int to ndarray of float, shape (areas,)
        By what each area counts in a year; 0 where it does not.
    counted_by : str
        What areas count by, in a sentence.
    counted_from : tuple of str
        Tables of what they count by, where it is no part of the indicator.
    why_none : str
        Why there is no year; empty where there is one.
    """

    indicator: Indicator
    within: Area
    level: Level
    between: Level | None = None
    areas: int = 0
    years: dict[int, Inequality] = field(default_factory=dict)
    hidden: dict[int, int] = field(default_factory=dict)
    without: dict[int, int] = field(default_factory=dict)
    weights: dict[int, NDArray[np.float64]] = field(default_factory=dict)
    counted_by: str = ""
    counted_from: tuple[str, ...] = ()
    why_none: str = ""

    @property
    def newest(self) -> int:
        """The newest year that is measured."""
        return max(self.years)

    def in_common(self, one: int, other: int) -> float:
        """Say which share of what counts in two years lies in areas that count in both; the smaller one."""
        both = (self.weights[one] > 0) & (self.weights[other] > 0)
        return min(float(w[both].sum() / w.sum()) for w in (self.weights[one], self.weights[other]))


@per_atlas(maxsize=1024)
def spread(atlas: Atlas, key: str, level: Level, within: str, territory: dt.date, words: Words) -> Spread:
    """Measure in each year how unequal the areas of a level are that lie in a larger one.

    An area counts by those of whom the indicator tells: its denominator where it is computed from counts, its
    inhabitants otherwise, each of the nearest year that is known. Hidden and missing values do not count.

    Parameters
    ----------
    atlas : Atlas
        What is known.
    key : str
        Id of the indicator.
    level : Level
        Of the areas that are measured.
    within : str
        Code of the larger area.
    territory : date
        Territory date.
    words : Words
        Language of the texts.
    """
    indicator, larger = atlas.indicator(key), atlas.areas[territory][within]
    figures = atlas.figures(indicator, level, territory)
    inside = lie_within(atlas, larger, level, territory)
    values, n = figures.values[:, inside], int(inside.sum())
    why_none = _refusal(indicator, values, n, words)
    if why_none:
        return Spread(indicator=indicator, within=larger, level=level, areas=n, why_none=why_none)
    between, groups = _groups(atlas, larger.level, level, territory, inside)
    every, counted_by, counted_from = _weights(atlas, indicator, level, territory, words)
    found, weights = {}, {}
    for year, own in zip(figures.years, values, strict=True):
        by = _nearest(every, year)
        measured = None if by is None else inequality(own, by[inside], groups)
        if by is not None and measured is not None:
            found[year], weights[year] = measured, np.where(np.isnan(own), 0, by[inside])
    hidden = _hidden(figures, inside)
    return Spread(
        indicator=indicator,
        within=larger,
        level=level,
        between=between,
        areas=n,
        years=found,
        hidden=hidden,
        without={year: n - one.n - hidden[year] for year, one in found.items()},
        weights=weights,
        counted_by=counted_by,
        counted_from=counted_from,
        why_none="" if found else _why_no_year(values, words),
    )


def spread_of(atlas: Atlas, shown: Scene) -> Spread:
    """Measure the areas among which a view tells ranks: those of its level, or those in its one district."""
    state = shown.state
    within = atlas.scope.top if shown.focus is None or shown.focus.alone else shown.focus.code
    return spread(atlas, state.indicator, state.level, within, state.territory, shown.words)


def lie_within(atlas: Atlas, larger: Area, level: Level, territory: dt.date) -> NDArray[np.bool_]:
    """Say which areas of a level lie in a larger one, in the order of their codes."""
    codes, regions = atlas.codes(level, territory), own_regions(atlas)
    if larger.code == atlas.scope.top:
        return np.ones(len(codes), bool)
    holders: tuple[str, ...] = codes
    if larger.level is Level.SOCIAL_REGION and regions is not None:
        of = regions.social.holders if level is Level.MUNICIPALITY else {}
        holders = tuple(of.get(code, "") for code in codes)
    elif level is not larger.level:
        holders = atlas.holders(level, larger.level, territory)
    return np.array([holder == larger.code for holder in holders], bool)


def _refusal(indicator: Indicator, values: NDArray[np.float64], n: int, words: Words) -> str:
    if indicator.kind is Kind.COUNT:
        return words("Counts are not measured: a larger area has more of everything.")
    if not has_zero(indicator):
        return words("Scores are not measured: they have no zero point from which one could be twice another.")
    if (values < 0).any():
        return words("Values below zero are not measured: shares of a sum with negative parts mean nothing.")
    if n < LEAST:
        return words("There are fewer than five areas; that is too few to measure how unequal they are.")
    return ""


def _why_no_year(values: NDArray[np.float64], words: Words) -> str:
    if ((values == 0).sum(axis=1) >= LEAST).any():
        return words("All values are zero: there is nothing that could be spread unequally.")
    return words("Fewer than five areas have a value; that is too few to measure how unequal they are.")


def level_between(larger: Level, level: Level) -> Level | None:
    """Name the level whose areas hold those of a level and lie in a larger one."""
    if larger in TOP_LEVELS and level in IN_DISTRICTS:
        return Level.DISTRICT
    if larger is Level.WHOLE and level is Level.DISTRICT:
        return Level.STATE
    return Level.ASSOCIATION if larger is Level.DISTRICT and level is Level.MUNICIPALITY else None


def _groups(
    atlas: Atlas, larger: Level, level: Level, territory: dt.date, inside: NDArray[np.bool_]
) -> tuple[Level | None, tuple[str, ...]]:
    """Name the group of each area; there are none where they would be one, or mostly areas alone."""
    between = level_between(larger, level)
    if between is None:
        return None, ()
    holders = atlas.holders(level, between, territory)
    groups = tuple(holder for holder, there in zip(holders, inside, strict=True) if there)
    return (between, groups) if 1 < len(set(groups)) <= len(groups) / LEAST_IN_GROUP else (None, ())


def _weights(
    atlas: Atlas, indicator: Indicator, level: Level, territory: dt.date, words: Words
) -> tuple[Weights, str, tuple[str, ...]]:
    """Give weights by year, what they are in a sentence, and their tables where the indicator has other ones."""
    # years that the first formula has no denominator of may have one by the next, as in the figures themselves
    below = [f.denominator for f in indicator.formulas if f.denominator and atlas.declared[f.denominator].sums]
    tables: tuple[str, ...] = ()
    if below:
        found = reduce(merge, (atlas.measured(measure, level, territory) for measure in below))
        by = words("Each area counts by the denominator of the indicator, of the nearest year that is known.")
    elif (people := inhabitants(atlas, level, territory)) is not None:
        found, tables = people, tuple(m.table for m in atlas.indicator(INHABITANTS).measures)
        by = words("Each area counts by its inhabitants, of the nearest year that is known.")
    else:
        return {0: np.ones(len(atlas.codes(level, territory)))}, words("Each area counts the same."), ()
    return dict(zip(found.years, np.nan_to_num(found.values), strict=True)), by, tables


def _nearest(weights: Weights, year: int) -> NDArray[np.float64] | None:
    return weights[min(weights, key=lambda known: (abs(known - year), -known))] if weights else None


def _hidden(figures: Figures, inside: NDArray[np.bool_]) -> dict[int, int]:
    secret = (figures.states[:, inside] == RANK[ValueState.SECRET]).sum(axis=1).tolist()
    return dict(zip(figures.years, secret, strict=True))
