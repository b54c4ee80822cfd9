from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.build.carry import (
    Territory,
    carry_counts,
    carry_scores,
    carry_to_districts,
    fill,
    mark_estimated,
    read_territory,
    refuse_missing,
)
from atlas.errors import DataError, MissingDataError
from atlas.model import Level

if TYPE_CHECKING:
    from pathlib import Path

CROSSWALK = {
    "16056000": "16063105",
    "16063001": "16063001",
    "16063002": "16063001",
    "16066001": "16066001",
    "16063102": "16066001",
}
TODAY = Territory(
    "2021-12-31",
    {
        Level.MUNICIPALITY: ("16063001", "16063105", "16066001"),
        Level.ASSOCIATION: ("160630001", "160660001"),
        Level.DISTRICT: ("16063", "16066"),
        Level.STATE: ("16",),
    },
    CROSSWALK,
)


def figures(values: dict[str, float | None], measure: str = "people", year: int = 2014) -> pd.DataFrame:
    frame = pd.DataFrame({"measure": measure, "code": list(values), "year": year, "value": list(values.values())})
    frame["value"] = frame["value"].astype(float)
    frame["state"] = np.where(frame["value"].isna(), "unknown", np.where(frame["value"] == 0, "zero", "ok"))
    return frame.astype({"year": "int16"})


def states(frame: pd.DataFrame) -> dict[str, tuple[float | None, str]]:
    rows = zip(frame["code"], frame["value"], frame["state"], strict=True)
    return {c: (None if np.isnan(v) else v, s) for c, v, s in rows}


def test_counts_add_up_and_a_renamed_area_keeps_its_count() -> None:
    found = carry_counts(
        figures({"16056000": 42, "16063001": 5, "16063002": 6, "16066001": 0, "16063102": 3}), TODAY, "a"
    )
    assert states(found) == {"16063001": (11, "ok"), "16063105": (42, "ok"), "16066001": (3, "ok")}


def test_a_sum_of_zeros_is_zero_and_one_with_a_gap_is_a_gap() -> None:
    found = carry_counts(figures({"16063001": 5, "16063002": None, "16066001": 0, "16063102": 0}), TODAY, "a")
    assert states(found) == {"16063001": (None, "unknown"), "16063105": (None, "unknown"), "16066001": (0, "zero")}


def test_people_of_an_unknown_code_are_never_lost() -> None:
    with pytest.raises(DataError, match=r"a, code: found '16063777', expected a municipality that the crosswalk"):
        carry_counts(figures({"16063777": 5}), TODAY, "a")


def test_a_score_stays_only_where_nothing_was_put_together() -> None:
    found = carry_scores(
        figures({"16056000": 0.4, "16063001": 0.5, "16063002": 0.6, "16066001": 0.7}), Level.MUNICIPALITY, TODAY
    )
    assert states(found) == {"16063001": (None, "unknown"), "16063105": (0.4, "ok"), "16066001": (0.7, "ok")}


def test_a_district_that_took_in_another_has_no_score() -> None:
    found = carry_scores(figures({"16056": 0.4, "16063": 0.5, "16066": 0.7}), Level.DISTRICT, TODAY)
    assert states(found) == {"16063": (None, "unknown"), "16066": (0.7, "ok")}


def test_an_association_is_matched_by_its_own_key() -> None:
    found = carry_scores(figures({"160630001": 0.4, "160630009": 0.5}), Level.ASSOCIATION, TODAY)
    assert states(found) == {"160630001": (0.4, "ok"), "160660001": (None, "unknown")}


def test_districts_take_known_codes_by_the_crosswalk_and_others_by_their_key() -> None:
    people = figures({"16056000": 1, "16063001": 2, "16063999": 4, "16063102": 8, "16066888": 16})
    area = figures({"16056000": 10, "16063001": 10, "16063999": 10, "16063102": 10, "16066888": 20}, "area_km2")
    found = carry_to_districts(pd.concat([people, area]), TODAY, pd.Series({"16063": 30.0, "16066": 30.1}))
    assert states(found[found["measure"] == "people"]) == {"16063": (7, "ok"), "16066": (24, "ok")}


def test_a_district_whose_area_differs_is_estimated_in_all_its_figures() -> None:
    both = pd.concat([figures({"16063001": 2, "16066001": 0}), figures({"16063001": 10, "16066001": 20}, "area_km2")])
    found = carry_to_districts(both, TODAY, pd.Series({"16063": 10.0, "16066": 20.2}))
    assert found["state"].tolist() == ["ok", "estimated", "ok", "estimated"]


def test_a_year_in_which_a_district_is_empty_is_left_out() -> None:
    both = pd.concat([figures({"16063001": 2}), figures({"16063001": 10}, "area_km2")])
    assert carry_to_districts(both, TODAY, pd.Series({"16063": 10.0, "16066": 20.0})).empty


