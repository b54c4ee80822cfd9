"""One reader for all tables: each layout that a declaration can name, whole and broken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook
from pydantic import ValidationError

from atlas.errors import DataError
from atlas.sources.declared import read_declared
from atlas.sources.layout import Layout
from tests.build.publishers_files import DECLARED

if TYPE_CHECKING:
    from pathlib import Path

Rows = list[list[object]]
INKAR: Rows = [
    ["Kennziffer", "Raumeinheit", "Aggregat", "Arbeitslose", "Arbeitslose"],
    [None, None, None, "1998", "1999"],
    ["01001000", "Flensburg, Stadt", "Gemeinden", 5784, 5155],
    ["16051000", "Erfurt, Stadt", "Gemeinden", 18433, None],
    ["16061001", "Arenshausen", "Gemeinden", 0, 2],
]
UNEMPLOYED = DECLARED["inkar_labour"].each[0]
CENSUS = DECLARED["census_2022"].each[0]
DISTRICTS = DECLARED["inkar_districts"].each[0]
GENESIS = """GENESIS-Tabelle: 12613-01-01-4
Sterbefälle: Gestorbene;;;;;
;;;Geschlecht;Geschlecht;Geschlecht
;;;Insgesamt;männlich;weiblich
2015;DG;Deutschland;925200;449512;475688
2015;16;  Thüringen;28830;14000;14830
31.12.2015;16051;      Erfurt, Kreisfreie Stadt;2345;1100;-
31.12.2014;16051;      Erfurt, Kreisfreie Stadt;.;3;1
2014;03241001;      Hannover, Landeshauptstadt;9;3;1
__________
"© Statistische Ämter, 2017.
Datenlizenz"
Stand: 10.10.2017 / 17:37:09
"""


def layout(**keys: Any) -> Layout:
    return Layout(**({"key": {"ags": "municipality"}, "year": 2020, "measures": {"n": "people"}} | keys))


def text(folder: Path, content: str, name: str = "a.csv") -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def book(path: Path, rows: Rows, sheet: str = "Daten") -> Path:
    made = Workbook()
    made.worksheets[0].title = sheet
    for row in rows:
        made.worksheets[0].append(row)
    made.save(path)
    return path


def with_cell(row: int, column: int, value: object) -> Rows:
    return [[value if (i, j) == (row, column) else x for j, x in enumerate(r)] for i, r in enumerate(INKAR)]


def test_digits_that_a_file_leaves_out_are_set_before_each_key(tmp_path: Path) -> None:
    found = read_declared(text(tmp_path, "ags,n\n51000,7\n61001,8\n"), layout(key_prefix="160"), ["16"])
    assert dict(zip(found["code"], found["value"], strict=True)) == {"16051000": 7, "16061001": 8}


def test_a_workbook_with_a_column_for_each_year(tmp_path: Path) -> None:
    found = read_declared(book(tmp_path / "a.xlsx", INKAR), UNEMPLOYED, ["16"])
    assert found.drop(columns="level").to_numpy().tolist()[0] == ["unemployed", "16051000", 1998, 18433, "ok"]
    assert found["state"].tolist() == ["ok", "zero", "unknown", "ok"]


@pytest.mark.parametrize(
    ("row", "column", "value", "message"),
    [
        (0, 0, "Schlüssel", "Daten, row 1: found Schlüssel, Raumeinheit"),
        (0, 4, "Bevölkerung", None),
        (1, 4, "1998", "row 2: found 1998 twice, in column 5 again, expected each year once"),
        (1, 4, "99", "row 2: found '99', expected a year"),
        (2, 0, "1001000", "a leading zero was lost"),
        (4, 0, "16051000", "Daten, Kennziffer: found 16051000 twice"),
        (4, 4, "zwei", "Arbeitslose, row 16061001, 1999: found 'zwei'"),
    ],
)
def test_what_is_wrong_in_a_workbook_is_named(
    tmp_path: Path, row: int, column: int, value: object, message: str | None
) -> None:
    path = book(tmp_path / "a.xlsx", with_cell(row, column, value))
    if message is None:  # a second indicator in the same workbook is another table's
        assert set(read_declared(path, UNEMPLOYED, ["16"])["year"]) == {1998}
        return
    with pytest.raises(DataError, match=message):
        read_declared(path, UNEMPLOYED, ["16"])


def test_another_indicator_sheet_or_no_area_at_all_is_refused(tmp_path: Path) -> None:
    other = [["Schuldnerquote" if x == "Arbeitslose" else x for x in row] for row in INKAR]
    with pytest.raises(DataError, match="row 1: found 'Schuldnerquote', expected 'Arbeitslose'; put the file of that"):
        read_declared(book(tmp_path / "a.xlsx", other), UNEMPLOYED, ["16"])
    with pytest.raises(DataError, match="expected a sheet 'Daten'"):
        read_declared(book(tmp_path / "a.xlsx", INKAR, "Metadaten"), UNEMPLOYED, ["16"])
    with pytest.raises(DataError, match="row 1: found no row below the headings"):
        read_declared(book(tmp_path / "a.xlsx", INKAR[:2]), UNEMPLOYED, ["16"])


def test_an_empty_cell_is_unknown_and_not_zero(tmp_path: Path) -> None:
    head = ",".join(["ags", *CENSUS.named])
    rows = "01001000,1,1,1,1,1,1,1\n16061001,950.0,,1.9,400,7.5,70.1,5.2\n16061002,9,3,1.9,400,7.5,70.1,5.2\n"
    found = read_declared(text(tmp_path, f"{head}\n{rows}"), CENSUS, ["16"])
    one = found[found["code"] == "16061001"].set_index("measure")
    assert one["state"].drop("share_foreign").eq("ok").all()
    assert one.loc["share_foreign", "state"] == "unknown"
    assert one.loc["population", "value"] == 950
    assert (set(found["code"]), set(found["year"])) == ({"16061001", "16061002"}, {2022})


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("1001000,1", r"a\.csv, ags: found '1001000', expected 8 digits; keep keys as text: a leading zero was lost"),
        ("16061001,1\n16061001,1", r"a\.csv, ags: found 16061001 twice"),
        ("16061001,many", "n, row 16061001: found 'many'"),
        ("01001000,1", "found no area, expected keys"),
    ],
)
def test_what_is_wrong_in_a_text_is_named(tmp_path: Path, rows: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        read_declared(text(tmp_path, f"ags,n\n{rows}\n"), layout(), ["16"])


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"measures": {"m": "people"}}, r"a\.csv, columns: found ags, n, n, expected a column 'm'"),
        ({"measures": {"n": "people"}}, "found 'n' 2 times, expected it once; name it by its number"),
        ({"key": {"id": "district"}}, "expected a column 'id'"),
        ({"key": {"id": "district", "gvb": "association"}}, "expected one of id, gvb"),
        ({"key": {7: "district"}}, "found 3 columns, expected a column 7"),
        ({"year": {"title": r"am ([0-9]+)"}}, "title: found 'ags n n', expected a year as in"),
    ],
)
def test_a_column_that_is_not_there_is_named(tmp_path: Path, keys: dict[str, Any], message: str) -> None:
    with pytest.raises(DataError, match=message):
        read_declared(text(tmp_path, "ags,n,n\n16061001,1,2\n"), layout(**keys), ["16"])


def test_the_first_key_column_that_is_there_tells_the_level(tmp_path: Path) -> None:
    keys = {"gemeinde_id": "municipality", "gvb_id": "association", "kreis_id": "district"}
    for key, code in zip(keys, ("16051000", "160510000", "16051"), strict=True):
        path = text(tmp_path, f'score,{key},year\n0.5,"{code}",1998\n')
        found = read_declared(path, layout(key=keys, year={"column": "year"}, measures={"score": "s"}), ["16"])
        assert found.to_numpy().tolist() == [["s", keys[key], code, 1998, 0.5, "ok"]]


def test_all_columns_keep_their_names_and_a_year_without_any_figure_is_left_out(tmp_path: Path) -> None:
    rows = "16051,1995.0,,8.1\n16052,1995.0,,\n16051,1996.0,5.2,9\n01001,1995.0,3,4\n"
    found = read_declared(text(tmp_path, f"county_code,year,rent_level,share_no_degree\n{rows}"), DISTRICTS, ["16"])
    assert found.drop(columns=["level", "value"]).to_numpy().tolist() == [
        ["rent_level", "16051", 1996, "ok"],
        ["share_no_degree", "16051", 1995, "ok"],
        ["share_no_degree", "16052", 1995, "unknown"],
        ["share_no_degree", "16051", 1996, "ok"],
    ]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("16051,95,3,4", "year: found '95', expected a year"),
        ("16051,1995.0,teuer,4", "rent_level, row 16051, 1995: found 'teuer'"),
        ("16051,1995.0,3,4\n16051,1995,3,4", "16051, 1995 twice"),
    ],
)
def test_what_is_wrong_in_a_row_with_a_year_is_named(tmp_path: Path, rows: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        read_declared(text(tmp_path, f"county_code,year,rent_level,share_no_degree\n{rows}\n"), DISTRICTS, ["16"])


def test_a_table_of_genesis_has_headings_in_rows_keys_of_all_levels_and_a_footer(tmp_path: Path) -> None:
    genesis = layout(
        header=[3, 4],
        separator=";",
        decimal=",",
        footer="____",
        key={2: "district"},
        other_keys="ignored",
        year={"column": 1},
        measures={"Geschlecht | Insgesamt": "deaths", "Geschlecht | weiblich": "deaths_women"},
    )
    found = read_declared(text(tmp_path, GENESIS), genesis, ["16"])
    assert found.drop(columns="level").fillna("").to_numpy().tolist() == [
        ["deaths", "16051", 2015, 2345, "ok"],
        ["deaths_women", "16051", 2015, 0, "zero"],
        ["deaths_women", "16051", 2014, 1, "ok"],
    ]


def test_a_year_may_stand_in_the_heading_of_a_column_or_in_the_title(tmp_path: Path) -> None:
    path = text(tmp_path, "ags,n_2022,m_2023,n_2023\n16061001,1,2,3\n")
    found = read_declared(path, layout(year={"heading": "_([0-9]{4})$"}), ["16"])
    assert found[["measure", "year", "value"]].to_numpy().tolist() == [["people", 2022, 1], ["people", 2023, 3]]
    path = text(tmp_path, "Stand am 31.12.2019,\nags,n\n16061001,1\n")
    found = read_declared(path, layout(header=[2], year={"title": r"am 31\.12\.([0-9]{4})"}), ["16"])
    assert found["year"].tolist() == [2019]


def test_a_row_may_hold_one_figure_and_only_some_rows_count(tmp_path: Path) -> None:
    rows = "pop,f,16061001,2019,7\npop,m,16061001,2019,9\npop,f,16061001,2020,x\npay,f,16061001,2019,-1\n"
    path = text(tmp_path, f"what,sex,ags,year,value\n{rows}")
    long = {"measure": "what", "value": "value"}
    one = layout(long=long, rows={"sex": "f"}, year={"column": "year"}, measures={"pop": "women"})
    found = read_declared(path, one, ["16"])
    assert found[["measure", "year", "value"]].to_numpy().tolist() == [["women", 2019, 7]]
    # nothing is known of the pay but a sign that stands for nothing
    everything = read_declared(path, one.model_copy(update={"measures": "all", "missing": ("-1",)}), ["16"])
    assert everything["measure"].tolist() == ["pop"]
    with pytest.raises(DataError, match=r"a\.csv, what: found pop, pay, expected 'births'"):
        read_declared(path, one.model_copy(update={"measures": {"births": "births"}}), ["16"])
    with pytest.raises(DataError, match="pop: found 16061001, 2019 twice"):
        read_declared(path, one.model_copy(update={"rows": {}}), ["16"])


@pytest.mark.parametrize("year", [{}, {"column": "a", "row": 1}, {"heading": "no group"}, {"title": "(two) (groups)"}])
def test_where_the_year_stands_is_said_in_one_way(year: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match=r"exactly one of column|one group"):
        layout(year=year)


@pytest.mark.real
def test_the_real_workbook_has_631_municipalities_in_24_years(sources_folder: Path) -> None:
    found = read_declared(sources_folder / "inkar" / "A_Arbeitslosigkeit.xls", UNEMPLOYED, ["16"])
    assert len(found) == 631 * 24
    assert found["state"].value_counts().to_dict() == {"ok": 15088, "zero": 55, "unknown": 1}


@pytest.mark.real
def test_vacancy_and_owners_of_the_state_are_plausible(sources_folder: Path) -> None:
    found = read_declared(sources_folder / "zensus2022" / "zensus2022_gemeinden.csv", CENSUS, ["16"])
    wide = found.pivot(index="code", columns="measure", values="value")
    known = wide.dropna(subset=["vacancy_rate"])
    assert len(wide) == 631
    assert (known["vacancy_rate"] * known["dwellings"]).sum() / known["dwellings"].sum() == pytest.approx(8.0, abs=0.3)
    owners = (wide["share_owner_occupied"] * wide["dwellings"]).sum() / wide["dwellings"].sum()
    assert owners == pytest.approx(42, abs=4)


def test_keys_of_several_levels_are_told_apart_by_their_digits(tmp_path: Path) -> None:
    content = "ags,n\n16,30\n16061,20\n16061001,7\nDG,99\n"
    several = layout(key={"ags": ["municipality", "district", "state"]}, other_keys="ignored")
    found = read_declared(text(tmp_path, content), several, ("16",))
    assert found[["level", "code", "value"]].to_numpy().tolist() == [
        ["state", "16", 30],
        ["district", "16061", 20],
        ["municipality", "16061001", 7],
    ]
    with pytest.raises(DataError, match=r"a\.csv, ags: found 'DG', expected 8 or 5 or 2 digits"):
        read_declared(text(tmp_path, content), several.model_copy(update={"other_keys": "refused"}), ("16",))


def test_a_municipality_that_is_alone_in_its_association_stands_for_it(tmp_path: Path) -> None:
    """Of 160610001 the file has no row; 160615001 has one of its own, and two municipalities."""
    content = "rs,n\n160610001001,4\n160615001,9\n160615001002,3\n160615001003,5\n"
    ars = layout(key={"rs": ["municipality", "association"]}, key_form="ars")
    found = read_declared(text(tmp_path, content), ars, ("16",)).set_index("code")["value"]
    assert found.to_dict() == {
        "16061001": 4,
        "160610001": 4,
        "160615001": 9,
        "16061002": 3,
        "16061003": 5,
    }


def test_leading_zeros_that_a_workbook_has_lost_are_restored(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", [["ags", "n"], [1001000, 4], [16061000, 3], ["Ende der Tabelle.", None]])
    keys = {"key_form": "number", "other_keys": "ignored", "sheet": "Daten"}
    assert list(read_declared(path, layout(key={"ags": "district"}, **keys), ("01",))["code"]) == ["01001"]
    assert list(read_declared(path, layout(key={"ags": "municipality"}, **keys), ("01",))["code"]) == ["01001000"]


def test_a_town_with_the_key_of_a_district_stands_as_a_municipality_too(tmp_path: Path) -> None:
    content = "ags,n\n16051,9\n16061,8\n16061001,3\n16061002,-\n"
    towns = layout(towns_as_districts=True, other_keys="ignored", missing=["-"], empty_areas="left_out")
    found = read_declared(text(tmp_path, content), towns, ("16",)).set_index("code")["value"]
    assert found.to_dict() == {"16051000": 9, "16061001": 3}


def test_a_column_may_be_named_by_its_number_and_brought_to_another_unit(tmp_path: Path) -> None:
    content = "ags,n,n\n16061001,3,2.5\n"
    found = read_declared(text(tmp_path, content), layout(measures={3: "euros"}, times={"euros": 1000}), ("16",))
    assert found[["measure", "value"]].to_numpy().tolist() == [["euros", 2500]]
