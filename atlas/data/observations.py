"""Figures as a flat table for people who go on working with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.data.figures import PRECEDENCE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atlas.data.figures import Figures
    from atlas.model import Area


def observations(figures: Figures, areas: Mapping[str, Area]) -> pd.DataFrame:
    """Write figures as rows.

    Parameters
    ----------
    figures : Figures
        Figures of an indicator, hidden values already hidden.
    areas : mapping of str to Area
        Areas of the territory date by code, for their names.

    Returns
    -------
    DataFrame
        Columns ``code, name, year, value, state, numerator, denominator``, by year and code; value, numerator and
        denominator are missing together where the state has no value.
    """
    n, m = figures.values.shape
    nothing = np.full(figures.values.shape, np.nan)
    return pd.DataFrame(
        {
            "code": np.tile(figures.codes, n),
            "name": np.tile([areas[c].name for c in figures.codes], n),
            "year": np.repeat(figures.years, m),
            "value": figures.values.ravel(),
            "state": [str(PRECEDENCE[s]) for s in figures.states.ravel()],
            "numerator": (nothing if figures.numerator is None else figures.numerator).ravel(),
            "denominator": (nothing if figures.denominator is None else figures.denominator).ravel(),
        }
    )
