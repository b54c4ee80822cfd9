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
    [*GEODATA.glob("measures/*.yaml"), *GEODATA.glob("indicators/*.yaml")],
    ids=lambda p: f"{p.parent.name}-{p.stem}",
)
def test_the_shipped_files_fit_their_schema(path: Path) -> None:
    # for an editor a date is a text
    content = json.loads(json.dumps(yaml.safe_load(path.read_text(encoding="utf-8")), default=str))
    assert errors(f"{path.parent.name}.json", content) == []


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


@pytest.mark.parametrize("path", sorted(GEODATA.glob("measures/*.yaml")), ids=lambda p: p.stem)
def test_each_file_names_its_schema_for_editors(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert (path.parent / first.removeprefix("# yaml-language-server: $schema=")).resolve() == FOLDER / "measures.json"
