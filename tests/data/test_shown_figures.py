"""Every shipped figure is rounded once, on the page and in the browser, and ranked by its exact value."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from atlas.model import LEVELS
from atlas.statistics.ranking import ranks
from atlas.statistics.rounding import as_read, kept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from atlas.data.figures import Figures
    from atlas.data.store import Atlas
    from atlas.model import Indicator


def every(atlas: Atlas) -> Iterator[tuple[Indicator, Figures]]:
    for indicator in atlas.catalogue.indicators.values():
        for territory in atlas.territories:
            for level in LEVELS:
                if (found := atlas.figures(indicator, level, territory)).years:
                    yield indicator, found


def half_up(exact: Fraction, decimals: int) -> float:
    """Round a fraction by whole numbers alone."""
    steps = (2 * abs(exact) * 10**decimals + 1) // 2
    return float((Fraction(steps) if exact > 0 else -Fraction(steps)) / 10**decimals) + 0.0


def test_a_shipped_figure_is_shown_as_the_source_rounded_once(atlas: Atlas) -> None:
    checked = 0
    for indicator, figures in every(atlas):
        known = ~np.isnan(figures.values)
        read = as_read(figures.values, indicator.decimals)[known].tolist()
        unit = Decimal(1).scaleb(-indicator.decimals)
        empty = np.full(figures.values.shape, np.nan)
        sides = (empty if side is None else side for side in (figures.numerator, figures.denominator))
        factors = {f.factor for f in indicator.formulas if f.numerator is not None} or {1.0}
        assert len(factors) == 1, indicator.id
        exact = [
            half_up(Fraction(repr(over)) * Fraction(*factors) / Fraction(repr(under)), indicator.decimals)
            if not np.isnan([over, under]).any()
            else float(Decimal(repr(value)).quantize(unit, ROUND_HALF_UP)) + 0.0
            for value, over, under in zip(*(x[known].tolist() for x in (figures.values, *sides)), strict=True)
        ]
        assert read == exact, indicator.id
        checked += len(read)
    assert checked > 90_000


def test_what_the_browser_gets_is_read_and_ranked_as_the_exact_figures(atlas: Atlas) -> None:
    for indicator, figures in every(atlas):
        held = kept(figures.values, indicator.decimals)
        np.testing.assert_array_equal(as_read(held, indicator.decimals), as_read(figures.values, indicator.decimals))
        for row, exact in zip(held, figures.values, strict=True):
            np.testing.assert_array_equal(ranks(row), ranks(exact))
