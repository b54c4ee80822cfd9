from __future__ import annotations

from functools import partial
from itertools import permutations, product
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.build.declarations import read_declarations
from atlas.build.together import hide as hide_all
from atlas.data.attack import attack
from atlas.data.attacked import attack_atlas, small_tables
from atlas.data.followers import hide_followers, hide_others
from atlas.data.secrecy import hide_complements, hide_small, parents_of
from atlas.data.secret_blocks import blocks_of
from atlas.settings import ROOT
from tests.data.secret_table import PARENTS, shown, table

if TYPE_CHECKING:
    from atlas.data.store import Atlas

DISTRICTS_AND_YEARS = [("16061", 2020), ("16061", 2021), ("16062", 2020)]


def hide(frame: pd.DataFrame, minimum: int = 3) -> pd.DataFrame:
    limits = {"jobless": minimum}
    return hide_others(hide_small(frame, limits), PARENTS, limits, frame["value"])


def test_counts_below_the_minimum_are_hidden_and_a_zero_is_not() -> None:
    assert shown(hide_small(table([0, 1, 2, 3]), {"jobless": 3})) == [0, "secret", "secret", 3]


def test_a_measure_without_a_minimum_is_left_alone() -> None:
    assert shown(hide_small(table([1, 2]), {"another": 3})) == [1, 2]


def n_hidden(frame: pd.DataFrame) -> int:
    return shown(frame).count("secret")


@pytest.mark.parametrize("total", [None, 87])
def test_a_hidden_count_takes_its_partner_and_another_block_with_it_and_no_zero(total: float | None) -> None:
    found = shown(hide(table([2, 9, 7, 8, 30, 31, 0], total)))
    assert found[0] == "secret"
    assert found[-1] == 0
    assert found.count("secret") == 4


def test_two_partners_below_the_minimum_need_a_further_block() -> None:
    values = [1.0, 1.0, 9.0, 9.0]
    orders = {tuple(values[i] for i in order) for order in permutations(range(4))}
    hidden = {n_hidden(hide(table(list(order), sum(order)))) for order in orders}
    assert hidden == {4}  # {1, 9}, {1, 9}: both blocks hold one; {1, 1}, {9, 9}: two ones would be known


