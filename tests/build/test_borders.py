"""Borders are brought in from files of any form: what they are is found, checked and told, or they are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from atlas.build.border_plan import BorderOrder, plan_borders
from atlas.build.border_writing import write_borders
from atlas.build.further import _by_area
from atlas.cli import main
from atlas.data.crosswalks import crosswalk_path, read_crosswalk
from atlas.data.geometry_files import read_areas, read_geometry, read_manifest
from atlas.data.scope import read_scope
from atlas.errors import AtlasError
from atlas.model import LEVELS, Level
from atlas.sources.border_columns import read_columns
from atlas.sources.border_files import read_border_files
from tests.build.border_folder import CODES, LATER, NOW, PEOPLE, SIDE, folder_of_squares, later, square, zipped

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from pathlib import Path

ARS = ["160015001010", "160015001003", "160015001004", "160025001001", "160025001002", "160025001003", "160025001009"]
PUBLISHER = "bkg_vg250"


@pytest.fixture(scope="module")
def squares(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder_of_squares(tmp_path_factory.mktemp("squares") / "geodata")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder into which the later borders were brought."""
    place = tmp_path_factory.mktemp("written")
    folder = folder_of_squares(place / "geodata")
    path = zipped(later(ARS=ARS), place / "vg250_2024-01-01.zip")
    write_borders(plan_borders(BorderOrder(paths=[path], publisher=PUBLISHER), folder), folder)
    return folder


def shapefile(folder: Path) -> Path:
    note = {"borders/aktualitaet.txt": "01.01.2024\r\n"}
    return zipped(later().to_crs("EPSG:25833"), folder / "borders.zip", beside=note)


def package(folder: Path) -> Path:
    whole = later(ags=[int(code) for code in later()["AGS"]]).drop(columns="AGS")
    whole.to_file(folder / "gemeinden_20240101.gpkg")
    return folder / "gemeinden_20240101.gpkg"


def geojson(folder: Path) -> Path:
    path = folder / "areas-2024-01-01.json"
    later(RS=ARS).drop(columns="AGS").to_crs("EPSG:4326").to_file(path, driver="GeoJSON")
    return path


@pytest.mark.parametrize("form", [shapefile, package, geojson])
def test_every_form_and_reference_system_gives_the_same_areas(
    squares: Path, tmp_path: Path, form: Callable[[Path], Path]
) -> None:
    plan = plan_borders(BorderOrder(paths=[form(tmp_path)], publisher=PUBLISHER), squares)
    assert plan.date == LATER
    (squares / "areas" / f"{LATER}.csv").write_bytes(plan.files[f"{LATER}.csv"])
    areas = read_areas(squares / "areas", LATER).set_index("code")
    assert areas["level"].value_counts().to_dict() == {"municipality": 7, "association": 2, "district": 2, "state": 1}
    assert areas.loc["16001010", ["name", "association"]].tolist() == ["Neustadt", "160015001"]
    assert areas.loc["16001010", "area_km2"] == pytest.approx(2 * SIDE**2 / 1e6, rel=1e-3)
    assert plan.credit.attribution == "© GeoBasis-DE / BKG 2024 (Daten verändert)"


def test_a_further_date_has_every_level_and_whose_borders_they_are(written: Path) -> None:
    scope, manifest = read_scope(written), read_manifest(written / "areas")
    assert scope.territories == manifest.territories == (NOW, LATER)
    assert (scope.built, scope.credit(NOW).attribution) == ((NOW,), "© GeoBasis-DE / BKG 2016 (Daten verändert)")
    assert scope.credit(LATER).title == "Verwaltungsgebiete 1:250 000 (VG250), Gebietsstand 01.01.2024"
    assert (written / "atlas.yaml").read_text(encoding="utf-8").startswith("# A comment.\n")
    for level in LEVELS:
        for detail in ("coarse", "fine"):
            shapes = read_geometry(written / "areas", LATER, level, detail).geometry.to_numpy()
            assert shapely.coverage_is_valid(shapes)


