from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.errors import DataError
from atlas.model import Breaks, Scheme
from atlas.statistics.change import difference, diverging_breaks, percent_change, with_zero

CHANGES = st.lists(st.integers(-90, 90).map(lambda i: i / 10), min_size=1, max_size=40)


def edges(values: list[float], k: int, decimals: int = 1) -> tuple[float, ...]:
    return diverging_breaks(np.array(values), k, decimals).edges


@given(CHANGES, st.integers(2, 9))
def test_zero_is_always_an_edge(values: list[float], k: int) -> None:
    assert 0.0 in edges(values, k)


@given(CHANGES, st.integers(2, 9))
def test_edges_ascend_on_the_digits_shown_and_cover_every_value(values: list[float], k: int) -> None:
    found = edges(values, k)
    assert all(a < b for a, b in itertools.pairwise(found)) or len(set(values)) == 1
    assert all(float(f"{e:.1f}") == e for e in found)
    assert not any(e == 0 and np.signbit(e) for e in found)
    assert found[0] <= min(values)
    assert found[-1] >= max(values)
    assert len(found) - 1 <= k


def test_rise_and_fall_of_the_same_strength_get_the_same_step() -> None:
    found = edges([-9, -8, -1, -0.5, 0.4, 0.6, 0.8, 1.0], 4)
    inner = [e for e in found[1:-1] if e]
    assert all(-e in inner for e in inner if abs(e) < min(-found[0], found[-1]))


def test_without_any_change_there_is_one_class_at_zero() -> None:
    assert edges([0.0, 0.0], 4) == (0.0, 0.0)


def test_infinite_changes_are_refused() -> None:
    with pytest.raises(DataError):
        diverging_breaks(np.array([1.0, -3.0, np.inf]), 4, 1)


@pytest.mark.parametrize("k", [1, 10])
def test_too_few_or_too_many_classes_are_refused(k: int) -> None:
    with pytest.raises(DataError):
        diverging_breaks(np.array([1.0, -3.0, 2.0]), k, 1)


def test_a_percentage_of_nothing_or_of_less_is_no_number() -> None:
    assert np.isnan(percent_change(np.array([5.0, 5.0, np.nan]), np.array([0.0, -10.0, 1.0]))).all()


def test_rates_are_subtracted_and_counts_compared_in_percent() -> None:
    assert difference(np.array([5.5]), np.array([4.0])).tolist() == [1.5]
    assert percent_change(np.array([110.0]), np.array([100.0])).tolist() == [10.0]


@pytest.mark.parametrize(
    ("edges", "moved"),
    [
        ((-9.0, -3.0, 0.6, 8.0), (-9.0, -3.0, 0.0, 8.0)),
        ((-9.0, -0.2, 5.0, 8.0), (-9.0, 0.0, 5.0, 8.0)),
        ((-9.0, 8.0), (-9.0, 0.0, 8.0)),
        ((-9.0, 0.0, 8.0), (-9.0, 0.0, 8.0)),
        ((1.0, 2.0, 3.0), (1.0, 2.0, 3.0)),
        ((-3.0, -2.0, 0.0), (-3.0, -2.0, 0.0)),
    ],
)
def test_the_break_next_to_zero_moves_there(edges: tuple[float, ...], moved: tuple[float, ...]) -> None:
    assert with_zero(Breaks(Scheme.QUANTILES, edges, "")).edges == moved