def test_partners_are_neighbours_in_size_and_drawn_without_a_look_at_the_counts() -> None:
    codes = [f"1606100{i}" for i in range(8)]
    sizes = [float(v) for v in (10, 20, 30, 40, 1000, 1100, 1200, 1300)]
    found = blocks_of(codes, sizes, "jobless:16061")
    assert sorted(i for block in found for i in block) == list(range(8))
    assert all(len({i // 4 for i in block}) == 1 for block in found)
    drawn = {frozenset(map(frozenset, blocks_of(codes, sizes, f"jobless:{n}"))) for n in range(20)}
    assert len(drawn) > 3
    assert sorted(map(len, blocks_of(codes[:7], sizes[:7], "x"))) == [2, 2, 3]
    assert blocks_of(codes[:1], sizes[:1], "x") == [(0,)]


def test_an_unknown_count_takes_no_part() -> None:
    assert shown(hide(table([2, np.nan, 7], 20))) == ["secret", "unknown", "secret"]


@pytest.mark.parametrize("values", [[2.0], [1.0, 1.0, 0.0], [1.0, 0.0, 0.0]])
def test_the_total_is_hidden_where_nothing_else_is_left(values: list[float]) -> None:
    found = hide(table(values, sum(values)))
    assert [v for v in shown(found) if v != 0] == ["secret"] * sum(v > 0 for v in values)
    assert shown(found, "district") == ["secret"]
    assert shown(found, "state") == ["secret"]


def test_a_count_is_never_above_what_its_area_holds() -> None:
    """Of 21 in two areas one could be 19 or 20, but not where 15 people live: it would be known to be the small one."""
    people = table([15, 30, 400, 500], 945).assign(measure="people")
    both = pd.concat([table([2, 19, 40, 50], 111), people], ignore_index=True)
    limits = {"jobless": 3}
    found = hide_others(hide_small(both, limits), PARENTS, limits, both["value"])
    assert n_hidden(found[found["measure"] == "jobless"]) == 4


def test_each_district_and_year_is_a_group_of_its_own() -> None:
    frame = pd.concat([table([1, 5, 6], 12), table([4, 5, 6], 15, year=2021), table([4, 2, 8], 14, "16062")])
    found = hide(frame)
    groups = [found[(found["year"] == y) & (found["code"].str[:5] == d)] for d, y in DISTRICTS_AND_YEARS]
    assert [n_hidden(g) for g in groups] == [3, 0, 3]
    assert not found[found["level"] == "district"]["state"].eq("secret").any()


def test_tables_with_categories_keep_them() -> None:
    frame = table([1, 5, 6], 12).astype({"state": "category", "measure": "category", "code": "category"})
    found = hide(frame)
    assert n_hidden(found) == 3
    assert isinstance(found["state"].dtype, pd.CategoricalDtype)


def test_the_table_given_stays_as_it_was() -> None:
    frame = table([1, 5, 6], 12)
    before = frame.copy()
    hide(frame)
    pd.testing.assert_frame_equal(frame, before)


def test_parents_are_those_of_municipalities() -> None:
    areas = pd.DataFrame(
        {
            "code": ["16", "16061", "16061001"],
            "level": ["state", "district", "municipality"],
            "parent": ["", "16", "16061"],
        }
    )
    assert parents_of(areas) == {"16061001": "16061"}


counts = st.lists(st.integers(0, 6), min_size=1, max_size=5)


def answers(found: pd.DataFrame, minimum: int, total: float) -> list[set[int]]:
    """Try all counts of the hidden cells; those after which the rule hides the same cells are possible."""
    cells = found[found["level"] == "municipality"]
    hidden = np.flatnonzero(cells["state"] == "secret")
    rest = int(total - cells["value"].sum())
    seen: list[set[int]] = [set() for _cell in hidden]
    for counts in product(range(1, rest + 1), repeat=len(hidden)):
        if sum(counts) == rest and any(0 < c < minimum for c in counts):
            values = cells["value"].to_numpy(copy=True)
            values[hidden] = counts
            again = hide(table(values.tolist(), total), minimum)
            if again["state"].tolist() == found["state"].tolist():
                for place, count in zip(seen, counts, strict=True):
                    place.add(count)
    return seen


@pytest.mark.parametrize(("values", "minimum"), [([1, 5, 3], 3), ([2, 9], 3), ([1, 2, 4], 4), ([1, 0, 6], 4)])
def test_by_trying_all_counts_none_is_told_from_an_exact_total(values: list[int], minimum: int) -> None:
    total = float(sum(values))
    found = hide(table([float(v) for v in values], total), minimum)
    cells = found[found["level"] == "municipality"]
    small = np.array([0 < v < minimum for v in values])
    assert (cells["state"] == "secret").to_numpy()[small].all()
    assert cells["value"].isna().equals(cells["state"] == "secret")
    if shown(found, "district") == ["secret"]:
        assert shown(found, "state") == ["secret"]
        return
    for possible in answers(found, minimum, total):
        assert len(possible) >= 3
        assert min(possible) < minimum <= max(possible)


def test_the_attack_finds_nothing_in_drawn_tables_and_much_without_partners() -> None:
    limits = {"drawn": 3}
    drawn, above = small_tables(25, 2)
    small = hide_small(drawn, limits)
    found = attack("hidden", hide_others(small, above, limits, drawn["value"]), above, limits)
    assert found.holds
    assert found.hidden > 60
    assert attack("only what is small", small, above, limits).told > 20


def test_who_has_a_release_of_the_first_rule_learns_nothing_from_one_of_today() -> None:
    """What is hidden now follows from what was hidden then: a former release, opened today, hides the same cells."""
    limits = {"drawn": 3}
    drawn, above = small_tables(60, 3)
    small = hide_small(drawn, limits)
    former, today = hide_followers(small, above), hide_others(small, above, limits, drawn["value"])
    hidden = [(one["state"] == "secret").to_numpy() for one in (former, today, hide_others(former, above, limits))]
    assert not (hidden[0] & ~hidden[1]).any()
    assert (hidden[2] == hidden[1]).all()
    blocks = (hide_complements(small, above, limits, drawn["value"])["state"] == "secret").to_numpy()
    assert (hidden[0] & ~blocks).sum() > 3


def test_the_shipped_table_holds_against_the_attack(atlas: Atlas) -> None:
    """Of a sample; ``python -m atlas check --attack`` attacks all groups."""
    declared = read_declarations(ROOT / "geodata" / "sources")
    rules = {key: partial(hide_all, hiding=one.hiding) for key, one in declared.items() if one.together}
    found = list(attack_atlas(atlas, rules, sample=8))
    assert "age_groups, the rule replayed" in {one.name for one in found}
    assert [one.name for one in found if not one.holds] == []
    assert sum(one.hidden for one in found) > 100


@given(counts, counts, st.integers(2, 4))
@settings(max_examples=30)
def test_hiding_twice_changes_nothing(first: list[int], second: list[int], minimum: int) -> None:
    frame = pd.concat(
        [table([float(v) for v in first], float(sum(first))), table([float(v) for v in second], None, "16062")],
        ignore_index=True,
    )
    once = hide(frame, minimum)
    limits = {"jobless": minimum}
    pd.testing.assert_frame_equal(hide_complements(hide_small(once, limits), PARENTS, limits), once)