def test_a_code_without_any_district_is_refused() -> None:
    with pytest.raises(DataError, match="16099001: found no district"):
        TODAY.district("16099001")


def test_only_figures_that_are_there_are_marked_estimated() -> None:
    found = mark_estimated(figures({"16063": 3, "16066": None}), {(2014, "16063"), (2014, "16066")})
    assert found["state"].tolist() == ["estimated", "unknown"]
    assert mark_estimated(figures({"16063": 3}), set())["state"].tolist() == ["ok"]


@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(CROSSWALK)), st.integers(0, 50)),
        min_size=1,
        max_size=5,
        unique_by=lambda x: x[0],
    )
)
def test_nobody_is_lost_on_the_way(counts: list[tuple[str, int]]) -> None:
    found = carry_counts(figures({c: float(n) for c, n in counts}), TODAY, "a")
    assert found["value"].sum() == sum(n for _, n in counts)
    assert tuple(found["code"]) == TODAY.codes[Level.MUNICIPALITY]
    assert ((found["value"] == 0) == (found["state"] == "zero")).all()


def test_every_code_has_a_row_in_every_block() -> None:
    found = fill(pd.concat([figures({"16063": 1}), figures({"16066": 2}, year=2019)]), Level.DISTRICT, TODAY)
    assert found.groupby("year")["code"].apply(list).to_dict() == {2014: ["16063", "16066"], 2019: ["16063", "16066"]}
    assert found["state"].tolist() == ["ok", "unknown", "unknown", "ok"]


def areas(folder: Path, crosswalk: str) -> Path:
    rows = ["code,level", "16,state", "16063,district", "16063001,municipality"]
    (folder / "2021-12-31.csv").write_text("\n".join(rows), encoding="utf-8")
    (folder / "walk.csv").write_text(crosswalk, encoding="utf-8")
    return folder / "walk.csv"


def test_a_territory_is_read_with_its_crosswalk(tmp_path: Path) -> None:
    walk = areas(tmp_path, "ags_2016,name_2016,ags_2021,name_2021\n16063002,A,16063001,B\n16063001,B,16063001,B\n")
    found = read_territory(tmp_path, "2021-12-31", walk)
    assert found.codes[Level.MUNICIPALITY] == ("16063001",)
    assert found.municipality("16063002") == "16063001"


@pytest.mark.parametrize(
    ("crosswalk", "message"),
    [
        ("ags_2016,name_2016,ags_2021,name_2021\n16063001,A,16063009,A\n", "16063001 to 16063009"),
        ("old,new\n16063001,16063001\n", "expected the columns ags_before"),
    ],
)
def test_a_crosswalk_that_leads_nowhere_is_refused(tmp_path: Path, crosswalk: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        read_territory(tmp_path, "2021-12-31", areas(tmp_path, crosswalk))


WEIGHTED = "ags_2016,name_2016,ags_2021,name_2021,share,basis\n"


def test_a_crosswalk_with_shares_is_read_where_each_municipality_went_whole(tmp_path: Path) -> None:
    rows = "16063002,A,16063001,B,1,population\n16063,K,16063,K,1,area\n"
    found = read_territory(tmp_path, "2021-12-31", areas(tmp_path, WEIGHTED + rows))
    assert found.crosswalk == {"16063002": "16063001"}


def test_a_divided_municipality_is_refused_and_not_taken_as_whole(tmp_path: Path) -> None:
    walk = areas(tmp_path, f"{WEIGHTED}16063002,A,16063001,B,0.6,population\n16063002,A,16063003,C,0.4,population\n")
    told = r"walk\.csv, share: found 16063002 with a share of 0\.6, expected each municipality whole in one \(1\)"
    with pytest.raises(DataError, match=told):
        read_territory(tmp_path, "2021-12-31", walk)


def test_a_missing_list_of_areas_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match=r"2021-12-31\.csv"):
        read_territory(tmp_path, "2021-12-31")


ALL_OLD = ("16056000", "16063001", "16063002", "16066001", "16063102")


@pytest.mark.parametrize(
    ("codes", "lost"),
    [
        (("16063001", "16063105"), "1 municipalities: 16066001"),
        (("16056000", "16063001", "16066001"), None),  # 16063002 went into one that has its own code still
        (("16063002", "16056000", "16066001"), "1 municipalities: 16063001"),
        (ALL_OLD, None),
        (("16063001", "16063105", "16066001"), None),
        (("16063001", "16099999"), None),  # older than the crosswalk: nothing can be said
    ],
)
def test_municipalities_that_were_lost_are_counted_and_named(codes: tuple[str, ...], lost: str | None) -> None:
    if lost is None:
        refuse_missing(pd.Series(codes), TODAY, "election 2019")
        return
    with pytest.raises(DataError, match=f"election 2019, codes: found no row of {lost}, expected all of 2021-12-31"):
        refuse_missing(pd.Series(codes), TODAY, "election 2019")
