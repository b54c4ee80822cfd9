"""The server's side without a browser: callbacks called as Dash calls them, files, headers, bad data folders."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import brotli
import pytest

from app import create_app
from atlas.data.load import load
from atlas.errors import AtlasError
from atlas.model import Level
from atlas.settings import ROOT, Settings, from_environment
from atlas.web.map.answer import Asked, answer
from atlas.web.map.ids import Id
from atlas.web.map.page import PLACES
from atlas.web.site import site_of
from atlas.words.words import words_of
from tests.shared import DEFAULT_TERRITORY

if TYPE_CHECKING:
    from collections.abc import Callable

    from dash import Dash
    from flask.testing import FlaskClient

    from atlas.data.store import Atlas

words = words_of("de")


def shown(atlas: Atlas, query: str) -> dict[str, Any]:
    page = answer(site_of(atlas, Settings()), Asked(query))
    return {f"{key}.{prop}": getattr(page, name) for name, (key, prop) in PLACES.items()}


def ids_in(component: Any) -> set[str]:
    return {str(c.id) for c in component._traverse() if getattr(c, "id", None)} | {str(component.id)}


def test_every_id_of_a_callback_stands_in_the_layout(app: Dash) -> None:
    in_layout = ids_in(app.layout())
    assert {str(i) for i in Id} - in_layout == set()
    for spec in app.callback_map.values():
        for item in (*spec["inputs"], *spec["state"]):
            assert item["id"] in in_layout


def test_benchmark_none_draws_no_comparison(atlas: Atlas) -> None:
    assert shown(atlas, "?benchmark=none")["view.data"]["benchmark"] is None


def test_scores_are_compared_with_a_median_that_is_called_so(atlas: Atlas) -> None:
    assert shown(atlas, "?indicator=deprivation_index")["view.data"]["benchmark"]["name"] == "Median der Gemeinden"


def test_source_licence_attribution_and_territory_stand_on_the_page(client: FlaskClient, atlas: Atlas) -> None:
    about = str(shown(atlas, "?indicator=unemployed_per_100")["about.children"])
    for text in ("BBSR", "dl-de/by-2-0", "GeoBasis-DE / BKG 2016", "31.12.2021"):
        assert text in about
    assert client.get("/healthz").json == {"status": "ok", "release": atlas.release}


def test_files_are_compressed_immutable_and_named_by_their_release(client: FlaskClient, atlas: Atlas) -> None:
    files = shown(atlas, "")["view.data"]["files"]
    answer_ = client.get(files["figures"], headers={"Accept-Encoding": "br"})
    assert answer_.headers["Content-Encoding"] == "br"
    assert "immutable" in answer_.headers["Cache-Control"]
    content = json.loads(brotli.decompress(answer_.data))
    assert client.get(files["figures"]).json == content
    for encoding, unpack in (("br", brotli.decompress), ("gzip", gzip.decompress), ("br;q=0, gzip", gzip.decompress)):
        geometry = client.get(files["areas"]["coarse"], headers={"Accept-Encoding": encoding})
        assert len(json.loads(unpack(geometry.data))["features"]) == len(
            atlas.codes(Level.MUNICIPALITY, DEFAULT_TERRITORY)
        )
    assert client.get(files["figures"].replace(atlas.release, "000000000000")).status_code == 404


def test_no_hidden_value_leaves_the_server(client: FlaskClient, atlas: Atlas) -> None:
    for key in ("unemployed", "unemployed_per_100"):
        files = shown(atlas, f"?indicator={key}&level=municipality")["view.data"]["files"]
        content = client.get(files["figures"]).json
        figures = atlas.figures(atlas.indicator(key), Level.MUNICIPALITY, DEFAULT_TERRITORY)
        for row, states, year in zip(content["values"], content["states"], content["years"], strict=True):
            hidden = {i for i, c in enumerate(figures.codes) if figures.state(year, c) == "secret"}
            assert set(states.get("secret", [])) == hidden
            assert all(row[i] is None for i in hidden)
            if key == "unemployed":
                assert not any(v in {1, 2} for v in row)


@pytest.mark.parametrize(
    "path",
    [
        "/files/areas/../sources.yaml",
        "/files/areas/manifest.json",
        "/files/figures/x/2021-12-31/municipality/unemployed.json",
        "/files/regions/x/y/z.json",
    ],
)
def test_other_files_are_not_served(client: FlaskClient, path: str) -> None:
    answer_ = client.get(path)
    assert answer_.status_code == 404


def test_an_address_that_does_not_exist_leads_on(client: FlaskClient) -> None:
    answer_ = client.get("/no/such/page")
    assert answer_.status_code == 404
    assert "Diese Seite gibt es nicht" in answer_.text
    assert 'href="/compare/"' in answer_.text


@pytest.mark.parametrize("path", ["/", "/embed", "/compare/", "/data", "/publish/embed", "/profile/16055"])
def test_no_address_in_a_page_holds_a_sign_that_is_none_of_an_address(client: FlaskClient, path: str) -> None:
    addresses = re.findall(r'\s(?:href|src|action)="([^"]*)"', client.get(path).text)
    assert len(addresses) > 5
    assert [a for a in addresses if re.search(r"[\s\[\]<>{}|\\^`]", a)] == []


def test_a_prefix_moves_every_address(proxied: FlaskClient) -> None:
    page = proxied.get("/thueringen/")
    assert page.status_code == 200
    assert 'href="/thueringen/files/' in page.text
    assert proxied.get("/thueringen/healthz").json["status"] == "ok"
    assert proxied.get("/healthz").status_code == 404


def test_tiles_are_asked_for_only_if_the_operator_names_a_server(app: Dash) -> None:
    tiled = create_app(from_environment({"ATLAS_TILES": "https://tiles.example.org/{z}/{x}/{y}.png"}))
    assert "TileLayer" not in str(app.layout())
    assert "https://tiles.example.org/{z}/{x}/{y}.png" in str(tiled.layout())
    policies = [a.server.test_client().get("/healthz").headers["Content-Security-Policy"] for a in (app, tiled)]
    assert ["tiles.example.org" in p for p in policies] == [False, True]


#: Files of each kind in the data folder; all but the last must be there.
PARTS = (
    "sources.yaml",
    "tables/gisd.parquet",
    "areas/manifest.json",
    "areas/2021-12-31.csv",
    "areas/2021-12-31/municipality.coarse.*.json.br",
    "areas/background.*.json.br",
    "indicators/work.yaml",
)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(ROOT / "geodata", tmp_path / "geodata")


@pytest.mark.parametrize(("how", "name"), [(cut, n) for n in PARTS] + [(Path.unlink, n) for n in PARTS[:-1]])
def test_a_broken_data_folder_is_told_in_one_sentence(folder: Path, name: str, how: Callable[[Path], None]) -> None:
    (path,) = folder.glob(name)
    how(path)
    with pytest.raises(AtlasError) as told:
        load(folder)
    (sentence,) = str(told.value).splitlines()
    assert path.name.split(".")[0] in sentence
    assert "expected" in sentence


def test_a_folder_with_fewer_fields_is_a_whole_one(folder: Path) -> None:
    (folder / "indicators" / "care.yaml").unlink()
    assert "care" not in {i.field for i in load(folder).catalogue.indicators.values()}


def test_a_server_does_not_start_on_a_broken_folder_and_says_why_without_a_traceback(folder: Path) -> None:
    (folder / "tables" / "gisd.parquet").unlink()
    done = subprocess.run(
        [sys.executable, "-m", "atlas", "serve"],
        cwd=ROOT,
        env={**os.environ, "ATLAS_DATA": str(folder), "PORT": "8051"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    (sentence,) = done.stderr.strip().splitlines()
    assert "gisd.parquet" in sentence
