"""The figures that an index is made of: each indicator of its newest year, or its change since a year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from atlas.data.comparable import method_changes
from atlas.data.figures import NOT_MEANINGFUL, OK, ZERO
from atlas.data.inhabitants import inhabitants
from atlas.views.map.change import changed_figures, changed_indicator

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from atlas.data.store import Atlas
    from atlas.model import Indicator
    from atlas.views.index.recipe import Item, Recipe
    from atlas.words.words import Words


@dataclass(frozen=True, eq=False, slots=True)
class Column:
    """The figures of one indicator of a recipe.

    Attributes
    ----------
    item : Item
        Weight and direction.
    indicator : Indicator
        As the catalogue has it, or its change.
    year, since : int
        Whose figures these are; `since` is 0 where they are no change.
    values : ndarray of float, shape (areas,)
        NaN where there is none that may be shown.
    states : ndarray of uint8, shape (areas,)
        Positions in `atlas.data.figures.PRECEDENCE`.
    """

    item: Item
    indicator: Indicator
    year: int
    since: int
    values: NDArray[np.float64]
    states: NDArray[np.uint8]

    @property
    def when(self) -> str:
        """The year, or both."""
        return f"{self.since}\N{EN DASH}{self.year}" if self.since else str(self.year)

    @property
    def broken(self) -> tuple[int, ...]:
        """Years between both from which on the figures are counted differently."""
        found = method_changes(self.indicator, self.since, self.year) if self.since else ()
        return tuple(change.year for change in found)

    @property
    def flat(self) -> bool:
        """Whether the figures are the same everywhere, or of fewer than two areas."""
        known = self.values[~np.isnan(self.values)]
        return bool(known.size < 2 or known.min() == known.max())  # noqa: PLR2004  one has no difference


def columns(atlas: Atlas, recipe: Recipe, words: Words) -> tuple[tuple[Column, ...], tuple[str, ...]]:
    """Look the figures of a recipe up.

    Parameters
    ----------
    atlas : Atlas
        What is known.
    recipe : Recipe
        What is asked for.
    words : Words
        Language of the notices.

    Returns
    -------
    columns : tuple of Column
        Of the indicators that have figures in the years asked for.
    notices : tuple of str
        Which have not.
    """
    found, notices = [], []
    small = _small(atlas, recipe)
    for item in recipe.items:
        column = _column(atlas, recipe, item, small, words)
        if column is None:
            text = words('"{indicator}" has no figures for these years and is left out.')
            notices.append(text.format(indicator=atlas.indicator(item.key).short_title))
        elif column.flat:
            text = words('"{indicator}" is the same everywhere and tells no area from another; it is left out.')
            notices.append(text.format(indicator=column.indicator.short_title))
        else:
            found.append(column)
    return tuple(found), tuple(notices)


def _column(atlas: Atlas, recipe: Recipe, item: Item, small: NDArray[np.bool_], words: Words) -> Column | None:
    indicator = atlas.indicator(item.key)
    figures = atlas.figures(indicator, recipe.level, recipe.territory)
    year = max((y for y in figures.years if y <= recipe.year), default=0)
    if not year:
        return None
    since = 0
    if recipe.change_from:
        before = [y for y in figures.years if y < year]
        if not before:
            return None
        since = min(before, key=lambda y: (abs(y - recipe.change_from), y))
        figures = changed_figures(figures, indicator.kind, since)
        indicator = changed_indicator(indicator, since, words)
    row = figures.years.index(year)
    states = np.where(figures.states[row] == ZERO, OK, figures.states[row]).astype(np.uint8)
    states = np.where(small, NOT_MEANINGFUL, states).astype(np.uint8)
    return Column(item, indicator, year, since, np.where(small, np.nan, figures.values[row]), states)


def _small(atlas: Atlas, recipe: Recipe) -> NDArray[np.bool_]:
    """Find the areas with fewer inhabitants than the recipe asks for, in the newest year that is known."""
    people = inhabitants(atlas, recipe.level, recipe.territory) if recipe.least else None
    if people is None:
        return np.zeros(len(atlas.codes(recipe.level, recipe.territory)), bool)
    enough: NDArray[np.bool_] = people.values[-1] >= recipe.least
    return ~enough
