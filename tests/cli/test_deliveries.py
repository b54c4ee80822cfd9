"""Several providers fill in the workbook of one table: their areas come together, and who is missing is told."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import openpyxl
import pandas as pd
import pytest
import yaml

from app import create_app
from atlas.cli import main
from atlas.data.tables import read_sources
from atlas.data.yaml_files import read_yaml
from atlas.settings import ROOT, from_environment

if TYPE_CHECKING:
    from pathlib import Path

MEASURE = {"kind": "share", "unit": "%", "noun": "Anteil", "adds_up": "none"}


@pytest.fixture
def delivered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """Declare a table that providers fill in, with the declaration that the template prints."""
    folder = tmp_path / "geodata"
    shutil.copytree(ROOT / "geodata", folder, ignore=shutil.ignore_patterns("releases"))
    monkeypatch.setenv("ATLAS_DATA", str(folder))
    place = tmp_path / "places.xlsx"
    assert main(["template", "special_needs", "--level", "district", "--year", "2025", "--out", str(place)]) == 0
    text = "table: " + capsys.readouterr().out.partition("table: ")[2]
    assert yaml.safe_load(text)["by_providers"] is True
    (folder / "sources" / "places.yaml").write_text(text.replace("'?'", "bbsr_inkar"), encoding="utf-8")
    declared = {"table": "places", "measures": {"special_needs": MEASURE}}
    written = yaml.safe_dump(declared, explicit_end=True, allow_unicode=True)
    (folder / "measures" / "places.yaml").write_text(written, encoding="utf-8")
    return place


def fill(blank: Path, name: str, by: str, figures: dict[str, float | str]) -> str:
    book = openpyxl.load_workbook(blank)
    sheet, about = book.worksheets
    for row in sheet.iter_rows(min_row=2):
        row[3].value = figures.get(str(row[0].value))
    about["B1"], about["B2"] = by, "post@example.org"
    path = blank.with_name(name)
    book.save(path)
    return str(path)


def test_areas_of_several_providers_make_one_table_and_who_is_missing_is_told(
    delivered: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = delivered.parent / "geodata"
    first = fill(delivered, "places-a.xlsx", "Schulamt A, 3.2.2026", {"16051": 5.5, "16052": 6})
    second = fill(delivered, "places-b.xlsx", "Schulamt B, 4.2.2026", {"16053": 7})
    assert main(["import", first, second, "--yes"]) == 0
    said = capsys.readouterr().out
    assert "places: Schulamt A, 3.2.2026 delivered 2 areas of 2025" in said
    missing = next(line for line in said.splitlines() if "nobody has delivered" in line)
    assert missing.startswith("places: of 2025 nobody has delivered 16054 Suhl, ")
    assert "16051" not in missing

    # a later one brings its own area and mends one: what the others brought stays
    third = fill(delivered, "places-c.xlsx", "Schulamt C, 9.2.2026", {"16052": 8, "16054": 9})
    assert main(["import", third, "--yes"]) == 0
    table = pd.read_parquet(folder / "tables" / "places.parquet").set_index("code")
    assert table["value"].dropna().to_dict() == {"16051": 5.5, "16052": 8, "16053": 7, "16054": 9}
    assert (len(table), set(table.loc[table["value"].isna(), "state"])) == (22, {"later"})
    noted = {one.by: one.areas for one in read_sources(folder / "sources.yaml")["places"].deliveries}
    assert noted == {
        "Schulamt A, 3.2.2026": {2025: ("16051",)},
        "Schulamt B, 4.2.2026": {2025: ("16053",)},
        "Schulamt C, 9.2.2026": {2025: ("16052", "16054")},
    }
    assert set(read_yaml(folder / "sources.yaml")["tables"]["places"]["files"]) == {
        f"deliveries/places-{letter}.xlsx" for letter in "abc"
    }

    page = create_app(from_environment({"ATLAS_DATA": str(folder)})).server.test_client().get("/sources")
    text = page.get_data(as_text=True)
    assert main(["releases"]) == 0
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("missing: places")]
    assert len(told) == 1
    assert told[0].startswith("missing: places, 2025: nobody has delivered 16055 Weimar, ")
    assert "Schulamt C, 9.2.2026" in text
    assert "2025: Gera, Suhl" in text
    assert "Noch nicht geliefert: 2025: Altenburger Land, Eichsfeld, " in text


def test_one_area_from_two_providers_is_refused_and_both_files_are_named(
    delivered: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = fill(delivered, "places-a.xlsx", "Schulamt A, 3.2.2026", {"16051": 5.5})
    second = fill(delivered, "places-b.xlsx", "Schulamt B, 4.2.2026", {"16051": 7, "16052": 1})
    assert main(["import", first, second, "--yes"]) == 1
    told = capsys.readouterr().err
    assert "places-b.xlsx: found special_needs, 16051, 2025, which places-a.xlsx holds too" in told
    assert not (delivered.parent / "geodata" / "tables" / "places.parquet").exists()


def test_the_list_of_releases_names_who_has_delivered_nothing_and_which_report_is_overdue(
    delivered: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = delivered.parent / "geodata"
    report = {"title": "Sozialbericht", "by": "Landkreis A", "every_years": 2, "tables": ["gisd"]}
    reports = [report | {"id": "late", "last": 2001}, report | {"id": "soon", "coming": 2199, "by": "Landkreis B"}]
    (folder / "calendar.yaml").write_text(yaml.safe_dump({"reports": reports}, explicit_end=True), encoding="utf-8")
    assert main(["releases"]) == 0
    told = capsys.readouterr().out.splitlines()[-2:]
    title = read_yaml(folder / "sources" / "places.yaml")["title"]
    assert told == [
        "missing: Landkreis A, Sozialbericht: the last one is of 2001, the next was due in 2003",
        f"missing: places ({title}): nobody has delivered anything yet",
    ]


def test_nobody_is_missing_where_nothing_is_due(delivered: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = delivered.parent / "geodata"
    (folder / "calendar.yaml").unlink()
    for declared in ("sources", "measures"):
        (folder / declared / "places.yaml").unlink()
    assert main(["releases"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "missing: nobody"


def test_releases_are_listed_also_of_a_folder_that_cannot_be_read(
    delivered: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = delivered.parent / "geodata"
    (folder / "tables" / "gisd.parquet").write_bytes(b"")
    assert main(["releases"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert len(told) > 1
    assert told[-1].startswith("who is missing is not known: ")
