"""Why chosen indicators make no types, in a sentence that names them and says what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from atlas.statistics.types import MIN_INDICATORS, NUMBERS

if TYPE_CHECKING:
    import pandas as pd

    from atlas.model import Indicator
    from atlas.views.types.query import TypesState
    from atlas.words.words import Words


def why_none(figures: pd.DataFrame, indicators: tuple[Indicator, ...], state: TypesState, words: Words) -> str:
    """Say why there are no types.

    Parameters
    ----------
    figures : DataFrame of float, shape (areas, indicators)
        What they should have been made of.
    indicators : tuple of Indicator
        Of its columns.
    state : TypesState
        What was asked for.
    words : Words
        Language of the sentence.
    """
    if len(indicators) < MIN_INDICATORS:
        return words("Types need at least two indicators; choose more of them.")
    values = figures.to_numpy(np.float64)
    known = values[np.isfinite(values).all(axis=1)]
    least = max(state.k, NUMBERS[0]) + 1
    different = len(np.unique(known, axis=0))
    flat = known.min(axis=0) == known.max(axis=0) if len(known) else np.zeros(len(indicators), bool)
    if len(known) >= least and (~flat).sum() < MIN_INDICATORS:
        same = ", ".join(i.short_title for i, is_flat in zip(indicators, flat, strict=True) if is_flat)
        text = words("The same in all areas, so it tells none from another: {titles}; types need two others.")
        return text.format(titles=same)
    rarest = indicators[int(np.isfinite(values).sum(axis=0).argmin())]
    text = words(
        "{n} {areas} have a value in all of these indicators and differ, and {k} types need at least {least}; choose "
        'fewer types, or leave out "{rarest}", which the fewest areas have.'
    )
    areas = words.levels_after_number(state.level)
    return text.format(n=different, areas=areas, k=least - 1, least=least, rarest=rarest.short_title)
