from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from atlas.errors import DataError
from atlas.statistics.ranking import mid_ranks, n_ranked, rank_range, ranks

values = st.lists(st.one_of(st.integers(-4, 4).map(float), st.floats(-1e9, 1e9), st.just(float("nan"))), max_size=40)


@given(values)
def test_ranks_are_those_of_scipy(given_values: list[float]) -> None:
    v = np.array(given_values)
    assert np.array_equal(ranks(v), stats.rankdata(-v, "min", nan_policy="omit"), equal_nan=True)
    assert np.array_equal(mid_ranks(v), stats.rankdata(v, "average", nan_policy="omit"), equal_nan=True)


def test_ties_share_the_best_rank_and_the_next_one_is_skipped() -> None:
    v = [5.0, 9.0, np.nan, 9.0, 1.0]
    assert np.array_equal(ranks(v), [3, 1, np.nan, 1, 4], equal_nan=True)
    assert n_ranked(v) == 4


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 5)), min_size=1, max_size=15))
def test_the_range_holds_every_rank_that_values_in_the_intervals_can_take(pairs: list[tuple[int, int]]) -> None:
    low = np.array([a for a, _ in pairs], dtype=float)
    high = low + np.array([b for _, b in pairs])
    best, worst = rank_range(low, high)
    for i in range(low.size):
        # the area at its upper end and all others at their lower ones, and the reverse
        others = np.arange(low.size) != i
        assert best[i] == stats.rankdata(-np.where(others, low, high), "min")[i]
        assert worst[i] == stats.rankdata(-np.where(others, high, low), "max")[i]


def test_intervals_apart_have_one_rank_each_and_an_area_without_one_has_none() -> None:
    best, worst = rank_range([1, np.nan, 5, 3], [2, 9, 6, 4])
    assert np.array_equal(best, [3, np.nan, 1, 2], equal_nan=True)
    assert np.array_equal(worst, best, equal_nan=True)


def test_intervals_that_touch_overlap() -> None:
    best, worst = rank_range([1, 2], [2, 3])
    assert (best.tolist(), worst.tolist()) == ([1, 1], [2, 2])


@pytest.mark.parametrize(("low", "high"), [([1, 2], [2]), ([3], [1])])
def test_intervals_that_are_none_are_refused(low: list[float], high: list[float]) -> None:
    with pytest.raises(DataError, match="intervals"):
        rank_range(low, high)
