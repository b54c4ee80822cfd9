"""Years that have few values or equal ones, and what is offered where one class holds nearly all areas."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.model import Scheme
from atlas.statistics.classify import class_breaks, counts
from atlas.views.map.better_classes import better_classes
from atlas.views.map.classing import NO_VALUE, ONE_AREA, Classing
from atlas.words.words import words_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from atlas.model import Breaks
    from atlas.views.map.classing import Over

FOUND = [scheme for scheme in Scheme if scheme is not Scheme.MANUAL]
VALUES = st.integers(-1000, 1000).map(lambda n: n / 10)
#: Values of a year of six areas: none, one, equal ones, two different ones.
DEGENERATE = st.one_of(
    st.just([]),
    VALUES.map(lambda v: [v]),
    st.tuples(VALUES, st.integers(2, 6)).map(lambda pair: [pair[0]] * pair[1]),
    st.lists(VALUES, min_size=2, max_size=2, unique=True),
)
SKEWED = np.array([[*np.linspace(1.0, 2.0, 17).round(1), 50.0, 75.0, 100.0], [*np.linspace(1.0, 100.0, 20).round(1)]])
words = words_of("en")


def find(values: NDArray[np.float64], scheme: Scheme) -> Breaks:
    return class_breaks(values, scheme, 5, (), 1)


def classing(values: NDArray[np.float64], scheme: Scheme = Scheme.EQUAL_INTERVAL, over: Over = "year") -> Classing:
    return Classing(values, scheme, over, find)


@pytest.mark.parametrize("scheme", FOUND)
@given(known=DEGENERATE)
def test_each_value_of_a_year_of_few_or_equal_values_has_a_class(scheme: Scheme, known: list[float]) -> None:
    row = np.full(6, np.nan)
    row[: len(known)] = known
    other = np.arange(6.0)
    made = classing(np.array([row, other]), scheme)
    breaks = made.at(0)
    assert list(breaks.edges) == sorted(breaks.edges)
    assert (breaks.edges == ()) == (not known)
    if known:
        assert breaks.edges[0] <= min(known)
        assert breaks.edges[-1] >= max(known)
        assert int(counts(row, breaks).sum()) == len(known)
    if len(known) < 2:
        assert breaks.note == (ONE_AREA if known else NO_VALUE)
    if len(set(known)) == 1:
        assert breaks.k == 1
    assert made.at(1).edges[-1] == 5  # a year beside it has classes of its own


def test_more_than_sixty_in_a_hundred_areas_in_one_class_bring_an_offer_that_is_better() -> None:
    made = classing(SKEWED)
    before = int(counts(SKEWED[0], made.at(0)).max())
    assert before == 17
    offer = better_classes(made, 0, "year", np.ones(20, bool), words)
    assert offer is not None
    assert offer.text == "17 of 20 areas stand in one class."
    after = made.breaks(0, Scheme(offer.scheme))
    assert int(counts(SKEWED[0], after).max()) < before


@pytest.mark.parametrize(("full", "offered"), [(12, False), (13, True)])
def test_sixty_in_a_hundred_are_not_too_many(full: int, offered: bool) -> None:  # noqa: FBT001
    low = np.linspace(0.0, 1.9, full)
    values = np.array([[*low.round(1), *np.linspace(3.0, 10.0, 20 - full).round(1)]])
    made = classing(values)
    assert int(counts(values[0], made.at(0)).max()) == full
    assert (better_classes(made, 0, "year", np.ones(20, bool), words) is not None) == offered


def test_classes_of_all_years_may_be_left_for_those_of_the_year() -> None:
    narrow = np.array([np.linspace(0.0, 1.0, 20), np.linspace(50.0, 100.0, 20)]).round(2)
    made = Classing(narrow, Scheme.EQUAL_INTERVAL, "all", find)
    offer = better_classes(made, 0, "all", np.ones(20, bool), words)
    assert offer is not None
    assert offer.over == "year"


def test_own_breaks_bring_no_offer() -> None:
    made = Classing(SKEWED, Scheme.MANUAL, "year", lambda v, s: class_breaks(v, s, 5, (50.0,), 1))
    assert better_classes(made, 0, "all", np.ones(20, bool), words) is None
