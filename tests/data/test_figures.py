from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.data.figures import RANK, Figures, add_up, merge, rate
from atlas.model import VALUELESS, ValueState

S = ValueState


def figures(rows: list[list[tuple[float | None, ValueState]]], codes: tuple[str, ...], first: int = 2020) -> Figures:
    values = np.array([[np.nan if v is None else v for v, _ in row] for row in rows])
    states = np.array([[RANK[s] for _, s in row] for row in rows], np.uint8)
    return Figures(codes, tuple(range(first, first + len(rows))), values, states)


def one(cells: list[tuple[float | None, ValueState]]) -> Figures:
    return figures([cells], tuple(f"{i}" for i in range(len(cells))))


def test_counts_add_up_to_the_area_that_holds_them() -> None:
    parts = one([(3, S.OK), (4, S.OK), (5, S.OK)])
    total = add_up(parts, ("a", "b", "a"), ("a", "b"))
    assert total.values.tolist() == [[8, 4]]
    assert total.state(2020, "a") is S.OK


@pytest.mark.parametrize("state", [S.SECRET, S.UNKNOWN, S.LATER, S.UNRELIABLE])
def test_a_sum_with_a_part_without_value_has_none(state: ValueState) -> None:
    total = add_up(one([(3, S.OK), (None, state)]), ("a", "a"), ("a",))
    assert total.value(2020, "a") is None
    assert total.state(2020, "a") is state


def test_a_hidden_part_hides_the_sum_even_beside_an_unknown_one() -> None:
    total = add_up(one([(None, S.UNKNOWN), (None, S.SECRET), (9, S.OK)]), ("a", "a", "a"), ("a",))
    assert total.state(2020, "a") is S.SECRET


def test_an_estimated_part_makes_the_sum_estimated() -> None:
    total = add_up(one([(3, S.OK), (4, S.ESTIMATED)]), ("a", "a"), ("a",))
    assert (total.value(2020, "a"), total.state(2020, "a")) == (7, S.ESTIMATED)


def test_a_zero_and_a_count_are_not_called_zero() -> None:
    total = add_up(one([(0, S.ZERO), (4, S.OK), (0, S.ZERO)]), ("a", "a", "b"), ("a", "b"))
    assert (total.state(2020, "a"), total.state(2020, "b")) == (S.OK, S.ZERO)


def test_an_area_without_parts_is_unknown_and_not_zero() -> None:
    total = add_up(one([(3, S.OK)]), ("a",), ("a", "b"))
    assert (total.value(2020, "b"), total.state(2020, "b")) == (None, S.UNKNOWN)


def test_a_rate_is_computed_in_the_years_that_both_counts_have() -> None:
    top = figures([[(1, S.OK)], [(2, S.OK)]], ("a",), 2019)
    bottom = figures([[(40, S.OK)], [(50, S.OK)]], ("a",), 2020)
    result = rate(top, bottom, 100)
    assert result.years == (2020,)
    assert result.values.tolist() == [[5.0]]


def test_a_rate_on_a_denominator_of_zero_makes_no_sense_and_is_not_infinite() -> None:
    result = rate(one([(1, S.OK), (0, S.ZERO)]), one([(0, S.ZERO), (0, S.ZERO)]), 100)
    assert np.isnan(result.values).all()
    assert result.state(2020, "0") is S.NOT_MEANINGFUL


def test_a_hidden_numerator_hides_its_rate_and_is_not_in_the_counts_behind_it() -> None:
    result = rate(one([(None, S.SECRET)]), one([(100, S.OK)]), 100)
    assert result.state(2020, "0") is S.SECRET
    assert result.value(2020, "0") is None
    assert result.numerator is not None
    assert result.denominator is not None
    assert np.isnan(result.numerator).all()
    assert np.isnan(result.denominator).all()


def test_a_true_zero_stays_a_value() -> None:
    result = rate(one([(0, S.ZERO)]), one([(100, S.OK)]), 100)
    assert (result.value(2020, "0"), result.state(2020, "0")) == (0.0, S.ZERO)


def test_published_years_win_over_sums() -> None:
    published = figures([[(10, S.OK)]], ("a",), 2020)
    sums = figures([[(8, S.OK)], [(9, S.OK)]], ("a",), 2019)
    both = merge(published, sums)
    assert both.years == (2019, 2020)
    assert both.values.ravel().tolist() == [8, 10]


def test_years_that_are_published_without_counts_join_those_with_counts() -> None:
    """A rate from counts up to 2019, as published from 2020 on: the counts of 2020 are not made up."""
    counted = rate(figures([[(1, S.OK)]], ("a",), 2019), figures([[(40, S.OK)]], ("a",), 2019), 100)
    joined = merge(counted, figures([[(3, S.OK)]], ("a",), 2020))
    assert (joined.years, joined.values.tolist()) == ((2019, 2020), [[2.5], [3]])
    assert joined.numerator is not None
    assert joined.denominator is not None
    np.testing.assert_array_equal(joined.numerator, [[1], [np.nan]])
    np.testing.assert_array_equal(joined.denominator, [[40], [np.nan]])


@given(
    st.lists(
        st.tuples(st.floats(0, 1e6), st.sampled_from(sorted(ValueState)), st.integers(0, 2)), min_size=1, max_size=12
    )
)
def test_no_sum_ever_shows_a_value_where_a_part_is_hidden(cells: list[tuple[float, ValueState, int]]) -> None:
    hidden = {S.SECRET, S.UNKNOWN, S.LATER, S.UNRELIABLE, S.NOT_MEANINGFUL}
    parts = one([(None if s in hidden else v, s) for v, s, _ in cells])
    total = add_up(parts, tuple("abc"[p] for _, _, p in cells), ("a", "b", "c"))
    for i, parent in enumerate("abc"):
        states = {s for _, s, p in cells if p == i}
        assert (total.value(2020, parent) is None) == (not states or bool(states & hidden))
        assert (total.state(2020, parent) is S.SECRET) == (S.SECRET in states)


cells = st.tuples(st.integers(0, 10**6), st.sampled_from(sorted(ValueState)))


@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=12), st.sampled_from([1.0, 100.0, 1000.0]))
def test_the_counts_behind_a_rate_are_known_exactly_where_the_rate_is(
    pairs: list[tuple[tuple[int, ValueState], tuple[int, ValueState]]], factor: float
) -> None:
    top, bottom = (one(list(side)) for side in zip(*pairs, strict=True))
    result = rate(top, bottom, factor)
    assert result.numerator is not None
    assert result.denominator is not None
    for i, ((over, above), (under, below)) in enumerate(pairs):
        found = [float(part[0, i]) for part in (result.values, result.numerator, result.denominator)]
        if {above, below} & VALUELESS or under == 0:
            assert np.isnan(found).all()
        else:
            assert found == [over * factor / under, over, under]
