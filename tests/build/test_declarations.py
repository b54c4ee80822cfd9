from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from atlas.build.declarations import read_declarations
from atlas.errors import DataError, MissingDataError
from atlas.settings import ROOT

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = ROOT / "geodata" / "sources"
GOOD: dict[str, Any] = {
    "table": "a",
    "publisher": "rki_gisd",
    "title": "A",
    "date": "{first} bis {last}",
    "files": "a/*.csv",
    "key": {"kreis": "district"},
    "year": {"column": "jahr"},
    "measures": {"Wert": "value"},
    "carry": "scores",
}


def write(folder: Path, **changes: Any) -> Path:
    content = {key: value for key, value in (GOOD | changes).items() if value is not None}
    text = yaml.safe_dump(content, explicit_end=True, sort_keys=False, allow_unicode=True)
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    shutil.copy(SHIPPED / "publishers.yaml", folder)
    return folder


def told(folder: Path) -> str:
    with pytest.raises(DataError) as error:
        read_declarations(folder)
    return str(error.value)


def test_a_part_says_only_in_what_it_differs(tmp_path: Path) -> None:
    parts = [{"files": "x.csv", "decimal": ","}, {"files": "y.xls", "sheet": "Daten", "carry": "counts"}]
    one = read_declarations(write(tmp_path, files=None, parts=parts))["a"]
    assert [(p.files, p.decimal, p.sheet, p.carry) for p in one.each] == [
        ("x.csv", ",", 1, "scores"),
        ("y.xls", ".", "Daten", "counts"),
    ]
    assert {p.named["Wert"] for p in one.each} == {"value"}


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"key": {"kreis": "county"}}, "key.kreis: found 'county', expected"),
        ({"key": None}, "key: found nothing, expected an entry"),
        ({"year": {"column": "a", "row": 1}}, "expected exactly one of column, row, heading, title"),
        ({"year": {"heading": "jahr"}}, "expected a pattern with one group"),
        ({"measures": {"a": "n", "b": "n"}}, "measures: found two headings for one measure, expected counts"),
        ({"colour": "red"}, "colour: found 'red', expected"),
        ({"publisher": "nobody"}, "publisher: found 'nobody', expected one of bbsr_inkar, rki_gisd"),
        ({"table": "b"}, "table: found 'b', expected 'a', as the file is called"),
        ({"carry": "add"}, "carry: found 'add', expected one of counts, districts, scores, unchanged"),
        ({"carry": "unchanged"}, "territory: found nothing, expected the territory date"),
        ({"date": "{day}"}, "date: found '{day}', expected in braces only first, last, years, territory, edition"),
        ({"separator": "#"}, "separator: found '#', expected one of , ; | or a tab"),
        ({"minimum": {"other": 3}}, "measures: found no 'other', expected each measure that another key names"),
        ({"form": "election", "areas_of": None}, "areas_of: found nothing, expected the table of the Gemeindeverz"),
        ({"carry": "districts"}, "areas_of: found nothing, expected the table of the Gemeindeverz"),
        ({"form": "gemeindeverzeichnis"}, "measures: found Wert, expected all of Fläche, insgesamt"),
        ({"areas_of": "nothing"}, "areas_of: found 'nothing', expected one of a"),
        ({"files": None, "parts": [{"files": "x", "key": {"a": "b"}}]}, "parts.0.key.a: found 'b'"),
        ({"long": {"measure": "a", "value": "b"}, "year": {"row": 1}}, "year: found a year for each column, expected"),
    ],
)
def test_a_mistake_is_named_with_file_line_and_key(tmp_path: Path, change: dict[str, Any], named: str) -> None:
    message = told(write(tmp_path, **change))
    assert str(tmp_path / "a") in message
    assert named in re.sub(r" \(line \d+\)", "", message)


def test_the_line_is_that_of_the_key(tmp_path: Path) -> None:
    message = told(write(tmp_path, carry="add", key={"kreis": "county"}))
    lines = (tmp_path / "a.yaml").read_text(encoding="utf-8").splitlines()
    for key in ("carry", "kreis"):
        (line,) = re.findall(rf"{key} \(line (\d+)\)", message)
        assert lines[int(line) - 1].strip().startswith(f"{key}:")


def test_a_mistake_in_the_list_of_publishers_is_named(tmp_path: Path) -> None:
    path = write(tmp_path) / "publishers.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  licence: CC BY 4.0\n", ""), encoding="utf-8")
    where = r"publishers\.yaml, rki_gisd\.licence \(line \d+\)"
    assert re.search(rf"{where}: found nothing, expected an entry", told(tmp_path))


def test_a_cut_file_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match="one YAML file a table"):
        read_declarations(tmp_path)
    path = write(tmp_path) / "a.yaml"
    path.write_text(path.read_text(encoding="utf-8")[:-5], encoding="utf-8")
    assert "cut off" in told(tmp_path)


def test_a_shipped_declaration_is_at_most_twenty_lines_long() -> None:
    longer = {"age_groups.yaml": 30}  # 17 groups, each part of up to five measures
    for path in SHIPPED.glob("*.yaml"):
        if path.name != "publishers.yaml":
            assert len(path.read_text(encoding="utf-8").splitlines()) <= longer.get(path.name, 20), path.name
