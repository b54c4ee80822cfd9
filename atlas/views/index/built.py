"""An index worked out: scores, what each indicator adds, how firm the ranks are, and the map of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from atlas.data.cached import per_atlas
from atlas.data.computed import computed_score, with_indicator
from atlas.data.figures import N_VALUELESS, OK, Figures
from atlas.statistics.composite import (
    MIN_AREAS,
    MIN_INDICATORS,
    Composite,
    Stability,
    Standard,
    composite,
    stability,
    standardised,
)
from atlas.statistics.ranking import ranks
from atlas.views.index.columns import columns
from atlas.views.index.recipe import Show
from atlas.views.index.told import lacking, recipe_text, scale_unit
from atlas.views.map.scene import scene
from atlas.views.query.view_state import ViewState

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from atlas.data.store import Atlas
    from atlas.model import Indicator
    from atlas.views.index.columns import Column
    from atlas.views.index.recipe import Recipe
    from atlas.views.map.scene import Scene
    from atlas.words.words import Words

    Floats = NDArray[np.float64]

#: Id of the computed indicator; none of the catalogue begins with the sign.
KEY = "_index"


@dataclass(frozen=True, eq=False, slots=True)
class Index:
    """An index of all areas of a level.

    Attributes
    ----------
    recipe : Recipe
        What it is made of, without selected areas.
    columns : tuple of Column
        Its figures.
    scaled : ndarray of float, shape (areas, indicators)
        On one scale.
    made : Composite
        Scores and contributions.
    rank : ndarray of float, shape (areas,)
        1 for the highest score; NaN without one.
    firm : Stability
        Ranks under other weights and scales.
    states : ndarray of uint8, shape (areas,)
        Why an area has no score, or that it is estimated.
    text : str
        The recipe in words.
    """

    recipe: Recipe
    columns: tuple[Column, ...]
    codes: tuple[str, ...]
    scaled: Floats
    made: Composite
    rank: Floats
    firm: Stability
    states: NDArray[np.uint8]
    text: str

    @property
    def year(self) -> int:
        """The newest year of its figures."""
        return max(c.year for c in self.columns)

    @property
    def decimals(self) -> int:
        """Digits after the comma that scores are shown with."""
        return 2 if self.recipe.standard is Standard.Z else 1

    @property
    def order(self) -> list[int]:
        """Positions of the areas with a score, the highest first."""
        known = np.flatnonzero(~np.isnan(self.made.scores))
        return sorted(known.tolist(), key=lambda at: (self.rank[at], self.codes[at]))


@dataclass(frozen=True, slots=True)
class Built:
    """An index, or in a sentence why there is none; and what was left out of it."""

    index: Index | None
    why_none: str
    notices: tuple[str, ...]


def build(atlas: Atlas, recipe: Recipe, words: Words) -> Built:
    """Work an index out; selected areas do not matter, so the same recipe is worked out once."""
    return _build(atlas, replace(recipe, regions=(), release="", show=Show.INDEX), words)


@per_atlas(maxsize=16)
def _build(atlas: Atlas, recipe: Recipe, words: Words) -> Built:
    found, notices = columns(atlas, recipe, words)
    why = _why_none(found, words)
    if why:
        return Built(None, why, notices)
    values = np.column_stack([c.values for c in found])
    weights, rises = [c.item.weight for c in found], [c.item.rises for c in found]
    scaled = standardised(values, recipe.standard, rises)
    made = composite(scaled, weights, others_stand_in=recipe.others_stand_in)
    if np.count_nonzero(~np.isnan(made.scores)) < MIN_AREAS:
        few = words("Fewer than three areas have a value of all these indicators; choose fewer of them.")
        return Built(None, few, notices)
    index = Index(
        recipe=recipe,
        columns=found,
        codes=atlas.codes(recipe.level, recipe.territory),
        scaled=scaled,
        made=made,
        rank=ranks(made.scores.round(9)),
        firm=_firm(found, others_stand_in=recipe.others_stand_in),
        states=_states(found, made.scores),
        text=recipe_text(recipe, found, words),
    )
    return Built(index, "", notices)


def _firm(found: tuple[Column, ...], *, others_stand_in: bool) -> Stability:
    """Draw in one order of the indicators: in which they were chosen must not move a range."""
    drawn = sorted(found, key=lambda column: column.item.key)
    values = np.column_stack([c.values for c in drawn])
    rises, weights = [c.item.rises for c in drawn], [c.item.weight for c in drawn]
    return stability(values, rises, weights, others_stand_in=others_stand_in)


def _why_none(found: tuple[Column, ...], words: Words) -> str:
    if len(found) < MIN_INDICATORS:
        return words("An index needs at least two indicators; choose more of them.")
    if sum(c.item.weight > 0 for c in found) < MIN_INDICATORS:
        return words("An index needs at least two weights above 0; raise one of them.")
    if any(np.count_nonzero(~np.isnan(c.values)) < MIN_AREAS for c in found):
        return words("Fewer than three areas have a value of one of these indicators; leave it out.")
    return ""


def _states(found: tuple[Column, ...], scores: Floats) -> NDArray[np.uint8]:
    """Say why an area has no score by the state that hides most; a score is estimated where one of its figures is."""
    all_states = np.array([c.states for c in found if c.item.weight])
    without = all_states.min(axis=0)
    with_one = np.where(all_states < N_VALUELESS, OK, all_states).min(axis=0)
    states: NDArray[np.uint8] = np.where(np.isnan(scores), without, with_one).astype(np.uint8)
    return states


def index_scene(atlas: Atlas, recipe: Recipe, index: Index, words: Words) -> Scene:
    """Look an index up as a view: its map, legend and prints are made like those of any indicator."""
    more = _with_index(atlas, index.recipe, words)
    state = ViewState(
        indicator=KEY,
        level=recipe.level,
        territory=recipe.territory,
        usual_territory=recipe.usual_territory,
        year=index.year,
        regions=recipe.regions,
        benchmark="none",
        release=recipe.release,
        social_regions=recipe.social_regions,
    )
    return replace(scene(more, state, words), recipe=(index.text,), lacking=lacking(recipe, words))


@per_atlas(maxsize=16)
def _with_index(atlas: Atlas, recipe: Recipe, words: Words) -> Atlas:
    index = _build(atlas, recipe, words).index
    assert index is not None  # noqa: S101  asked only for what was built
    figures = Figures(index.codes, (index.year,), index.made.scores[np.newaxis], index.states[np.newaxis])
    return with_indicator(atlas, _indicator(atlas, index, words), figures, recipe.level, recipe.territory)


def _indicator(atlas: Atlas, index: Index, words: Words) -> Indicator:
    since = index.recipe.change_from
    counted = words.counted("Index of one indicator", "Index of {n} indicators", len(index.columns))
    return computed_score(
        KEY,
        words("{index}, changes since {year}").format(index=counted, year=since) if since else counted,
        words("Index"),
        index.text,
        [atlas.indicator(c.item.key) for c in index.columns],
        unit=scale_unit(index.recipe.standard, words),
        decimals=index.decimals,
    )
