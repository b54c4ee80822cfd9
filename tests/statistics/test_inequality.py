"""Inequality against the library of the field, whose measures know no weights: there, areas are repeated instead."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from inequality.gini import Gini
from inequality.theil import Theil, TheilD

from atlas.errors import DataError
from atlas.statistics.inequality import inequality

#: Values, how often each counts, and its group.
AREAS = st.lists(st.tuples(st.integers(1, 9999), st.integers(1, 9), st.integers(0, 3)), min_size=5, max_size=60)


@given(AREAS)
def test_gini_and_theil_are_those_of_the_library_where_weights_repeat_areas(areas: list[tuple[int, int, int]]) -> None:
    x, n, groups = (np.array(column) for column in zip(*areas, strict=True))
    found = inequality(x / 10, n, groups.tolist())
    many, where = np.repeat(x / 10, n), np.repeat(groups, n)
    assert found is not None
    assert found.gini == pytest.approx(Gini(many).g, abs=1e-9)
    assert found.theil == pytest.approx(float(Theil(many).T), abs=1e-9)
    assert found.between == pytest.approx(float(np.squeeze(TheilD(many, where).bg)), abs=1e-9)


@given(AREAS, st.integers(1, 1000))
def test_the_unit_and_the_scale_of_the_weights_change_nothing(areas: list[tuple[int, int, int]], by: int) -> None:
    x, n, _groups = (np.array(column, float) for column in zip(*areas, strict=True))
    one, other = inequality(x, n), inequality(x * by, n * by)
    assert one is not None
    assert other is not None
    assert (one.gini, one.theil, one.fifths) == pytest.approx((other.gini, other.theil, other.fifths), abs=1e-9)


def test_equal_areas_are_equal_whatever_they_weigh() -> None:
    found = inequality([4.0] * 6, [1, 2, 3, 4, 5, 6], "aabbcc")
    assert found is not None
    assert (found.gini, found.theil, found.between, found.fifths) == pytest.approx((0, 0, 0, 1))


def test_a_fifth_is_one_of_the_people_and_an_area_on_its_border_counts_in_part() -> None:
    """Ten people: the lowest two live with 1, the highest two with 9 and 5."""
    found = inequality([1.0, 3.0, 3.0, 5.0, 9.0], [4, 2, 2, 1, 1])
    assert found is not None
    assert found.fifths == pytest.approx(7.0)


def test_areas_without_a_value_or_people_do_not_count_and_zeros_do() -> None:
    found = inequality([0.0, 2.0, 2.0, np.nan, 2.0, 2.0, 99.0], [1, 1, 1, 5, 1, 1, 0])
    assert found is not None
    assert found.n == 5
    assert found.gini == pytest.approx(0.2)
    assert np.isnan(found.fifths)  # the lowest fifth has nothing


@pytest.mark.parametrize("values", [[1.0] * 4, [0.0] * 9, [np.nan] * 9])
def test_of_too_few_areas_or_nothing_at_all_nothing_is_said(values: list[float]) -> None:
    assert inequality(values, [1] * len(values)) is None


def test_a_negative_value_is_refused_by_name() -> None:
    with pytest.raises(DataError, match="-3"):
        inequality([1.0, 2.0, -3.0, 4.0, 5.0], [1] * 5)
