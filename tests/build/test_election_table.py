from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from atlas.build.carry import Territory
from atlas.build.election_table import election_table
from atlas.build.make import make
from atlas.build.publisher_files import Context
from atlas.errors import DataError
from atlas.model import Level
from tests.build.publishers_files import DECLARED

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

OLDER = Territory(
    "2016-01-01",
    {
        Level.MUNICIPALITY: ("16054000", "16070001", "16070017"),
        Level.ASSOCIATION: (),
        Level.DISTRICT: ("16054", "16070"),
        Level.STATE: ("16",),
    },
    {},
)
TODAY = Territory(
    "2021-12-31",
    {**OLDER.codes, Level.MUNICIPALITY: ("16054000", "16070001")},
    {"16054000": "16054000", "16070001": "16070001", "16070017": "16054000"},
)
Cells = dict[str, tuple[float, str]]


def election(year: int, *, cards: bool = True) -> pd.DataFrame:
    rows = [
        ("state", "000", "16", 1400, 1000, 320, 307),
        ("municipality", "021", "16054000", 1000, 720, 200, 192),
        ("municipality", "022", "16070001", 300, 145, 80, 0),
        ("municipality", "022", "16070017", 100, 20, 40, 0),
        ("joint_postal", "022", "16070", 0, 115, 0, 115),
    ]
    columns = ["kind", "constituency", "code", "eligible", "voters", "cards", "voters_with_card"]
    frame = pd.DataFrame(rows, columns=columns).assign(year=year)
    return frame if cards else frame.assign(cards=float("nan"), voters_with_card=float("nan"))


def cells(
    table: pd.DataFrame, level: str, territory: Territory, measure: str = "voters"
) -> Mapping[str, tuple[float, str]]:
    rows = table[(table["level"] == level) & (table["territory"] == territory.date) & (table["measure"] == measure)]
    return {c: (v, s) for c, v, s in zip(rows["code"], rows["value"], rows["state"], strict=True)}


def table(year: int, *, cards: bool = True, changed: set[str] | None = None) -> pd.DataFrame:
    return election_table([election(year, cards=cards)], (TODAY, OLDER), lambda _year, _territory: changed or set())


def test_municipalities_with_a_share_of_joint_votes_are_estimated() -> None:
    assert cells(table(2014), "municipality", OLDER) == {
        "16054000": (720, "ok"),
        "16070001": (222, "estimated"),
        "16070017": (58, "estimated"),
    }


def test_a_district_of_its_time_is_exact() -> None:
    assert cells(table(2014), "district", OLDER) == {"16054": (720, "ok"), "16070": (280, "ok")}


def test_districts_between_which_a_municipality_moved_are_estimated() -> None:
    assert cells(table(2014), "district", TODAY) == {"16054": (778, "estimated"), "16070": (222, "estimated")}
    assert cells(table(2014), "district", TODAY, "eligible") == {"16054": (1100, "ok"), "16070": (300, "ok")}


def test_the_state_is_exact() -> None:
    assert cells(table(2014), "state", TODAY) == {"16": (1000, "ok")}


def test_an_election_is_not_carried_back_to_an_older_territory() -> None:
    assert set(table(2019)["territory"]) == {"2021-12-31"}


def test_without_polling_cards_there_are_no_municipalities_and_the_districts_are_told() -> None:
    found = table(2009, cards=False)
    assert set(found["level"]) == {"district", "state"}
    assert cells(found, "district", OLDER) == {"16054": (720, "ok"), "16070": (280, "ok")}
    assert {s for _, s in cells(found, "district", TODAY).values()} == {"estimated"}


def test_codes_older_than_the_crosswalk_leave_only_districts_and_the_state() -> None:
    early = election(2009, cards=False).replace({"code": {"16070001": "16070999"}})
    found = election_table([early], (TODAY,), lambda _year, _territory: {"16070"})
    assert set(found["level"]) == {"district", "state"}
    assert cells(found, "district", TODAY, "eligible") == {"16054": (1100, "ok"), "16070": (300, "estimated")}


def test_votes_counted_for_two_districts_at_once_leave_both_unknown() -> None:
    torn = election(2009, cards=False).replace({"code": {"16070001": "16070999"}})
    torn.loc[len(torn)] = ["joint_postal", "021", "16000", 0, 9, float("nan"), float("nan"), 2009]
    found = election_table([torn], (TODAY,), lambda _year, _territory: set())
    assert cells(found, "district", TODAY)["16054"][1] == "unknown"
    assert cells(found, "district", TODAY)["16070"] == (260, "estimated")
    assert cells(found, "district", TODAY, "eligible")["16054"] == (1100, "ok")


def test_where_a_district_did_not_exist_yet_there_are_none() -> None:
    early = election(1994, cards=False)
    early = early[early["constituency"] != "021"].replace({"code": {"16070001": "16070999"}})
    found = election_table([early], (OLDER,), lambda _year, _territory: set())
    assert set(found["level"]) == {"state"}


def test_an_election_too_young_for_today_stands_at_the_date_that_has_its_municipalities(tmp_path: Path) -> None:
    later = replace(OLDER, date="2024-01-01")
    context = Context(tmp_path, ("16",), DECLARED, TODAY, OLDER, given={"state_elections": [election(2023)]})
    with pytest.raises(DataError, match="election 2023: found no territory of its year among 2021-12-31, 2016-01-01"):
        make(DECLARED["state_elections"], context)
    context.further = {"2022-01-01": replace(TODAY, date="2022-01-01"), later.date: later}
    found = make(DECLARED["state_elections"], context)
    assert set(found["territory"]) == {later.date}
    assert cells(found, "district", later) == {"16054": (720, "ok"), "16070": (280, "ok")}
