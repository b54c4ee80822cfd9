"""Two indicators on one map: three classes each, nine colours, and a class of its own where either lacks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from atlas.model import Scheme
from atlas.views.map.mapview import breaks_of, class_labels, map_view, number_format
from atlas.views.map.palettes import bivariate_colours

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.model import Breaks, ViewState
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


def bivariate_view(atlas: Atlas, state: ViewState, words: Words) -> dict[str, Any]:
    """Compose what the browser needs for the map of two indicators, as `map_view` does for one."""
    other = atlas.indicator(state.second)
    first, second = both_breaks(atlas, state)
    view = map_view(atlas, state, words)
    return view | {
        "draw": "bivariate",
        "edges": list(first.edges),
        "colours": bivariate_colours(),
        "second": {
            "title": other.title,
            "edges": list(second.edges),
            "format": number_format(other),
            "sentence": words("{title}: {value}."),
        },
    }
