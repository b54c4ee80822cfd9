from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from openpyxl import Workbook

from atlas.errors import DataError, MissingDataError
from atlas.sources.files import need_columns, read_grid, read_sheet, read_years, squeeze

if TYPE_CHECKING:
    from pathlib import Path


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match=r"a\.xlsx: found no such file"):
        read_sheet(tmp_path / "a.xlsx", 0)
    with pytest.raises(MissingDataError, match=r"a\.csv: found no such file"):
        read_grid(tmp_path / "a.csv")


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.touch()
    with pytest.raises(DataError, match="an empty file"):
        read_grid(path)
    with pytest.raises(DataError, match="an empty file"):
        read_sheet(path, 0)


def test_a_truncated_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = Workbook()
    for i in range(200):
        book.worksheets[0].append([i] * 20)
    book.save(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(DataError, match=r"a\.xlsx: found no readable workbook .* expected a whole one"):
        read_sheet(path, 0)


@pytest.mark.parametrize("sheet", ["Daten", 1])
def test_a_missing_sheet_is_named_with_those_there_are(tmp_path: Path, sheet: str | int) -> None:
    book = Workbook()
    book.worksheets[0].title = "Inhalt"
    book.worksheets[0].append(["x"])
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(DataError, match=r"a\.xlsx, sheets: found Inhalt"):
        read_sheet(tmp_path / "a.xlsx", sheet)


def test_an_empty_sheet_is_refused(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "a.xlsx")
    with pytest.raises(DataError, match="an empty sheet"):
        read_sheet(tmp_path / "a.xlsx", 0)


def test_cells_stay_text(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("ags,name\n01001000,NA\n", encoding="utf-8")
    assert read_grid(path).to_numpy().tolist() == [["ags", "name"], ["01001000", "NA"]]


def test_a_missing_column_is_named() -> None:
    with pytest.raises(DataError, match=r"a\.csv, columns: found ags;year, expected a column 'ags'"):
        need_columns(pd.DataFrame({"ags;year": []}), ["ags"], "a.csv")


def test_cells_are_read_with_their_separator_encoding_and_footer(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("Geburten\n;;männlich\n16051;2020;\n\n__________\n© Amt, 2017\n".encode("cp1252"))
    found = read_grid(path, ";", "cp1252", header=2, footer="____")
    assert found.fillna("").to_numpy().tolist() == [["Geburten", "", ""], ["", "", "männlich"], ["16051", "2020", ""]]
    path.write_text("ags,name\n16051,Erfurt\n", encoding="utf-16")
    assert read_grid(path, encoding="utf-16").to_numpy().tolist()[1] == ["16051", "Erfurt"]


def test_a_header_alone_and_bytes_of_another_encoding_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("ags\n", encoding="utf-8")
    with pytest.raises(DataError, match="only a header row"):
        read_grid(path)
    path.write_bytes("ags\nThüringen\n".encode("latin-1"))
    with pytest.raises(DataError, match="UTF-8"):
        read_grid(path)


def test_years_may_be_written_as_numbers() -> None:
    assert read_years(pd.Series(["1995.0", " 2021"]), "a").tolist() == [1995, 2021]


@pytest.mark.parametrize("text", ["95", "1889", "2021a", "", None, "20210"])
def test_anything_but_a_year_is_refused(text: str | None) -> None:
    with pytest.raises(DataError, match="expected a year from 1990 to 2100"):
        read_years(pd.Series(["2020", text]), "a")


def test_headings_come_in_one_line() -> None:
    assert squeeze(" am 31.12.\n2021 ") == "am 31.12. 2021"
    assert squeeze(None) == ""
    assert squeeze(float("nan")) == ""


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b'\xef\xbb\xbf {"type": "FeatureCollection", "features": []}', "found JSON"),
        (b"[1, 2]", "found JSON"),
        (b"PK\x03\x04 and more", "found a workbook"),
        (b"\xd0\xcf\x11\xe0 and more", "found a workbook"),
        (b"ags," * 60_000, "found a first line of more than 200,000 characters, expected a header row"),
    ],
)
def test_what_is_no_table_is_told_by_its_first_line(tmp_path: Path, content: bytes, named: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(DataError, match=rf"a\.csv: {named}"):
        read_grid(path)


def test_a_row_that_was_cut_off_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('ags,name,rent\n01001000,"A, B",5\n01002000,"C', encoding="utf-8")
    with pytest.raises(DataError, match=r"a\.csv"):
        read_grid(path)
    path.write_text('ags,name,rent\n01001000,"A, B",5\n01002000,C', encoding="utf-8")
    with pytest.raises(DataError, match=r"a\.csv, line 3: found 2 cells, beginning with '01002000', expected 3 cells"):
        read_grid(path)
