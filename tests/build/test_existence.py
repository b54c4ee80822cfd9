"""Areas that a table lists in years in which they were not there, and states that are a single district."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from atlas.build.carry import Territory
from atlas.build.declarations import Declaration
from atlas.build.make import make
from atlas.build.publisher_files import Context
from atlas.model import Level

if TYPE_CHECKING:
    from pathlib import Path

DISTRICTS = ("05313", "05334", "11000")
EDITIONS = {2005: ["05313", "05354", "11000"], 2009: ["05313", "05334", "11000"]}
DIRECTORY = {
    "table": "population",
    "form": "gemeindeverzeichnis",
    "files": "*.xlsx",
    "measures": {"Fläche": "area_km2"},
}
TABLE = {"table": "births", "files": "births.csv", "key": {"code": ["district", "state"]}, "year": {"column": "year"}}
SAID = {"publisher": "a", "title": "A", "date": "{years}"}


def births(folder: Path, *rows: str) -> dict[tuple[str, int], tuple[float, str]]:
    """Make a table of births and deaths; value (-1: none) and state by code and year."""
    (folder / "births.csv").write_text("\n".join(["code,year,n,m", *rows, ""]), encoding="utf-8")
    areas = {
        Level.STATE: ("05", "11"),
        Level.DISTRICT: DISTRICTS,
        Level.MUNICIPALITY: ("05313000", "05334002", "11000000"),
    }
    walk = {"05354004": "05334004", "05334002": "05334002", "05313000": "05313000", "11000000": "11000000"}
    today = Territory("2021-12-31", areas, walk)
    given = [
        pd.DataFrame(
            {"measure": "area_km2", "code": [f"{c}000" for c in codes], "year": year, "value": 1.0, "state": "ok"}
        )
        for year, codes in EDITIONS.items()
    ]
    one = Declaration.model_validate(
        TABLE | SAID | {"measures": {"n": "births", "m": "deaths"}, "carry": "counts", "unknown_areas": "left_out"}
    )
    directory = Declaration.model_validate(DIRECTORY | SAID)
    context = Context(folder, ("05", "11"), {"population": directory}, today, today, given={"population": given})
    made = make(one, context)
    made = made[made["measure"] == "births"].fillna({"value": -1})
    return {(r.code, r.year): (r.value, r.state) for r in made.itertuples()}


def test_a_sign_for_nothing_of_a_district_that_was_not_there_is_no_zero(tmp_path: Path) -> None:
    found = births(tmp_path, "05313,2007,5,4", "05334,2007,-,-", "05334,2010,7,6", "05313,2010,0,0")
    assert found["05334", 2007] == (-1, "not_meaningful")
    assert found["05334", 2010] == (7, "ok")
    # both editions around it know this one: its zero is one
    assert found["05313", 2010] == (0, "zero")


def test_a_zero_beside_other_figures_of_the_area_is_a_zero(tmp_path: Path) -> None:
    assert births(tmp_path, "05334,2007,0,3", "05313,2007,5,4")["05334", 2007] == (0, "zero")


def test_parts_stand_for_a_district_that_was_not_there_and_are_not_hidden_by_its_empty_cell(tmp_path: Path) -> None:
    found = births(tmp_path, "05354,2004,3,2", "05334,2004,,", "05313,2004,5,4")
    assert found["05334", 2004] == (3, "ok")


def test_an_empty_cell_is_unknown_where_one_of_two_editions_knows_the_area(tmp_path: Path) -> None:
    """A former district without a figure: without it the sum of today's would be wrong."""
    found = births(tmp_path, "05354,2007,.,.", "05334,2007,5,5", "05313,2007,5,4")
    assert found["05334", 2007] == (-1, "unknown")


def test_a_district_that_is_no_more_does_not_hide_the_one_it_went_into(tmp_path: Path) -> None:
    found = births(tmp_path, "05354,2022,,", "05334,2022,5,5", "05313,2022,5,4")
    assert found["05334", 2022] == (5, "ok")


def test_a_state_that_is_one_district_gives_it_its_figures(tmp_path: Path) -> None:
    found = births(tmp_path, "05,2010,12,10", "05313,2010,5,4", "05334,2010,7,6", "11,2010,9,8")
    assert (found["11", 2010], found["11000", 2010]) == ((9, "ok"), (9, "ok"))
    own = births(tmp_path, "05313,2010,5,4", "11,2010,9,8", "11000,2010,8,8")
    assert own["11000", 2010] == (8, "ok")