def test_the_crosswalk_says_who_merged_and_who_is_divided(written: Path) -> None:
    steps = read_crosswalk(crosswalk_path(written / "areas", NOW, LATER)).set_index(["ags_before", "ags_after"])
    share = steps["share"]
    assert share["16001001", "16001010"] == share["16001002", "16001010"] == 1
    assert share["16001004"].to_dict() == pytest.approx({"16001004": 0.4, "16002009": 0.6}, abs=0.002)
    assert share["16002004"].to_dict() == {"16002009": 1}
    # of 1602 people in the district 1001 live in the divided municipality
    assert share["16001", "16002"] == pytest.approx(0.6 * 1001 / 1602, abs=0.002)
    assert (steps.loc["16001", "basis"] == "population").all()
    back = read_crosswalk(crosswalk_path(written / "areas", LATER, NOW)).set_index(["ags_before", "ags_after"])
    merged = back.loc["16001010"]
    # both parts were whole municipalities of known population
    assert merged["share"].to_dict() == pytest.approx({"16001001": 100 / 301, "16001002": 201 / 301}, abs=1e-5)
    assert set(merged["basis"]) == {"population"}


def test_counts_come_over_whole_and_what_is_divided_is_estimated(written: Path) -> None:
    rows = pd.read_parquet(written / "tables" / "population.parquet")
    there = rows[(rows["territory"] == str(LATER)) & (rows["level"] == "municipality")].set_index("code")
    assert there["value"].sum() == sum(PEOPLE.values())
    assert there.loc["16001010", ["value", "state"]].tolist() == [301, "ok"]
    assert there.loc["16001004", "state"] == there.loc["16002009", "state"] == "estimated"
    districts = rows[(rows["territory"] == str(LATER)) & (rows["level"] == "district")].set_index("code")["value"]
    assert districts.to_dict() == there["value"].groupby(there.index.str[:5]).sum().to_dict()
    assert rows[rows["territory"] == str(NOW)]["state"].eq("ok").all()


def test_the_ground_of_what_is_divided_by_people_is_divided_by_ground(written: Path) -> None:
    rows = [("16001009", "16001003", 0.9, "population"), ("16001009", "16001010", 0.1, "population")]
    rows += [("16001008", "16002001", 0.7, "area"), ("16001008", "16002002", 0.3, "area")]
    walk = pd.DataFrame(rows, columns=["ags_before", "ags_after", "share", "basis"])
    found = _by_area(walk, written / "areas", NOW, LATER)["share"]
    assert list(found) == pytest.approx([1 / 3, 2 / 3, 0.7, 0.3], abs=1e-3)
    districts = _by_area(read_crosswalk(crosswalk_path(written / "areas", NOW, LATER)), written / "areas", NOW, LATER)
    shares = districts.set_index(["ags_before", "ags_after"])["share"]
    # 0.6 of one of its four municipalities of one size, in which two thirds of its people live
    assert shares["16001", "16002"] == pytest.approx(0.6 / 4, abs=1e-3)


def test_a_hidden_count_is_hidden_in_every_part(written: Path) -> None:
    rows = pd.read_parquet(written / "tables" / "inkar_labour.parquet")
    there = rows[rows["territory"] == str(LATER)].set_index("code")
    assert there.loc["16001010", ["value", "state"]].tolist() == [14, "ok"]
    hidden = set(there.index[there["state"] == "secret"])
    assert {"16001004", "16002009"} <= hidden
    # no part is the only gap of its district
    assert all(sum(code.startswith(district) for code in hidden) > 1 for district in ("16001", "16002"))
    assert there.loc[sorted(hidden), "value"].isna().all()


def test_borders_of_a_date_can_be_brought_in_again_and_change_nothing(written: Path, tmp_path: Path) -> None:
    path = zipped(later(ARS=ARS), tmp_path / "vg250_2024-01-01.zip")
    plan = plan_borders(BorderOrder(paths=[path], publisher=PUBLISHER), written)
    assert f"{LATER}: its borders are there already and are replaced" in plan.said
    assert write_borders(plan, written) == [f"atlas.yaml: {LATER} is one of the territories"]


