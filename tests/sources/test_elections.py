from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from atlas.errors import DataError
from atlas.sources.elections import read_election
from atlas.sources.layout import Layout

if TYPE_CHECKING:
    from pathlib import Path

Rows = list[list[object]]
BOOK = Layout()
ROWS: Rows = [
    ["Landtagswahl 2019 - Freistaat Thüringen"],
    ["Stand: 07.11.2019"],
    [None],
    ["Stand", "Satzart", "Wahl-", "Kreis-", "Ge-", "Wahl-", "Name", "Wahl-", "davon", None, "Wähler", "Wähler"],
    [None, None, "kreis-", "nr.", "meinde-", "bezirks-", None, "berechtigte", "ohne", "mit", None, "mit"],
    [None, None, "nr.", None, "nr.", "nr.", None, "insgesamt", "Wahlschein", "Wahlschein", None, "Wahlschein"],
    ["E", "L", "000", "00", "000", "0000", "Land Thüringen", 330, 250, 80, 210, 76],
    ["E", "K", "001", "00", "000", "0000", "Eichsfeld I", 330, 250, 80, 210, 76],
    ["E", None, "001", "61", "000", "9001", "VG Uder", "-", "-", "-", 26, 26],
    ["E", "G", "001", "61", "001", "0000", "Arenshausen", 100, 70, 30, 50, "-"],
    ["E", None, "001", "61", "001", "0001", "Arenshausen 1", 100, 70, 30, 50, "-"],
    ["E", "G", "001", "51", "000", "0000", "Erfurt I", 230, 180, 50, 134, 50],
    ["E", None, "001", "51", "000", "9001", "Briefwahl", "-", "-", "-", 50, 50],
]


def workbook(path: Path, rows: Rows) -> Path:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    book.save(path)
    return path


def with_cell(row: int, column: int, value: object) -> Rows:
    return [[value if (i, j) == (row, column) else x for j, x in enumerate(r)] for i, r in enumerate(ROWS)]


def test_joint_postal_votes_are_rows_of_their_own(tmp_path: Path) -> None:
    found = read_election(workbook(tmp_path / "a.xlsx", ROWS), "16", BOOK)
    assert found.drop(columns="year").to_numpy().tolist() == [
        ["state", "000", "16", 330, 210, 80, 76],
        ["joint_postal", "001", "16061", 0, 26, 0, 26],
        ["municipality", "001", "16061001", 100, 50, 30, 0],
        ["municipality", "001", "16051000", 230, 134, 50, 50],
    ]
    assert set(found["year"]) == {2019}


def test_an_edition_without_polling_cards_has_none(tmp_path: Path) -> None:
    found = read_election(workbook(tmp_path / "a.xlsx", [[*r[:8], *r[10:11]] for r in ROWS]), "16", BOOK)
    assert found["cards"].isna().all()
    assert found["voters"].sum() == 420


def test_rows_below_the_state_need_no_mark_of_their_standing(tmp_path: Path) -> None:
    rows = [[None, *r[1:]] if i > 7 else r for i, r in enumerate(ROWS)]
    whole = read_election(workbook(tmp_path / "a.xlsx", ROWS), "16", BOOK)
    assert read_election(workbook(tmp_path / "b.xlsx", rows), "16", BOOK).equals(whole)


TEXT = Layout(separator=";", year=2021, measures={10: "eligible", 11: "voters"})
LINES = """\ufeffE;L;000;00;000;0000;Land Thüringen;4;4;330;210; 63,6
E;K;189;00;000;0000;Eichsfeld;4;4;330;210; 63,6
E;;189;61;000;9001;VG Uder;1;1;-;26;-
E;G;189;61;001;0000;Arenshausen;1;1;100;50; 50,0
E;;189;61;001;0001;Arenshausen 1;1;1;100;50; 50,0
E;G;189;51;000;0000;Erfurt;2;2;230;134; 58,3
"""


def test_a_text_without_headings_is_read_by_the_numbers_of_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(LINES, encoding="utf-8")
    found = read_election(path, "16", TEXT)
    assert found[["kind", "code", "eligible", "voters"]].to_numpy().tolist() == [
        ["state", "16", 330, 210],
        ["joint_postal", "16061", 0, 26],
        ["municipality", "16061001", 100, 50],
        ["municipality", "16051000", 230, 134],
    ]
    assert set(found["year"]) == {2021}
    path.write_text(LINES.replace(";50; 50", ";51; 50"), encoding="utf-8")
    with pytest.raises(DataError, match="voters: found rows that add up to 211, expected the state's 210"):
        read_election(path, "16", TEXT)


@pytest.mark.parametrize(
    ("row", "column", "value", "message"),
    [
        (0, 0, "Bundestagswahl 2021", "found 'Bundestagswahl 2021'"),
        (3, 10, "Stimmen", "expected a column 'voters'"),
        (9, 4, "1", "gemeinde: found '1', expected 3 digits; keep keys as text"),
        (9, 3, None, "kreis: found nan, expected 2 digits"),
        (9, 7, "hundert", "eligible, row 16061001: found 'hundert'"),
        (9, 10, 51, "voters: found rows that add up to 211, expected the state's 210"),
        (6, 1, "K", "Satzart L: found 0 rows"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, row: int, column: int, value: object, message: str) -> None:
    with pytest.raises(DataError, match=message):
        read_election(workbook(tmp_path / "a.xlsx", with_cell(row, column, value)), "16", BOOK)


def test_a_sheet_without_results_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no row of results"):
        read_election(workbook(tmp_path / "a.xlsx", ROWS[:6]), "16", BOOK)


@pytest.mark.real
@pytest.mark.parametrize(
    ("year", "municipalities"), [(1994, 1245), (1999, 1019), (2004, 1006), (2009, 992), (2014, 849), (2019, 664)]
)
def test_the_real_elections_have_their_municipalities(sources_folder: Path, year: int, municipalities: int) -> None:
    found = read_election(next(sources_folder.rglob(f"Thueringen_{year}_Landtag.xlsx")), "16", BOOK)
    assert found.loc[found["kind"] == "municipality", "code"].nunique() == municipalities
