"""A table with a second dimension, towns under the keys of districts, and rows of areas that are no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from atlas.sources.declared import read_declared
from atlas.sources.layout import Layout

if TYPE_CHECKING:
    from pathlib import Path

AGES = {"unter 3": ["young", "all"], "ab 3": ["old", "all"]}
LONG = "ags;jahr;alter;insgesamt;m;w\n16051;2023;unter 3;7;3;4\n16051;2023;ab 3;9;4;5\n"
WIDE = "Stand;;;;;\n;;männlich;männlich;weiblich;weiblich\n;;unter 3;ab 3;unter 3;ab 3\n"


def read(folder: Path, content: str, **keys: Any) -> list[tuple[str, str, float]]:
    path = folder / "a.csv"
    path.write_text(content, encoding="utf-8")
    found = read_declared(path, Layout(separator=";", measures=AGES, **keys), ["16"])
    return [(r.measure, r.code, r.value) for r in found.itertuples()]


def test_columns_of_a_long_file_are_sexes(tmp_path: Path) -> None:
    keys = {"key": {"ags": "district"}, "year": {"column": "jahr"}, "long": {"measure": "alter"}}
    found = read(tmp_path, LONG, by={"insgesamt": "", "m": "men_"}, **keys)
    assert found == [
        ("young", "16051", 7),
        ("all", "16051", 7),
        ("old", "16051", 9),
        ("all", "16051", 9),
        ("men_young", "16051", 3),
        ("men_all", "16051", 3),
        ("men_old", "16051", 4),
        ("men_all", "16051", 4),
    ]


@pytest.mark.parametrize("empty", ["kept", "left_out"])
def test_headings_of_sexes_become_measures_and_totals(tmp_path: Path, empty: str) -> None:
    body = "16051;Stadt;1;2;3;4\n16061;Kreis;5;6;7;8\n16061001;Dorf;0;6;7;8\n16061002;war einmal;-;-;-;-\n"
    keys = {"header": [2, 3], "key": {1: "municipality"}, "other_keys": "ignored", "year": 2015, "missing": ["-"]}
    by = {"männlich": ["", "men_"], "weiblich": ["", "women_"]}
    found = read(tmp_path, WIDE + body, by=by, towns_as_districts=True, empty_areas=empty, **keys)
    codes = {code for _measure, code, _value in found}
    assert codes == {"16051000", "16061001"} | ({"16061002"} if empty == "kept" else set())
    town = [(measure, value) for measure, code, value in found if code == "16051000"]
    assert [v for m, v in town if m == "young"] == [1, 3]
    assert [v for m, v in town if m == "women_all"] == [3, 4]
    assert ("men_young", "16061001", 0.0) in found
