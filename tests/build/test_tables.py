from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml
from openpyxl import Workbook

from atlas.build import tables as module
from atlas.build.carry import fill, read_territory
from atlas.build.publisher_files import Context
from atlas.build.publishers import SOURCES, TABLES
from atlas.build.recipes import RECIPES, inkar_districts, inkar_labour
from atlas.build.tables import IMPORTERS, build_tables, finish, import_file, write_table
from atlas.data.tables import read_sources, read_table
from atlas.errors import DataError, MissingDataError
from atlas.model import Level

SHIPPED = Path(__file__).resolve().parents[2] / "geodata"
AREAS = {
    "2021-12-31": ["16,state,", "16061,district,16", "16061001,municipality,16061", "16061002,municipality,16061"],
    "2016-01-01": ["16,state,", "16061,district,16", "16061001,municipality,16061", "16061002,municipality,16061"],
}


@pytest.fixture
def geodata(tmp_path: Path) -> Path:
    folder = tmp_path / "geodata"
    (folder / "areas").mkdir(parents=True)
    for date, rows in AREAS.items():
        (folder / "areas" / f"{date}.csv").write_text("\n".join(["code,level,parent", *rows]), encoding="utf-8")
    walk = "ags_2016,name_2016,ags_2021,name_2021\n16061001,A,16061001,A\n16061002,B,16061002,B\n"
    (folder / "areas" / "crosswalk_2016-01-01_2021-12-31.csv").write_text(walk, encoding="utf-8")
    return folder


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "counts.csv").write_text("16061001,2\n16061002,40\n", encoding="utf-8")

    def recipe(context: Context) -> pd.DataFrame:
        counts = context.read(lambda p: pd.read_csv(p, names=["code", "value"], dtype={"code": str}), "counts.csv")
        figures = counts.assign(measure="unemployed", year=2020, state="ok")
        return fill(figures, Level.MUNICIPALITY, context.today)

    monkeypatch.setattr(module, "RECIPES", {"inkar_labour": recipe})
    return folder


def rows(values: list[float], states: list[str]) -> pd.DataFrame:
    codes = [f"1606100{i}" for i in range(len(values))]
    frame = pd.DataFrame({"measure": "a", "level": "municipality", "territory": "2021-12-31", "code": codes})
    return frame.assign(year=2020, value=values, state=states)


def test_what_is_secret_is_not_in_the_file(sources: Path, geodata: Path) -> None:
    build_tables(sources, geodata)
    found = pd.read_parquet(geodata / "tables" / "inkar_labour.parquet")
    assert found["state"].tolist() == ["secret", "secret"]
    assert found["value"].isna().all()


def test_the_list_of_sources_is_what_the_atlas_reads(sources: Path, geodata: Path) -> None:
    build_tables(sources, geodata)
    path = geodata / "tables" / "inkar_labour.parquet"
    table = read_sources(geodata / "sources.yaml")["inkar_labour"]
    assert table.minimum == {"unemployed": 3}
    assert table.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert len(read_table(path, table)) == 2
    entry = yaml.safe_load((geodata / "sources.yaml").read_text(encoding="utf-8"))["tables"]["inkar_labour"]
    assert entry["files"] == {"counts.csv": hashlib.sha256((sources / "counts.csv").read_bytes()).hexdigest()}


def test_a_second_build_changes_no_byte_and_says_so(sources: Path, geodata: Path) -> None:
    assert build_tables(sources, geodata) == ["inkar_labour: new, 2 rows"]
    before = {p: p.read_bytes() for p in geodata.rglob("*") if p.is_file()}
    assert build_tables(sources, geodata) == ["inkar_labour: unchanged, 2 rows"]
    assert {p: p.read_bytes() for p in geodata.rglob("*") if p.is_file()} == before


def test_what_changed_is_told(sources: Path, geodata: Path) -> None:
    build_tables(sources, geodata)
    (sources / "counts.csv").write_text("16061001,7\n16061002,40\n", encoding="utf-8")
    assert build_tables(sources, geodata) == ["inkar_labour: 2 rows changed, 2 rows"]


