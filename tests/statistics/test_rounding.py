from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from atlas.statistics.ranking import ranks
from atlas.statistics.rounding import as_read, kept, without_noise

DIGITS = st.integers(0, 3)
STEPS = st.integers(-(10**9), 10**9)


def by_hand(value: float, decimals: int) -> float:
    exact = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return float(exact) + 0.0


@pytest.mark.parametrize(
    ("value", "decimals", "read"),
    [
        (4.25, 1, 4.3),
        (4.35, 1, 4.4),
        (2.5, 0, 3.0),
        (-2.5, 0, -3.0),
        (1.005, 2, 1.01),
        (0.04, 1, 0.0),
        (-0.04, 1, 0.0),
        (4.749966, 1, 4.7),
        (-4.249668, 1, -4.2),
        (236.497452, 0, 236.0),
        (69.1495, 1, 69.1),
        (math.nextafter(4.25, 0), 1, 4.2),
        (1e17, 1, 1e17),
    ],
)
def test_a_figure_is_rounded_once_and_halves_go_away_from_zero(value: float, decimals: int, read: float) -> None:
    assert as_read(value, decimals) == read


@given(st.floats(-1e9, 1e9) | STEPS.map(lambda n: n / 1000) | STEPS.map(lambda n: math.nextafter(n / 20, 0)), DIGITS)
@example(0.285, 2)
def test_rounding_agrees_with_decimal_arithmetic(value: float, decimals: int) -> None:
    assert as_read(value, decimals) == by_hand(value, decimals)


@given(st.lists(st.floats(-1e6, 1e6) | st.integers(-9999, 9999).map(lambda n: n / 1000), min_size=1), DIGITS)
@example([4.749966, 4.7501, 4.75011, 4.749], 1)
def test_what_the_browser_holds_is_read_and_ranked_as_the_figures_themselves(row: list[float], decimals: int) -> None:
    held = kept(row, decimals)
    assert as_read(held, decimals).tolist() == as_read(row, decimals).tolist()
    assert ranks(held).tolist() == ranks(row).tolist()


def test_the_browser_gets_two_spare_digits_where_they_do() -> None:
    assert kept([[4.123456, 7.0, np.nan], [1 / 3, 2 / 3, -1 / 3]], 1)[0, :2].tolist() == [4.123, 7.0]


@given(STEPS, STEPS, st.integers(0, 3))
@example(13_442, 574_944_898, 1)
def test_a_difference_of_published_figures_is_the_difference_of_their_digits(a: int, b: int, decimals: int) -> None:
    one, other = (float(Decimal(n).scaleb(-decimals)) for n in (a, b))
    assert without_noise(one - other, max(abs(one), abs(other))) == float(Fraction(a - b, 10**decimals))


def test_no_value_stays_none() -> None:
    assert np.isnan(as_read([np.nan], 1)).all()
    assert np.isnan(kept([np.nan], 1)).all()


def test_nothing_is_read_as_minus_zero() -> None:
    assert not np.signbit(as_read([-0.001, -0.0], 1)).any()