def test_slips_of_drawing_are_cleaned_and_told(squares: Path, tmp_path: Path) -> None:
    areas = later(ARS=ARS)
    grown = shapely.union(
        areas.geometry[1],
        shapely.box(
            *(areas.geometry[1].bounds[2], areas.geometry[1].bounds[1]),
            areas.geometry[1].bounds[2] + 4,
            areas.geometry[1].bounds[3],
        ),
    )
    areas.loc[[1], "geometry"] = gpd.GeoSeries([grown], index=[1], crs=areas.crs)
    plan = plan_borders(BorderOrder(paths=[zipped(areas, tmp_path / "a_2024-01-01.zip")], publisher=PUBLISHER), squares)
    assert any("did not meet; cleaned, 0.0" in sentence for sentence in plan.said)


def test_water_is_left_out_and_parts_of_one_code_are_put_together(squares: Path, tmp_path: Path) -> None:
    areas = later(ARS=ARS, GF=4)
    island = areas[areas["AGS"] == "16002001"].set_geometry([square(0, 1, 0.5)], crs=areas.crs)
    rest = areas[areas["AGS"] == "16002001"].set_geometry([square(0.5, 1, 0.5)], crs=areas.crs)
    sea = island.set_geometry([square(0, 2)], crs=areas.crs).assign(GF=1)
    whole = gpd.GeoDataFrame(pd.concat([areas[areas["AGS"] != "16002001"], island, rest, sea], ignore_index=True))
    plan = plan_borders(BorderOrder(paths=[zipped(whole, tmp_path / "a_2024-01-01.zip")], publisher=PUBLISHER), squares)
    assert any("2 parts were put together to 1 areas" in sentence for sentence in plan.said)
    listed = pd.read_csv(pd.io.common.BytesIO(plan.files[f"{LATER}.csv"]), dtype=str).set_index("code")
    assert float(listed.loc["16002001", "area_km2"]) == pytest.approx(SIDE**2 / 1e6, rel=1e-6)


