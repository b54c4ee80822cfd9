from __future__ import annotations

import os
from pathlib import Path

import pytest
from openpyxl import Workbook

from atlas.errors import DataError, MissingDataError
from atlas.sources.memberships import read_district_names, read_memberships

SOURCES = Path(os.environ.get("ATLAS_SOURCES") or Path(__file__).resolve().parents[2].parent / "shared" / "data")
REAL = SOURCES / "gemeindeverzeichnis" / "31122021_Auszug_GV.xlsx"
ROWS = [
    ["10", None, "16", None, None, None, None, "Thüringen"],
    ["50", "50", "16", "0", "51", "0000", None, "Erfurt, Stadt"],
    ["60", "61", "16", "0", "51", "0000", "000", "Erfurt, Stadt"],
    ["50", "54", "16", "0", "61", "5001", None, "Lindenberg/Eichsfeld"],
    ["60", "64", "16", "0", "61", "5001", "015", "Buhla"],
    ["60", "63", "09", "1", "61", "0000", "000", "Ingolstadt"],
]


def workbook(path: Path, rows: list[list[str | None]]) -> Path:
    book = Workbook()
    sheet = book.create_sheet("Onlineprodukt_Gemeinden")
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def test_each_municipality_gets_its_association(tmp_path: Path) -> None:
    found = read_memberships(workbook(tmp_path / "gv.xlsx", ROWS), ["16"])
    assert found.to_numpy().tolist() == [
        ["16051000", "kreisfreie Stadt", "160510000", "Erfurt", "kreisfreie Stadt"],
        ["16061015", "Gemeinde", "160615001", "Lindenberg/Eichsfeld", "Verwaltungsgemeinschaft"],
    ]


def test_districts_are_named_as_the_edition_names_them(tmp_path: Path) -> None:
    rows: list[list[str | None]] = [
        ["40", "44", "16", "0", "61", None, None, "Eichsfeld"],
        ["40", "41", "16", "0", "51", None, None, "Erfurt, Stadt"],
        ["40", "44", "03", "1", "59", None, None, "Göttingen"],
    ]
    found = read_district_names(workbook(tmp_path / "gv.xlsx", [*ROWS, *rows]), ["16"])
    assert found.to_numpy().tolist() == [["16061", "Eichsfeld", "Landkreis"], ["16051", "Erfurt", "kreisfreie Stadt"]]


def test_an_association_without_a_row_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="16061015 without association_name"):
        read_memberships(workbook(tmp_path / "gv.xlsx", [r for r in ROWS if r[1] != "54"]), ["16"])


def test_an_unknown_mark_is_refused(tmp_path: Path) -> None:
    rows = [[*r[:1], "99", *r[2:]] if r[1] == "64" else r for r in ROWS]
    with pytest.raises(DataError, match="16061015 without designation"):
        read_memberships(workbook(tmp_path / "gv.xlsx", rows), ["16"])


def test_a_sheet_with_too_few_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="3 columns"):
        read_memberships(workbook(tmp_path / "gv.xlsx", [["60", "61", "16"]]), ["16"])


def test_no_workbook_at_all_is_refused(tmp_path: Path) -> None:
    (tmp_path / "gv.xlsx").write_bytes(b"PK but no more")
    with pytest.raises(DataError, match=r"gv\.xlsx"):
        read_memberships(tmp_path / "gv.xlsx", ["16"])
    with pytest.raises(MissingDataError):
        read_memberships(tmp_path / "none.xlsx", ["16"])


@pytest.mark.real
@pytest.mark.skipif(not REAL.is_file(), reason="the publisher's workbook is not at hand")
def test_the_real_workbook_lists_all_of_the_state() -> None:
    found = read_memberships(REAL, ["16"])
    assert len(found) == 631
    assert found["association"].nunique() == 192
