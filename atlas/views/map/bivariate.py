"""Two indicators on one map: three classes each, nine colours, and a class of its own where either lacks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from atlas.model import Scheme
from atlas.views.map.browser_records import Second
from atlas.views.map.mapview import breaks_of, class_labels, number_format
from atlas.views.map.palettes import bivariate_colours

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.model import Breaks, ViewState
    from atlas.views.map.browser_records import View
    from atlas.words.words import Words

SIDE = 3


def both_breaks(atlas: Atlas, state: ViewState) -> tuple[Breaks, Breaks]:
    """Thirds of each indicator over all years that both have, so that a changed colour is a changed value."""
    plain = replace(state, scheme=Scheme.QUANTILES, classes=SIDE, breaks=())
    return breaks_of(atlas, plain), breaks_of(atlas, replace(plain, indicator=state.second, second=state.indicator))


def both_labels(atlas: Atlas, state: ViewState, words: Words) -> tuple[list[str], list[str]]:
    """Name the classes of both indicators."""
    first, second = both_breaks(atlas, state)
    keys = (state.indicator, state.second)
    labels = [class_labels(b, atlas.indicator(k).decimals, words) for k, b in zip(keys, (first, second), strict=True)]
    return labels[0], labels[1]


def of_two(view: View, atlas: Atlas, state: ViewState, words: Words) -> View:
    """Turn what the browser gets of the first indicator into the map of two."""
    other = atlas.indicator(state.second)
    first, second = both_breaks(atlas, state)
    return replace(
        view,
        draw="bivariate",
        edges=first.edges,
        colours=tuple(bivariate_colours()),
        second=Second(
            title=other.title, edges=second.edges, format=number_format(other), sentence=words("{title}: {value}.")
        ),
    )
