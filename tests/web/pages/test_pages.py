"""The server's side without a browser: callbacks called as Dash calls them, files, headers, bad data folders."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import brotli
import pytest

from app import create_app
from atlas.data.store import Atlas, load
from atlas.model import DEFAULT_TERRITORY, Level
from atlas.settings import ROOT, Settings, from_environment
from atlas.web.map.answer import Controls, answer
from atlas.web.map.callbacks import SHOWN
from atlas.web.map.ids import CONTROLS, Id
from atlas.words.words import words_of

if TYPE_CHECKING:
    from dash import Dash
    from flask.testing import FlaskClient

words = words_of("de")


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return load(ROOT / "geodata")


@pytest.fixture(scope="module")
def app() -> Dash:
    return create_app(from_environment({}))


@pytest.fixture(scope="module")
def client(app: Dash) -> FlaskClient:
    return app.server.test_client()


def shown(atlas: Atlas, query: str | None, controls: Controls | None = None) -> dict[str, Any]:
    values = answer(atlas, Settings(), controls or Controls(), query, None, words)
    return {
        f"{key}.{prop}": v for (key, prop), v in zip((*((c, "data") for c in CONTROLS), *SHOWN), values, strict=True)
    }


def ids_in(component: Any) -> set[str]:
    return {str(c.id) for c in component._traverse() if getattr(c, "id", None)} | {str(component.id)}


def test_every_id_of_a_callback_stands_in_the_layout(app: Dash) -> None:
    in_layout = ids_in(app.layout)
    assert {str(i) for i in Id} - in_layout == set()
    for spec in app.callback_map.values():
        for item in (*spec["inputs"], *spec["state"]):
            assert item["id"] in in_layout


def test_a_control_changes_the_view_and_keeps_the_rest(atlas: Atlas) -> None:
    before = shown(atlas, "?indicator=unemployed_per_100&level=district&year=2010&regions=16055&classes=6")
    controls = Controls(*(before[f"{key}.data"] for key in CONTROLS))
    after = shown(atlas, None, controls)
    assert after["address.data"] == before["address.data"]
    assert after["view.data"] == before["view.data"]


def test_changing_the_indicator_falls_to_a_level_that_it_has_without_blame(atlas: Atlas) -> None:
    result = shown(atlas, None, Controls(indicator="asking_rent", level="municipality", year=2001))
    assert result["level.data"] == "district"
    assert result["notice.children"] == []


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
    view = shown(atlas, "")["view.data"]
    answer_ = client.get(view["figures"], headers={"Accept-Encoding": "br"})
    assert answer_.headers["Content-Encoding"] == "br"
    assert "immutable" in answer_.headers["Cache-Control"]
    content = json.loads(brotli.decompress(answer_.data))
    assert client.get(view["figures"]).json == content
    for encoding, unpack in (("br", brotli.decompress), ("gzip", gzip.decompress), ("br;q=0, gzip", gzip.decompress)):
        geometry = client.get(view["geometry"]["areas"]["coarse"], headers={"Accept-Encoding": encoding})
        assert len(json.loads(unpack(geometry.data))["features"]) == 631
    assert client.get(view["figures"].replace(atlas.release, "000000000000")).status_code == 404


def test_no_hidden_value_leaves_the_server(client: FlaskClient, atlas: Atlas) -> None:
    for key in ("unemployed", "unemployed_per_100"):
        view = shown(atlas, f"?indicator={key}&level=municipality")["view.data"]
        content = client.get(view["figures"]).json
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


def test_a_prefix_moves_every_address(tmp_path: Path) -> None:
    del tmp_path
    client = create_app(from_environment({"ATLAS_PREFIX": "/atlas/"})).server.test_client()
    assert client.get("/atlas/").status_code == 200
    assert client.get("/atlas/healthz").json["status"] == "ok"
    assert 'href="/atlas/files/' in client.get("/atlas/").text


def test_tiles_are_asked_for_only_if_the_operator_names_a_server() -> None:
    plain = create_app(from_environment({}))
    tiled = create_app(from_environment({"ATLAS_TILES": "https://tiles.example.org/{z}/{x}/{y}.png"}))
    assert "TileLayer" not in str(plain.layout)
    assert "https://tiles.example.org/{z}/{x}/{y}.png" in str(tiled.layout)
    policies = [a.server.test_client().get("/healthz").headers["Content-Security-Policy"] for a in (plain, tiled)]
    assert ["tiles.example.org" in p for p in policies] == [False, True]


def break_file(folder: Path, name: str) -> None:
    (path,) = folder.glob(name)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.mark.parametrize(
    "name",
    [
        "sources.yaml",
        "tables/gisd.parquet",
        "areas/manifest.json",
        "areas/2021-12-31.csv",
        "areas/2021-12-31/municipality.coarse.*.json.br",
        "areas/background.*.json.br",
        "indicators/work.yaml",
    ],
)
@pytest.mark.parametrize("how", ["truncated", "missing"])
def test_a_broken_data_folder_stops_the_start_with_one_sentence(tmp_path: Path, name: str, how: str) -> None:
    folder = tmp_path / "geodata"
    shutil.copytree(ROOT / "geodata", folder)
    if how == "truncated":
        break_file(folder, name)
    else:
        next(folder.glob(name)).unlink()
    if (name, how) == ("indicators/work.yaml", "missing"):
        pytest.skip("a folder with fewer fields is a valid folder as long as the default indicator is there")
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
    assert "Traceback" not in done.stderr
    (sentence,) = done.stderr.strip().splitlines()
    assert Path(name).name.split(".")[0] in sentence
    assert "expected" in sentence
