from __future__ import annotations

import importlib.util
import itertools
import os

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.errors import DataError

spec = importlib.util.spec_from_file_location("change_under_test", os.environ["CHANGE"])
m = importlib.util.module_from_spec(spec)
spec.loader.exec_module(m)
vals = st.lists(st.integers(-90, 90).map(lambda i: i / 10), min_size=1, max_size=40)


def edges(v, k, d=1):
    return m.diverging_breaks(np.array(v), k, d).edges


@settings(max_examples=400, deadline=None)
@given(vals, st.integers(2, 9))
def test_zero_is_an_edge(v, k):
    assert 0.0 in edges(v, k)


@settings(max_examples=400, deadline=None)
@given(vals, st.integers(2, 9))
def test_ascending_and_on_grid_no_negative_zero(v, k):
    e = edges(v, k)
    assert all(a < b for a, b in itertools.pairwise(e)) or len(set(v)) == 1
    assert all(float(f"{x:.1f}") == x for x in e) and not any(x == 0 and np.signbit(x) for x in e)


@settings(max_examples=400, deadline=None)
@given(vals, st.integers(2, 9))
def test_covers_and_no_more_than_k(v, k):
    e = edges(v, k)
    assert e[0] <= min(v) and e[-1] >= max(v) and len(e) - 1 <= k


def test_round_outer_edge_stays():
    assert edges([-0.29, 0.1, 0.57], 4, 2)[0] == -0.29 and edges([-0.29, 0.1, 0.57], 4, 2)[-1] == 0.57


def test_all_equal_rise():
    assert 0.0 in edges([2.0, 2.0, 2.0], 4)


def test_no_change():
    assert edges([0.0, 0.0], 4) == (0.0, 0.0)


def test_inf_refused():
    with pytest.raises(DataError):
        m.diverging_breaks(np.array([1.0, -3.0, np.inf]), 4, 1)


@pytest.mark.parametrize("k", [1, 10])
def test_k_out_of_range_refused(k):
    with pytest.raises(DataError):
        m.diverging_breaks(np.array([1.0, -3.0, 2.0]), k, 1)


def test_equal_sizes_look_equal():
    e = edges([-9, -8, -1, -0.5, 0.4, 0.6, 0.8, 1.0], 4)
    inner = [x for x in e[1:-1] if x]
    assert all(-x in inner for x in inner if abs(x) < min(-e[0], e[-1]))


def test_percent_negative_or_zero_base_is_nan():
    assert np.isnan(m.percent_change(np.array([5.0, 5.0, np.nan]), np.array([0.0, -10.0, 1.0]))).all()


def test_differences():
    assert m.difference(np.array([5.5]), np.array([4.0])).tolist() == [1.5]
    assert m.percent_change(np.array([110.0]), np.array([100.0])).tolist() == [10.0]
