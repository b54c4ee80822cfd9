from __future__ import annotations

import itertools

import jenkspy
import mapclassify
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.errors import DataError
from atlas.model import Breaks, Scheme
from atlas.statistics import classify
from atlas.statistics.classify import assign, class_breaks, counts, histogram_edges

AUTOMATIC = [s for s in Scheme if s is not Scheme.MANUAL]


def skewed(n: int = 631, seed: int = 3) -> np.ndarray:
    return np.random.default_rng(seed).lognormal(2, 0.6, n)


def on_grid(edges: tuple[float, ...], decimals: int) -> bool:
    return all(float(f"{e:.{decimals}f}") == e for e in edges)


def spread_within(values: np.ndarray, groups: list[np.ndarray]) -> float:
    assert sum(g.size for g in groups) == values.size
    return float(sum(((g - g.mean()) ** 2).sum() for g in groups))


def in_groups(values: np.ndarray, breaks: Breaks) -> list[np.ndarray]:
    classes = assign(values, breaks)
    return [values[classes == i] for i in range(breaks.k)]


numbers = st.one_of(
    st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60),
    st.lists(st.integers(-5, 5).map(float), min_size=1, max_size=60),
    st.lists(st.integers(0, 400).map(lambda i: i / 10), min_size=1, max_size=60),
)


@settings(max_examples=300)
@given(numbers, st.sampled_from(AUTOMATIC), st.integers(2, 9), st.integers(0, 3))
def test_every_value_is_in_exactly_one_class_of_ascending_rounded_edges(
    values: list[float], scheme: Scheme, k: int, decimals: int
) -> None:
    v = np.array(values)
    breaks = class_breaks(v, scheme, k, decimals=decimals)
    e = breaks.edges
    assert on_grid(e, decimals)
    assert all(a < b for a, b in itertools.pairwise(e)) or (len(set(e)) == 1 and np.unique(v).size == 1)
    holds = [(v > a) & (v <= b) for a, b in itertools.pairwise(e)]
    holds[0] |= v == e[0]
    assert (np.sum(holds, axis=0) == 1).all()
    assert counts(v, breaks).tolist() == [int(h.sum()) for h in holds]
    assert breaks.k <= (9 if scheme in {Scheme.HEADTAIL, Scheme.PRETTY} else k)
    assert bool(breaks.note) == (breaks.k != k)


@settings(max_examples=50)
@given(numbers, st.sampled_from(AUTOMATIC), st.integers(2, 9), st.randoms())
def test_the_order_of_values_and_missing_ones_do_not_matter(values: list[float], scheme: Scheme, k: int, rnd) -> None:  # noqa: ANN001
    mixed = [*values, float("nan")]
    rnd.shuffle(mixed)
    assert class_breaks(mixed, scheme, k) == class_breaks(values, scheme, k)


