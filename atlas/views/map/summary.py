"""A view in a sentence or two, for those who do not see the map: what other sites show of a link, alternative texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from atlas.model import Level
from atlas.views.map.citation import view_title
from atlas.views.map.mapview import benchmark_of, figures_of
from atlas.views.query.view_query import LEVEL_NAMES
from atlas.words.texts import number, with_unit

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.model import ViewState
    from atlas.words.texts import Translate


def summary(atlas: Atlas, state: ViewState, _: Translate) -> str:
    """Say in a sentence or two between which values the areas lie, and what the benchmark has."""
    indicator, figures = figures_of(atlas, state, _)
    row = figures.values[figures.years.index(state.year)]
    known = row[~np.isnan(row)]
    if not known.size:
        return _("No area has a value that may be shown.")

    def written(value: float) -> str:
        return with_unit(value, indicator.decimals, indicator.unit)

    sentences = []
    if state.level is not Level.STATE:
        text = _("{what}: {n} of {all} {areas} with a value, between {lowest} and {highest}.")
        words = {
            "what": indicator.short_title,
            "areas": _(LEVEL_NAMES[state.level]),
            "lowest": number(float(known.min()), indicator.decimals),
            "highest": written(float(known.max())),
        }
        sentences.append(text.format(n=known.size, all=row.size, **words))
    benchmark = benchmark_of(atlas, state, _)
    own = benchmark.values[figures.years.index(state.year)] if benchmark else None
    if benchmark and own is not None:
        sentences.append(f"{benchmark.name}: {written(own)}.")
    return " ".join(sentences) or f"{_('Thuringia')}: {written(float(known[0]))}."


def alternative_text(atlas: Atlas, state: ViewState, _: Translate) -> str:
    """Describe the picture of a view: title, range of values, benchmark."""
    title = _("Map: {title}").format(title=view_title(atlas, state, _))
    return f"{title}. {summary(atlas, state, _)}"
