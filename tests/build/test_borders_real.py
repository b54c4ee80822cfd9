"""The real borders of another day become a third territory date, which every part of the atlas then shows."""

from __future__ import annotations

import datetime as dt
import shutil
import zipfile
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from app import create_app
from atlas.cli import main
from atlas.data.check import check
from atlas.data.crosswalks import crosswalk_path, municipalities_of, read_crosswalk
from atlas.data.load import load
from atlas.model import Level
from atlas.settings import ROOT, from_environment

if TYPE_CHECKING:
    from pathlib import Path

THIRD = dt.date(2021, 1, 1)


@pytest.fixture(scope="module")
def folder(sources_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Bring the borders into a copy of the shipped folder."""
    place = tmp_path_factory.mktemp("third")
    copy = shutil.copytree(ROOT / "geodata", place / "geodata", ignore=shutil.ignore_patterns("releases"))
    with zipfile.ZipFile(place / "vg5000.zip", "w") as parts:
        for file in sorted((sources_folder / "bkg_vg5000_2021").iterdir()):
            parts.write(file, f"vg5000/{file.name}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(copy))
        assert main(["import", str(place / "vg5000.zip"), "--publisher", "bkg_vg5000", "--yes"]) == 0
    return copy


@pytest.mark.real
def test_the_way_over_the_third_date_is_the_shipped_one(folder: Path) -> None:
    scope, areas = load(folder).scope, folder / "areas"
    oldest, newest = min(scope.built), max(scope.built)
    walks = [
        municipalities_of(read_crosswalk(crosswalk_path(areas, *pair))).set_index("ags_before")
        for pair in ((oldest, THIRD), (THIRD, newest), (oldest, newest))
    ]
    assert all((walk["share"] == 1).all() for walk in walks)
    first, second, whole = (walk["ags_after"] for walk in walks)
    assert first.map(second).to_dict() == whole.to_dict()


@pytest.mark.real
def test_no_count_is_lost_and_a_district_of_then_has_its_own(folder: Path) -> None:
    rows = pd.read_parquet(folder / "tables" / "population.parquet")
    people = rows[(rows["measure"] == "population") & (rows["level"] == "municipality")]
    sums = people.pivot_table(index="year", columns="territory", values="value", aggfunc="sum").dropna()
    newest = str(max(load(folder).scope.built))
    assert len(sums)
    assert (sums[str(THIRD)] == sums[newest]).all()
    jobless = pd.read_parquet(folder / "tables" / "inkar_labour.parquet")
    here = jobless[(jobless["territory"] == str(THIRD)) & (jobless["level"] == "district") & (jobless["year"] == 2019)]
    here = here.set_index(["measure", "code"])
    # Eisenach became part of the Wartburgkreis in between: the municipalities tell what was whose
    assert here.loc[("population_15_64", "16056"), ["value", "state"]].tolist() == [25771, "ok"]
    assert here.loc[("unemployed", "16056"), "state"] == "estimated"
    there = jobless[(jobless["territory"] == newest) & (jobless["level"] == "district") & (jobless["year"] == 2019)]
    whole = there[(there["measure"] == "unemployed") & (there["code"] == "16063")]["value"].iloc[0]
    assert here.loc["unemployed"].loc[["16056", "16063"], "value"].sum() == whole


@pytest.mark.real
def test_ground_is_divided_by_ground_and_rises_by_what_the_municipalities_tell(folder: Path) -> None:
    rows = pd.read_parquet(folder / "tables" / "population.parquet")
    rows = rows[rows["territory"] == str(THIRD)]
    listed = pd.read_csv(folder / "areas" / f"{THIRD}.csv", dtype=str).set_index("code")
    ground = rows[(rows["measure"] == "area_km2") & (rows["code"] == "16056")]["value"]
    assert len(ground)
    assert (ground / float(listed.loc["16056", "area_km2"]) - 1).abs().max() < 0.03
    change = rows[(rows["measure"] == "population_change") & (rows["year"] == 2021)].set_index("code")
    assert change.loc["16056", ["value", "state"]].tolist() == change.loc["16056000", ["value", "state"]].tolist()
    # and the rules look at what is carried
    found = [line for line in check(folder) if line.broken and line.broken.territory == str(THIRD)]
    assert {line.broken.carried for line in found if line.broken} == {True}
    assert not any(line.bad for line in found)


@pytest.mark.real
def test_three_dates_stand_side_by_side(folder: Path) -> None:
    atlas = load(folder)
    assert len(atlas.territories) == 3
    assert {level: len(atlas.codes(level, THIRD)) for level in (Level.DISTRICT, Level.MUNICIPALITY)} == {
        Level.DISTRICT: 23,
        Level.MUNICIPALITY: 631,
    }
    client = create_app(from_environment({"ATLAS_DATA": str(folder)})).server.test_client()
    text = client.get(f"/territories?territory={THIRD}").text
    assert "01.01.2021 bis 31.12.2021: ein Übergang" in text
    assert "01.01.2016 bis 01.01.2021" in text
    assert "© GeoBasis-DE / BKG 2021 (Daten verändert)" in text
    for address in (
        f"/?territory={THIRD}",
        f"/profile/16056?territory={THIRD}",
        f"/api/v1/regions?level=district&territory={THIRD}",
        f"/api/v1/geometry.topojson?level=district&territory={THIRD}",
        f"/export/map.svg?territory={THIRD}",
        f"/export/data.csv?territory={THIRD}",
        f"/data?territory={THIRD}",
    ):
        assert client.get(address).status_code == 200, address
    picture = client.get(f"/export/map.svg?territory={THIRD}").text
    assert "BKG 2021" in picture
    usual = client.get("/export/map.svg").text
    assert "BKG 2016" in usual
