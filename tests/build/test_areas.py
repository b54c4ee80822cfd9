from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import brotli
import geopandas as gpd
import pytest
import shapely

from atlas.build.areas import build_areas
from atlas.data.crosswalks import read_crosswalk
from atlas.data.geometry_files import (
    read_areas,
    read_geometry,
    read_manifest,
    read_seats,
    verify,
)
from atlas.data.scope import Credit, read_scope
from atlas.errors import AtlasError, DataError, MissingDataError
from atlas.model import LEVELS, Level
from atlas.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BEFORE, AFTER = "2016-01-01", "2021-12-31"
OLD, NEW = dt.date.fromisoformat(BEFORE), dt.date.fromisoformat(AFTER)
SCOPE = read_scope(ROOT / "geodata")
CROSSWALK, MEMBERSHIPS = f"crosswalk_{BEFORE}_{AFTER}.csv", f"associations_{AFTER}.csv"
STEP = 0.1
# association in 2016, column, row; a city of its own in the middle
PLACES = {
    "16056000": ("160560000", 1, 0),
    "16061001": ("160615001", 0, 0),
    "16061002": ("160615001", 0, 1),
    "16063001": ("160630001", 2, 0),
    "16063002": ("160635002", 1, 1),
    "16063003": ("160635002", 2, 1),
}
BECOMES = {"16056000": "16063105", "16063003": "16063002"}
MEMBERS = """ags,designation,association,association_name,association_designation
16061001,Stadt,160615001,Am Bach,Verwaltungsgemeinschaft
16061002,Gemeinde,160615001,Am Bach,Verwaltungsgemeinschaft
16063001,Stadt,160630001,Ort 16063001,gemeinschaftsfreie Gemeinde
16063002,Gemeinde,160630002,Ort 16063002,gemeinschaftsfreie Gemeinde
16063105,Stadt,160630105,Ort 16056000,gemeinschaftsfreie Gemeinde
"""


def cell(column: int, row: int, south: float = 50.8) -> dict[str, Any]:
    """Draw a cell of a grid whose borders have a dent that both sides share."""
    x, y = 10.5 + column * STEP, south + row * STEP
    corners = [(x, y), (x + STEP, y), (x + STEP, y + STEP), (x, y + STEP), (x, y)]
    points = []
    for a, b in pairwise(corners):
        middle = ((a[0] + b[0]) / 2 + 0.013, (a[1] + b[1]) / 2 + 0.011)
        points += [tuple(round(v, 9) for v in p) for p in (a, middle)]
    return shapely.Polygon(points).__geo_interface__