@pytest.mark.parametrize("k", range(2, 10))
def test_quantiles_split_tie_free_values_evenly(k: int) -> None:
    v = np.random.default_rng(5).permutation(np.arange(2520)) / 10
    assert counts(v, class_breaks(v, Scheme.QUANTILES, k)).tolist() == [2520 // k] * k


@pytest.mark.parametrize("k", range(2, 10))
def test_equal_intervals_are_equally_wide(k: int) -> None:
    v = skewed()
    edges = class_breaks(v, Scheme.EQUAL_INTERVAL, k, decimals=3).edges
    assert edges[1:-1] == pytest.approx(np.linspace(v.min(), v.max(), k + 1)[1:-1], abs=0.0005)


def test_natural_breaks_of_jenks_groups() -> None:
    # the example in jenkspy's documentation: breaks 1.2, 2.3, 5.0, 7.8
    v = np.array([1.3, 7.1, 7.3, 2.3, 3.9, 4.1, 7.8, 1.2, 4.3, 7.3, 5.0, 4.3])
    assert class_breaks(v, Scheme.FISHER_JENKS, 3).edges == (1.2, 2.3, 5.0, 7.8)


def test_natural_breaks_have_the_least_spread_of_all_groupings() -> None:
    v = np.sort(np.round(skewed(18), 1))
    least = min(spread_within(v, np.split(v, [i, j, k])) for i, j, k in itertools.combinations(range(1, v.size), 3))
    groups = in_groups(v, class_breaks(v, Scheme.FISHER_JENKS, 4))
    assert spread_within(v, groups) == pytest.approx(least)


@pytest.mark.parametrize("decimals", [1, 4])
def test_a_sample_of_many_values_is_nearly_as_good_as_all_of_them(decimals: int) -> None:
    v = np.round(skewed(13_000), decimals)
    breaks = class_breaks(v, Scheme.FISHER_JENKS, 7, decimals=decimals)
    exact = jenkspy.jenks_breaks(v, 7)[1:-1]
    best = spread_within(v, [v[np.searchsorted(exact, v) == i] for i in range(7)])
    # goodness of variance fit: what share of the spread the classes explain
    assert (spread_within(v, in_groups(v, breaks)) - best) / spread_within(v, [v]) < 0.003
    assert breaks.edges[0] <= v.min()
    assert breaks.edges[-1] >= v.max()


def test_standard_deviations_lie_around_the_mean() -> None:
    # mean 5, standard deviation (n - 1) 2.1381, worked out by hand
    v = np.array([2, 4, 4, 4, 5, 5, 7, 9.0])
    assert class_breaks(v, Scheme.STD_MEAN, 4, decimals=2).edges == (2.0, 2.86, 5.0, 7.14, 9.0)
    assert class_breaks(v, Scheme.STD_MEAN, 3, decimals=2).edges == (2.0, 3.93, 6.07, 9.0)


def test_standard_deviations_outside_the_data_are_left_out() -> None:
    v = np.array([0] * 9 + [10.0])
    breaks = class_breaks(v, Scheme.STD_MEAN, 5)
    # mean 1, deviation 3.16: edges at -3.7 and -0.6 would lie below the least value
    assert breaks.edges == (0.0, 2.6, 5.7, 10.0)
    assert breaks.note == classify.OUTSIDE


def test_head_tail_breaks_are_means_of_what_lies_above_the_mean() -> None:
    v = np.array([1, 1, 1, 1, 1, 1, 2, 2, 8, 12, 40.0])
    # 70/11 = 6.36; 60/3 = 20
    breaks = class_breaks(v, Scheme.HEADTAIL, 7)
    assert breaks.edges == (1.0, 6.4, 20.0, 40.0)
    assert breaks.note == classify.OWN_NUMBER


def test_head_tail_never_gives_more_classes_than_there_are_colours() -> None:
    v = np.random.default_rng(1).lognormal(3, 1, 16_000)
    assert len(mapclassify.HeadTailBreaks(v).bins) > 9
    assert class_breaks(v, Scheme.HEADTAIL, 5).k == 9


@pytest.mark.parametrize("k", range(2, 10))
def test_pretty_breaks_are_even_steps_of_one_two_or_five(k: int) -> None:
    breaks = class_breaks(skewed(), Scheme.PRETTY, k)
    inner = np.diff(breaks.edges[1:-1])
    assert 2 <= breaks.k <= 9
    assert all(f"{step:.0e}"[0] in "125" and step == pytest.approx(inner[0]) for step in inner)


@pytest.mark.parametrize("scheme", AUTOMATIC)
@pytest.mark.parametrize("values", [[4.2], [4.2] * 50])
def test_equal_values_are_one_class(scheme: Scheme, values: list[float]) -> None:
    breaks = class_breaks(values, scheme, 5)
    assert (breaks.edges, breaks.note) == ((4.2, 4.2), classify.ONE_VALUE)
    assert assign(values, breaks).tolist() == [0] * len(values)


@pytest.mark.parametrize("scheme", AUTOMATIC)
@pytest.mark.parametrize("k", [2, 5, 9])
def test_two_different_values_never_share_a_class(scheme: Scheme, k: int) -> None:
    v = np.array([1.0, 1.0, 1.0, 5.0])
    assert len(set(assign(v, class_breaks(v, scheme, k)).tolist())) == 2


def test_many_equal_values_at_the_lower_end_are_a_class_of_their_own() -> None:
    v = np.array([0.0] * 60 + list(range(20, 60)))
    for scheme in (Scheme.FISHER_JENKS, Scheme.QUANTILES):
        assert counts(v, class_breaks(v, scheme, 5))[0] == 60


def test_fewer_values_than_classes_are_told_and_each_has_its_class() -> None:
    v = np.array([1.0, 2.0, 4.0, 4.0])
    breaks = class_breaks(v, Scheme.FISHER_JENKS, 7)
    assert breaks.note == classify.FEWER_VALUES
    assert assign(v, breaks).tolist() == [0, 1, 2, 2]


def test_rounding_does_not_move_a_value_to_another_group() -> None:
    v = np.array([1.0, 2.34, 2.61, 9.0, 9.2])
    breaks = class_breaks(v, Scheme.FISHER_JENKS, 4)
    assert assign(v, breaks).tolist()[1] != assign(v, breaks).tolist()[2]


def test_outer_edges_that_are_already_round_stay() -> None:
    assert class_breaks([0.29, 0.57, 1.1, 8.7], Scheme.EQUAL_INTERVAL, 3, decimals=2).edges[0] == 0.29
    assert class_breaks([-0.29, 0.0, 0.29], Scheme.EQUAL_INTERVAL, 2, decimals=2).edges == (-0.29, 0.0, 0.29)


def test_no_edge_is_a_negative_zero() -> None:
    edges = class_breaks([-0.04, 0.02, 0.5], Scheme.EQUAL_INTERVAL, 9).edges
    assert not any(e == 0 and np.signbit(e) for e in edges)


@pytest.mark.parametrize(
    ("manual", "edges", "note"),
    [
        ((20, 10), (3.0, 10.0, 20.0, 47.0), classify.EXTENDED),
        ((0, 20, 50), (0.0, 20.0, 50.0), ""),
        ((50, 20, 20, 0), (0.0, 20.0, 50.0), ""),
        ((100, 200), (3.0, 100.0, 200.0), classify.EXTENDED),
        ((-5,), (-5.0, 47.0), classify.EXTENDED),
    ],
)
def test_manual_breaks_are_sorted_and_cover_all_values(
    manual: tuple[float, ...], edges: tuple[float, ...], note: str
) -> None:
    breaks = class_breaks([3.0, 12.0, 47.0], Scheme.MANUAL, 5, manual)
    assert (breaks.edges, breaks.note) == (edges, note)


@pytest.mark.parametrize("manual", [(), (1.0, float("nan")), (float("inf"),), tuple(range(12))])
def test_manual_breaks_that_cannot_be_used_are_refused(manual: tuple[float, ...]) -> None:
    with pytest.raises(DataError, match="manual breaks"):
        class_breaks([3.0, 47.0], Scheme.MANUAL, 5, manual)


@pytest.mark.parametrize("values", [[], [np.nan], [1.0, np.inf], [-np.inf, 2.0], [1e15]])
@pytest.mark.parametrize("scheme", list(Scheme))
def test_values_that_cannot_be_classed_are_refused(values: list[float], scheme: Scheme) -> None:
    with pytest.raises(DataError, match="values to classify"):
        class_breaks(values, scheme, 5, (1.0,))


@pytest.mark.parametrize("k", [-1, 0, 1, 10])
@pytest.mark.parametrize("scheme", AUTOMATIC)
def test_a_number_of_classes_out_of_range_is_refused(k: int, scheme: Scheme) -> None:
    with pytest.raises(DataError, match="2 to 9"):
        class_breaks([1.0, 2.0], scheme, k)


def test_a_value_on_an_edge_belongs_to_the_class_below() -> None:
    breaks = Breaks(Scheme.MANUAL, (0.0, 1.0, 2.0))
    assert assign([0, 1, 1.1, 2, np.nan, -3, 9], breaks).tolist() == [0, 0, 1, 1, -1, 0, 1]
    assert counts([[0, 1], [np.nan, 2]], breaks).tolist() == [2, 1]


def test_bars_are_equally_wide_and_reach_from_edge_to_edge() -> None:
    breaks = Breaks(Scheme.MANUAL, (0.0, 1.0, 6.0))
    assert histogram_edges([0, 5, np.nan], breaks, 6).tolist() == [0, 1, 2, 3, 4, 5, 6]
    assert histogram_edges([], breaks).shape == (25,)
    assert histogram_edges([4.2], Breaks(Scheme.MANUAL, (4.2, 4.2))).tolist() == [4.2, 4.2]
    assert histogram_edges([9.0], breaks, 3).tolist() == [0, 3, 6, 9]
