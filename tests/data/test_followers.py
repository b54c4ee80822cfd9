"""Measures that add up to each other: no hidden count follows from the total of the district."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from atlas.data.followers import hide_followers
from atlas.data.secrecy import hide_small
from tests.data.secret_table import PARENTS, shown, table


def hide(frame: pd.DataFrame, minimum: int = 3) -> pd.DataFrame:
    return hide_followers(hide_small(frame, {"jobless": minimum}), PARENTS)


@pytest.mark.parametrize("total", [None, 26])
def test_one_hidden_count_takes_the_smallest_other_one_with_it(total: float | None) -> None:
    assert shown(hide(table([2, 9, 7, 8, 0], total))) == ["secret", 9, "secret", 8, 0]


def test_two_hidden_counts_need_no_third() -> None:
    assert shown(hide(table([2, 1, 7, 8], 18))) == ["secret", "secret", 7, 8]


def test_two_hidden_ones_would_follow_from_a_rest_of_two() -> None:
    assert shown(hide(table([1, 1, 7, 8], 17))) == ["secret", "secret", "secret", 8]


def test_an_unknown_count_is_a_gap_of_its_own() -> None:
    assert shown(hide(table([2, np.nan, 7], 20))) == ["secret", "unknown", 7]


def test_a_zero_is_hidden_where_there_is_nothing_else() -> None:
    assert shown(hide(table([1, 0, 0]))) == ["secret", "secret", 0]


def test_the_total_is_hidden_where_it_is_the_only_way() -> None:
    found = hide(table([2], 2))
    assert shown(found) == ["secret"]
    assert shown(found, "district") == ["secret"]
    assert shown(found, "state") == ["secret"]


def test_a_small_total_takes_that_of_the_state_with_it() -> None:
    found = hide(table([1, 1, 0], 2))
    assert shown(found, "district") == ["secret"]
    assert shown(found, "state") == ["secret"]


def test_each_district_and_year_is_a_group_of_its_own() -> None:
    frame = pd.concat([table([1, 5, 6], 12), table([4, 5, 6], 15, year=2021), table([4, 2, 8], 14, "16062")])
    found = hide(frame)
    assert shown(found) == ["secret", "secret", 6, 4, 5, 6, "secret", "secret", 8]
    assert not found[found["level"] == "district"]["state"].eq("secret").any()


def test_tables_with_categories_keep_them() -> None:
    frame = table([1, 5, 6], 12).astype({"state": "category", "measure": "category", "code": "category"})
    found = hide(frame)
    assert shown(found) == ["secret", "secret", 6]
    assert isinstance(found["state"].dtype, pd.CategoricalDtype)


def test_the_table_given_stays_as_it_was() -> None:
    frame = table([1, 5, 6], 12)
    before = frame.copy()
    hide(frame)
    pd.testing.assert_frame_equal(frame, before)


counts = st.lists(st.integers(0, 6), min_size=1, max_size=5)


@given(counts, st.integers(2, 4), st.booleans())
@example([1, 1, 7, 8], 3, True)  # noqa: FBT003  drawn
@settings(max_examples=100)
def test_no_hidden_count_can_be_computed_from_the_total(values: list[int], minimum: int, published: bool) -> None:  # noqa: FBT001
    total = float(sum(values))
    found = hide(table([float(v) for v in values], total if published else None), minimum)
    cells = found[found["level"] == "municipality"]
    small = np.array([0 < v < minimum for v in values])
    secret = (cells["state"] == "secret").to_numpy()
    assert secret[small].all()
    assert cells["value"].isna().equals(cells["state"] == "secret")
    if not secret.any():
        return
    if published and shown(found, "district") == ["secret"]:
        assert shown(found, "state") == ["secret"]
        return
    if len(values) == 1:
        return  # nobody publishes a total: there is nothing to compute it from
    rest = int(total - cells["value"].sum())
    solutions = [s for s in product(range(1, rest + 1), repeat=int(secret.sum())) if sum(s) == rest]
    solutions = solutions or [s for s in product(range(rest + 1), repeat=int(secret.sum())) if sum(s) == rest]
    if published:
        assert all(len({s[i] for s in solutions}) > 1 for i in range(int(secret.sum())))
    assert secret.sum() > 1


@given(counts, counts, st.integers(2, 4))
def test_hiding_twice_changes_nothing(first: list[int], second: list[int], minimum: int) -> None:
    frame = pd.concat(
        [table([float(v) for v in first], float(sum(first))), table([float(v) for v in second], None, "16062")],
        ignore_index=True,
    )
    once = hide(frame, minimum)
    pd.testing.assert_frame_equal(hide(once, minimum), once)
