from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from atlas.errors import DataError
from atlas.statistics.trend import TEST_EXACT, TEST_NORMAL, Direction, trend


@given(st.lists(st.integers(-1000, 1000), min_size=5, max_size=25, unique=True))
def test_without_ties_the_test_is_kendalls_exact_one(values: list[int]) -> None:
    years = np.arange(2000, 2000 + len(values))
    found = trend(years, values)
    expected = stats.kendalltau(years, values, method="exact")
    assert found.test == TEST_EXACT
    assert found.p == pytest.approx(expected.pvalue, abs=1e-12)
    assert found.slope_per_year == pytest.approx(stats.theilslopes(values, years).slope)


def test_with_ties_it_gives_the_published_example() -> None:
    # J. Little, College of the Holy Cross, "A Mann-Kendall example by hand": S = 54, Z = 2.9058
    values = [12.9, 14.8, 13.2, 15.7, 13.8, 15.6, 12.9, 11.0, 17.3, 15.9, 19.0, 18.3, 20.1, 21.7]
    found = trend(range(1990, 2004), values)
    assert found.test == TEST_NORMAL
    assert stats.norm.isf(found.p / 2) == pytest.approx(2.9058, abs=0.0001)
    assert found.direction is Direction.RISING
    assert found.slope_per_year == pytest.approx(stats.theilslopes(values, np.arange(14)).slope)


@given(st.lists(st.integers(0, 4), min_size=5, max_size=40))
def test_the_variance_for_ties_is_that_of_kendalls_tau(values: list[int]) -> None:
    found = trend(range(len(values)), values)
    if found.test == TEST_NORMAL and found.p < 1:
        expected = stats.kendalltau(range(len(values)), values, method="asymptotic")
        # the continuity correction makes it a little more careful than scipy
        z, plain = stats.norm.isf(found.p / 2), stats.norm.isf(expected.pvalue / 2)
        s = np.sign(np.subtract.outer(values, values))[np.tril_indices(len(values), -1)].sum()
        assert z / plain == pytest.approx((abs(s) - 1) / abs(s))


def test_years_apart_count_in_the_slope() -> None:
    found = trend([2009, 2011, 2014, 2019, 2021], [1, 3, 6, 11, 13])
    assert found.slope_per_year == 1.0
    # all five in order: 2 of 120 orders
    assert found.p == pytest.approx(2 / 120)
    assert found.direction is Direction.RISING


def test_missing_years_are_left_out_and_the_order_does_not_matter() -> None:
    found = trend([2005, 2001, 2002, 2003, 2004, 2000], [1, 5, 4, np.nan, 2, 6])
    assert (found.n, found.direction) == (5, Direction.FALLING)


def test_four_points_are_no_trend_statement() -> None:
    found = trend([2000, 2001, 2002, 2003, 2004], [1, 2, 3, 4, np.nan])
    assert (found.direction, found.n, found.test) == (Direction.INSUFFICIENT, 4, "")
    assert np.isnan([found.p, found.slope_per_year]).all()


def test_equal_values_have_no_trend() -> None:
    found = trend(range(6), [3.0] * 6)
    assert (found.p, found.slope_per_year, found.direction) == (1.0, 0.0, Direction.NO_TREND)


def test_a_long_series_is_tested_too() -> None:
    values = np.random.default_rng(1).normal(size=80)
    expected = stats.kendalltau(np.arange(80), values, method="asymptotic").pvalue
    assert trend(np.arange(80), values).p == pytest.approx(expected, rel=0.02)


@pytest.mark.parametrize(
    ("years", "values"), [([2000, 2000], [1, 2]), ([2000], [1, 2]), ([2000, 2001], [1, np.inf]), ([[2000]], [[1]])]
)
def test_series_that_are_none_are_refused(years: list[int], values: list[float]) -> None:
    with pytest.raises(DataError, match="series"):
        trend(years, values)
