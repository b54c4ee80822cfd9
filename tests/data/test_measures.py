from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
import yaml

from atlas.data.measures import MeanBy, MeasureKind, as_measure, read_measures
from atlas.errors import DataError, MissingDataError
from atlas.settings import ROOT

if TYPE_CHECKING:
    from pathlib import Path

GOOD: dict[str, dict[str, Any]] = {
    "people": {"kind": "count", "unit": "Personen", "noun": "Einwohner", "adds_up": "sum"},
    "women": {"kind": "count", "unit": "Personen", "part_of": "a.people", "adds_up": "sum", "breaks": [2011]},
    "share": {"kind": "share", "unit": "%", "part_of": "a.people", "adds_up": {"mean_by": "a.people"}},
    "score": {"kind": "score", "unit": "Punkte", "adds_up": "none"},
}


def write(folder: Path, table: str = "a", **changes: dict[str, Any]) -> Path:
    measures = {name: entry | changes.get(name, {}) for name, entry in GOOD.items()}
    content = {"table": table, "measures": measures | {k: v for k, v in changes.items() if k not in GOOD}}
    (folder / "a.yaml").write_text(yaml.safe_dump(content, explicit_end=True, sort_keys=False), encoding="utf-8")
    return folder


def told(folder: Path) -> str:
    with pytest.raises(DataError) as error:
        read_measures(folder)
    return str(error.value)


def test_a_file_says_what_its_measures_are(tmp_path: Path) -> None:
    found = read_measures(write(tmp_path))
    assert [str(m) for m in found] == ["a.people", "a.women", "a.share", "a.score"]
    women, share = found[as_measure("a.women")], found[as_measure("a.share")]
    assert (women.kind, women.sums, women.counted, women.breaks) == (MeasureKind.COUNT, True, "Personen", (2011,))
    assert (share.sums, share.adds_up) == (False, MeanBy(mean_by="a.people"))
    assert found[as_measure("a.people")].counted == "Einwohner"


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"women": {"kind": "number"}}, "measures.women.kind: found 'number', expected one of count, share"),
        ({"women": {"unit": " "}}, "measures.women.unit: found ' ', expected a text"),
        ({"women": {"colour": "red"}}, "measures.women.colour: found 'red', expected"),
        ({"women": {"adds_up": "median"}}, "expected sum, none, or mean_by"),
        ({"women": {"adds_up": {"mean_by": "people"}}}, "expected sum, none, or mean_by with the measure that weighs"),
        ({"women": {"part_of": "people"}}, "part_of: found 'people', expected table.measure"),
        ({"women": {"breaks": [2011, 2011]}}, "expected years, each once"),
        ({"score": {"adds_up": "sum"}}, "score, adds_up: found sum of the kind score, expected none"),
        ({"share": {"adds_up": "sum"}}, "found sum of the kind share, expected none or mean_by"),
        ({"people": {"adds_up": {"mean_by": "a.women"}}}, "found a mean of the kind count"),
        ({"women": {"part_of": "a.peple"}}, "women, part_of: found 'a.peple', expected a declared measure such"),
        ({"women": {"part_of": "a.score"}}, "found a.score, which does not add up, expected a count"),
        ({"share": {"adds_up": {"mean_by": "b.people"}}}, "such as a.people"),
        ({"Not an id": GOOD["score"]}, "small letters, digits and underscores"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, change: dict[str, Any], named: str) -> None:
    message = told(write(tmp_path, **change))
    assert named in re.sub(r" \(line \d+\)", "", message)
    path = tmp_path / "a.yaml"
    place = rf"{re.escape(str(path))}, [^:]*?([\w ]+)(?:\.mean_by|\.\[key\])? \(line (\d+)\): found"
    key, line = re.findall(place, message)[0]
    assert path.read_text(encoding="utf-8").splitlines()[int(line) - 1].strip().startswith(key.strip())


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    message = told(write(tmp_path, women={"kind": "number", "adds_up": "often"}, score={"unit": ""}))
    assert all(part in message for part in ("women.kind", "women.adds_up", "score.unit"))


def test_a_file_is_called_as_its_table(tmp_path: Path) -> None:
    assert "table: found 'b', expected 'a'" in told(write(tmp_path, table="b"))


def test_a_cut_file_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match="one YAML file a table"):
        read_measures(tmp_path)
    path = write(tmp_path) / "a.yaml"
    path.write_text(path.read_text(encoding="utf-8")[:-5], encoding="utf-8")
    assert "cut off" in told(tmp_path)


def test_every_shipped_measure_is_declared_and_every_declared_one_is_shipped() -> None:
    tables = ROOT / "geodata" / "tables"
    shipped = {
        f"{path.stem}.{name}"
        for path in tables.glob("*.parquet")
        for name in pd.read_parquet(path, columns=["measure"])["measure"].unique()
    }
    assert {str(m) for m in read_measures(ROOT / "geodata" / "measures")} == shipped
