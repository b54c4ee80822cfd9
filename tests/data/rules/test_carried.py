"""Rules run over figures that are only carried from another territory date, too."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from atlas.data.rules.broken import Severity
from atlas.data.rules.carried import Carried
from atlas.data.rules.ground import Ground, read_ground
from atlas.data.rules.report import sentence
from atlas.data.rules.run import run_rules
from atlas.settings import ROOT

if TYPE_CHECKING:
    from atlas.data.rules.run import Finding

GEODATA = ROOT / "geodata"
TABLE = "population"
#: The older of the shipped dates stands here for one whose figures are only carried.
THERE, TODAY = "2016-01-01", "2021-12-31"
CODE, YEAR = "16061001", 2013


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return pd.read_parquet(GEODATA / "tables" / f"{TABLE}.parquet")


@pytest.fixture(scope="module")
def ground() -> Ground:
    return replace(read_ground(GEODATA), carried=Carried(frozenset({THERE}), TODAY, {}))


def told(frame: pd.DataFrame, ground: Ground, territory: str = THERE) -> list[Finding]:
    return [f for f in run_rules({TABLE: frame}, ground) if f.territory == territory and f.severity != "accepted"]


def damaged(frame: pd.DataFrame, *territories: str, state: str | None = None, value: float = -5) -> pd.DataFrame:
    at = (frame["measure"] == "men") & (frame["code"] == CODE) & (frame["year"] == YEAR)
    at &= frame["territory"].isin(territories)
    assert at.sum() == len(territories)
    states = frame["state"] if state is None else frame["state"].mask(at, state)
    return frame.assign(value=frame["value"].mask(at, value), state=states)


def test_a_carried_figure_that_cannot_be_is_an_error_and_its_crosswalk_is_named(
    table: pd.DataFrame, ground: Ground
) -> None:
    (found,) = [f for f in told(damaged(table, THERE), ground) if f.rule == "range"]
    assert (found.severity, found.carried, found.rows["code"].tolist()) == (Severity.ERROR, True, [CODE])
    assert "look at the crosswalk to 2016-01-01, or accept it in measures/population.yaml" in sentence(found)


def test_an_estimate_that_cannot_be_is_warned_of(table: pd.DataFrame, ground: Ground) -> None:
    (found,) = [f for f in told(damaged(table, THERE, state="estimated"), ground) if f.rule == "range"]
    assert found.severity is Severity.WARNING


def test_jumps_and_sums_of_carried_figures_are_warned_of(table: pd.DataFrame, ground: Ground) -> None:
    found = {f.rule: f for f in told(damaged(table, THERE, value=9000), ground)}
    assert {"sums"} <= set(found)
    assert {f.severity for rule, f in found.items() if rule != "part_of"} == {Severity.WARNING}
    assert found["part_of"].severity is Severity.ERROR


def test_what_is_told_where_it_is_published_is_not_told_again(table: pd.DataFrame, ground: Ground) -> None:
    found = damaged(table, THERE, TODAY)
    assert [f.rule for f in told(found, ground, TODAY) if f.rule == "range"] == ["range"]
    assert [f for f in told(found, ground) if f.rule == "range"] == []


def test_nothing_known_of_a_carried_area_is_no_fault_but_a_lost_row_is(table: pd.DataFrame, ground: Ground) -> None:
    unknown = damaged(table, THERE, state="unknown", value=float("nan"))
    assert [f for f in told(unknown, ground) if f.rule == "complete"] == []
    lost = table[~((table["territory"] == THERE) & (table["code"] == CODE) & (table["year"] == YEAR))]
    assert {f.severity for f in told(lost, ground) if f.rule == "complete"} == {Severity.ERROR}


def test_figures_published_at_a_further_date_are_judged_there_and_those_carried_home_are_not(
    table: pd.DataFrame, ground: Ground
) -> None:
    block = ("men", "municipality", THERE, YEAR)
    own = replace(ground, carried=Carried(frozenset({THERE}), TODAY, {TABLE: frozenset({block})}))
    unknown = damaged(table, THERE, TODAY, state="unknown", value=float("nan"))
    assert [f.carried for f in told(unknown, own) if f.rule == "complete"] == [False]
    assert [f for f in told(unknown, own, TODAY) if f.rule == "complete"] == []


def test_the_shipped_figures_break_nothing_on_their_way(table: pd.DataFrame, ground: Ground) -> None:
    assert [f for f in told(table, ground) if f.severity is Severity.ERROR] == []
