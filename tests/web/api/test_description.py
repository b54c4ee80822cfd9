"""The description of the interface is good enough for others: a client generated from it reads every format."""

from __future__ import annotations

import importlib
import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import httpx
import pandas as pd
import pyogrio
import pytest

from tests.shared import shipped_app

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from flask.testing import FlaskClient

#: Files whose kind the generator does not know are bytes.
CONFIG = """
project_name_override: atlas-client
package_name_override: atlas_client
post_hooks: []
content_type_overrides:
  application/vnd.openxmlformats-officedocument.spreadsheetml.sheet: application/octet-stream
  application/vnd.apache.parquet: application/octet-stream
  application/geopackage+sqlite3: application/octet-stream
  application/geo+json: application/json
"""


@pytest.fixture(scope="module")
def described(client: FlaskClient) -> dict[str, Any]:
    return dict(client.get("/api/v1/openapi.json").json)


@pytest.fixture(scope="module")
def operations(described: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {path: entry["get"] for path, entry in described["paths"].items()}


@pytest.fixture(scope="module")
def made(described: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    """Generate a client from the description and import it."""
    folder = tmp_path_factory.mktemp("client")
    (folder / "openapi.json").write_text(json.dumps(described), encoding="utf-8")
    (folder / "config.yaml").write_text(CONFIG, encoding="utf-8")
    words = ["generate", "--path", "openapi.json", "--config", "config.yaml", "--fail-on-warning"]
    program = "from openapi_python_client.cli import app; app()"
    ended = subprocess.run(
        [sys.executable, "-c", program, *words, "--meta", "none", "--output-path", "atlas_client"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    sys.path.insert(0, str(folder))
    return importlib.import_module("atlas_client")


@pytest.fixture
def ask(made: ModuleType) -> Any:
    """Give a function that calls an operation of the generated client against the atlas."""
    transport = httpx.WSGITransport(shipped_app().server)
    connection = made.Client("http://localhost", httpx_args={"transport": transport}, raise_on_unexpected_status=True)

    def call(group: str, operation: str, **query: Any) -> Any:
        module = importlib.import_module(f"atlas_client.api.{group}.{operation}")
        return module.sync(client=connection, **query)

    return call


def test_a_generated_client_reads_figures(ask: Any) -> None:
    found = ask("figures", "list_observations", indicator="cars")
    assert len(found.observations) == found.total > 100
    assert found.observations[0].code == "16051"


def test_a_generated_client_reads_each_table_alike(ask: Any) -> None:
    csv = pd.read_csv(io.StringIO(ask("figures", "download_observations_csv", indicator="cars")))
    parquet = pd.read_parquet(ask("figures", "download_observations_parquet", indicator="cars").payload)
    workbook = ask("figures", "download_observations_xlsx", indicator="cars").payload
    sheets = pd.read_excel(workbook, sheet_name=None, engine="calamine")
    rows = [len(csv), len(parquet), max(map(len, sheets.values()))]
    assert rows[0] == rows[1] == len(ask("figures", "list_observations", indicator="cars").observations)
    assert rows[2] >= rows[0]


def test_a_generated_client_reads_boundaries(ask: Any, tmp_path: Path) -> None:
    package = ask("areas", "download_geometry_gpkg").payload.read()
    (tmp_path / "areas.gpkg").write_bytes(package)
    assert len(pyogrio.read_dataframe(tmp_path / "areas.gpkg", layer="areas")) == 22
    geojson = ask("areas", "get_geometry")
    assert len(geojson.to_dict()["features"]) == 22


def test_a_generated_client_is_told_what_was_wrong(ask: Any) -> None:
    refused = ask("figures", "list_observations", indicator="carz")
    assert refused.error.code == "unknown_indicator"


def test_each_operation_has_a_name_for_readers_one_kind_of_file_and_words(
    operations: dict[str, dict[str, Any]],
) -> None:
    names = [operation["operationId"] for operation in operations.values()]
    assert len(names) == len(set(names))
    assert all(name.replace("_", "").isalpha() and len(name) < 40 for name in names)
    for path, operation in operations.items():
        assert len(operation["responses"]["200"]["content"]) == 1, path
        assert operation["description"], path
        assert operation["summary"], path
        assert "414" in operation["responses"], path


def test_the_description_says_whose_it_is_and_where(described: dict[str, Any]) -> None:
    assert described["servers"][0]["url"] == "/"
    assert described["info"]["contact"]["name"]
    assert {tag["name"] for tag in described["tags"] if tag["description"]} == {"Catalogue", "Figures", "Areas"}


def test_the_server_and_the_contact_are_those_of_the_operator(proxied: FlaskClient) -> None:
    described = proxied.get("/thueringen/api/v1/openapi.json").json
    assert described["servers"][0]["url"] == "https://atlas.example.org"
    assert described["info"]["contact"]["email"] == "atlas@example.org"


def test_a_release_has_a_pattern(operations: dict[str, dict[str, Any]]) -> None:
    for path, operation in operations.items():
        (release,) = (p for p in operation["parameters"] if p["name"] == "release")
        kinds = release["schema"].get("anyOf", [release["schema"]])
        assert "^[0-9a-f]{12}$" in {kind.get("pattern") for kind in kinds}, path


def test_nothing_is_described_that_is_not_used(described: dict[str, Any]) -> None:
    text = json.dumps(described)
    unused = [name for name in described["components"]["schemas"] if f'"#/components/schemas/{name}"' not in text]
    assert unused == []
