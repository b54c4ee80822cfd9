"""The recipes of the documents do what they say, against a server."""

from __future__ import annotations

import re
from threading import Thread
from typing import TYPE_CHECKING

import geopandas as gpd
import pytest
from werkzeug.serving import make_server

from app import create_app
from atlas.settings import ROOT, from_environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
EXAMPLE = "https://atlas.example.org"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    running = make_server("127.0.0.1", 0, create_app(from_environment({})).server, threaded=True)
    Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()


def code(language: str) -> str:
    found = re.findall(rf"```{language}\n(.*?)```", TEXT, re.DOTALL)
    assert len(found) == 1
    return str(found[0])


def test_the_recipe_in_python_writes_the_joined_layer(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    recipe = code("python")
    assert EXAMPLE in recipe
    exec(compile(recipe.replace(EXAMPLE, server), "recipes.md", "exec"), {})  # noqa: S102  the recipe of the document
    layer = gpd.read_file("unemployed.gpkg")
    assert len(layer) == 22
    assert layer["code"].str.fullmatch(r"16\d{3}").all()
    assert layer["value"].between(0, 30).all()
    assert layer.geometry.is_valid.all()


def test_both_recipes_ask_for_the_same_addresses() -> None:
    asked = [re.findall(r"/(?:observations|geometry)[^\"]+", code(language)) for language in ("python", "r")]
    assert asked[0] == asked[1] != []


def test_brackets_and_quotes_of_the_recipe_in_r_are_closed() -> None:
    plain = re.sub(r'"[^"\n]*"', "", code("r"))
    assert '"' not in plain
    for opening, closing in ("()", "[]", "{}"):
        assert plain.count(opening) == plain.count(closing)