def overlapping(areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return areas.set_geometry(
        [square(1.5, 0, 1.5) if c == "16001003" else g for c, g in zip(areas["AGS"], areas.geometry, strict=True)],
        crs=areas.crs,
    )


def without(code: str) -> Callable[[gpd.GeoDataFrame], gpd.GeoDataFrame]:
    return lambda areas: areas[areas["AGS"] != code]


def with_gap(areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    hole = shapely.buffer(shapely.centroid(areas.geometry[1]), 500)
    return areas.set_geometry(shapely.difference(areas.geometry.to_numpy(), hole), crs=areas.crs)


def doubled(areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return areas.assign(AGS=areas["AGS"].replace("16002003", "16002002"))


def bow_tie(areas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    x, y, right, top = areas.geometry[3].bounds
    shapes = [*areas.geometry[:3], shapely.Polygon([(x, y), (right, top), (right, y), (x, top)]), *areas.geometry[4:]]
    return areas.set_geometry(shapes, crs=areas.crs)


FAULTS: dict[str, tuple[Callable[[gpd.GeoDataFrame], gpd.GeoDataFrame], str]] = {
    "overlap": (overlapping, r"16001003 and 16001010 overlap by 32\.000 km²|16001010 and 16001003 overlap by 32"),
    "gap": (with_gap, r"a gap of 0\.7\d\d km² between 16001003"),
    "missing": (without("16002001"), r"64\.0\d\d km² of the atlas's ground in no area, beside 16001010, 16002002"),
    "double": (doubled, "16002002 for Ort 2002 and Ort 2003"),
    "rings": (bow_tie, r"broken rings \(Self-intersection: 16002001\)"),
    "points": (lambda a: a.set_geometry(a.centroid), "found Point, expected polygons of municipalities"),
    "empty": (lambda a: a[:0], "found layers without a geometry"),
    "foreign": (
        lambda a: a.assign(AGS=a["AGS"].str.replace("16", "14", n=1)),
        "areas of the states 14, expected some of 16",
    ),
    "no keys": (lambda a: a.drop(columns="AGS"), "found the columns GEN, EWZ, geometry, expected a column of keys"),
    "no names": (lambda a: a.drop(columns="GEN"), "expected one with the names of the areas"),
    "elsewhere": (lambda a: a.set_crs("EPSG:25833", allow_override=True), "lie elsewhere|ground in no area"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_borders_that_are_no_coverage_of_the_atlas_are_refused(squares: Path, tmp_path: Path, fault: str) -> None:
    edit, said = FAULTS[fault]
    path = zipped(edit(later()), tmp_path / "borders.zip")
    with pytest.raises(AtlasError, match=said) as caught:
        plan_borders(BorderOrder(paths=[path], territory=LATER, publisher=PUBLISHER), squares)
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith("borders.zip, gemeinden.shp")


def test_a_missing_reference_system_is_asked_for(squares: Path, tmp_path: Path) -> None:
    path = zipped(later(), tmp_path / "borders.zip", without=".prj")
    order = BorderOrder(paths=[path], territory=LATER, publisher=PUBLISHER)
    with pytest.raises(AtlasError, match="reference system: found none in the file, expected one; name it with --crs"):
        plan_borders(order, squares)
    named = BorderOrder(paths=[path], territory=LATER, publisher=PUBLISHER, crs="EPSG:25832")
    assert plan_borders(named, squares).date == LATER
    with pytest.raises(AtlasError, match="--crs: found 'EPSG:1', expected a reference system"):
        plan_borders(BorderOrder(paths=[path], territory=LATER, publisher=PUBLISHER, crs="EPSG:1"), squares)


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ({"publisher": PUBLISHER}, "territory date: found none in file or name"),
        ({"publisher": PUBLISHER, "territory": NOW}, f"territory date: found {NOW}"),
        ({"territory": LATER}, "--publisher: found nothing, expected one of .*bkg_vg5000"),
        ({"territory": LATER, "publisher": "nobody"}, "--publisher: found 'nobody'"),
    ],
)
def test_what_the_files_do_not_say_is_asked_for(
    squares: Path, tmp_path: Path, order: dict[str, str | dt.date], said: str
) -> None:
    path = zipped(later(), tmp_path / "borders.zip")
    with pytest.raises(AtlasError, match=said):
        plan_borders(BorderOrder(paths=[path], **order), squares)  # type: ignore[arg-type]


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def test_damaged_files_are_told_in_one_sentence(
    tmp_path: Path, squares: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(squares))
    zips = {"cut": shapefile(tmp_path).rename(tmp_path / "cut.zip")}
    cut(zips["cut"])
    (tmp_path / "no_dbf").mkdir()
    zips["no dbf"] = zipped(later(), tmp_path / "no_dbf" / "borders.zip", without=".dbf")
    zips["package"] = package(tmp_path)
    cut(zips["package"])
    zips["text"] = tmp_path / "areas.geojson"
    zips["text"].write_text('{"type": "FeatureCollection", "features": [{"type": "Fea', encoding="utf-8")
    for what, path in zips.items():
        assert main(["import", str(path), "--territory", str(LATER), "--publisher", PUBLISHER, "--dry-run"]) == 1, what
        said = capsys.readouterr().err
        assert said.startswith(path.name), said
        assert said.count("\n") == 1, said
    assert main(["import", str(zips["text"]), str(tmp_path / "figures.csv")]) == 1
    assert "boundaries beside figures.csv" in capsys.readouterr().err
    assert main(["import", str(zips["text"]), "--territory", "1.1.2024"]) == 2


def test_keys_that_lost_their_zero_are_found(tmp_path: Path) -> None:
    codes = [1001000 + i for i in range(7)]
    later(AGS=codes, PLZ=["07318"] * 7).to_file(tmp_path / "a.gpkg")
    (layer,) = read_border_files([tmp_path / "a.gpkg"]).layers
    read = read_columns(layer, ["01"])
    assert read is not None
    level, frame = read
    assert (level, list(frame["code"])) == (Level.MUNICIPALITY, [f"0{code}" for code in codes])
    assert list(frame["name"]) == list(later()["GEN"])


def test_codes_of_the_folder_are_those_of_the_grid(squares: Path) -> None:
    assert sorted(read_geometry(squares / "areas", NOW, Level.MUNICIPALITY, "fine")["code"]) == CODES
