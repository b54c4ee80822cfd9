from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from atlas.errors import DataError
from atlas.sources.inkar import read_inkar

if TYPE_CHECKING:
    from pathlib import Path

Rows = list[list[object]]
ROWS: Rows = [
    ["Kennziffer", "Raumeinheit", "Aggregat", "Arbeitslose", "Arbeitslose"],
    [None, None, None, "1998", "1999"],
    ["01001000", "Flensburg, Stadt", "Gemeinden", 5784, 5155],
    ["16051000", "Erfurt, Stadt", "Gemeinden", 18433, None],
    ["16061001", "Arenshausen", "Gemeinden", 0, 2],
]


def workbook(path: Path, rows: Rows, sheet: str = "Daten") -> Path:
    book = Workbook()
    book.worksheets[0].title = sheet
    for row in rows:
        book.worksheets[0].append(row)
    book.save(path)
    return path


def with_cell(row: int, column: int, value: object) -> Rows:
    return [[value if (i, j) == (row, column) else x for j, x in enumerate(r)] for i, r in enumerate(ROWS)]


def test_each_area_of_the_state_and_year_has_a_row(tmp_path: Path) -> None:
    found = read_inkar(workbook(tmp_path / "a.xlsx", ROWS))
    assert found.to_numpy().tolist()[0] == ["Arbeitslose", "municipality", "16051000", 1998, 18433, "ok"]
    assert found["state"].tolist() == ["ok", "zero", "unknown", "ok"]


@pytest.mark.parametrize(
    ("row", "column", "value", "message"),
    [
        (0, 0, "Schlüssel", "row 1: found Schlüssel, Raumeinheit"),
        (0, 4, "Bevölkerung", "expected one indicator"),
        (1, 4, "1998", "row 2: found 1998 twice, in column 5 again, expected each year once"),
        (1, 4, "99", "row 2: found '99', expected a year"),
        (2, 0, "1001000", "a leading zero was lost"),
        (4, 0, "16051000", "16051000 twice"),
        (4, 4, "zwei", "row 16061001, 1999: found 'zwei'"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, row: int, column: int, value: object, message: str) -> None:
    with pytest.raises(DataError, match=message):
        read_inkar(workbook(tmp_path / "a.xlsx", with_cell(row, column, value)))


def test_another_sheet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="expected a sheet 'Daten'"):
        read_inkar(workbook(tmp_path / "a.xlsx", ROWS, "Metadaten"))


def test_headings_without_areas_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="row 1"):
        read_inkar(workbook(tmp_path / "a.xlsx", ROWS[:2]))


@pytest.mark.real
def test_the_real_workbook_has_631_municipalities_in_24_years(sources_folder: Path) -> None:
    found = read_inkar(sources_folder / "inkar" / "A_Arbeitslosigkeit.xls")
    assert len(found) == 631 * 24
    assert found["state"].value_counts().to_dict() == {"ok": 15088, "zero": 55, "unknown": 1}
