"""A table that nothing declares gets a draft, which reads it as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from atlas.build.declarations import Part
from atlas.build.proposal import propose
from atlas.sources.declared import read_declared
from tests.build.publishers_files import write_book

if TYPE_CHECKING:
    from pathlib import Path

GENESIS = """GENESIS-Tabelle: 22411
Statistik;;;;
;;;ambulant;stationär
;;;Dienste;Plätze
31.12.2015;DG;Deutschland;13,5;12
31.12.2015;16;  Thüringen;4,5;12
31.12.2015;16051;  Erfurt;1,5;7
31.12.2015;16052;  Gera;2,25;-
31.12.2015;16053;  Jena;2,5;.
"""
LONG = "Kürzel,Code,Zeit,Wert\n" + "".join(f"{k},1605{n},2022,{n}\n" for k in ("alt", "jung") for n in range(5))
FORMS: dict[str, tuple[str, str, dict[str, Any], int]] = {
    "plain": ("ags,Name,Einwohner 2022\n16061001,A,5\n16061002,B,6\n", "utf-8", {"decimal": None}, 2),
    "genesis": (GENESIS, "cp1252", {"header": [3, 4], "key": {2: "district"}, "decimal": ",", "encoding": "cp1252"}, 6),
    "long": (LONG, "utf-16", {"long": {"measure": "Kürzel", "value": "Wert"}, "year": {"column": "Zeit"}}, 10),
}


def read(path: Path) -> tuple[dict[str, Any], Any]:
    draft = propose(path)
    assert draft is not None
    keys = yaml.safe_load(draft)
    layout = Part.model_validate({k: v for k, v in keys.items() if k in Part.model_fields and v != "?"})
    return keys, read_declared(path, layout, ("16",))


@pytest.mark.parametrize("form", FORMS)
def test_a_draft_reads_the_table_for_which_it_was_made(tmp_path: Path, form: str) -> None:
    text, encoding, wanted, figures = FORMS[form]
    path = tmp_path / "Neue Tabelle.csv"
    path.write_bytes(text.encode(encoding))
    keys, found = read(path)
    assert {key: keys.get(key) for key in wanted} == wanted
    assert len(found) == figures
    assert (keys["table"], keys["publisher"], keys["carry"]) == ("neue_tabelle", "?", "?")


def test_a_workbook_with_a_column_for_each_year_gets_a_draft_too(tmp_path: Path) -> None:
    head = [["Kennziffer", "Raum", "Quote", "Quote"], [None, None, "2020", "2021"]]
    write_book(tmp_path / "a.xlsx", [*head, ["16051", "Erfurt", 1.5, 2], ["16052", "Gera", 3, None]], "Daten")
    keys, found = read(tmp_path / "a.xlsx")
    assert (keys["header"], keys["year"], keys["measures"]) == ([1, 2], {"row": 2}, {"Quote": "quote"})
    assert found["value"].tolist()[:3] == [1.5, 3, 2]


def test_the_sheet_with_the_figures_is_found_behind_the_others(tmp_path: Path) -> None:
    rows = [["AGS", "Name", "Vereine 2024"], ["16051", "Erfurt", 1.5], ["16052", "Gera", 3], ["16053", "Jena", 4]]
    write_book(tmp_path / "a.xlsx", rows, "Titel", "Inhalt", "Werte 2024")
    keys, found = read(tmp_path / "a.xlsx")
    assert keys["sheet"] == "Werte 2024"
    assert found["value"].tolist() == [1.5, 3, 4]


@pytest.mark.parametrize(
    "text", ["a,b\nx,y\n", "code,name\n16051,Erfurt\n16052,Gera\n", "date,n\n20220515,1\n20220515,2\n"]
)
def test_without_keys_or_figures_there_is_no_draft(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    assert propose(path) is None
