"""Two indicators against each other, as need and supply: each in thirds, and the areas in the upper third of both."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from atlas.data.figures import N_VALUELESS, Figures
from atlas.model import Scheme
from atlas.statistics.classify import assign, class_breaks
from atlas.statistics.rounding import as_read
from atlas.views.index.built import Index, index_scene
from atlas.views.map.categories import Category, Sides, categories
from atlas.views.map.palettes import bivariate_colours

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from atlas.data.store import Atlas
    from atlas.views.index.columns import Column
    from atlas.views.index.recipe import Recipe
    from atlas.views.map.scene import Scene
    from atlas.words.words import Words

THIRDS = 3
#: Indicators that are set against each other.
TWO = 2


@dataclass(frozen=True, eq=False, slots=True)
class Pair:
    """Where each area stands.

    Attributes
    ----------
    index : Index
        Of the two indicators, for their figures and the ranking.
    steps : ndarray of int, shape (2, areas)
        Third of either indicator, 0 to 2, turned as its direction says: 2 is much need, and little supply. -1 where an
        area lacks one of them.
    """

    index: Index
    steps: NDArray[np.intp]

    @property
    def group(self) -> NDArray[np.intp]:
        """Position among the nine groups, those of the first indicator side by side; -1 where an area has none."""
        first, second = self.steps
        return np.where((first < 0) | (second < 0), -1, first + THIRDS * second)

    @property
    def corner(self) -> tuple[int, ...]:
        """Positions of the areas in the upper third twice, the highest index first."""
        both = self.group == THIRDS * THIRDS - 1
        return tuple(at for at in self.index.order if both[at])


def pair(index: Index) -> Pair | None:
    """Put both indicators of an index in thirds; None unless there are two."""
    if len(index.columns) != TWO:
        return None
    steps = np.array([_thirds(column) for column in index.columns])
    missing = (steps < 0).any(axis=0)
    return Pair(index, np.where(missing, -1, steps))


def _thirds(column: Column) -> NDArray[np.intp]:
    values = as_read(column.values, column.indicator.decimals)
    known = values[~np.isnan(values)]
    breaks = class_breaks(known, Scheme.QUANTILES, THIRDS, (), column.indicator.decimals)
    found = assign(values, breaks)
    # where many areas share a value there are two groups, and the higher one is still the upper
    step = found * (THIRDS - 1) // max(1, breaks.k - 1)
    return np.where(found < 0, -1, step if column.item.rises else THIRDS - 1 - step)


def step_names(words: Words) -> tuple[str, ...]:
    """Name the thirds."""
    return words("lower third"), words("middle third"), words("upper third")


def turned_name(column: Column, words: Words) -> str:
    """Name an indicator the way it is turned."""
    if column.item.rises:
        return column.indicator.short_title
    return words("{name} (low values first)").format(name=column.indicator.short_title)


def pair_text(made: Pair, words: Words) -> str:
    """Say how the groups are made."""
    text = words(
        "{first} to the right, {second} upwards, each in thirds of the areas; where a low value raises the index the"
        " thirds are turned."
    )
    first, second = (turned_name(c, words) for c in made.index.columns)
    return text.format(first=first, second=second)


def pair_scene(atlas: Atlas, recipe: Recipe, made: Pair, words: Words) -> Scene:
    """Look both indicators up as a view: the areas in the colours of both thirds."""
    plain = index_scene(atlas, recipe, made.index, words)
    first, second = (turned_name(c, words) for c in made.index.columns)
    steps = step_names(words)
    groups = [
        Category(f"{first}: {steps[a]}; {second}: {steps[b]}", bivariate_colours()[a + THIRDS * b])
        for b in range(THIRDS)
        for a in range(THIRDS)
    ]
    title = words("{first} and {second}").format(first=first, second=second)
    indicator = replace(plain.indicator, title=title, unit="")
    shown = plain.figures
    values = np.where(made.group[np.newaxis] < 0, np.nan, shown.values)
    figures = Figures(shown.codes, shown.years, values, np.where(np.isnan(values), _reasons(made), shown.states))
    sides = Sides(first, second, steps, steps)
    drawn = categories(indicator, figures, groups, made.group, words("Thirds"), pair_text(made, words), sides)
    return replace(plain, representation=drawn, recipe=(made.index.text,))


def _reasons(made: Pair) -> NDArray[np.uint8]:
    """Say of areas in no group why: by the state that hides most."""
    states: NDArray[np.uint8] = np.min([c.states for c in made.index.columns], axis=0).astype(np.uint8)
    return np.minimum(states, np.uint8(N_VALUELESS - 1))
