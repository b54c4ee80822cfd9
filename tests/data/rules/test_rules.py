from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from atlas.data.measures import as_measure
from atlas.data.rules.before import before_rule
from atlas.data.rules.broken import Severity
from atlas.data.rules.ground import Ground, read_ground
from atlas.data.rules.report import as_json, sentence
from atlas.data.rules.run import Finding, findings, run_rules
from atlas.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    Change = Callable[[pd.DataFrame], pd.DataFrame]

GEODATA = ROOT / "geodata"


@pytest.fixture(scope="module")
def ground() -> Ground:
    return read_ground(GEODATA, dt.date(2026, 11, 26))


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    return {path.stem: pd.read_parquet(path) for path in GEODATA.glob("tables/*.parquet")}


def put(measure: str, change: Callable[[pd.Series], pd.Series], level: str = "", **where: object) -> Change:
    """Change the values of rows of a measure: of a level, a code, a year, or the first so many codes."""

    def done(frame: pd.DataFrame) -> pd.DataFrame:
        rows = (frame["measure"] == measure) & frame["level"].str.startswith(level)
        for key, wanted in where.items():
            rows &= frame[key] == wanted
        return frame.assign(value=frame["value"].where(~rows, change(frame["value"])))

    return done


def drop(**where: object) -> Change:
    def done(frame: pd.DataFrame) -> pd.DataFrame:
        rows = pd.Series(data=True, index=frame.index)
        for key, wanted in where.items():
            rows &= frame[key] == wanted
        return frame[~rows]

    return done


def lost(measure: str, **where: object) -> Change:
    def done(frame: pd.DataFrame) -> pd.DataFrame:
        rows = frame["measure"] == measure
        for key, wanted in where.items():
            rows &= frame[key] == wanted
        return frame.assign(value=frame["value"].mask(rows), state=frame["state"].astype(object).mask(rows, "unknown"))

    return done


TAX = "income_tax_per_head"
SUHL = put("unemployed", lambda v: v * 0 + 10680, "mun", code="16054000", year=2021)
TENFOLD = put("population", lambda v: v * 10, "mun", code="16061037", year=2021)
DAMAGE: list[tuple[str, Change, str, str, str]] = [
    ("inkar_labour", SUHL, "error", "sums", "Suhl"),
    ("inkar_labour", drop(code="16061032", year=2021), "error", "complete", "16061032"),
    ("inkar_labour", put("population_15_64", lambda v: v / 2, "mun", code="16054000"), "error", "sums", "Suhl"),
    ("census_2022", lost("dwellings", code="16061017"), "error", "complete", "16061017"),
    ("census_2022", drop(measure="rent_per_m2"), "error", "complete", "its column is missing"),
    ("gisd", put("deprivation_score", lambda v: v + 1, code="16051"), "error", "range", "16051"),
    ("inkar_districts", put("cars_per_capita", lambda v: v * 10, year=2022), "warning", "usual", "cars_per_capita"),
    ("population", TENFOLD, "error", "sums", "16061"),
    ("population", put("women", lambda v: v * 3, "mun", code="16061037"), "error", "part_of", "16061037"),
    ("population", put("population", lambda v: v - 4000, "state", year=2017), "error", "sums", "16 Thüringen 2017"),
    ("state_elections", put("voters", lambda v: v + 3000, "mun", code="16061048"), "error", "part_of", "16061048"),
    ("state_elections", put("voters", lambda v: v - 3000, "mun", code="16061048"), "error", "range", "16061048"),
    ("state_elections", lambda f: f.assign(year=f["year"].mask(f["year"] == 2019, 2020)), "error", "years", "2020"),
    ("inkar_income_tax", put(TAX, lambda v: v * 100, code="160750134", year=2010), "warning", "own_series", "750134"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "change", "severity", "rule", "named"),
    DAMAGE,
    ids=[f"{t}-{r}-{i}" for i, (t, _, _, r, _) in enumerate(DAMAGE)],
)
def test_damage_to_a_table_is_found_and_named(
    tables: dict[str, pd.DataFrame], ground: Ground, table: str, change: Change, severity: str, rule: str, named: str
) -> None:
    found = list(run_rules(tables | {table: change(tables[table])}, ground, [table]))
    assert found
    told = [sentence(f, 10_000) for f in found if (f.rule, str(f.severity)) == (rule, severity)]
    assert any(named in text for text in told), [sentence(f) for f in found if f.severity is not Severity.ACCEPTED]


@pytest.fixture(scope="module")
def found(tables: dict[str, pd.DataFrame], ground: Ground) -> list[Finding]:
    return list(run_rules(tables, ground))


def test_the_shipped_figures_break_no_rule_without_a_reason(found: list[Finding]) -> None:
    assert [sentence(f) for f in found if f.severity is Severity.ERROR] == []
    assert {f.rule for f in found if f.severity is Severity.WARNING} == {"own_series", "year_before"}


def test_every_acceptance_still_holds_for_something(found: list[Finding], ground: Ground) -> None:
    used = {id(f.accepted) for f in found if f.accepted}
    assert [entry for entries in ground.accepted.values() for entry in entries if id(entry) not in used] == []


def test_more_than_was_accepted_is_not_accepted(tables: dict[str, pd.DataFrame], ground: Ground) -> None:
    found = run_rules({"census_2022": lost("rent_per_m2", code="16051000")(tables["census_2022"])}, ground)
    (gap,) = [f for f in found if (f.rule, f.measure) == ("complete", "rent_per_m2")]
    assert (gap.severity, len(gap.rows)) == (Severity.ERROR, 48)


def test_what_was_shown_and_is_no_more_is_told(tables: dict[str, pd.DataFrame], ground: Ground) -> None:
    before = tables["gisd"]
    after = before.assign(value=before["value"].mask((before["code"] == "16051") & (before["year"] == 2019), 0.5))
    after = after[~((after["code"] == "16052") & (after["year"] == 2019))]
    (one,) = findings("gisd", list(before_rule(before, after)), ground)
    assert (one.severity, one.rule, one.rows["code"].tolist()) == (Severity.WARNING, "before", ["16051", "16052"])
    assert one.rows["value"].isna().tolist() == [False, True]
    assert list(before_rule(before, before)) == []
    assert list(before_rule(before[before["year"] < 2019], before)) == []


def test_findings_are_told_as_json_with_every_figure(tables: dict[str, pd.DataFrame], ground: Ground) -> None:
    frame = put("share_foreign", lambda v: v * 0 + 101, code="16051000")(tables["census_2022"])
    found: list[Finding] = list(run_rules({"census_2022": frame}, ground))
    (record,) = [r for r in as_json(found) if r["rule"] == "range"]
    assert (record["severity"], record["limit"], record["level"]) == ("error", "0 … 100", "municipality")
    assert record["figures"] == [{"code": "16051000", "year": 2022, "value": 101.0, "other": None, "name": "Erfurt"}]
    (gap,) = [r for r in as_json(found) if r["accepted"] and r["measure"] == "vacancy_rate"]
    assert len(gap["figures"]) == 23
    assert set(gap["accepted"]) == {"name", "date", "reason"}


def test_rules_of_a_table_hold_for_its_measures_unless_one_says_otherwise(ground: Ground) -> None:
    rules = {
        name: ground.declared[as_measure(f"inkar_districts.{name}")].rules
        for name in ("students_per_100", "rent_level")
    }
    assert (rules["rent_level"].own_series, rules["students_per_100"].own_series) == (10, None)
    assert rules["students_per_100"].range == (0, None)
    assert ground.declared[as_measure("census_2022.dwellings")].rules.whole
