"""Areas in types: the figures that make them, and the map of them as a scene."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.data.cached import per_atlas
from atlas.data.computed import computed_score, with_indicator
from atlas.data.figures import OK, RANK, UNKNOWN, Figures
from atlas.errors import DataError
from atlas.model import Indicator, ValueState
from atlas.statistics.types import find_types
from atlas.views.map.categories import Category, categories
from atlas.views.map.palettes import group_colours
from atlas.views.map.scene import scene
from atlas.views.query.place_values import NO_BENCHMARK
from atlas.views.query.view_state import ViewState
from atlas.views.types.choose import row_until
from atlas.views.types.marks import in_a_line, marks_of
from atlas.views.types.recipe import caveats, firmness, recipe
from atlas.views.types.why_none import why_none

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.statistics.types import Types
    from atlas.views.map.scene import Scene
    from atlas.views.types.query import TypesState
    from atlas.words.words import Words

ID = "types"
#: So many types are described below the legend of a printed map; more of them at its foot, where there is more room.
MOST_IN_LEGEND = 6
SECRET = RANK[ValueState.SECRET]


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Typed:
    """Areas in types.

    Attributes
    ----------
    state : TypesState
        What was asked for.
    indicators : tuple of Indicator
        Those chosen, in the order of the address; also those that are the same everywhere.
    years : tuple of int
        Of the figures of each of them.
    figures : DataFrame
        Values of all areas of the level by code and id.
    states : ndarray of uint8, shape (areas, indicators)
        What each of the values is.
    found : Types
        The types.
    scene : Scene
        Their map.
    recipe : tuple of str
        How they came about, in sentences.
    """

    state: TypesState
    indicators: tuple[Indicator, ...]
    years: tuple[int, ...]
    figures: pd.DataFrame
    states: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]
    found: Types
    scene: Scene
    recipe: tuple[str, ...]

    def name(self, kind: int) -> str:
        """Name a type by its number."""
        return self.scene.words("Type {number}").format(number=kind + 1)


@per_atlas(maxsize=32)
def typed(atlas: Atlas, state: TypesState, words: Words) -> Typed:
    """Sort the areas of a level into types.

    Parameters
    ----------
    atlas : Atlas
        What is known.
    state : TypesState
        A valid one, as `atlas.views.types.query.read_types_query` gives it.
    words : Words
        Language of names and sentences.

    Raises
    ------
    DataError
        The chosen indicators make no types; the sentence says why.
    """
    level, territory = state.level, state.territory
    indicators = tuple(atlas.indicator(key) for key in state.items)
    figures = [atlas.figures(i, level, territory) for i in indicators]
    rows = [row_until(atlas, i, level, territory, state.year) for i in indicators]
    years = tuple(f.years[row] for f, row in zip(figures, rows, strict=True))
    codes = atlas.codes(level, territory)
    table = pd.DataFrame(
        {i.id: f.values[row] for i, f, row in zip(indicators, figures, rows, strict=True)}, index=list(codes)
    )
    states = np.column_stack([f.states[row] for f, row in zip(figures, rows, strict=True)])
    try:
        found = find_types(table, state.k, state.method)
    except DataError:
        raise DataError(why_none(table, indicators, state, words)) from None
    said = recipe(found, state, tuple(zip(indicators, years, strict=True)), words)
    by_id = {i.id: i for i in indicators}
    names = tuple(words("Type {number}").format(number=number + 1) for number in range(found.k))
    lines = (in_a_line(marks_of(found, table, by_id, number, words), words) for number in range(found.k))
    note = " ".join(f"{name}: {line}." for name, line in zip(names, lines, strict=True))
    foot = (*said, firmness(found, words), caveats(words)[0])
    if found.k > MOST_IN_LEGEND:
        note, foot = "", (note, *foot)
    shown = _scene(atlas, state, (indicators, years, states), found, (names, note, words))
    return Typed(
        state=state,
        indicators=indicators,
        years=years,
        figures=table,
        states=states,
        found=found,
        scene=replace(shown, recipe=foot),
        recipe=said,
    )


def _scene(
    atlas: Atlas,
    state: TypesState,
    made_of: tuple[tuple[Indicator, ...], tuple[int, ...], np.ndarray[tuple[int, ...], np.dtype[np.uint8]]],
    found: Types,
    said: tuple[tuple[str, ...], str, Words],
) -> Scene:
    """Draw the map of types as that of an indicator whose classes have names."""
    (indicators, years, states), (names, note, words) = made_of, said
    codes = atlas.codes(state.level, state.territory)
    of = np.full(len(codes), -1, np.intp)
    of[[codes.index(code) for code in found.codes]] = found.of
    lacking = np.where((states == SECRET).any(axis=1), SECRET, UNKNOWN)
    figures = Figures(
        codes,
        (max(years),),
        np.where(of < 0, np.nan, of + 1.0)[np.newaxis],
        np.where(of < 0, lacking, OK).astype(np.uint8)[np.newaxis],
    )
    indicator = _indicator(indicators, words)
    more = with_indicator(atlas, indicator, figures, state.level, state.territory)
    view = ViewState(
        indicator=indicator.id,
        level=state.level,
        territory=state.territory,
        usual_territory=state.usual_territory,
        year=max(years),
        benchmark=NO_BENCHMARK,
        release=state.release,
        social_regions=state.social_regions,
    )
    groups = [Category(name, colour) for name, colour in zip(names, group_colours(found.k), strict=True)]
    drawn = categories(indicator, figures, groups, of, words("Types"), note)
    return replace(scene(more, view, words), representation=drawn)


def _indicator(made_of: tuple[Indicator, ...], words: Words) -> Indicator:
    """Make an indicator of the types whose sources are those of the figures that make them."""
    text = words("Areas that are alike in the chosen indicators have the same type.")
    return computed_score(ID, words("Types of areas"), words("Types"), text, made_of)
