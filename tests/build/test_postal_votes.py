from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.build.postal_votes import share_postal_votes

Row = tuple[str, str, str, int, int, int, int]
STATE: Row = ("state", "000", "16", 10_000, 6_000, 1_000, 960)
OWN: Row = ("municipality", "001", "16061001", 2_000, 1_200, 400, 384)


def election(*rows: Row) -> pd.DataFrame:
    columns = ["kind", "constituency", "code", "eligible", "voters", "cards", "voters_with_card"]
    return pd.DataFrame([STATE, *rows], columns=columns).assign(year=2019)


def shared(*rows: Row) -> list[tuple[float, str]]:
    found = share_postal_votes(election(*rows))
    return [(round(v, 6), s) for v, s in zip(found["voters"], found["state"], strict=True)]


def test_a_municipality_that_counts_its_own_postal_votes_keeps_its_count() -> None:
    assert shared(OWN) == [(1200, "ok")]


def test_joint_votes_are_shared_by_the_cards_issued() -> None:
    found = shared(
        OWN,
        ("municipality", "001", "16061002", 500, 250, 60, 0),
        ("municipality", "001", "16061003", 300, 150, 40, 0),
        ("joint_postal", "001", "16061", 0, 95, 0, 95),
    )
    assert found == [(1200, "ok"), (307, "estimated"), (188, "estimated")]


def test_a_town_that_counts_only_a_part_itself_shares_with_the_rest() -> None:
    found = shared(
        ("municipality", "001", "16061002", 5000, 2500, 1000, 480),
        ("municipality", "001", "16061003", 300, 150, 500, 0),
        ("joint_postal", "001", "16061", 0, 950, 0, 950),
    )
    assert found == [(2975, "estimated"), (625, "estimated")]


def test_a_handful_of_cards_that_did_not_come_back_is_chance() -> None:
    assert shared(("municipality", "001", "16061002", 371, 274, 33, 28)) == [(274, "ok")]


def test_votes_counted_in_the_neighbouring_district_are_found_and_told() -> None:
    found = share_postal_votes(
        election(
            ("municipality", "010", "16061002", 500, 250, 60, 0),
            ("municipality", "010", "16065003", 300, 150, 40, 0),
            ("joint_postal", "010", "16065", 0, 95, 0, 95),
        )
    )
    assert found["voters"].round(6).tolist() == [307, 188]
    assert found["crossed"].all()


def test_joint_votes_that_the_cards_do_not_explain_are_not_shared() -> None:
    found = shared(
        ("municipality", "001", "16061002", 500, 250, 60, 0), ("joint_postal", "001", "16061", 0, 200, 0, 200)
    )
    assert found[0][1] == "unknown"


def test_more_postal_votes_than_cards_contradict_themselves() -> None:
    assert shared(("municipality", "001", "16061002", 500, 250, 60, 93))[0][1] == "unknown"


def test_each_constituency_and_district_shares_its_own_votes() -> None:
    found = shared(
        ("municipality", "001", "16061002", 500, 250, 100, 0),
        ("municipality", "002", "16061003", 300, 150, 100, 0),
        ("joint_postal", "001", "16061", 0, 90, 0, 90),
        ("joint_postal", "002", "16061", 0, 96, 0, 96),
    )
    assert found == [(340, "estimated"), (246, "estimated")]


@given(st.lists(st.integers(20, 400), min_size=1, max_size=6), st.floats(0.85, 1.0))
def test_no_vote_is_lost_or_added(cards: list[int], returned: float) -> None:
    joint = round(sum(cards) * returned)
    rows: list[Row] = [("municipality", "001", f"1606100{i}", 5 * c, 2 * c, c, 0) for i, c in enumerate(cards)]
    found = share_postal_votes(election(*rows, ("joint_postal", "001", "16061", 0, joint, 0, joint)))
    assert found["voters"].sum() == pytest.approx(2 * sum(cards) + joint)
    assert (found["voters"] <= found["eligible"]).all()
