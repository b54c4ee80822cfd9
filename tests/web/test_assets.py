from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import brotli
import plotly
import pytest

from app import create_app
from atlas.settings import ROOT, from_environment
from atlas.views.map.palettes import ACCENT
from atlas.web import assets
from atlas.web.assets import (
    ASSETS,
    BUNDLES,
    PLOTLY_BUNDLE,
    bundle_head,
    digest,
    in_one_file,
    in_one_piece,
    modules,
    served_files,
    without_comments,
)
from atlas.web.compare.page import FILES as COMPARE
from atlas.web.map.first_sight import VIEW
from atlas.web.map.link_preview import FILES as MAP
from tools.bundles import ESBUILD, PLOTLY, bundled

if TYPE_CHECKING:
    from dash import Dash
    from flask.testing import FlaskClient

PAGES = ("data", "compare/maps", "publish/map", "publish/embed", "profile", "accessibility")
#: How scripts name the parts of a page that they reach.
IDS = re.compile(r'(?:byId|getElementById|set_props)\("([\w-]+)"|field\(event, "([\w-]+)"\)|"[^"]*#([\w-]+)[^"]*"')
LOAD = re.compile(r'load\("([\w-]+)"')
#: Hatches are patterns of the shell; colours of the map are no ids.


@pytest.fixture(scope="module")
def app() -> Dash:
    return create_app(from_environment({}))


@pytest.fixture(scope="module")
def client(app: Dash) -> FlaskClient:
    return app.server.test_client()


def files_of(page: str) -> list[str]:
    return re.findall(r'(?:src|href)="(/assets/[^"]+)"', page)


@pytest.mark.parametrize("page", ["", "embed", "compare/", *PAGES])
def test_all_files_that_a_page_names_are_there_and_may_be_kept_for_good(client: FlaskClient, page: str) -> None:
    named = files_of(client.get(f"/{page}").text)
    assert f"/assets/{digest()}/styles/base.css" in named
    assert len(named) == len(set(named))
    for address in named:
        answer = client.get(address, headers={"Accept-Encoding": "br"})
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
        if address.endswith(".woff2"):  # packed as they are
            continue
        assert answer.headers["Content-Encoding"] == "br"
        assert brotli.decompress(answer.data)


def test_the_page_fetches_every_module_ahead_that_its_script_imports(client: FlaskClient) -> None:
    ahead = re.findall(r'rel="modulepreload" href="/assets/\w+/([^"]+)"', client.get("/compare/").text)
    assert {*ahead, "pages/compare.js"} >= set(modules("pages/compare.js"))
    assert "shared/begin.js" not in ahead
    assert {f"map/{file.name}" for file in (ASSETS / "map").glob("*.js")} <= set(modules("map/main.js"))


def test_plotly_is_a_part_of_the_version_that_its_package_brings_and_keeps_its_licence(client: FlaskClient) -> None:
    shipped = ASSETS.joinpath(PLOTLY_BUNDLE).read_bytes()
    assert shipped == PLOTLY.read_bytes(), "run python -m tools.bundles"
    whole = Path(plotly.__file__).parent.joinpath("package_data", "plotly.min.js").read_text(encoding="utf-8")
    (version,) = re.findall(r"plotly\.js (v[\d.]+)", whole[:200])
    sent = client.get(f"/assets/{digest()}/{PLOTLY_BUNDLE}").text
    assert f"{version}\n* Copyright" in sent[:200]
    assert "MIT license" in sent[:300]


@pytest.mark.parametrize("name", BUNDLES)
def test_a_bundle_is_what_its_modules_make_today(client: FlaskClient, name: str) -> None:
    assert ESBUILD.exists(), "node_modules is not installed; run make test, or tools/setup_node.sh"
    assert ASSETS.joinpath(BUNDLES[name]).read_text(encoding="utf-8") == bundled(name), "run python -m tools.bundles"
    page = client.get("/").text
    assert f"/assets/{digest()}/{BUNDLES[name]}" in page
    assert f"/{name}" not in page


