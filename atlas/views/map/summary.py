"""A view in a sentence or two, for those who do not see the map: what other sites show of a link, alternative texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from atlas.model import Level
from atlas.views.map.citation import view_title
from atlas.views.map.mapview import benchmark_of, figures_of

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.model import ViewState
    from atlas.words.words import Words


def summary(atlas: Atlas, state: ViewState, words: Words) -> str:
    """Say in a sentence or two between which values the areas lie, and what the benchmark has."""
    indicator, figures = figures_of(atlas, state, words)
    row = figures.values[figures.years.index(state.year)]
    known = row[~np.isnan(row)]
    if not known.size:
        return words("No area has a value that may be shown.")

    def written(value: float) -> str:
        return words.with_unit(value, indicator.decimals, indicator.unit)

    sentences = []
    if state.level is not Level.STATE:
        text = words("{what}: {n} of {all} {areas} with a value, between {lowest} and {highest}.")
        filled = {
            "what": indicator.short_title,
            "areas": words.levels_after_number(state.level),
            "lowest": words.number(float(known.min()), indicator.decimals),
            "highest": written(float(known.max())),
        }
        sentences.append(text.format(n=known.size, all=row.size, **filled))
    benchmark = benchmark_of(atlas, state, words)
    own = benchmark.values[figures.years.index(state.year)] if benchmark else None
    if benchmark and own is not None:
        sentences.append(f"{benchmark.name}: {written(own)}.")
    return " ".join(sentences) or f"{words('Thuringia')}: {written(float(known[0]))}."


def alternative_text(atlas: Atlas, state: ViewState, words: Words) -> str:
    """Describe the picture of a view: title, range of values, benchmark."""
    title = words("Map: {title}").format(title=view_title(atlas, state, words))
    return f"{title}. {summary(atlas, state, words)}"
