"""Areas as files, held against a validator and readers of other houses: rings, ids, one schema, true surfaces."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import geojson_validator
import geopandas
import numpy as np
import pandas as pd
import pyogrio
import pytest
from shapely.geometry import LinearRing

from atlas.data.subject import subject
from atlas.model import LEVELS, Level
from atlas.settings import ROOT
from atlas.views.downloads.areas import DETAIL, DETAILS, AreaSelection, geometry_file
from atlas.words.words import words_of
from tests.shared import DEFAULT_TERRITORY

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient

    from atlas.data.store import Atlas

words = words_of("de")
BEFORE = dt.date(2016, 1, 1)
#: How far a file may miss the surface that the atlas names of an area.
MOST_OFF = 0.02


def outlines(atlas: Atlas, level: Level, territory: dt.date = DEFAULT_TERRITORY, **more: Any) -> AreaSelection:
    codes = atlas.codes(level, territory)
    return AreaSelection(
        level=level, territory=territory, areas=atlas.areas[territory], codes=codes, edition=atlas.edition, **more
    )


def rings(geometry: dict[str, Any]) -> list[tuple[bool, list[Any]]]:
    """Every ring with whether it is a hole."""
    several = geometry["type"] == "MultiPolygon"
    polygons = geometry["coordinates"] if several else [geometry["coordinates"]]
    return [(i > 0, ring) for polygon in polygons for i, ring in enumerate(polygon)]


@pytest.mark.parametrize("detail", DETAILS)
@pytest.mark.parametrize("territory", [DEFAULT_TERRITORY, BEFORE])
@pytest.mark.parametrize("level", list(LEVELS))
def test_rings_turn_by_the_right_hand_rule(atlas: Atlas, level: Level, territory: dt.date, detail: str) -> None:
    content = json.loads(geometry_file("geojson", outlines(atlas, level, territory, detail=detail), words).body)
    turned = [
        (f["id"], hole)
        for f in content["features"]
        for hole, ring in rings(f["geometry"])
        if LinearRing(ring).is_ccw is hole
    ]
    assert turned == []
    if detail == "coarse":
        invalid = geojson_validator.validate_geometries(content)["invalid"]
        assert not set(invalid) & {"exterior_not_ccw", "interior_not_cw", "unclosed"}


@pytest.mark.parametrize("level", [Level.DISTRICT, Level.STATE])
def test_geojson_keeps_its_structure_by_another_validator(atlas: Atlas, level: Level) -> None:
    content = json.loads(geometry_file("geojson", outlines(atlas, level, detail="coarse"), words).body)
    assert geojson_validator.validate_structure(content) == {}


def test_both_ways_out_of_the_house_turn_rings_rightly(client: FlaskClient) -> None:
    for path in ("/export/areas.geojson?indicator=gross_pay&level=district", "/api/v1/geometry?level=district"):
        content = client.get(path).json
        assert content["metadata"]["detail"]["name"] == DETAIL
        assert all(LinearRing(r).is_ccw is not hole for f in content["features"] for hole, r in rings(f["geometry"]))


@pytest.mark.parametrize("fmt", ["geojson", "topojson"])
def test_the_id_of_an_area_is_its_code(atlas: Atlas, fmt: str) -> None:
    content = json.loads(geometry_file(fmt, outlines(atlas, Level.DISTRICT), words).body)
    found = content["features"] if fmt == "geojson" else content["objects"]["areas"]["geometries"]
    assert [f["id"] for f in found] == list(atlas.codes(Level.DISTRICT, DEFAULT_TERRITORY))
    assert all(f["id"] == f["properties"]["code"] for f in found)


@pytest.mark.parametrize("fmt", ["geojson", "topojson", "gpkg"])
@pytest.mark.parametrize("territory", [DEFAULT_TERRITORY, BEFORE])
def test_what_is_given_without_asking_has_the_surface_of_the_borders(
    atlas: Atlas, territory: dt.date, fmt: str, tmp_path: Path
) -> None:
    path = tmp_path / f"areas.{fmt}"
    path.write_bytes(geometry_file(fmt, outlines(atlas, Level.MUNICIPALITY, territory), words).body)
    frame = geopandas.read_file(path, **({} if fmt == "geojson" else {"layer": "areas"}))
    square_km = frame.set_crs("EPSG:4326", allow_override=True).to_crs("EPSG:25832").area / 1e6
    borders = pd.read_csv(ROOT / f"geodata/areas/{territory}.csv", dtype={"code": str}).set_index("code")["area_km2"]
    off = np.abs(square_km / borders[frame["code"]].to_numpy() - 1)
    assert off.max() < MOST_OFF, frame["name"][off.idxmax()]


def test_every_geopackage_has_one_schema(atlas: Atlas, tmp_path: Path) -> None:
    schemas = set()
    for key in ("gross_pay", "unemployed_per_100", "population"):
        found = subject(atlas, key, Level.DISTRICT, DEFAULT_TERRITORY)
        part = outlines(atlas, Level.DISTRICT, subject=found, year=found.figures.years[-1])
        path = tmp_path / f"{key}.gpkg"
        path.write_bytes(geometry_file("gpkg", part, words).body)
        info = pyogrio.read_info(path, layer="areas")
        schemas.add(tuple(zip(info["fields"], info["dtypes"], strict=True)))
    ((*columns,),) = schemas
    kinds = dict(columns)
    assert {kinds[c] for c in ("value", "numerator", "denominator", "area_km2")} == {"float64"}
