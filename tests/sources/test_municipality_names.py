from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from atlas.errors import DataError
from atlas.sources.municipality_names import read_municipality_names, read_polling_names

if TYPE_CHECKING:
    from pathlib import Path

TOWN = ["60", "61", "16", "0", "72", "0018", "018", "Sonneberg, Stadt", 45.5, 22000, 10000, 12000, 484, "96515"]
VILLAGE = ["60", "64", "16", "0", "75", "5001", "003", "Dorf", 4.5, 200, 100, 100, 44, "7356"]


def directory(path: Path, year: int, *rows: list[object]) -> Path:
    book = Workbook()
    sheet = book.create_sheet("Gemeindedaten")
    head: list[list[object]] = [[f"Gemeinden in Deutschland am 31.12.{year} (Jahr)"], *([None] for _ in range(5))]
    for row in [*head, *rows]:
        sheet.append(row)
    book.save(path)
    return path


def test_names_lose_their_title_and_postcodes_keep_their_zero(tmp_path: Path) -> None:
    found = read_municipality_names(directory(tmp_path / "a.xlsx", 1997, TOWN, VILLAGE), ["16"])
    assert found["name"].tolist() == ["Sonneberg", "Dorf"]
    assert found["code"].tolist() == ["16072018", "16075003"]
    assert found["postcode"].tolist() == ["96515", "07356"]
    assert found["lon"].isna().all()
    assert set(found["year"]) == {1997}


@pytest.mark.parametrize(("year", "lon", "lat"), [(2009, "11.1030", "50.2130"), (2013, "11,175", "50,358333")])
def test_coordinates_are_degrees_however_an_edition_writes_them(tmp_path: Path, year: int, lon: str, lat: str) -> None:
    found = read_municipality_names(directory(tmp_path / "a.xlsx", year, [*TOWN, lon, lat]), ["16"]).iloc[0]
    assert (found["lon"], found["lat"]) == (pytest.approx(11.175), pytest.approx(50.358333, abs=1e-5))


def test_another_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="rows 60"):
        read_municipality_names(directory(tmp_path / "a.xlsx", 1997), ["16"])


def test_polling_districts_keep_the_names_of_villages(tmp_path: Path) -> None:
    book = Workbook()
    rows = [
        ["Landtagswahl 2014"],
        ["E", "G", "19", "72", "023", "0000", "Frankenblick"],
        ["E", None, "19", "72", "23", "0002", "Hämmern"],
    ]
    for row in rows:
        book.worksheets[0].append(row)
    book.save(tmp_path / "election.xlsx")
    assert read_polling_names(tmp_path / "election.xlsx", "16").to_dict("records") == [
        {"code": "16072023", "name": "Hämmern"}
    ]
    empty = Workbook()
    empty.worksheets[0].append(["Landtagswahl 2014"])
    empty.save(tmp_path / "title.xlsx")
    with pytest.raises(DataError, match="polling district"):
        read_polling_names(tmp_path / "title.xlsx", "16")
