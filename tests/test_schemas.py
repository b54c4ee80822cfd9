from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml

from atlas.settings import ROOT
from tools.schemas import FOLDER, schemas

if TYPE_CHECKING:
    from pathlib import Path

GEODATA = ROOT / "geodata"


@pytest.mark.parametrize("name", schemas())
def test_the_schemas_for_editors_are_those_of_the_code(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == schemas()[name], "run: python -m tools.schemas"


def errors(kind: str, content: object) -> list[str]:
    return [e.message for e in jsonschema.Draft202012Validator(json.loads(schemas()[kind])).iter_errors(content)]


@pytest.mark.parametrize(
    "path",
    [path for kind in ("measures", "indicators", "sources") for path in GEODATA.glob(f"{kind}/*.yaml")],
    ids=lambda p: f"{p.parent.name}-{p.stem}",
)
def test_the_shipped_files_fit_their_schema(path: Path) -> None:
    # for an editor a date is a text
    content = json.loads(json.dumps(yaml.safe_load(path.read_text(encoding="utf-8")), default=str))
    kind = "publishers" if path.stem == "publishers" else path.parent.name
    assert errors(f"{kind}.json", content) == []


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"kind": "number"}, "'number' is not one of"),
        ({"colour": 1}, "'colour' was unexpected"),
        ({"adds_up": "x"}, "'x'"),
    ],
)
def test_an_editor_marks_a_mistake(change: dict[str, Any], named: str) -> None:
    entry = {"kind": "count", "unit": "Personen", "adds_up": "sum"}
    assert errors("measures.json", {"table": "a", "measures": {"b": entry}}) == []
    assert named in " ".join(errors("measures.json", {"table": "a", "measures": {"b": entry | change}}))


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"carry": "sums"}, "'sums' is not valid"),
        ({"colour": 1}, "'colour' was unexpected"),
        ({"key": {"ags": "town"}}, "'town' is not valid"),
        ({"year": {"row": 0}}, "not valid under any"),
    ],
)
def test_an_editor_marks_a_mistake_in_a_source(change: dict[str, Any], named: str) -> None:
    entry = {"table": "a", "publisher": "b", "title": "A", "date": "2020", "files": "a.csv", "measures": {"A": "a"}}
    assert errors("sources.json", entry) == []
    assert named in " ".join(errors("sources.json", entry | change))


@pytest.mark.parametrize("kind", ["measures", "sources"])
def test_each_file_names_its_schema_for_editors(kind: str) -> None:
    for path in GEODATA.glob(f"{kind}/*.yaml"):
        named = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# yaml-language-server: $schema=")
        wanted = "publishers" if path.stem == "publishers" else kind
        assert (path.parent / named).resolve() == FOLDER / f"{wanted}.json"
