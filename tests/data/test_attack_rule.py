"""Measures that add up to each other: what those can tell who know the rule by which they are hidden."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from atlas.build import together
from atlas.build.together import Hiding, hide
from atlas.data.attack_rule import attack_rule
from atlas.data.attack_sums import attack_sums, groups_of
from atlas.data.secrecy import with_hidden

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from atlas.data.attack_sums import Group

AGES = ["young", "grown", "old"]
NARROW = [f"{sex}_{age}" for age in AGES for sex in ("men", "women")]
PLACES = [f"16061{place:03d}" for place in range(16)]
PARENTS = dict.fromkeys(PLACES, "16061")
RULE = partial(
    hide,
    hiding=Hiding(dict.fromkeys([*NARROW, *AGES, "people"], 3), [["people"], ["men_*", "women_*"], ["*"]]),
    parents=PARENTS,
)


@cache
def people() -> pd.DataFrame:
    """Draw the people of a district of villages, and of two more, by which one sees what adds up to what."""
    draw = np.random.default_rng(7)
    counts = draw.poisson(np.outer(draw.uniform(20, 150, len(PLACES)), [0.08, 0.08, 0.3, 0.3, 0.12, 0.12]))
    wide = pd.DataFrame(counts, PLACES, NARROW)
    wide.loc["16061"] = wide.sum()
    for code in ("16062", "16063", "16064", "16065", "16066", "16067"):
        wide.loc[code] = draw.integers(100, 900, len(NARROW))
    for age in AGES:
        wide[age] = wide[f"men_{age}"] + wide[f"women_{age}"]
    wide["people"] = wide[AGES].sum(axis=1)
    table = wide.rename_axis("code").reset_index().melt("code", var_name="measure").astype({"value": float})
    level = np.where(table["code"].isin(PLACES), "municipality", "district")
    return table.assign(
        level=level, territory="2021-12-31", year=2015, state=np.where(table["value"] == 0, "zero", "ok")
    )


def hidden_by(rule: Callable[[pd.DataFrame], pd.DataFrame]) -> list[Group]:
    return groups_of(rule(people()), PARENTS, NARROW)


def by_one_measure(table: pd.DataFrame) -> pd.DataFrame:
    """Hide men and women where young men are few, and whatever else is small is shown."""
    few = table[(table["measure"] == "men_young") & table["value"].between(1, 2)]
    keys = set(zip(few["territory"].astype(str), few["code"].astype(str), strict=True))
    at = [key in keys for key in zip(table["territory"].astype(str), table["code"].astype(str), strict=True)]
    return with_hidden(table, np.array(at) & table["measure"].isin(NARROW).to_numpy())


def test_all_hidden_counts_have_values_that_the_rule_would_hide_just_so() -> None:
    found = attack_rule("ages", hidden_by(RULE), 3, RULE)
    assert found.holds
    assert found.hidden > 30


def test_a_rule_that_looks_at_one_measure_tells_what_sums_alone_do_not() -> None:
    groups = hidden_by(by_one_measure)
    found = attack_rule("ages", groups, 3, by_one_measure)
    assert found.below >= len(groups[0].hidden) > attack_sums("ages", groups, 3).below


def test_a_rule_that_hides_other_cells_than_are_hidden_leaves_no_value(monkeypatch: pytest.MonkeyPatch) -> None:
    groups = hidden_by(RULE)
    monkeypatch.setattr(together, "FEWEST", len(PLACES))
    assert attack_rule("ages", groups, 3, RULE).few > 30
