from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.statistics.rounding import as_read, kept

DIGITS = st.integers(0, 3)


@pytest.mark.parametrize(
    ("value", "decimals", "read"),
    [(4.25, 1, 4.3), (4.35, 1, 4.4), (2.5, 0, 3.0), (-2.5, 0, -3.0), (1.005, 2, 1.01), (0.04, 1, 0.0), (-0.04, 1, 0.0)],
)
def test_halves_go_away_from_zero_however_a_binary_number_stores_them(value: float, decimals: int, read: float) -> None:
    assert as_read(value, decimals) == read


@given(st.integers(-(10**9), 10**9), DIGITS)
def test_rounding_agrees_with_decimal_arithmetic(steps: int, decimals: int) -> None:
    exact = Decimal(steps).scaleb(-(decimals + 2))
    expected = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert as_read(float(exact), decimals) == float(expected)


@given(st.floats(-1e9, 1e9), DIGITS)
def test_what_the_browser_holds_is_read_as_the_figure_itself(value: float, decimals: int) -> None:
    assert as_read(kept(value, decimals), decimals) == as_read(value, decimals)


def test_no_value_stays_none() -> None:
    assert np.isnan(as_read([np.nan], 1)).all()
    assert np.isnan(kept([np.nan], 1)).all()


def test_nothing_is_read_as_minus_zero() -> None:
    assert not np.signbit(as_read([-0.001, -0.0], 1)).any()
