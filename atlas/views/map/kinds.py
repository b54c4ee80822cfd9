"""Which kind of map draws a view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.data.cached import per_atlas
from atlas.data.subject import subject
from atlas.model import Kind
from atlas.views.map.bivariate import bivariate
from atlas.views.map.change import change
from atlas.views.map.choropleth import choropleth
from atlas.views.map.circles import circles
from atlas.views.map.diverging import diverging, signed

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.views.map.representation import Representation
    from atlas.views.query.view_state import ViewState
    from atlas.words.words import Words


@per_atlas(maxsize=256)
def representation_of(atlas: Atlas, state: ViewState, words: Words) -> Representation:
    """Choose the kind of map; the indicator decides it, so that counts are never shaded."""
    first = subject(atlas, state.indicator, state.level, state.territory)
    if state.second:
        other = subject(atlas, state.second, state.level, state.territory)
        return bivariate((first.indicator, first.figures), (other.indicator, other.figures), state)
    if state.change_from:
        return change(first.indicator, first.figures, state, words)
    shaded = diverging if signed(first.figures) else choropleth
    draw = circles if first.indicator.kind is Kind.COUNT else shaded
    return draw(first.indicator, first.figures, state)
