"""The archive of everything, read by Frictionless and held against what CSV on the Web asks for."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

import frictionless
import pandas as pd
import pytest

from atlas.views.downloads.everything import everything
from atlas.words.words import words_of

if TYPE_CHECKING:
    from pathlib import Path

    from atlas.data.store import Atlas

#: Tables whose rows are read, one of each kind; the description of all others is the same.
READ = ("gisd_score_district", "unemployed_per_100_association", "population_state")


@pytest.fixture(scope="module")
def folder(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("package")
    everything("zip", atlas, made / "all.zip", words_of("de"))
    with zipfile.ZipFile(made / "all.zip") as archive:
        archive.extractall(made)
    return made


def read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def test_frictionless_finds_no_fault_in_the_package_and_its_tables(folder: Path) -> None:
    package = frictionless.Package(str(folder / "datapackage.json"))
    names = [r.name for r in package.resources]
    assert {r.path for r in package.resources} == {p.name for p in folder.glob("*.csv")}
    own = [name for name in names if name in READ]
    assert own
    for name in own:
        report = package.get_resource(name).validate()
        assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])[:5]


def test_a_row_that_stands_twice_is_a_fault_that_frictionless_finds(folder: Path) -> None:
    package = read(folder / "datapackage.json")
    table = next(r for r in package["resources"] if r["name"] in READ)
    body = (folder / table["path"]).read_bytes()
    (folder / "broken.txt").write_bytes(body + body.splitlines(keepends=True)[1])
    found = frictionless.Resource.from_descriptor(table | {"path": "broken.txt"}, basepath=str(folder)).validate()
    assert not found.valid


def test_codes_are_texts_for_every_reader_of_the_descriptions(folder: Path) -> None:
    package = read(folder / "datapackage.json")
    for table in package["resources"]:
        kinds = {field["name"]: field["type"] for field in table["schema"]["fields"]}
        assert (kinds["code"], kinds["year"], kinds["value"]) == ("string", "integer", "number")
    text = "Schlüssel sind Texte"
    assert text in package["description"]
    assert text in (folder / "README.txt").read_text(encoding="utf-8")


def test_each_table_has_its_description_as_csv_on_the_web(folder: Path) -> None:
    tables = sorted(folder.glob("*.csv"))
    assert tables
    for path in tables:
        about = read(path.with_name(f"{path.name}-metadata.json"))
        with path.open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        columns = {column["name"]: column["datatype"] for column in about["tableSchema"]["columns"]}
        assert about["@context"][0] == "http://www.w3.org/ns/csvw"
        assert about["url"] == path.name
        assert list(columns) == header
        assert (columns["code"], columns["year"], columns["value"]) == ("string", "gYear", "double")
        assert about["tableSchema"]["primaryKey"] == ["code", "year"]


def test_codes_with_a_zero_survive_where_the_description_is_followed(folder: Path) -> None:
    about = read(next(folder.glob("*.csv-metadata.json")))
    kinds = {c["name"]: "str" for c in about["tableSchema"]["columns"] if c["datatype"] == "string"}
    frame = pd.read_csv(io.StringIO("code,name,year\r\n09162,München,2021\r\n"), dtype=kinds)
    assert frame["code"].tolist() == ["09162"]
