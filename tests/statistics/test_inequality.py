"""Inequality against the library of the field, whose measures know no weights: there, areas are repeated instead."""

from __future__ import annotations

import csv
from pathlib import Path

import libpysal
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from inequality.gini import Gini
from inequality.theil import Theil, TheilD

from atlas.errors import DataError
from atlas.statistics.inequality import inequality

#: Incomes of the 32 states of Mexico, 1940 to 2000, the example in the documentation of the library: what
#: `inequality.gini.Gini`, `inequality.theil.Theil` and `TheilD` (regions by Hanson, 1998) print there.
MEXICO = tuple(f"pcgdp{year}" for year in range(1940, 2010, 10))
MEXICO_GINI_1940 = 0.35372371
MEXICO_THEIL = (0.20894344, 0.15222451, 0.10472941, 0.10194725, 0.09560113, 0.10511256, 0.10660832)
MEXICO_BETWEEN = (0.0345889, 0.02816853, 0.05260921, 0.05931219, 0.03205257, 0.02963731, 0.03635872)
MEXICO_WITHIN = (0.17435454, 0.12405598, 0.0521202, 0.04263506, 0.06354856, 0.07547525, 0.0702496)
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


def test_the_published_example_of_the_library_comes_out_to_the_digit() -> None:
    with Path(libpysal.examples.get_path("mexico.csv")).open(encoding="utf-8", newline="") as file:
        states = list(csv.DictReader(file))
    regions = [state["hanson98"] for state in states]
    found = [inequality([float(state[year]) for state in states], [1] * 32, regions) for year in MEXICO]
    measured = [one for one in found if one is not None]
    assert measured[0].gini == pytest.approx(MEXICO_GINI_1940, abs=5e-9)
    assert [one.theil for one in measured] == pytest.approx(MEXICO_THEIL, abs=5e-9)
    assert [one.between for one in measured] == pytest.approx(MEXICO_BETWEEN, abs=5e-9)
    assert [one.within for one in measured] == pytest.approx(MEXICO_WITHIN, abs=5e-9)
    shares = np.divide(MEXICO_BETWEEN, MEXICO_THEIL)
    assert [one.share_between for one in measured] == pytest.approx(shares, abs=1e-6)


@given(AREAS)
def test_what_lies_within_the_groups_is_the_sum_of_their_own_indices_by_their_shares(
    areas: list[tuple[int, int, int]],
) -> None:
    x, n, groups = (np.array(column, float) for column in zip(*areas, strict=True))
    found = inequality(x, n, groups.tolist())
    assert found is not None
    within = 0.0
    for group in set(groups):
        own = groups == group
        relative = x[own] / np.average(x[own], weights=n[own])
        share = (x[own] @ n[own]) / (x @ n)
        within += share * float(np.average(relative * np.log(relative), weights=n[own]))
    assert found.within == pytest.approx(within, abs=1e-9)
    assert found.between + found.within == pytest.approx(found.theil, abs=1e-12)


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
    assert found.theil == pytest.approx(np.log(5 / 4))  # a zero adds nothing to Theil's index


@pytest.mark.parametrize("values", [[1.0] * 4, [0.0] * 9, [np.nan] * 9])
def test_of_too_few_areas_or_nothing_at_all_nothing_is_said(values: list[float]) -> None:
    assert inequality(values, [1] * len(values)) is None


def test_a_negative_value_is_refused_by_name() -> None:
    with pytest.raises(DataError, match="-3"):
        inequality([1.0, 2.0, -3.0, 4.0, 5.0], [1] * 5)