def add_by_hand(geodata: Path) -> dict[str, object]:
    """Add a table, its entry and its publisher as the guide says."""
    shutil.copyfile(geodata / "tables" / "inkar_labour.parquet", geodata / "tables" / "own.parquet")
    path = geodata / "sources.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    content["sources"]["office"] = content["sources"]["bbsr_inkar"] | {"publisher": "Office"}
    content["tables"]["own"] = {"source": "office", "title": "Own", "date": "2020"}
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    return content["sources"]["office"]


def test_a_table_that_no_recipe_makes_stays_with_its_entry_and_publisher(sources: Path, geodata: Path) -> None:
    build_tables(sources, geodata)
    office = add_by_hand(geodata)
    (geodata / "tables" / "unlisted.parquet").write_bytes(b"")
    for _ in range(2):
        _, own, unlisted = build_tables(sources, geodata)
        assert own == "own: kept, no recipe makes it (--prune removes it)"
        assert unlisted.startswith("unlisted: kept, but sources.yaml does not name it")
        table = read_sources(geodata / "sources.yaml")["own"]
        assert (table.source.publisher, table.source.url) == ("Office", office["url"])
        assert table.sha256 == hashlib.sha256((geodata / "tables" / "own.parquet").read_bytes()).hexdigest()
        assert len(read_table(geodata / "tables" / "own.parquet", table)) == 2


def test_pruning_removes_what_no_recipe_makes(sources: Path, geodata: Path) -> None:
    build_tables(sources, geodata)
    before = {p: p.read_bytes() for p in geodata.rglob("*") if p.is_file()}
    add_by_hand(geodata)
    assert build_tables(sources, geodata, prune=True)[1] == "own: removed, no recipe makes it"
    assert {p: p.read_bytes() for p in geodata.rglob("*") if p.is_file()} == before


@pytest.mark.parametrize(("text", "told"), [("sources: [", "syntax"), ("tables: {own: {}}", "tables.own.source")])
def test_a_broken_list_of_sources_leaves_everything_as_it_was(
    sources: Path, geodata: Path, text: str, told: str
) -> None:
    build_tables(sources, geodata)
    (geodata / "sources.yaml").write_text(text, encoding="utf-8")
    (sources / "counts.csv").write_text("16061001,7\n16061002,40\n", encoding="utf-8")
    before = {p: p.read_bytes() for p in geodata.rglob("*") if p.is_file()}
    with pytest.raises(DataError, match=rf"sources\.yaml, .*{told}"):
        build_tables(sources, geodata)
    assert {p: p.read_bytes() for p in geodata.rglob("*") if p.is_file()} == before


def test_a_bad_source_leaves_everything_as_it_was(
    sources: Path, geodata: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_tables(sources, geodata)
    before = {p: p.read_bytes() for p in geodata.rglob("*") if p.is_file()}
    monkeypatch.setattr(module, "RECIPES", {**module.RECIPES, "inkar_districts": inkar_districts})
    with pytest.raises(MissingDataError, match=r"kreise_inkar_1995_2022\.csv"):
        build_tables(sources, geodata)
    assert {p: p.read_bytes() for p in geodata.rglob("*") if p.is_file()} == before


def test_a_missing_folder_is_named(tmp_path: Path, geodata: Path) -> None:
    with pytest.raises(MissingDataError, match="SOURCES=DIR"):
        build_tables(tmp_path / "nowhere", geodata)


def test_a_broken_table_is_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1 and no more")
    assert write_table(finish(rows([1.0], ["ok"]), None, {}), path) == "new, 1 rows"
    assert len(pd.read_parquet(path)) == 1


def test_a_table_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(DataError, match="16061001, 2020: found a value that its state denies"):
        finish(rows([1.0, np.nan], ["ok", "ok"]), None, {})
    with pytest.raises(DataError, match="16061000, 2020: found twice"):
        finish(pd.concat([rows([1.0], ["ok"])] * 2), None, {})


def test_every_table_has_a_recipe_and_a_listed_source() -> None:
    assert set(RECIPES) == set(TABLES)
    assert {t["source"] for t in TABLES.values()} == set(SOURCES)


def test_an_unknown_kind_of_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="one of census, district_table, elections"):
        import_file("photos", tmp_path)
    assert set(IMPORTERS) == {"census", "district_table", "elections", "gemeindeverzeichnis", "gisd", "inkar"}


