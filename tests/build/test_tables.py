from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest
import yaml

from atlas.build.table_files import write_table
from atlas.build.tables import build_tables, finish
from atlas.build.together import Hiding
from atlas.data.tables import read_sources, read_table
from atlas.errors import DataError, MissingDataError
from tests.build.publishers_files import DECLARED, declare
from tests.build.publishers_files import GEODATA as SHIPPED

if TYPE_CHECKING:
    from pathlib import Path


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
    (sources / "counts.csv").write_text("code,year,n\n16061001,2020,7\n16061002,2020,40\n", encoding="utf-8")
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


def test_a_table_that_nothing_declares_stays_with_its_entry_and_publisher(sources: Path, geodata: Path) -> None:
    build_tables(sources, geodata)
    office = add_by_hand(geodata)
    (geodata / "tables" / "unlisted.parquet").write_bytes(b"")
    for _ in range(2):
        _, own, unlisted = build_tables(sources, geodata)
        assert own == "own: kept, no declaration makes it (--prune removes it)"
        assert unlisted.startswith("unlisted: kept, but sources.yaml does not name it")
        table = read_sources(geodata / "sources.yaml")["own"]
        assert (table.source.publisher, table.source.url) == ("Office", office["url"])
        assert table.sha256 == hashlib.sha256((geodata / "tables" / "own.parquet").read_bytes()).hexdigest()
        assert len(read_table(geodata / "tables" / "own.parquet", table)) == 2


def test_pruning_removes_what_nothing_declares(sources: Path, geodata: Path) -> None:
    build_tables(sources, geodata)
    before = {p: p.read_bytes() for p in geodata.rglob("*") if p.is_file()}
    add_by_hand(geodata)
    assert build_tables(sources, geodata, prune=True)[1] == "own: removed, no declaration makes it"
    assert {p: p.read_bytes() for p in geodata.rglob("*") if p.is_file()} == before


@pytest.mark.parametrize(("text", "told"), [("sources: [", "syntax"), ("tables: {own: {}}", "tables.own.source")])
def test_a_broken_list_of_sources_leaves_everything_as_it_was(
    sources: Path, geodata: Path, text: str, told: str
) -> None:
    build_tables(sources, geodata)
    (geodata / "sources.yaml").write_text(text, encoding="utf-8")
    (sources / "counts.csv").write_text("code,year,n\n16061001,2020,7\n16061002,2020,40\n", encoding="utf-8")
    before = {p: p.read_bytes() for p in geodata.rglob("*") if p.is_file()}
    with pytest.raises(DataError, match=rf"sources\.yaml, .*{told}"):
        build_tables(sources, geodata)
    assert {p: p.read_bytes() for p in geodata.rglob("*") if p.is_file()} == before


def test_a_bad_source_leaves_everything_as_it_was(sources: Path, geodata: Path) -> None:
    build_tables(sources, geodata)
    declare(geodata, "other", files="other_*.csv")
    before = {p: p.read_bytes() for p in geodata.rglob("*") if p.is_file()}
    with pytest.raises(MissingDataError, match=r"other_\*\.csv: found no such file, .* geodata/sources/other\.yaml"):
        build_tables(sources, geodata)
    assert {p: p.read_bytes() for p in geodata.rglob("*") if p.is_file()} == before


def test_a_missing_folder_is_named(tmp_path: Path, geodata: Path) -> None:
    with pytest.raises(MissingDataError, match="SOURCES=DIR"):
        build_tables(tmp_path / "nowhere", geodata)


def test_a_broken_table_is_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1 and no more")
    assert write_table(finish(rows([1.0], ["ok"]), Hiding(), {}), path) == "new, 1 rows"
    assert len(pd.read_parquet(path)) == 1


def test_a_table_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(DataError, match="16061001, 2020: found a value that its state denies"):
        finish(rows([1.0, np.nan], ["ok", "ok"]), Hiding(), {})
    with pytest.raises(DataError, match="16061000, 2020: found twice"):
        finish(pd.concat([rows([1.0], ["ok"])] * 2), Hiding(), {})


@pytest.mark.real
def test_the_shipped_tables_are_those_of_the_real_files(sources_folder: Path, tmp_path: Path) -> None:
    for part in ("areas", "sources"):
        shutil.copytree(SHIPPED / part, tmp_path / part)
    shutil.copy(SHIPPED / "atlas.yaml", tmp_path)
    build_tables(sources_folder, tmp_path)
    for table in DECLARED:
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
    for table in DECLARED:
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