def feature(rs: str, designation: str, geometry: dict[str, Any], **more: str) -> dict[str, Any]:
    name = more.pop("name", f"Ort {more.get('AGS', rs)}")
    properties = {"GF": 4, "RS": rs, "GEN": name, "BEZ": designation, **more}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Write a package with six municipalities, half of them nested in a collection of their own."""
    folder = tmp_path / "package"
    folder.mkdir()
    places = [
        feature(group + ags[5:], "Stadt" if ags.endswith("000") else "Gemeinde", cell(x, y), AGS=ags)
        for ags, (group, x, y) in PLACES.items()
    ]
    empty = cell(0, 0)
    whole = shapely.union_all([shapely.geometry.shape(p["geometry"]) for p in places]).__geo_interface__
    files = {
        "gemeinden": [*places[:3], {"type": "FeatureCollection", "features": places[3:]}],
        "verwaltungsgemeinschaften": [
            feature(code, "Gemeinschaftsfreie Gemeinde", empty) for code in sorted({p[0] for p in PLACES.values()})
        ],
        "kreise": [
            feature("16056", "Kreisfreie Stadt", empty, name="Eisenach", SDV_RS="160560000000"),
            feature("16061", "Landkreis", empty, name="Eichsfeld", SDV_RS="160615001001"),
            feature("16063", "Landkreis", empty, name="Wartburgkreis", SDV_RS="160630001001"),
        ],
        "laender": [
            feature("16", "Freistaat", whole, name="Thüringen"),
            feature("06", "Land", shapely.box(9.5, 50.8, 10.5, 51).__geo_interface__, name="Hessen"),
        ],
    }
    for name, content in files.items():
        (folder / f"{name}.geo.json").write_text(json.dumps(content), encoding="utf-8")
    return folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "areas"
    folder.mkdir()
    lines = ["ags_2016,name_2016,ags_2021,name_2021"]
    lines += [f"{ags},Ort {ags},{BECOMES.get(ags, ags)},Ort {BECOMES.get(ags, ags)}" for ags in PLACES]
    (folder / CROSSWALK).write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / MEMBERSHIPS).write_text(MEMBERS, encoding="utf-8")
    return folder


@pytest.fixture
def built(package: Path, out: Path) -> Path:
    build_areas(package, out, None, SCOPE)
    return out


def counts(folder: Path, territory: dt.date) -> dict[str, int]:
    return read_areas(folder, territory)["level"].value_counts().to_dict()


def test_both_territories_have_every_level(built: Path) -> None:
    assert counts(built, OLD) == {"municipality": 6, "association": 4, "district": 3, "state": 1}
    assert counts(built, NEW) == {"municipality": 5, "association": 4, "district": 2, "state": 1}
    manifest = read_manifest(built)
    assert manifest.territories == (NEW, OLD)
    assert {(x.territory, x.level): x.count for x in manifest.layers}[NEW, Level.DISTRICT] == 2
    assert verify(built, manifest) == []


def test_the_crosswalk_merges_areas_and_moves_the_city_into_its_district(built: Path) -> None:
    old, new = (read_areas(built, t).set_index("code") for t in (OLD, NEW))
    assert new.loc["16063002", "area_km2"] == pytest.approx(
        old.loc["16063002", "area_km2"] + old.loc["16063003", "area_km2"], abs=0.002
    )
    assert (new.loc["16063105", "parent"], new.loc["16063105", "association"]) == ("16063", "160630105")
    assert "16056" not in new.index
    assert old.loc["16056000", "designation"] == old.loc["160560000", "designation"] == "kreisfreie Stadt"
    assert new.loc["16061", ["name", "designation", "parent"]].tolist() == ["Eichsfeld", "Landkreis", "16"]
    assert new.loc["16", ["name", "designation", "parent"]].tolist() == ["Thüringen", "Freistaat", ""]
    assert new.loc["16061", "neighbours"] == "16063"


def test_every_level_is_written_from_the_same_borders(built: Path) -> None:
    for detail in ("coarse", "fine"):
        points = {
            level: set(
                map(tuple, shapely.get_coordinates(read_geometry(built, NEW, level, detail).geometry.to_numpy()))
            )
            for level in LEVELS
        }
        assert all(points[level] <= points[Level.MUNICIPALITY] for level in LEVELS)
        shapes = read_geometry(built, NEW, Level.MUNICIPALITY, detail).geometry.to_numpy()
        assert shapely.coverage_is_valid(shapes)


def test_features_hold_code_and_name_only(built: Path) -> None:
    layer = next(x for x in read_manifest(built).layers if x.level is Level.MUNICIPALITY and x.territory == NEW)
    content = brotli.decompress((built / layer.file).read_bytes())
    assert hashlib.sha256(content).hexdigest() == layer.sha256
    assert layer.sha256[:12] in layer.file
    features = json.loads(content)["features"]
    assert {tuple(f["properties"]) for f in features} == {("code", "name")}
    assert [f["properties"]["code"] for f in features] == sorted(f["properties"]["code"] for f in features)


def test_a_second_build_changes_nothing(package: Path, built: Path) -> None:
    before = {p: p.read_bytes() for p in built.rglob("*") if p.is_file()}
    assert build_areas(package, built, None, SCOPE) == ["areas: nothing changed."]
    assert {p: p.read_bytes() for p in built.rglob("*") if p.is_file()} == before


def test_a_territory_date_that_was_brought_in_is_kept(package: Path, built: Path) -> None:
    later = dt.date(2024, 1, 1)
    manifest = json.loads((built / "manifest.json").read_text(encoding="utf-8"))
    own = [x for x in manifest["layers"] if x["territory"] == AFTER]
    moved = [x | {"territory": str(later), "file": x["file"].replace(AFTER, str(later))} for x in own]
    (built / str(later)).mkdir()
    for old, new in zip(own, moved, strict=True):
        shutil.copy(built / old["file"], built / new["file"])
    manifest |= {"territories": [*manifest["territories"], str(later)], "layers": manifest["layers"] + moved}
    (built / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    credit = Credit(**SCOPE.borders.model_dump(exclude={"territory"}))
    scope = SCOPE.model_copy(update={"territories": (*SCOPE.territories, later), "imported": {later: credit}})
    assert build_areas(package, built, None, scope) == ["areas: nothing changed."]
    assert read_manifest(built).territories == (NEW, OLD, later)
    assert verify(built, read_manifest(built)) == []


def test_geometry_of_before_is_removed(package: Path, built: Path) -> None:
    stale = built / AFTER / "state.coarse.000000000000.json.br"
    stale.write_bytes(b"")
    assert f"{AFTER}/{stale.name}: removed." in build_areas(package, built, None, SCOPE)
    assert not stale.exists()


def test_a_package_of_another_date_is_refused_and_nothing_is_written(package: Path, out: Path) -> None:
    lines = (out / CROSSWALK).read_text(encoding="utf-8").splitlines()
    (out / CROSSWALK).write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"2016-01-01: found 1 codes .*16063003"):
        build_areas(package, out, None, SCOPE)
    assert sorted(p.name for p in out.iterdir()) == sorted([CROSSWALK, MEMBERSHIPS])


def test_without_a_workbook_the_list_of_associations_must_be_there(package: Path, out: Path) -> None:
    (out / MEMBERSHIPS).unlink()
    with pytest.raises(MissingDataError, match="associations_"):
        build_areas(package, out, None, SCOPE)


def test_the_ground_and_the_seats_are_written(built: Path) -> None:
    seats = read_seats(built)
    assert seats[["code", "rank"]].to_numpy().tolist() == [["16063105", "1"], ["16061001", "2"], ["16063001", "2"]]
    file = built / read_manifest(built).background.file
    features = json.loads(brotli.decompress(file.read_bytes()))
    assert list(gpd.GeoDataFrame.from_features(features)["name"]) == ["Hessen"]
    assert list(read_crosswalk(built / CROSSWALK)["ags_before"]) == list(PLACES)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])


def change(old: str, new: str) -> Callable[[Path], None]:
    def edit(path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (cut, "lat: found '', expected a number"),
        (lambda path: path.write_bytes(path.read_bytes()[:-3]), "neighbours: found"),
        (lambda path: path.write_bytes(path.read_bytes().rsplit(b"\n", 2)[0]), "neighbours: found '16063105'"),
        (change("area_km2", "area"), "found no column area_km2"),
        (change("\n16061001,", "\n1606101,"), "line 9, code: found '1606101', expected 8 digits"),
        (change("\n16061002,", "\n16061001,"), "expected each code once"),
        (change(",municipality,", ",village,"), "level: found 'village'"),
        (change("municipality,16061,", "municipality,16099,"), "parent: found '16099'"),
        (change("160615001,", "160615009,"), "association: found '160615001'"),
        (lambda path: path.write_bytes(b"\xff\xfe\x00"), "found no table"),
        (lambda path: path.write_bytes(b""), "found no table"),
        (lambda path: path.unlink(), "found no such file"),
    ],
)
def test_a_broken_list_of_areas_is_told_in_one_sentence(built: Path, edit: Callable[[Path], None], said: str) -> None:
    path = built / f"{AFTER}.csv"
    edit(path)
    with pytest.raises(AtlasError, match=said) as caught:
        read_areas(built, NEW)
    assert path.name in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (cut, "found no JSON"),
        (change('"licence": ', '"permit": '), "licence: found nothing"),
        (change('"count": ', '"count": "1", "x": '), "count: found '1', expected a whole number"),
        (change('"level": "state"', '"level": "county"'), "level: found 'county'"),
        (
            change('"detail": "coarse"', '"detail": "fine"'),
            "found no 2021-12-31 state coarse|found no 2016-01-01 state",
        ),
        (change('"2021-12-31"', '"31.12.2021"'), "expected a date"),
        (change('"file": "2', '"file": "../2'), "expected a file within the folder"),
        (lambda path: path.unlink(), "found no such file"),
    ],
)
def test_a_broken_manifest_is_told_in_one_sentence(built: Path, edit: Callable[[Path], None], said: str) -> None:
    edit(built / "manifest.json")
    with pytest.raises(AtlasError, match=said) as caught:
        read_manifest(built)
    assert "manifest.json" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_truncated_or_missing_geometry_file_is_named(built: Path) -> None:
    manifest = read_manifest(built)
    path = built / manifest.layers[0].file
    whole = path.read_bytes()
    path.write_bytes(whole[:-10])
    with pytest.raises(DataError, match=path.name):
        read_manifest(built)
    assert [path.name in sentence for sentence in verify(built, manifest)] == [True]
    path.unlink()
    with pytest.raises(MissingDataError, match=path.name):
        read_manifest(built)


def test_changed_geometry_of_the_same_length_is_found(built: Path) -> None:
    manifest = read_manifest(built)
    layer = manifest.layers[0]
    path = built / layer.file
    path.write_bytes(path.read_bytes()[:-4] + b"\0\0\0\0")
    assert len(verify(built, manifest)) == 1
    with pytest.raises(DataError, match=path.name):
        read_geometry(built, layer.territory, layer.level, layer.detail)


def test_geometry_of_an_unknown_date_is_told(built: Path) -> None:
    with pytest.raises(MissingDataError, match="1999-01-01"):
        read_geometry(built, dt.date(1999, 1, 1), Level.STATE, "coarse")
