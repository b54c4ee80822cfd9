from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from atlas.errors import DataError
from atlas.sources.district_table import read_district_table

if TYPE_CHECKING:
    from pathlib import Path


def file(folder: Path, *rows: str) -> Path:
    path = folder / "districts.csv"
    path.write_text("\n".join(["county_code,year,rent_level,share_no_degree", *rows, ""]), encoding="utf-8")
    return path


def test_a_year_without_any_figure_is_left_out_and_a_lone_gap_is_unknown(tmp_path: Path) -> None:
    found = read_district_table(
        file(tmp_path, "16051,1995.0,,8.1", "16052,1995.0,,", "16051,1996.0,5.2,9", "01001,1995.0,3,4")
    )
    rows = found.drop(columns=["level", "value"]).to_numpy().tolist()
    assert rows == [
        ["rent_level", "16051", 1996, "ok"],
        ["share_no_degree", "16051", 1995, "ok"],
        ["share_no_degree", "16052", 1995, "unknown"],
        ["share_no_degree", "16051", 1996, "ok"],
    ]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (["1001,1995.0,3,4"], "a leading zero was lost"),
        (["16051,95,3,4"], "expected a year"),
        (["16051,1995.0,teuer,4"], "rent_level, row 16051, 1995: found 'teuer'"),
        (["16051,1995.0,3,4", "16051,1995,3,4"], "16051, 1995 twice"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, rows: list[str], message: str) -> None:
    with pytest.raises(DataError, match=message):
        read_district_table(file(tmp_path, *rows))
