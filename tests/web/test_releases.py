"""A cited release shows its very figures on pages, in the interface and in exports, also after the next has come."""

from __future__ import annotations

import gc
import re
import shutil
import time
import weakref
from typing import TYPE_CHECKING

import pytest

from app import create_app
from atlas.build.publish import About, roll_back, stamp, undo
from atlas.data.digests import note_digests
from atlas.data.history import read_history
from atlas.data.release import digest
from atlas.settings import ROOT, from_environment
from atlas.web import shelf as module
from atlas.web.shelf import open_shelf

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

import pandas as pd

RENT = "indicator=rent_per_m2_census&level=municipality&year=2022&regions=16051000"
UNKNOWN = "0123456789ab"


def put_rent(folder: Path, value: float) -> None:
    """Make a release in which the rent of Erfurt is another one."""
    path = folder / "tables" / "census_2022.parquet"
    table = pd.read_parquet(path)
    row = (table["measure"] == "rent_per_m2") & (table["code"] == "16051000")
    assert row.sum() == 1
    table.assign(value=table["value"].mask(row, value)).to_parquet(path, index=False)
    stamp(folder, About())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a data folder of two releases: the rent of Erfurt is 6.25, and now 7.75."""
    copy = tmp_path_factory.mktemp("data") / "geodata"
    shutil.copytree(ROOT / "geodata", copy, ignore=shutil.ignore_patterns("releases*"))
    stamp(copy, About())
    put_rent(copy, 6.25)
    put_rent(copy, 7.75)
    return copy


@pytest.fixture(scope="module")
def releases(folder: Path) -> tuple[str, str]:
    return tuple(e.release for e in read_history(folder))[-2:]  # type: ignore[return-value]


@pytest.fixture(scope="module")
def served(folder: Path) -> FlaskClient:
    settings = from_environment({"ATLAS_DATA": str(folder), "ATLAS_EXPORTS_PER_MINUTE": "10000"})
    return create_app(settings).server.test_client()


def rent(client: FlaskClient, more: str = "") -> float:
    answer = client.get(f"/api/v1/observations?{RENT}{more}")
    assert answer.status_code == 200
    return float(answer.json["observations"][0]["value"])


def test_the_interface_shows_the_figures_of_the_cited_release(served: FlaskClient, releases: tuple[str, str]) -> None:
    old, new = releases
    assert (rent(served), rent(served, f"&release={old}"), rent(served, f"&release={new}")) == (7.75, 6.25, 7.75)
    table = served.get(f"/api/v1/observations.csv?{RENT}&release={old}").text
    assert "6.25" in table
    assert old in table
    assert served.get(f"/api/v1/indicators?release={old}").json["release"] == old
    refused = served.get(f"/api/v1/observations?{RENT}&release={UNKNOWN}")
    assert (refused.status_code, refused.json["error"]["code"]) == (410, "release_gone")
    assert old in refused.json["error"]["hint"]


@pytest.mark.parametrize(
    ("path", "old_text", "new_text"),
    [
        ("export/data.csv", "6.25", "7.75"),
        ("export/areas.geojson", '"value":6.25', '"value":7.75'),
        ("export/map.svg", "6,25", "7,75"),
    ],
)
def test_exports_show_the_figures_of_the_cited_release(
    served: FlaskClient, releases: tuple[str, str], path: str, old_text: str, new_text: str
) -> None:
    query = f"/{path}?indicator=rent_per_m2_census&level=municipality&year=2022&regions=16051000&benchmark=16051000"
    old, new = served.get(f"{query}&release={releases[0]}"), served.get(query)
    assert (old.status_code, new.status_code) == (200, 200)
    assert old_text in old.text
    assert new_text in new.text
    assert releases[0] in old.text
    assert releases[1] in new.text
    assert new_text not in old.text
    gone = served.get(f"{query}&release={UNKNOWN}")
    assert (gone.status_code, gone.json["error"]["code"]) == (410, "release_gone")


@pytest.mark.parametrize("path", ["export/all.parquet", "export/profile/16051000.pdf", "catalog.ttl"])
def test_files_without_a_view_take_a_release_too(served: FlaskClient, releases: tuple[str, str], path: str) -> None:
    old, new = (served.get(f"/{path}?release={r}") for r in releases)
    assert (old.status_code, new.status_code) == (200, 200)
    assert old.data != new.data
    assert served.get(f"/{path}?release={UNKNOWN}").status_code == 410


@pytest.mark.parametrize("page", ["", "data", "publish/map", "publish/embed", "compare/maps", "profile/16051000"])
def test_a_page_of_a_former_release_says_so_and_leads_to_today(
    served: FlaskClient, releases: tuple[str, str], page: str
) -> None:
    old, new = releases
    words = "" if page.startswith("profile") else "indicator=rent_per_m2_census&level=municipality"
    text = served.get(f"/{page}?{words}&release={old}").text
    told = re.search(r'Das sind die Zahlen des Datenstands (\w+) vom [\d.]+\. [^<]*<a href="([^"]*)"', text)
    assert told is not None
    assert told[1] == old
    today = told[2].replace("&amp;", "&")
    assert "release=" not in today
    assert served.get(today).status_code == 200
    assert f"release={old}" in text.replace(told[0], "")
    for query in (f"{words}&release={new}", words):
        assert "seitdem ersetzt" not in served.get(f"/{page}?{query}").text


def test_a_page_with_a_release_that_is_not_kept_names_those_that_are(
    served: FlaskClient, releases: tuple[str, str]
) -> None:
    text = served.get(f"/?indicator=rent_per_m2_census&level=municipality&release={UNKNOWN}").text
    assert f"Der Link nennt den Datenstand {UNKNOWN}" in text
    assert "Diese Datenstände lassen sich zeigen" in text
    assert releases[0] in text


def test_a_control_that_is_moved_stays_with_the_release(served: FlaskClient, releases: tuple[str, str]) -> None:
    body = {
        "output": served.get("/_dash-dependencies").json[0]["output"],
        "changedPropIds": ["asked.data"],
        "inputs": [{"id": "asked", "property": "data", "value": {}}],
    }
    names = re.findall(r"([\w-]+)\.(\w+)", body["output"])
    body["outputs"] = [{"id": key, "property": prop} for key, prop in names]
    query = f"?{RENT}&release={releases[0]}"
    body["inputs"][0]["value"] = {"query": query, "changes": {"palette": "cividis"}, "release": releases[0]}
    answer = served.post("/_dash-update-component", json=body).json["response"]
    assert f"release={releases[0]}" in answer["address"]["data"]
    assert answer["view"]["data"]["release"] == releases[0]
    assert "ersetzt" in str(answer["notice"])
    # a page that was opened before the new release came: nothing of the old one stays on it
    body["inputs"][0]["value"] = {"query": f"?{RENT}", "changes": {"regions": ""}, "release": releases[0]}
    answer = served.post("/_dash-update-component", json=body).json["response"]
    assert answer["view"]["data"]["release"] == releases[1]
    assert {"legend", "title", "about", "credit"} <= answer.keys()


def test_the_comparison_shows_the_figures_of_the_cited_release(served: FlaskClient, releases: tuple[str, str]) -> None:
    (output,) = {c["output"] for c in served.get("/compare/_dash-dependencies").json if "chosen.data" in c["output"]}
    names = re.findall(r"([\w-]+)\.(\w+)", output)
    for release, value in ((releases[0], "6,25"), ("", "7,75")):
        asked = f"?{RENT}&release={release}" if release else f"?{RENT}"
        body = {
            "output": output,
            "outputs": [{"id": key, "property": prop} for key, prop in names],
            "changedPropIds": ["asked.data"],
            "inputs": [{"id": "asked", "property": "data", "value": asked}],
        }
        answer = served.post("/compare/_dash-update-component", json=body).json["response"]
        assert value in str(answer["series-below"])
        assert ("seitdem ersetzt" in str(answer["notice"])) == bool(release)
        assert ("release=" in answer["chosen"]["data"]["query"]) == bool(release)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LOOK_SECONDS", 0.0)
    monkeypatch.setattr("atlas.build.publish._changes", lambda *_args: None)


@pytest.fixture
def own(folder: Path, tmp_path: Path) -> Path:
    return shutil.copytree(folder, tmp_path / "geodata")


def until(release: str, client: FlaskClient) -> None:
    """Ask until the server shows a release; a test that waits for ever ends by its limit."""
    while client.get("/healthz").json["release"] != release:
        time.sleep(0.05)


@pytest.mark.usefixtures("quick")
def test_a_running_server_takes_a_new_release_and_files_of_the_former_one_stay(
    own: Path, releases: tuple[str, str]
) -> None:
    old, new = releases
    client = create_app(from_environment({"ATLAS_DATA": str(own)})).server.test_client()
    assert rent(client) == 7.75
    page = client.get("/?indicator=rent_per_m2_census&level=municipality").text
    files = sorted(set(re.findall(r'href="(/files/[^"]+)"', page)))
    assert len(files) >= 3
    before = {file: client.get(file.replace("&amp;", "&")).data for file in files}
    roll_back(own, old, About(how="rollback"))
    until(old, client)
    assert rent(client) == 6.25
    assert client.get("/api/v1/openapi.json").json["info"]["version"] == old
    assert f"/{old}/" in client.get("/?indicator=rent_per_m2_census&level=municipality").text
    assert {file: client.get(file.replace("&amp;", "&")).data for file in files} == before
    undo(own, About())
    until(new, client)
    assert rent(client) == 7.75


@pytest.mark.usefixtures("quick")
def test_a_release_that_cannot_be_read_is_not_taken_and_told_once(
    own: Path, caplog: pytest.LogCaptureFixture, releases: tuple[str, str]
) -> None:
    held = open_shelf(own)
    held.watch(lambda _atlas: None, lambda: None)
    path = own / "indicators" / "work.yaml"
    path.write_text("nothing", encoding="utf-8")
    (own / "release.yaml").write_text((own / "release.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    while not caplog.records:
        assert held.now().release == releases[1]
        time.sleep(0.05)
    assert f"Release {releases[1]} goes on being shown." in caplog.text
    for _look in range(20):
        held.now()
        time.sleep(0.01)
    assert len(caplog.records) == 1


@pytest.mark.usefixtures("quick")
def test_former_releases_are_given_back_when_nobody_asks_for_them(
    own: Path, releases: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    held = open_shelf(own)
    held.watch(lambda _atlas: None, lambda: None)
    former = held.of(releases[0])
    assert former is not None
    assert former.release == releases[0]
    assert held.of(releases[0]) is former
    gone = weakref.ref(former)
    del former
    held.now()
    assert gone() is not None
    monkeypatch.setattr(module, "IDLE_SECONDS", 0.0)
    held.now()
    gc.collect()
    assert gone() is None


def test_more_former_releases_than_a_worker_holds_push_each_other_out(own: Path) -> None:
    put_rent(own, 6.5)
    held = open_shelf(own)
    for entry in read_history(own):
        found = held.of(entry.release)
        assert found is not None
        assert found.release == entry.release
    assert len(held._former) == module.MOST_FORMER


def test_a_kept_release_that_was_changed_is_not_shown(own: Path, releases: tuple[str, str]) -> None:
    path = own / "releases" / releases[0] / "indicators" / "work.yaml"
    text = path.read_text(encoding="utf-8")
    path.unlink()
    path.write_text(text.replace("Arbeitslose", "Erfundene"), encoding="utf-8")
    held = open_shelf(own)
    assert held.of(releases[0]) is None
    assert held.of(releases[1]) is held.now()
    assert held.of("../tables") is None
    assert held.area_file("../tables/gisd.parquet") is None
    assert digest(own) == releases[1]
    assert list(note_digests(own)) == []


def test_the_page_of_changes_tells_what_changed_and_leads_to_kept_releases(
    served: FlaskClient, releases: tuple[str, str]
) -> None:
    text = served.get("/changes").text
    newest, before = text.index(releases[1]), text.index(releases[0])
    assert newest < before
    assert f'href="/?release={releases[0]}"' in text
    assert "wird gezeigt" in text[newest:before]
    assert re.search(r"Erfurt[^<]*, 2022: von 6,25[^<]* auf 7,75", text[newest:before])
    assert 'href="/changes"' in served.get("/imprint").text
