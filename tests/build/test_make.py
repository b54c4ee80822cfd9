"""What declarations say is done: files found, read, mended, carried."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd
import pytest
import yaml
from openpyxl import Workbook

from atlas.build.carry import read_territory
from atlas.build.declarations import Declaration
from atlas.build.make import make
from atlas.build.publisher_files import Context
from atlas.build.tables import build_tables, dated
from atlas.data.tables import read_sources
from atlas.errors import DataError
from tests.build.publishers_files import DECLARED, declare, gv_head, write_book

if TYPE_CHECKING:
    from pathlib import Path

#: Keys of the municipalities of 2013 in the parts in which the Gemeindeverzeichnis gives them.
KEYS_2013 = [("16", "0", "61", "0000", "001"), ("16", "0", "61", "0000", "002"), ("16", "0", "62", "0000", "001")]


def test_a_file_that_follows_the_pattern_is_dropped_in(sources: Path, geodata: Path) -> None:
    build_tables(sources, geodata)
    (sources / "counts 2023.csv").write_text("code,year,n\n16061001,2023,9\n16061002,2023,8\n", encoding="utf-8")
    assert build_tables(sources, geodata) == ["inkar_labour: 2 rows new, 4 rows"]
    assert read_sources(geodata / "sources.yaml")["inkar_labour"].date == "2020, 2023"


def test_two_files_of_one_year_are_refused_by_name(sources: Path, geodata: Path) -> None:
    (sources / "counts_again.csv").write_text("code,year,n\n16061001,2020,9\n16061002,2020,8\n", encoding="utf-8")
    told = r"counts_again\.csv: found unemployed, municipality, 2020, which counts\.csv holds too"
    with pytest.raises(DataError, match=told):
        build_tables(sources, geodata)


def test_a_table_whose_files_are_all_of_other_states_is_refused(sources: Path, geodata: Path) -> None:
    declare(geodata, "inkar_labour", only_states=["14"])
    with pytest.raises(DataError, match=r"inkar_labour, only_states: found 14, expected 16; remove the declaration"):
        build_tables(sources, geodata)


def test_files_of_several_providers_are_one_table_and_say_who_brought_what(sources: Path, geodata: Path) -> None:
    (sources / "counts.csv").write_text("code,year,n\n16061001,2020,2\n16061002,2020,\n", encoding="utf-8")
    (sources / "counts_b.csv").write_text("code,year,n\n16061001,2021,\n16061002,2021,8\n", encoding="utf-8")
    declare(geodata, "inkar_labour", by_providers=True)
    build_tables(sources, geodata)
    found = pd.read_parquet(geodata / "tables" / "inkar_labour.parquet").fillna(-1)
    cells = [["16061001", 2020, 2, "ok"], ["16061001", 2021, -1, "later"]]
    cells += [["16061002", 2020, -1, "later"], ["16061002", 2021, 8, "ok"]]
    assert sorted(found[["code", "year", "value", "state"]].to_numpy().tolist()) == cells
    noted = [(one.by, one.areas) for one in read_sources(geodata / "sources.yaml")["inkar_labour"].deliveries]
    assert noted == [("counts.csv", {2020: ("16061001",)}), ("counts_b.csv", {2021: ("16061002",)})]


def test_a_file_that_nothing_declares_is_told(sources: Path, geodata: Path) -> None:
    (sources / "new").mkdir()
    for name in ("scores.csv", "README.md"):
        (sources / "new" / name).write_text("a", encoding="utf-8")
    assert build_tables(sources, geodata)[1:] == ["ignored: new/: no declaration in geodata/sources names scores.csv"]


def test_a_file_is_recognised_by_what_it_says(sources: Path, geodata: Path) -> None:
    declare(geodata, "inkar_labour", files="**/*.csv", says="code,year,n")
    (sources / "scores.csv").write_text("code,year,score\n16061001,2020,9\n", encoding="utf-8")
    told = build_tables(sources, geodata)
    assert told == ["inkar_labour: new, 2 rows", "ignored: ./: no declaration in geodata/sources names scores.csv"]


def test_the_edition_is_read_where_the_file_says_it(sources: Path, geodata: Path) -> None:
    keys = {"separator": ";", "header": [2], "footer": "____", "edition": r"Stand: ([0-9.]+)"}
    declare(geodata, "inkar_labour", date="Ausgabe {edition}", **keys)
    text = "GENESIS\ncode;year;n\n16061001;2020;2\n16061002;2020;4\n____\n© Amt\nStand: {} / 12:03\n"
    (sources / "counts.csv").write_text(text.replace("{}", "10.10.2017"), encoding="utf-8")
    build_tables(sources, geodata)
    entry = yaml.safe_load((geodata / "sources.yaml").read_text(encoding="utf-8"))["tables"]["inkar_labour"]
    assert (entry["edition"], entry["date"]) == ("10.10.2017", "Ausgabe 10.10.2017")


def test_headings_of_one_measure_are_added_up_and_one_heading_may_be_in_several(sources: Path, geodata: Path) -> None:
    (sources / "counts.csv").write_text("code,year,n,m\n16061001,2020,2,3\n16061002,2020,4,.\n", encoding="utf-8")
    declare(geodata, "inkar_labour", measures={"n": ["young", "all"], "m": "all"})
    build_tables(sources, geodata)
    found = pd.read_parquet(geodata / "tables" / "inkar_labour.parquet").fillna(-1)
    assert found[["measure", "code", "value", "state"]].to_numpy().tolist() == [
        ["all", "16061001", 5, "ok"],
        ["all", "16061002", -1, "unknown"],
        ["young", "16061001", 2, "ok"],
        ["young", "16061002", 4, "ok"],
    ]


def test_an_area_that_is_no_more_leaves_no_gap_where_it_has_no_figure(sources: Path, geodata: Path) -> None:
    path = geodata / "areas" / "crosswalk_2016-01-01_2021-12-31.csv"
    path.write_text(path.read_text(encoding="utf-8") + "16061003,C,16061002,B\n", encoding="utf-8")
    rows = [
        "16061001,2020,5",
        "16061002,2020,4",
        "16061003,2020,.",
        "16061001,2010,5",
        "16061002,2010,4",
        "16061003,2010,1",
    ]
    (sources / "counts.csv").write_text("\n".join(["code,year,n", *rows, ""]), encoding="utf-8")
    declare(geodata, "inkar_labour", gone={"16061003": "it went into 16061002"})
    build_tables(sources, geodata)
    found = pd.read_parquet(geodata / "tables" / "inkar_labour.parquet")
    assert found[found["code"] == "16061002"]["value"].tolist() == [5, 4]


def test_an_area_that_nobody_knows_is_refused_unless_it_may_be_left_out(sources: Path, geodata: Path) -> None:
    rows = ["16061001,2020,5", "16061002,2020,4", "16099001,2020,7"]
    (sources / "counts.csv").write_text("\n".join(["code,year,n", *rows, ""]), encoding="utf-8")
    with pytest.raises(DataError, match="16099001"):
        build_tables(sources, geodata)
    declare(geodata, "inkar_labour", unknown_areas="left_out")
    build_tables(sources, geodata)
    found = pd.read_parquet(geodata / "tables" / "inkar_labour.parquet")
    assert dict(zip(found["code"], found["value"], strict=True)) == {"16061001": 5, "16061002": 4}


def test_figures_of_an_area_may_be_declared_as_estimated(sources: Path, geodata: Path) -> None:
    declare(geodata, "inkar_labour", estimated={"16061002": "a part of it has gone to another one"})
    build_tables(sources, geodata)
    found = pd.read_parquet(geodata / "tables" / "inkar_labour.parquet")
    assert found["state"].tolist() == ["ok", "estimated"]


def test_the_date_of_a_table_is_that_of_its_figures() -> None:
    years = pd.Series([2014, 2009, 2014])
    assert dated("{first} bis {last}", years) == "2009 bis 2014"
    assert dated("{years}, Stand {territory}", years, dt.date(2021, 12, 31)) == "2009, 2014, Stand 31.12.2021"


def test_a_table_of_another_territory_is_not_taken_over(sources: Path, geodata: Path) -> None:
    declare(geodata, "inkar_labour", carry="unchanged", territory=dt.date(2023, 12, 31))
    with pytest.raises(DataError, match=r"inkar_labour, counts\*\.csv, territory: found 2023-12-31, expected 2021"):
        build_tables(sources, geodata)


def moved(tmp_path: Path) -> Context:
    """Write an edition of 2013; municipality 2 has gone from district 61 to 62 since."""
    folder = tmp_path / "areas"
    folder.mkdir()
    head, old = "code,level,parent", "16061001,municipality,16061"
    areas = ["16,state,", "16061,district,16", "16062,district,16", "16062001,municipality,16062", old]
    for date, moved in (("2016-01-01", "16061002,municipality,16061"), ("2021-12-31", "16062002,municipality,16062")):
        (folder / f"{date}.csv").write_text("\n".join([head, *areas, moved]), encoding="utf-8")
    walk = "16061001,A,16061001,A\n16061002,B,16062002,B\n16062001,C,16062001,C"
    (folder / "walk.csv").write_text(f"ags_2016,name_2016,ags_2021,name_2021\n{walk}\n", encoding="utf-8")
    today = read_territory(folder, "2021-12-31", folder / "walk.csv")
    rows = [*gv_head(2013), *(["60", "61", *key, "A", 5, 20, 10, 10] for key in KEYS_2013)]
    write_book(tmp_path / "gemeindeverzeichnis" / "31122013_Auszug_GV.xlsx", rows, "Inhalt", "Gemeindedaten")
    return Context(tmp_path, ("16",), DECLARED, today, read_territory(folder, "2016-01-01"))


def test_a_count_of_districts_that_have_changed_since_is_estimated(tmp_path: Path) -> None:
    """Municipality 2 went from district 61 to 62: the counts of 2015 are those of other areas."""
    (tmp_path / "births.csv").write_text(
        "code,year,n\n16061,2015,7\n16062,2015,9\n16061,2005,8\n16062,2005,6\n", encoding="utf-8"
    )
    births = Declaration.model_validate(
        {"table": "births", "publisher": "a", "title": "A", "date": "{years}", "files": "births.csv"}
        | {"key": {"code": "district"}, "year": {"column": "year"}, "measures": {"n": "births"}, "carry": "counts"}
        | {"areas_of": "population"}
    )
    made = make(births, moved(tmp_path))
    found = made[["code", "value", "state"]].to_numpy().tolist()
    # of 2005 there is no edition: any district may have changed since
    assert sorted(found) == [
        ["16061", 7, "estimated"],
        ["16061", 8, "estimated"],
        ["16062", 6, "estimated"],
        ["16062", 9, "estimated"],
    ]


def test_counts_of_former_municipalities_are_added_up_to_districts_of_today_and_the_state(tmp_path: Path) -> None:
    """One that the crosswalk does not know stays in the district of its key, which had more land in 2011."""
    context = moved(tmp_path)
    keys = [("16", "0", "61", "0000", "003"), *KEYS_2013]
    rows = [*gv_head(2011), *(["60", "61", *key, "A", 5, 20, 10, 10] for key in keys)]
    write_book(tmp_path / "gemeindeverzeichnis" / "31122011_Auszug_GV.xlsx", rows, "Inhalt", "Gemeindedaten")
    votes = ["16061001,{},3", "16061002,{},4", "16061003,{},1", "16062001,{},5"]
    text = "\n".join(["code,year,n", *(row.format(year) for year in (2012, 2013) for row in votes), ""])
    (tmp_path / "votes.csv").write_text(text, encoding="utf-8")
    declared = {"table": "votes", "publisher": "a", "title": "A", "date": "{years}", "files": "votes.csv"}
    declared |= {"key": {"code": "municipality"}, "year": {"column": "year"}, "measures": {"n": "voters"}}
    declared |= {"carry": "districts", "areas_of": "population", "states_added_up": True}
    made = make(Declaration.model_validate(declared), context)
    found = made[["level", "code", "year", "value", "state"]].to_numpy().tolist()
    # 2013 has an edition that comes to the land of today; 2012 lies between it and one that does not
    assert sorted(found) == [
        ["district", "16061", 2012, 4, "estimated"],
        ["district", "16061", 2013, 4, "ok"],
        ["district", "16062", 2012, 9, "ok"],
        ["district", "16062", 2013, 9, "ok"],
        ["state", "16", 2012, 13, "ok"],
        ["state", "16", 2013, 13, "ok"],
    ]


def test_doubtful_columns_are_left_out_and_false_zeros_are_unknown(tmp_path: Path, geodata: Path) -> None:
    (tmp_path / "inkar").mkdir()
    head = "county_code,year,share_low_income_hh,tax_revenue_per_capita,students_per_100"
    table = f"{head}\n16061,1997.0,33,0,0\n16061,1998.0,33,200,0\n"
    (tmp_path / "inkar" / "kreise_inkar_1995_2022.csv").write_text(table, encoding="utf-8")
    territory = read_territory(geodata / "areas", "2021-12-31")
    found = make(DECLARED["inkar_districts"], Context(tmp_path, ("16",), DECLARED, territory, territory))
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
        DataError, match=r"A_Arbeitslosigkeit\.xls, Daten, row 1: found 'Schuldnerquote', expected 'Arbeitslose'"
    ):
        make(DECLARED["inkar_labour"], Context(tmp_path, ("16",), DECLARED, territory, territory))


def test_a_measure_may_be_the_sum_of_others_and_less_than_zero(sources: Path, geodata: Path) -> None:
    (sources / "counts.csv").write_text("code,year,n,m\n16061001,2020,2,5\n16061002,2020,4,.\n", encoding="utf-8")
    declare(
        geodata, "inkar_labour", measures={"n": "births", "m": "deaths"}, made_of={"balance": ["births", "-deaths"]}
    )
    build_tables(sources, geodata)
    found = pd.read_parquet(geodata / "tables" / "inkar_labour.parquet").fillna(-99).set_index(["measure", "code"])
    assert found.loc["balance", ["value", "state"]].to_numpy().tolist() == [[-3, "ok"], [-99, "unknown"]]


def test_figures_of_an_area_that_is_another_one_today_are_left_out(sources: Path, geodata: Path) -> None:
    declare(geodata, "inkar_labour", carry="scores", other_area={"16061002": "it has taken in another one"})
    build_tables(sources, geodata)
    found = pd.read_parquet(geodata / "tables" / "inkar_labour.parquet")
    assert found["state"].tolist() == ["ok", "unknown"]


def test_one_file_may_hold_several_levels(sources: Path, geodata: Path) -> None:
    rows = ["code,year,n", "16,2020,70", "16061,2020,69", "16061001,2020,30", "16061002,2020,40", ""]
    (sources / "counts.csv").write_text("\n".join(rows), encoding="utf-8")
    declare(geodata, "inkar_labour", key={"code": ["municipality", "district", "state"]})
    build_tables(sources, geodata)
    found = pd.read_parquet(geodata / "tables" / "inkar_labour.parquet").groupby("level")["value"].sum()
    assert found.to_dict() == {"state": 70, "district": 69, "municipality": 70}
