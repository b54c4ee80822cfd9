"""The documents say what is so: paths and targets exist, the table of speed is the measured one, versions agree."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from atlas.model import Level
from bench import lighthouse
from bench.table import README, RESULTS, with_table
from tests.shared import shipped_atlas
from tests.test_rooms import BASE, MAY_KNOW

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
FOLDERS = {p.name for p in ROOT.iterdir() if p.is_dir() and not p.name.startswith(".")} - {"dist", "node_modules"}
#: What is made when the project is set up or used.
MADE = ("<", "*", "node_modules/", "dist/")


def named_paths(text: str) -> list[str]:
    """Find what looks like a path of the project: quoted and in one of its folders or at its top, or linked to."""
    text = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    quoted = re.findall(r"`([\w.<>*/-]+)`", text)
    own = [q for q in quoted if q.partition("/")[0] in FOLDERS and "/" in q]
    top = [q for q in quoted if re.fullmatch(r"[\w-]+\.(py|md|toml|txt|json|js)", q) and (ROOT / q).exists()]
    linked = re.findall(r"\]\((?!http|#)([^)#]+)", text)
    return [path for path in (*own, *top, *linked) if not any(sign in path for sign in MADE)]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.relative_to(ROOT).as_posix())
def test_every_path_that_a_document_names_is_there(document: Path) -> None:
    paths = named_paths(document.read_text(encoding="utf-8"))
    assert [p for p in paths if not (ROOT / p).exists() and not (document.parent / p).exists()] == []


def test_a_path_that_is_not_there_is_found() -> None:
    text = (
        "`atlas/locale/` and [this](docs/none.md), but not `export/map.svg`, `a/b` or `geodata/tables/<table>.parquet`"
    )
    assert named_paths(text) == ["atlas/locale/", "docs/none.md"]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.relative_to(ROOT).as_posix())
def test_every_target_of_make_that_a_document_names_is_one(document: Path) -> None:
    shown = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    targets = set(re.findall(r"^make (\S+)", shown, re.MULTILINE))
    named = re.findall(r"(?:`|^|\W)make ([a-z-]+)\b(?=[`\s,])", "\n".join(quoted(document)), re.MULTILINE)
    assert set(named) <= targets


def quoted(document: Path) -> list[str]:
    text = document.read_text(encoding="utf-8")
    return [*re.findall(r"^```sh\n(.*?)^```", text, re.DOTALL | re.MULTILINE), *re.findall(r"`[^`\n]+`", text)]


def test_the_table_of_the_readme_is_the_measured_one() -> None:
    readme = README.read_text(encoding="utf-8")
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    assert with_table(readme, results) == readme, "run `python -m bench.table`"


def test_the_table_of_lighthouse_in_the_readme_is_the_measured_one() -> None:
    readme = README.read_text(encoding="utf-8")
    found = json.loads(lighthouse.FOUND.read_text(encoding="utf-8"))
    assert lighthouse.with_table(readme, found) == readme, "run `make lighthouse`"


def test_the_counts_of_the_readme_are_those_of_the_shipped_figures() -> None:
    atlas = shipped_atlas()
    text = " ".join(README.read_text(encoding="utf-8").split())
    every = atlas.catalogue.indicators.values()
    assert f"{len(every)} indicators in nine fields; {sum(one.has_figures for one in every)} have figures" in text
    assert len(atlas.catalogue.fields) == 9
    municipalities, associations, districts = (
        len(atlas.codes(level, atlas.scope.territory))
        for level in (Level.MUNICIPALITY, Level.ASSOCIATION, Level.DISTRICT)
    )
    assert f"{districts} districts, {associations} municipal associations and {municipalities} municipalities" in text


def test_a_table_without_its_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="expected the marks"):
        with_table("no table here", json.loads(RESULTS.read_text(encoding="utf-8")))


def test_the_changelog_begins_with_the_version_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    versions = re.findall(r"^## (\d+\.\d+\.\d+) – \d{4}-\d{2}-\d{2}$", changelog, re.MULTILINE)  # noqa: RUF001
    assert versions[:1] == [project["version"]]


def test_the_drawing_of_the_rooms_has_the_arrows_that_are_enforced() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    drawing = re.findall(r"^```mermaid\n(.*?)^```", text, re.DOTALL | re.MULTILINE)[0]
    drawn = re.findall(r"^\s*(\w+)(?:\[.*?\])? --> (\w+)", drawing, re.MULTILINE)
    left_out = BASE | {"places", "validation"}
    enforced = {(known, room) for room in MAY_KNOW.keys() - left_out for known in MAY_KNOW[room] - left_out}
    assert len(drawn) == len(set(drawn))
    assert set(drawn) == enforced
