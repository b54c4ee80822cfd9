from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from atlas.errors import DataError
from atlas.sources.gemeindeverzeichnis import read_gemeindeverzeichnis
from tests.build.publishers_files import gv_head

if TYPE_CHECKING:
    from pathlib import Path

Rows = list[list[object]]
MEASURES = {"Fläche": "area_km2", "insgesamt": "population", "männlich": "men", "weiblich": "women"}
ROWS: Rows = [
    *gv_head(1997),
    ["10", None, "16", None, None, None, None, "Thüringen"],
    ["60", "61", "16", "0", "51", "0000", "000", "Erfurt, Stadt", 269.08, 205361, 98897, 106464, 763],
    ["60", "61", "01", "0", "01", "0000", "000", "Flensburg, Stadt", 56.44, 85547, 41100, 44447, 1516],
]


def workbook(path: Path, rows: Rows) -> Path:
    book = Workbook()
    book.worksheets[0].title = "Inhalt"
    sheet = book.create_sheet("Gemeindedaten")
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def with_cell(row: int, column: int, value: object) -> Rows:
    return [[value if (i, j) == (row, column) else x for j, x in enumerate(r)] for i, r in enumerate(ROWS)]


def test_the_year_is_that_of_the_header_and_not_of_the_name(tmp_path: Path) -> None:
    found = read_gemeindeverzeichnis(workbook(tmp_path / "31121998_Auszug_GV.xlsx", ROWS), MEASURES, ["16"])
    assert set(found["year"]) == {1997}
    assert dict(zip(found["measure"], found["value"], strict=True)) == {
        "area_km2": 269.08,
        "population": 205361,
        "men": 98897,
        "women": 106464,
    }
    assert set(found["code"]) == {"16051000"}


@pytest.mark.parametrize(
    ("row", "column", "value", "message"),
    [
        (0, 0, "Gemeinden am 31.12.1998", "title 1998, territory 1997"),
        (0, 0, "Gemeinden", "title without a date"),
        (3, 4, "Kr", "row 4: found Land, RB, Kr"),
        (3, 10, "Männer", "column 11: found 'Männer'"),
        (7, 2, "15", "found no municipality"),
        (7, 6, "00", "found '1605100', expected 8 digits; keep keys as text"),
        (7, 6, None, "found '16051', expected 8 digits"),
        (7, 9, "viele", "population, row 16051000: found 'viele'"),
        (7, 10, 98898, "98898 men and 106464 women in 16051000, expected together 205361"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, row: int, column: int, value: object, message: str) -> None:
    with pytest.raises(DataError, match=message):
        read_gemeindeverzeichnis(workbook(tmp_path / "gv.xlsx", with_cell(row, column, value)), MEASURES, ["16"])


def test_a_code_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="16051000 twice"):
        read_gemeindeverzeichnis(workbook(tmp_path / "gv.xlsx", [*ROWS, ROWS[7]]), MEASURES, ["16"])


def test_a_code_that_stands_twice_for_two_regions_of_tourism_is_taken_once(tmp_path: Path) -> None:
    again = [*ROWS[7], "Thüringer Becken"]
    found = read_gemeindeverzeichnis(workbook(tmp_path / "gv.xlsx", [*ROWS, again]), MEASURES, ["16"])
    assert found[found["measure"] == "population"]["value"].tolist() == [205361]
    more = [*again[:9], 205362, 98898, *again[11:]]
    with pytest.raises(DataError, match="16051000 twice"):
        read_gemeindeverzeichnis(workbook(tmp_path / "gv.xlsx", [*ROWS, more]), MEASURES, ["16"])


def test_too_few_rows_and_columns_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="territory without a date"):
        read_gemeindeverzeichnis(workbook(tmp_path / "gv.xlsx", [r[:5] for r in ROWS]), MEASURES, ["16"])


@pytest.mark.real
def test_the_real_editions_add_up_to_the_state(sources_folder: Path) -> None:
    wanted = {1997: 2478148, 2013: 2160840, 2021: 2108863}
    for file, (year, people) in zip(("31121998", "31122013", "31122021"), wanted.items(), strict=True):
        found = read_gemeindeverzeichnis(
            sources_folder / "gemeindeverzeichnis" / f"{file}_Auszug_GV.xlsx", MEASURES, ["16"]
        )
        assert set(found["year"]) == {year}
        assert found.loc[found["measure"] == "population", "value"].sum() == people
