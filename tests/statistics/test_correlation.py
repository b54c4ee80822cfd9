from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from atlas.errors import DataError
from atlas.statistics.correlation import correlate, least_squares


@pytest.mark.parametrize("decimals", [0, 6])
def test_correlation_is_that_of_scipy_over_complete_pairs(decimals: int) -> None:
    rng = np.random.default_rng(2)
    x = rng.normal(size=200).round(decimals)
    y = (x + rng.normal(size=200)).round(decimals)
    x[:7], y[3:20] = np.nan, np.nan
    found = correlate(x, y)
    assert found.n == 180
    assert found.pearson == pytest.approx(stats.pearsonr(x[20:], y[20:]).statistic)
    assert found.spearman == pytest.approx(stats.spearmanr(x[20:], y[20:]).statistic)


def test_anscombes_sets_have_their_published_correlation() -> None:
    # Anscombe (1973), Am. Stat. 27:17
    x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5]
    first = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]
    second = [9.14, 8.14, 8.74, 8.77, 9.26, 8.10, 6.13, 3.10, 9.13, 7.26, 4.74]
    assert correlate(x, first).pearson == pytest.approx(0.816, abs=0.001)
    assert correlate(x, second).pearson == pytest.approx(0.816, abs=0.001)


def test_the_straight_line_is_that_of_scipy_over_complete_pairs() -> None:
    rng = np.random.default_rng(4)
    x = rng.normal(size=90)
    y = 3 - 2 * x + rng.normal(size=90)
    x[:5], y[3:9] = np.nan, np.nan
    wanted = stats.linregress(x[9:], y[9:])
    found = least_squares(x, y)
    assert found.slope == pytest.approx(wanted.slope)
    assert found.intercept == pytest.approx(wanted.intercept)
    assert found.explained == pytest.approx(wanted.rvalue**2)


def test_anscombes_sets_share_their_published_line() -> None:
    x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5]
    line = least_squares(x, [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68])
    assert (line.intercept, line.slope) == (pytest.approx(3.0, abs=0.01), pytest.approx(0.5, abs=0.001))


def test_equal_values_have_no_straight_line() -> None:
    assert np.isnan(least_squares([1, 1, 1], [1, 2, 3]).slope)


@pytest.mark.parametrize("factor", [1e-160, 1e160])
def test_very_large_and_very_small_numbers_correlate_too(factor: float) -> None:
    assert correlate(np.array([1, 2, 4]) * factor, [1, 2, 4]).pearson == pytest.approx(1)


@pytest.mark.parametrize(
    ("x", "y", "n"),
    [([], [], 0), ([1, 2], [3, 4], 2), ([1, 2, np.nan], [1, np.nan, 3], 1), ([0.1] * 7, [1, 2, 3, 4, 5, 6, 7], 7)],
)
def test_too_few_areas_or_equal_values_have_no_correlation(x: list[float], y: list[float], n: int) -> None:
    found = correlate(x, y)
    assert found.n == n
    assert np.isnan([found.pearson, found.spearman]).all()


def test_indicators_of_other_areas_are_refused() -> None:
    for function in (correlate, least_squares):
        with pytest.raises(DataError, match="the same areas"):
            function([1, 2], [1, 2, 3])
