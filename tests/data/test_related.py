"""A count of another table less what is shown tells a small one: it is hidden, and the attack sees where it is not."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from atlas.data.attack_related import attack_related, related_counts
from atlas.data.figures import RANK
from atlas.data.followers import hide_others
from atlas.data.hide_related import hide_related
from atlas.data.related import as_sum, parts_of, pieces
from atlas.model import Level, Measure, ValueState

if TYPE_CHECKING:
    from atlas.data.figures import Figures
    from atlas.data.store import Atlas

MEASURES = ["young", "teens", "adults", "under_20", "people"]
#: Of each place those that are young, in their teens, and adults; in the first six the ages are hidden.
COUNTS = [(9, 1, 40), (8, 4, 41), (7, 6, 52), (9, 5, 61), (12, 8, 70), (9, 0, 45)]
COUNTS += [(20, 11, 90), (24, 16, 99), (31, 19, 150), (35, 12, 160), (18, 9, 77)]
N_HIDDEN = 6
PARENTS = {f"16061{i:03d}": "16061" for i in range(len(COUNTS))}
LIMITS = {"ages": dict.fromkeys(MEASURES, 3)}


def frame(rows: list[tuple[str, str, str, float, str]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["measure", "level", "code", "value", "state"])
    return table.assign(territory="2021-12-31", year=2015)


def tables(counts: list[tuple[int, int, int]] = COUNTS) -> dict[str, pd.DataFrame]:
    """Ages by place and district, the narrow ones hidden in some, and people of working age of another publisher."""
    ages: list[tuple[str, str, str, float, str]] = []
    work: list[tuple[str, str, str, float, str]] = []
    whole = np.sum(counts, axis=0).tolist()
    for at, (young, teens, adults) in enumerate([*counts, whole]):
        place = ("municipality", f"16061{at:03d}") if at < len(counts) else ("district", "16061")
        values = (young, teens, adults, young + teens, young + teens + adults)
        for measure, value in zip(MEASURES, values, strict=True):
            hidden = at < N_HIDDEN and measure in {"young", "teens"}
            ages.append((measure, *place, np.nan if hidden else float(value), "secret" if hidden else "ok"))
        work.append(("of_age", *place, float(teens + adults), "ok"))
        work.append(("jobs", *place, float(3 * adults - 7 * teens), "ok"))
    return {"ages": frame(ages), "work": frame(work)}


def hidden(found: dict[str, pd.DataFrame]) -> set[str]:
    rows = found["work"]
    assert set(rows.loc[rows["state"] == "secret", "measure"]) <= {"of_age"}
    return set(rows.loc[rows["value"].isna(), "code"])


def test_a_sum_of_parts_is_seen_though_some_areas_have_other_borders() -> None:
    parts = np.random.default_rng(1).integers(1, 90, (60, 4)).astype(float)
    counts = parts[:, 1] + parts[:, 3]
    assert as_sum(parts, counts) is not None
    counts[[4, 20, 33]] += [178, -12, 40]
    assert np.asarray(as_sum(parts, counts)).tolist() == [0, 1, 0, 1]
    assert as_sum(parts, counts + parts[:, 0] / 2) is None
    assert as_sum(parts[:3], counts[:3]) is None


def test_narrow_measures_are_those_of_which_the_others_are_sums() -> None:
    found = parts_of(tables()["ages"])
    assert found is not None
    assert set(found.narrow) == {"young", "teens", "adults"}
    whole = dict(zip(found.own.columns, found.made, strict=True))
    assert whole["people"].tolist() == [1, 1, 1]
    assert parts_of(tables()["ages"].query("code <= '16061006'")) is None


def test_a_further_count_tells_what_lies_between_it_and_another() -> None:
    known = np.array([[1.0, 1, 0], [0, 0, 1]])
    told = {tuple(which.tolist()): factors.round(6).tolist() for which, factors in pieces(known, np.array([0.0, 1, 1]))}
    assert told == {(False, True, False): [0, -1, 1], (True, False, False): [1, 1, -1]}
    assert list(pieces(known, np.array([1.0, 1, 1]))) == []


def test_the_count_that_tells_a_small_one_is_hidden_with_partners_that_are_not_small() -> None:
    found = hide_related(tables(), LIMITS, PARENTS)
    assert list(found) == ["work"]
    codes = hidden(found)
    assert "16061000" in codes
    assert len(codes) >= 4
    assert codes <= {f"16061{i:03d}" for i in range(N_HIDDEN)}
    assert "16061005" not in codes  # nobody is in their teens there: a zero is shown


def test_hiding_twice_changes_nothing_and_without_a_small_difference_nothing_is_hidden() -> None:
    once = tables() | hide_related(tables(), LIMITS, PARENTS)
    assert hide_related(once, LIMITS, PARENTS) == {}
    larger = [(young, teens + 3, adults) for young, teens, adults in COUNTS]
    assert hide_related(tables(larger), LIMITS, PARENTS) == {}


def test_the_rest_of_known_people_is_a_difference_too() -> None:
    """Under 20 less those of working age that are not adults are the young: 2 of them in one place."""
    few = [(2, 7, 40), *[(young, teens + 3, adults) for young, teens, adults in COUNTS[1:]]]
    assert "16061000" in hidden(hide_related(tables(few), LIMITS, PARENTS))


def test_the_attack_finds_the_difference_where_it_is_shown_and_nothing_where_it_is_hidden() -> None:
    (shown,) = attack_related("ages", related_counts("ages", tables()), 3, PARENTS)
    assert (shown.known, shown.holds) == (1, False)
    first, rule = attack_related(
        "ages", related_counts("ages", tables() | hide_related(tables(), LIMITS, PARENTS)), 3, PARENTS
    )
    assert (first.known, first.holds) == (0, True)
    assert (rule.holds, rule.contradicted) == (True, 0)
    assert rule.hidden >= 4


def test_the_attack_sees_a_count_that_is_hidden_without_a_partner() -> None:
    alone = tables()
    cell = (alone["work"]["code"] == "16061000") & (alone["work"]["measure"] == "of_age")
    alone["work"].loc[cell, ["value", "state"]] = [np.nan, "secret"]
    first, rule = attack_related("ages", related_counts("ages", alone), 3, PARENTS)
    assert first.holds
    assert not rule.holds


@pytest.mark.parametrize("level", [Level.MUNICIPALITY, Level.DISTRICT])
def test_a_table_of_one_level_tells_nothing(level: Level) -> None:
    rows = tables()["ages"]
    assert parts_of(rows[rows["level"] == level]) is None


def test_what_is_hidden_for_another_table_takes_no_neighbour_with_it() -> None:
    work = hide_related(tables(), LIMITS, PARENTS)["work"]
    jobs = work["measure"] == "jobs"
    work.loc[jobs, "value"] = work.loc[jobs, "value"].abs() + 9
    pd.testing.assert_frame_equal(hide_others(work, PARENTS, {"jobs": 3}, work["value"]), work)


def test_no_people_of_working_age_are_shown_that_tell_one_or_two_in_their_teens(atlas: Atlas) -> None:
    date, at = dt.date(2021, 12, 31), Level.MUNICIPALITY

    def in_2015(table: str, measure: str) -> Figures:
        return atlas.measured(Measure(table, measure), at, date)

    of_age, adults, teens = (
        in_2015("inkar_labour", "population_15_64"),
        in_2015("age_groups", "from_20_to_64"),
        in_2015("age_groups", "from_15_to_17"),
    )
    row = of_age.years.index(2015)
    between = of_age.values[row] - adults.values[0]
    hidden = np.isnan(teens.values[0])
    assert hidden.sum() > 100
    assert not ((between > 0) & (between < 3) & hidden).any()
    secret = of_age.states[row] == RANK[ValueState.SECRET]
    assert 14 < secret.sum() < 60
    assert (of_age.states == RANK[ValueState.SECRET]).sum() == secret.sum()
    share = atlas.figures(atlas.indicator("unemployed_per_100"), at, date)
    gone = share.years.index(2015)
    assert share.numerator is not None
    assert share.denominator is not None
    for counts in (share.values, share.numerator, share.denominator):
        assert np.isnan(counts[gone][secret]).all()
