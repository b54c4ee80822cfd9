"""Grids of a table: figures stand beside those of the same area and year, whatever the order of the rows."""

from __future__ import annotations

import pandas as pd

from atlas.data.rules.between import part_rule, ratio_rule
from atlas.data.rules.declared import Ratio
from atlas.data.rules.grids import Grid, grids_of, sums_beside
from atlas.data.rules.series import year_rule
from atlas.data.rules.whole import complete_rule, sum_rule
from atlas.model import Level, Measure

DATE = "2021-12-31"
COLUMNS = ["measure", "level", "territory", "code", "year", "value", "state"]


def grids(*rows: tuple[str, int, float], measure: str = "cases", level: str = "district") -> list[Grid]:
    """Lay rows of code, year and value out; no value is unknown."""
    cells = [(measure, level, DATE, c, y, v, "unknown" if pd.isna(v) else "ok") for c, y, v in rows]
    return grids_of("table", pd.DataFrame(cells, columns=COLUMNS))[Measure("table", measure)]


def test_a_part_is_compared_with_the_whole_of_its_own_area_and_year() -> None:
    part = grids(("02", 2020, 5), ("01", 2020, 9), ("01", 2021, 7), ("03", 2021, 99))
    whole = grids(("01", 2021, 6), ("01", 2020, 9), ("02", 2020, 4), ("02", 2021, 1))
    (found,) = part_rule(part, whole, "table.whole")
    assert found.rows[["code", "year", "value", "other"]].to_numpy().tolist() == [
        ["02", 2020, 5, 4],
        ["01", 2021, 7, 6],
    ]


def test_a_ratio_takes_the_nearest_year_and_the_earlier_of_two() -> None:
    own, other = grids(("01", 2010, 100), ("01", 2020, 100)), grids(("01", 2009, 10), ("01", 2011, 50), ("01", 2024, 1))
    ratio = Ratio(to="table.other", within=(None, 3), years_apart=2)
    (found,) = ratio_rule(own, other, ratio)
    assert found.rows[["year", "value", "other"]].to_numpy().tolist() == [[2010, 100, 10]]
    assert list(ratio_rule(own, other, ratio.model_copy(update={"levels": (Level.MUNICIPALITY,)}))) == []


def test_sums_leave_out_what_lacks_a_part_and_areas_that_nothing_is_published_of() -> None:
    parts = grids(("01", 2020, 1), ("02", 2020, 2), ("03", 2020, 3), ("01", 2021, 5), ("02", 2021, float("nan")))
    published = grids(("16", 2020, 4), ("16", 2021, 9), ("16", 2022, 9), level="state")
    above = {(DATE, code): {Level.STATE: "17" if code == "03" else "16"} for code in ("01", "02", "03")}
    (sums,) = sums_beside([*parts, *published], above)
    assert (sums.below, sums.totals[0].tolist(), sums.compared.T.tolist()) == ("district", [3], [[True, False, False]])


def test_a_sum_with_a_hidden_part_may_lack_what_that_part_had_in_other_years() -> None:
    rows = [("01", 2019, 900), ("02", 2019, 60), ("01", 2020, 900), ("02", 2020, float("nan"))]
    found = grids(*rows)
    found[0].unknown[:] = False
    above = {(DATE, code): {Level.STATE: "16"} for code in ("01", "02")}
    for published, n in ((970, 0), (1100, 1)):
        broken = sum_rule([*found, *grids(("16", 2020, published), level="state")], above, 0.02)
        assert len([one for one in broken for _ in one.rows.index]) == n


def test_a_missing_row_and_an_unknown_figure_are_both_incomplete() -> None:
    (found,) = complete_rule(grids(("01", 2020, 1), ("02", 2021, float("nan"))), {("district", DATE): ("01", "02")})
    missing = [["02", 2020], ["01", 2021], ["02", 2021]]
    assert found.rows[["code", "year"]].to_numpy().tolist() == missing


def test_a_jump_is_from_the_year_before_that_has_figures() -> None:
    found = list(year_rule(grids(("01", 2019, 100), ("01", 2020, float("nan")), ("01", 2021, 300)), 2))
    assert [row for one in found for row in one.rows[["year", "value", "other"]].to_numpy().tolist()] == [
        [2021, 300, 100]
    ]
