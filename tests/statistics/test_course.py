from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.errors import DataError
from atlas.statistics.course import Course, Point, Way, about_same, course, recent_start
from atlas.statistics.rounding import as_read

VALUES = st.lists(st.one_of(st.just(np.nan), st.floats(-1e5, 1e5, allow_nan=False)), min_size=1, max_size=30)


def told(*values: float, decimals: int = 1) -> Course:
    found = course(range(2000, 2000 + len(values)), values, decimals)
    assert found is not None
    return found


def test_the_ends_decide_whether_a_series_has_risen_or_fallen() -> None:
    assert told(3.7, 4.2, 5.1).way is Way.RISEN
    assert told(7.8, 9.0, 5.1).way is Way.FALLEN
    assert (told(3.7, 4.2, 5.1).first, told(3.7, 4.2, 5.1).last) == (Point(2000, 3.7), Point(2002, 5.1))


@pytest.mark.parametrize(
    ("a", "b", "decimals", "same"),
    [
        (5.0, 5.1, 1, True),  # one unit of the last digit may be rounding
        (5.0, 5.2, 1, False),
        (4.96, 5.14, 1, True),  # read as 5,0 and 5,1
        (75.0, 75.7, 1, True),  # less than one percent
        (75.0, 76.0, 1, False),
        (10_000, 10_099, 0, True),
        (10_000, 10_200, 0, False),
        (-0.3, 0.3, 1, False),
        (0.0, 0.0, 1, True),
    ],
)
def test_about_the_same_is_one_unit_of_the_last_digit_or_one_percent(
    a: float, b: float, decimals: int, *, same: bool
) -> None:
    assert about_same(a, b, decimals) is same
    assert about_same(b, a, decimals) is same


def test_a_turn_that_the_ends_conceal_is_told_and_one_at_an_end_is_not() -> None:
    assert told(7.8, 12.0, 3.7, 5.1) == Course(
        Point(2000, 7.8), Point(2003, 5.1), Way.FALLEN, Point(2001, 12.0), Point(2002, 3.7)
    )
    assert (told(7.8, 6.0, 5.1).high, told(7.8, 6.0, 5.1).low) == (None, None)
    assert told(5.0, 5.1, 6.0).high is None


def test_a_turn_within_the_rounding_is_none() -> None:
    assert told(3.2, 3.1, 4.1).low is None


def test_years_without_a_value_are_left_out() -> None:
    assert told(np.nan, 3.0, np.nan, 5.0, np.nan).first == Point(2001, 3.0)
    assert course([2000, 2001], [np.nan, 1.0], 1) is None


def test_years_that_do_not_ascend_or_are_too_few_are_refused() -> None:
    with pytest.raises(DataError, match="ascending years"):
        course([2001, 2000], [1.0, 2.0], 1)
    with pytest.raises(DataError, match="ascending years"):
        course([2001], [1.0, 2.0], 1)


def test_the_recent_past_is_five_years_of_figures_or_the_election_before() -> None:
    assert recent_start(tuple(range(1995, 2022)), 2021) == 2017
    assert recent_start((2009, 2014, 2019), 2019) == 2014
    assert recent_start((2019, 2020, 2021), 2021) is None
    assert recent_start((1994, 2021), 2021) is None


@given(VALUES, st.integers(0, 3))
def test_no_course_contradicts_its_own_figures(values: list[float], decimals: int) -> None:
    found = course(range(1990, 1990 + len(values)), values, decimals)
    known = [(1990 + i, float(as_read(v, decimals))) for i, v in enumerate(values) if not np.isnan(v)]
    if found is None:
        assert len(known) < 2
        return
    assert (found.first, found.last) == (Point(*known[0]), Point(*known[-1]))
    assert found.way is not Way.RISEN or found.last.value > found.first.value
    assert found.way is not Way.FALLEN or found.last.value < found.first.value
    ends = (found.first.value, found.last.value)
    assert found.high is None or found.high.value == max(v for _y, v in known) > max(ends)
    assert found.low is None or found.low.value == min(v for _y, v in known) < min(ends)
