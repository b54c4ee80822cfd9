"""Figures as a flat table for people who go on working with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.data.figures import PRECEDENCE

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.store import Atlas
    from atlas.model import Indicator, Level


def observations(atlas: Atlas, indicator: Indicator, level: Level, territory: dt.date) -> pd.DataFrame:
    """Write figures as rows.

    Parameters
    ----------
    atlas : Atlas
        Holds the figures.
    indicator : Indicator
        Which figures.
    level : Level
        Of which areas.
    territory : date
        Territory date.

    Returns
    -------
    DataFrame
        Columns ``code, name, year, value, state, numerator, denominator``, by year and code; value, numerator and
        denominator are missing together where the state has no value.
    """
    figures = atlas.figures(indicator, level, territory)
    n, m = figures.values.shape
    nothing = np.full(figures.values.shape, np.nan)
    return pd.DataFrame(
        {
            "code": np.tile(figures.codes, n),
            "name": np.tile([atlas.areas[territory][c].name for c in figures.codes], n),
            "year": np.repeat(figures.years, m),
            "value": figures.values.ravel(),
            "state": [str(PRECEDENCE[s]) for s in figures.states.ravel()],
            "numerator": (nothing if figures.numerator is None else figures.numerator).ravel(),
            "denominator": (nothing if figures.denominator is None else figures.denominator).ravel(),
        }
    )
