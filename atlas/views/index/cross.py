"""State and change side by side, as city monitors do: four steps of the index, three of its change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from atlas.views.index.built import Built, Index, build, index_scene
from atlas.views.index.recipe import Show
from atlas.views.map.categories import Category, Sides, categories

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from atlas.data.store import Atlas
    from atlas.views.index.recipe import Recipe
    from atlas.views.map.scene import Scene
    from atlas.words.words import Words

#: Where the steps part, in standard deviations of the index (Monitoring Soziale Stadtentwicklung Berlin).
STATE_STEPS, CHANGE_STEPS = (-1.0, 1.0, 1.5), (-1.0, 1.0)
#: By step of the change, then of the state: green where it became better than elsewhere, orange where worse.
COLOURS = (
    ("#d5ecdf", "#9fd0bd", "#5fab93", "#23745f"),
    ("#e4e6ea", "#b9c0cb", "#8791a3", "#565f74"),
    ("#fbe3cd", "#f2b57f", "#d97f35", "#9a4a0c"),
)


@dataclass(frozen=True, eq=False, slots=True)
class Cross:
    """Both indices and where each area stands.

    Attributes
    ----------
    now, change : Index
        Of the same areas.
    state_step, change_step : ndarray of int, shape (areas,)
        From 0; -1 where an area lacks one of the indices.
    """

    now: Index
    change: Index
    state_step: NDArray[np.intp]
    change_step: NDArray[np.intp]

    @property
    def group(self) -> NDArray[np.intp]:
        """Position in the list of all steps, those of the change first; -1 where an area has none."""
        both = self.state_step * len(COLOURS) + self.change_step
        return np.where((self.state_step < 0) | (self.change_step < 0), -1, both)


def state_names(words: Words) -> tuple[str, ...]:
    """Name the steps of the state."""
    return words("low index"), words("middle index"), words("high index"), words("very high index")


def change_names(words: Words) -> tuple[str, ...]:
    """Name the steps of the change."""
    return words("fell more than elsewhere"), words("changed like most"), words("rose more than elsewhere")


def cross(atlas: Atlas, recipe: Recipe, words: Words) -> tuple[Cross | None, Built]:
    """Work both indices out.

    Parameters
    ----------
    atlas : Atlas
        What is known.
    recipe : Recipe
        With the year since which the change is counted.
    words : Words
        Language of the texts.

    Returns
    -------
    crossed : Cross or None
        None where one of the indices cannot be built.
    built : Built
        The index that could not be built, or that of the state, with the notices of both.
    """
    change = build(atlas, recipe, words)
    now = build(atlas, replace(recipe, change_from=0), words)
    notices = tuple(dict.fromkeys((*now.notices, *change.notices)))
    if now.index is None or change.index is None:
        return None, replace(now if now.index is None else change, notices=notices)
    steps = (_steps(now.index, STATE_STEPS), _steps(change.index, CHANGE_STEPS))
    return Cross(now.index, change.index, *steps), replace(now, notices=notices)


def _steps(index: Index, edges: tuple[float, ...]) -> NDArray[np.intp]:
    scores = index.made.scores
    apart = (scores - np.nanmean(scores)) / np.nanstd(scores, ddof=1)
    return np.where(np.isnan(apart), -1, np.digitize(apart, edges))


def cross_text(words: Words) -> str:
    """Say how the steps are made."""
    return words(
        "Steps of the index: more than one standard deviation below the mean of all areas low, up to one above it"
        " middle, up to one and a half high, beyond very high. Steps of the change: one standard deviation below and"
        " above the mean change."
    )


def cross_scene(atlas: Atlas, recipe: Recipe, made: Cross, words: Words) -> Scene:
    """Look the cross up as a view: the areas in the colours of both steps."""
    plain = index_scene(atlas, replace(recipe, change_from=0, show=Show.INDEX), made.now, words)
    groups = [
        Category(f"{state}, {change}", colours[at])
        for at, state in enumerate(state_names(words))
        for change, colours in zip(change_names(words), COLOURS, strict=True)
    ]
    sides = Sides(
        f"{words('Change since')} {recipe.change_from}", words("Index"), change_names(words), state_names(words)
    )
    since = words("index and its change since {year}").format(year=recipe.change_from)
    title = words("{index} and its change since {year}").format(index=plain.indicator.title, year=recipe.change_from)
    indicator = replace(plain.indicator, title=title, unit="")
    heading = since[:1].upper() + since[1:]
    drawn = categories(indicator, plain.figures, groups, made.group, heading, cross_text(words), sides)
    return replace(plain, representation=drawn, recipe=(made.now.text, made.change.text))
