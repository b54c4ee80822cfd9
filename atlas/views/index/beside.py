"""Scores that others publish, beside an index: how far both go together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from atlas.data.comparable import is_score
from atlas.statistics.correlation import correlate

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.views.index.built import Index
    from atlas.words.words import Words


@dataclass(frozen=True, slots=True)
class Beside:
    """A published score: its id, title and year, and in a sentence how it goes together with the index."""

    key: str
    title: str
    year: int
    sentence: str


def beside(atlas: Atlas, index: Index, words: Words) -> tuple[Beside, ...]:
    """Correlate an index with the scores of the catalogue that it does not hold itself.

    Parameters
    ----------
    atlas : Atlas
        What is known.
    index : Index
        Of one level and territory.
    words : Words
        Language of the sentences.

    Returns
    -------
    tuple of Beside
        Spearman's coefficient with the newest year of each score on the level, up to that of the recipe; none for an
        index of changes.
    """
    if index.recipe.change_from:
        return ()
    own = {c.item.key for c in index.columns}
    found = []
    for indicator in atlas.catalogue.indicators.values():
        if not is_score(indicator) or not indicator.has_figures or indicator.id in own:
            continue
        figures = atlas.figures(indicator, index.recipe.level, index.recipe.territory)
        year = max((y for y in figures.years if y <= index.recipe.year), default=0)
        if not year:
            continue
        both = correlate(index.made.scores, figures.values[figures.years.index(year)])
        if np.isnan(both.spearman):
            continue
        text = words("Spearman's coefficient {value} over {n} areas; 1 would be the same order, 0 none in common.")
        sentence = text.format(value=words.number(both.spearman, 2), n=words.number(both.n, 0))
        found.append(Beside(indicator.id, indicator.title, year, sentence))
    return tuple(found)