def test_doubtful_columns_are_left_out_and_false_zeros_are_unknown(tmp_path: Path, geodata: Path) -> None:
    (tmp_path / "inkar").mkdir()
    head = "county_code,year,share_low_income_hh,tax_revenue_per_capita,students_per_100"
    table = f"{head}\n16061,1997.0,33,0,0\n16061,1998.0,33,200,0\n"
    (tmp_path / "inkar" / "kreise_inkar_1995_2022.csv").write_text(table, encoding="utf-8")
    territory = read_territory(geodata / "areas", "2021-12-31")
    found = inkar_districts(Context(tmp_path, territory, territory))
    states = {(m, y): s for m, y, s in zip(found["measure"], found["year"], found["state"], strict=True)}
    assert states == {
        ("students_per_100", 1997): "zero",
        ("students_per_100", 1998): "zero",
        ("tax_revenue_per_capita", 1997): "unknown",
        ("tax_revenue_per_capita", 1998): "ok",
    }


def test_another_indicator_under_the_name_of_a_workbook_is_refused(tmp_path: Path, geodata: Path) -> None:
    (tmp_path / "inkar").mkdir()
    head = [["Kennziffer", "Raumeinheit", "Aggregat", "Schuldnerquote"], [None, None, None, "2020"]]
    book = Workbook()
    book.worksheets[0].title = "Daten"
    for row in [*head, ["16061001", "A", "Gemeinden", 5], ["16061002", "B", "Gemeinden", 6]]:
        book.worksheets[0].append(row)
    book.save(tmp_path / "inkar" / "A_Arbeitslosigkeit.xls")
    territory = read_territory(geodata / "areas", "2021-12-31")
    with pytest.raises(
        DataError, match=r"A_Arbeitslosigkeit\.xls, row 1: found 'Schuldnerquote', expected 'Arbeitslose'"
    ):
        inkar_labour(Context(tmp_path, territory, territory))


@pytest.mark.real
def test_the_shipped_tables_are_those_of_the_real_files(sources_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(SHIPPED / "areas", tmp_path / "areas", ignore=shutil.ignore_patterns("*.gz"))
    build_tables(sources_folder, tmp_path)
    for table in RECIPES:
        made, shipped = (pd.read_parquet(f / "tables" / f"{table}.parquet") for f in (tmp_path, SHIPPED))
        pd.testing.assert_frame_equal(made, shipped)


def test_no_shipped_count_of_unemployed_is_below_the_minimum() -> None:
    table = pd.read_parquet(SHIPPED / "tables" / "inkar_labour.parquet")
    counts = table[(table["measure"] == "unemployed") & (table["level"] == "municipality")]
    assert not counts["value"].between(1, 2).any()
    secret = counts[counts["state"] == "secret"]
    assert secret.groupby([secret["code"].str[:5], "year"]).size().min() > 1


def test_every_shipped_block_holds_every_code_once() -> None:
    sizes = {("municipality", "2021-12-31"): 631, ("association", "2021-12-31"): 192, ("district", "2021-12-31"): 22}
    sizes |= {("municipality", "2016-01-01"): 849, ("district", "2016-01-01"): 23}
    for table in RECIPES:
        frame = pd.read_parquet(SHIPPED / "tables" / f"{table}.parquet")
        for (_measure, level, territory, _year), block in frame.groupby(["measure", "level", "territory", "year"]):
            assert len(block) == block["code"].nunique() == sizes.get((level, territory), 1)


def test_population_adds_up_over_levels_and_years() -> None:
    frame = pd.read_parquet(SHIPPED / "tables" / "population.parquet")
    rows = frame[frame["measure"] == "population"]
    people = rows.pivot_table(index=["territory", "year"], columns="level", values="value", aggfunc="sum")
    assert (people["district"].dropna() == people["state"][people["district"].notna()]).all()
    assert (people["municipality"].dropna() == people["state"][people["municipality"].notna()]).all()
    assert people.loc[("2021-12-31", 1997), "state"] == 2478148