def test_modules_that_have_changed_since_are_served_instead_of_their_bundle(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert in_one_file("map/main.js") == "bundles/map.js"
    in_one_file.cache_clear()  # a server looks once
    monkeypatch.setattr(assets, "bundle_head", lambda name: bundle_head(name).replace("/* ", "/* 0"))
    assert in_one_file("map/main.js") == "map/main.js"
    assert in_one_file("pages/compare.js") == "pages/compare.js"
    in_one_file.cache_clear()


def test_a_module_runs_after_those_that_it_imports() -> None:
    order = modules("map/main.js")
    assert order.index("shared/numbers.js") < order.index("map/classes.js") < order.index("map/legend.js")


@pytest.mark.parametrize("page", ["", "compare/"])
def test_dash_waits_in_a_template_for_the_first_paint(client: FlaskClient, page: str) -> None:
    text = client.get(f"/{page}").text
    kept = re.search(r'<template id="after-paint">(.*?)</template>', text, re.DOTALL)
    assert kept
    waiting, seen = re.findall(r"<script[^>]*>", kept[1]), re.findall(r"<script[^>]*>", text.replace(kept[0], ""))
    assert "_dash-renderer" in waiting[-1]
    assert all('type="application/json"' in tag for tag in seen if "/assets/" not in tag)
    assert [tag.rpartition("/")[2] for tag in seen if "/assets/" in tag] == ['begin.js">']
    assert "/assets/" in waiting[0], "the page's own scripts come before those of Dash"
    assert not re.findall(r'rel="(?:modulepreload|preload)"[^>]*as="(?:fetch|script)"', text.replace(kept[0], ""))


@pytest.mark.parametrize("name", ["types.d.ts", "tsconfig.json", "fonts/OFL.txt", "../app.py", "map/none.js"])
def test_nothing_else_is_served_under_the_digest(client: FlaskClient, name: str) -> None:
    assert client.get(f"/assets/{digest()}/{name}").status_code == 404


def test_files_of_another_digest_are_not_there(client: FlaskClient) -> None:
    assert client.get("/assets/000000000000/map/main.js").status_code == 404


def test_comments_on_lines_of_their_own_are_left_out_and_code_is_kept() -> None:
    script = '/** Why.\n * More. */\nimport "./a.js";\n\n  /* one */\n  f(); /* kept */\nconst a = "/* b */";\n'
    assert without_comments(script) == 'import "./a.js";\n\n  f(); /* kept */\nconst a = "/* b */";\n'


@pytest.mark.parametrize("file", [f for f in served_files() if f.suffix == ".js"], ids=lambda f: f.name)
def test_a_script_without_comments_is_shorter_and_keeps_its_imports(file: object) -> None:
    text = ASSETS.joinpath(str(file)).read_text(encoding="utf-8")
    short = without_comments(text)
    assert len(short) < len(text)
    assert re.findall(r"^(?:import|export|function|async).*", short, re.MULTILINE) == re.findall(
        r"^(?:import|export|function|async).*", text, re.MULTILINE
    )


def ids_of(component: object) -> set[str]:
    """Give all ids of a tree of components."""
    found = {str(component.id)} if getattr(component, "id", None) else set()
    inner = getattr(component, "children", None)
    for child in inner if isinstance(inner, (list, tuple)) else [] if inner is None else [inner]:
        found |= ids_of(child)
    return found


def fetched(names: tuple[str, ...]) -> set[str]:
    code = "".join((ASSETS / name).read_text(encoding="utf-8") for name in names)
    return {next(filter(None, groups)) for groups in IDS.findall(code)} - {"hatch-none", "hatch-hidden"}


def test_every_id_that_scripts_of_the_map_reach_is_in_the_page(app: Dash) -> None:
    wanted = fetched(modules("map/main.js")) | set(LOAD.findall((ASSETS / "map/leaflet_map.js").read_text()))
    there = ids_of(app.layout()) | set(re.findall(r'\bid="([\w-]+)"', app.index_string + app.template())) | {VIEW}
    assert len(wanted) > 25
    assert wanted - there == set()


def test_every_id_that_scripts_of_the_comparison_reach_is_in_the_page(client: FlaskClient) -> None:
    wanted = fetched(COMPARE.scripts)
    layout = client.get("/compare/_dash-layout").text
    there = set(re.findall(r'"id":\s?"([\w-]+)"', layout))
    there |= set(re.findall(r'\bid="([\w-]+)"', client.get("/compare/").text))
    assert len(wanted) > 2
    assert wanted - there == set()


@pytest.mark.parametrize(
    ("script", "page"),
    [
        ("data", "data"),
        ("print_page", "publish/map"),
        ("embed_builder", "publish/embed"),
        ("copy_button", "publish/map"),
    ],
)
def test_every_id_that_scripts_of_a_page_reach_is_in_it(client: FlaskClient, script: str, page: str) -> None:
    there = set(re.findall(r'\bid="([\w-]+)"', client.get(f"/{page}").text))
    assert fetched((f"pages/{script}.js",)) - there == set()


def test_the_root_of_a_frame_names_the_parts_that_its_address_leaves_out(client: FlaskClient) -> None:
    assert '<html lang="de" data-embed="true" data-without="">' in client.get("/embed").text
    assert 'data-without="title legend years"' in client.get("/embed?show=").text
    assert 'data-without="title years"' in client.get("/embed?show=legend").text
    assert '<html lang="de">' in client.get("/?show=legend").text


def test_one_global_is_all_that_scripts_leave() -> None:
    written = {
        name
        for file in served_files()
        if file.suffix == ".js" and file != ASSETS / PLOTLY_BUNDLE
        for name in re.findall(r"\bwindow\.(\w+)(?:\.\w+)? \??\?\?=|\bwindow\.(\w+)(?:\.\w+)? = ", file.read_text())
    }
    assert {a or b for a, b in written} == {"atlas", "dash_clientside"}
    assert ROOT / "assets" == ASSETS
    assert MAP.scripts == ("map/main.js",)


def test_the_style_sheet_takes_the_accent_of_the_drawings() -> None:
    rules = (ASSETS / "styles" / "base.css").read_text("utf-8")
    assert re.findall(r"--accent: (#\w+);", rules)[0] == ACCENT


def test_a_style_sheet_of_parts_is_served_as_one_file(client: FlaskClient) -> None:
    served = client.get(f"/assets/{digest()}/styles/map.css").text
    parts = re.findall(r'@import "([^"]+)"', (ASSETS / "styles/map.css").read_text("utf-8"))
    assert "@import" not in served
    assert served == in_one_piece(ASSETS / "styles/map.css")
    assert [file.name for file in sorted((ASSETS / "styles/map").iterdir())] == sorted(p.split("/")[1] for p in parts)
    assert all((ASSETS / "styles" / part).read_text("utf-8") in served for part in parts)
