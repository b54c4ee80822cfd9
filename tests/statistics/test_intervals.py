from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from atlas.errors import DataError
from atlas.statistics.intervals import byar, wilson


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_the_examples_of_newcombe_1998(successes: int, n: int, low: float, high: float) -> None:
    assert np.round(wilson(successes, n), 4).tolist() == [low, high]


@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.998])
def test_wilson_agrees_with_statsmodels(confidence: float) -> None:
    n = np.repeat([1, 2, 7, 40, 631, 100_000], 5)
    successes = np.round(n * np.tile([0, 0.1, 0.5, 0.9, 1], 6))
    expected = proportion_confint(successes, n, 1 - confidence, "wilson")
    np.testing.assert_allclose(wilson(successes, n, confidence), expected, atol=1e-12)


def test_wilson_is_closed_at_none_and_at_all() -> None:
    low, high = wilson([0, 7], [7, 7])
    assert low[0] == 0.0
    assert high[1] == 1.0


@pytest.mark.parametrize(("successes", "n"), [(0, 0), (3, 2), (-1, 5), (np.nan, 5), (2, np.nan), (2, -4)])
def test_wilson_knows_no_interval_of_impossible_counts(successes: float, n: float) -> None:
    assert np.isnan(wilson(successes, n)).all()


def test_byar_gives_the_published_limits_of_65_events() -> None:
    # 65 events, the example of PHEindicatormethods' byars_lower and byars_upper
    assert np.round(byar(65, 100, 100), 4).tolist() == [50.1632, 82.8491]


@pytest.mark.parametrize("events", [10, 11, 25, 100, 388, 5000])
@pytest.mark.parametrize(("confidence", "apart"), [(0.95, 0.002), (0.998, 0.02)])
def test_byar_is_close_to_the_exact_poisson_limits(events: int, confidence: float, apart: float) -> None:
    # public health guidance in England: within 0.2 % from ten events on at 95 %
    tail = (1 - confidence) / 2
    exact = stats.chi2.ppf(tail, 2 * events) / 2, stats.chi2.ppf(1 - tail, 2 * events + 2) / 2
    np.testing.assert_allclose(byar(events, 1, 1, confidence), exact, rtol=apart)


def test_no_event_has_a_lower_limit_of_zero_and_nearly_the_exact_upper_one() -> None:
    low, high = byar(0, 1000, 1000)
    assert low == 0
    assert high == pytest.approx(3.689, abs=0.1)


def test_a_limit_is_never_below_zero() -> None:
    assert byar(1, 1, 1, 0.9999)[0] == 0


def test_a_rate_is_scaled_to_its_population() -> None:
    low, high = byar([50, 50], [1000, 2000], 1000)
    assert low[0] == pytest.approx(2 * low[1])
    assert high[0] == pytest.approx(2 * high[1])


@pytest.mark.parametrize(("events", "population"), [(3, 0), (-1, 5), (np.nan, 5), (2, np.nan), (2, -4)])
def test_byar_knows_no_interval_of_impossible_counts(events: float, population: float) -> None:
    assert np.isnan(byar(events, population, 1000)).all()


@pytest.mark.parametrize("confidence", [0, 1, 95, -0.5])
def test_a_confidence_that_is_none_is_refused(confidence: float) -> None:
    for interval in (lambda: wilson(1, 2, confidence), lambda: byar(1, 2, 1, confidence)):
        with pytest.raises(DataError, match="confidence"):
            interval()
