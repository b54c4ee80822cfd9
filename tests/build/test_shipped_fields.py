"""Twenty cells of each measure that official files of several fields brought, against the files read in another way."""

from __future__ import annotations

import csv
import random
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import openpyxl
import pytest

from atlas.data.catalogue import read_catalogue
from tests.build.publishers_files import GEODATA, shipped

if TYPE_CHECKING:
    from pathlib import Path

CELLS = 20
#: District that is no more, and the one that it went into.
GONE, INTO = "16056", "16063"
DISTRICTS, MUNICIPALITIES = "more/regionalstatistik_kreise", "more/regionalstatistik_gemeinden_thueringen"
ATLAS = "more/deutschlandatlas/Deutschlandatlas-Daten_2026.xlsx"
INKAR = "more/inkar2025_gemeinden_thueringen/inkar2025_gemeinden_thueringen_lang.csv"


class Cell(NamedTuple):
    """Where a measure stands in a file of the Regionaldatenbank: column of the figure, columns of key and year."""

    file: str
    column: int
    key: int = 1
    encoding: str = "utf-8"
    sexes: bool = False
    years: tuple[int, int] = (1990, 2100)


CARE = [("22411-02-01-4", (4, 5, 7, 10), (2003, 2007)), ("22411-02-02-4", (4, 5, 7, 9), (2009, 2015))]
OLD = {
    "marriages_divorces": {"marriages": [Cell("12611-01-01-4", 3)], "divorces": [Cell("12631-01-01-4", 3)]},
    "minimum_income": {
        "housing_benefit": [Cell("22311-01-02-4", 3)],
        "basic_security_old_age": [Cell("AI-S-05", 3)],
        "recipients": [Cell("22811-01-01-4", 3)],
        "sgb2": [Cell("22811-02-02-4", 4)],
        "old_age_recipients": [Cell("22151-01-02-4", 6, sexes=True)],
    },
    "new_buildings": {"dwellings": [Cell("31121-01-02-4", 7)]},
    "youth_facilities": {
        "places": [Cell("22542-01-02-4", 6), Cell("22542-01-02-4_2020", 6, encoding="cp1252")],
        "youth_work": [Cell("22542-01-02-4", 4), Cell("22542-01-02-4_2020", 5, encoding="cp1252")],
        "upbringing": [Cell("22542-01-02-4", 5), Cell("22542-01-02-4_2020", 4, encoding="cp1252")],
        "staff": [Cell("22542-01-02-4", 7), Cell("22542-01-02-4_2020", 7, encoding="cp1252")],
    },
    "care": {
        measure: [
            *(Cell(file, columns[at], sexes=True, years=years) for file, columns, years in CARE),
            Cell("22411-02-03-4_2015-2019", (4, 6, 8, 10)[at], encoding="cp1252", sexes=True, years=(2017, 2019)),
        ]
        for at, measure in enumerate(("people", "by_services", "in_homes", "by_relatives"))
    }
    | {"places_per_1000": [Cell("AI014-2", 6)]},
    "leavers_unemployed": {
        "leavers": [Cell("21111-02-06-4_2023", 3, encoding="cp1252")],
        "without_certificate": [Cell("21111-02-06-4_2023", 5, encoding="cp1252")],
        "with_abitur": [Cell("21111-02-06-4_2023", 15, encoding="cp1252")],
        "unemployed": [Cell("13211-02-05-4_2025", 3, encoding="cp1252")],
        "longterm": [Cell("13211-02-05-4_2025", 9, encoding="cp1252")],
        "unemployment_rate": [Cell("13211-02-05-4_2025", 11, encoding="cp1252")],
        "youth_unemployment_rate": [Cell("13211-02-05-4_2025", 15, encoding="cp1252")],
    },
}
#: Sheet, column and unit of the measures of the Deutschlandatlas.
SHEETS = {
    "deutschlandatlas_districts": {
        "foreigners": ("KRS1224", 9, 1),
        "household_income": ("KRS1224", 15, 1000 / 12),
        "care_by_services": ("KRS1224", 19, 1),
        "care_in_homes": ("KRS1224", 20, 1),
        "care_by_relatives": ("KRS1224", 21, 1),
        "childcare_under3": ("KRS1224", 22, 1),
        "childcare_3to5": ("KRS1224", 23, 1),
        "sgb2_children": ("KRS1224", 25, 1),
        "internal_migration": ("KRS1222", 3, 0.1),
        "external_migration": ("KRS1222", 4, 0.1),
        "sports_clubs": ("KRS1222", 7, 1),
        "turnout_federal_election": ("KRS1222", 8, 1),
        "unemployment_rate": ("KRS1222", 20, 1),
        "over_indebted": ("KRS1222", 22, 1),
        "basic_security_old_age": ("KRS1222", 23, 1),
        "cars": ("KRS1222", 26, 1),
    },
    "deutschlandatlas_municipalities": {
        "employment_rate": ("GEM1222", 3, 1),
        "minutes_primary_school": ("GEM1222", 13, 1),
        "gigabit_households": ("GEM1223", 5, 1),
        "minutes_doctor": ("GEM1221", 3, 1),
    },
}
#: Measures whose districts do not come to the published state: shares, and what is told of one district alone.
NO_SUMS = {"places_per_1000", "basic_security_old_age", "recipients", "old_age_recipients"}
NAMES = {
    "share_under_3": "a_bev0003",
    "share_3_to_5": "a_bev0306",
    "share_18_to_24": "a_bev1825",
    "share_65plus": "a_bev65um",
    "net_migration": "i_wans",
    "natural_balance": "i_saldo_nat",
    "purchasing_power": "q_kaufkraft",
    "low_income_households": "a_hheink_niedrig",
}


def number(text: str) -> float:
    return float("nan") if text == "x" or set(text) == {"."} else 0 if text == "-" else float(text.replace(",", "."))


@cache
def rows_of(path: Path, encoding: str, separator: str = ";") -> list[list[str]]:
    with path.open(encoding=encoding, newline="") as file:
        return [row for row in csv.reader(file, delimiter=separator) if len(row) > 2]


def cells_of(folder: Path, cell: Cell) -> dict[tuple[str, int], float]:
    rows = rows_of(folder / DISTRICTS / f"{cell.file}.csv", cell.encoding)
    rows = [r for r in rows if r[cell.key].startswith("16") and (not cell.sexes or r[3] == "Insgesamt")]
    found = {(r[cell.key], int(r[0][-4:])): number(r[cell.column]) for r in rows}
    return {at: value for at, value in found.items() if cell.years[0] <= at[1] <= cell.years[1]}


def chosen(table: str, measure: str, level: str = "", last: int = 9999) -> list[tuple[str, int, float]]:
    """Choose figures of a measure, always the same ones; all levels but one, or up to a year."""
    figures = shipped(table)
    figures = figures[(figures["level"] != level) & (figures["year"] <= last)]
    rows = figures[(figures["measure"] == measure) & figures["value"].notna()]
    picked = random.Random(7).sample(range(len(rows)), min(CELLS, len(rows)))  # noqa: S311  no secret
    return [(r.code, int(r.year), r.value) for r in rows.iloc[picked].itertuples()]


@pytest.mark.real
@pytest.mark.parametrize(("table", "measure"), [(t, m) for t, found in OLD.items() for m in found])
def test_a_figure_of_a_district_is_that_of_the_file(sources_folder: Path, table: str, measure: str) -> None:
    cells: dict[tuple[str, int], float] = {}
    for cell in OLD[table][measure]:
        cells |= cells_of(sources_folder, cell)
    for code, year, value in chosen(table, measure, "municipality", max(year for _, year in cells)):
        parts = [cells[code, year], *([cells[GONE, year]] if code == INTO and (GONE, year) in cells else [])]
        assert value == sum(parts), (code, year)


@pytest.mark.real
def test_debts_are_those_of_the_file(sources_folder: Path) -> None:
    """It gives thousands; Eisenach has a row of its own from 1998 on."""
    cells = cells_of(sources_folder, Cell("71327-01-04-4", 3))
    for code, year, value in chosen("municipal_debts", "debts"):
        parts = [cells[code, year], *([cells[GONE, year]] if code == INTO and year > 1997 else [])]
        assert value == 1000 * sum(parts), (code, year)


@pytest.mark.real
def test_minimum_income_of_2024_is_that_of_the_transcript(sources_folder: Path) -> None:
    path = next((sources_folder / DISTRICTS).glob("22811-01-01-4_2024_*.csv"))
    cells = {row[0]: number(row[2]) for row in rows_of(path, "utf-8", ",")[1:]}
    figures = shipped("minimum_income").query("measure == 'recipients' and year == 2024")
    assert dict(zip(figures["code"], figures["value"], strict=True)) == cells


@pytest.mark.real
def test_the_quota_of_minimum_income_is_the_published_one(sources_folder: Path) -> None:
    """In percent with one decimal; the two parts of today's Wartburgkreis have quotas of their own."""
    quotas = cells_of(sources_folder, Cell("AI-S-03", 3))
    figures = shipped("minimum_income").query("measure == 'recipients' and year <= 2015")
    people = shipped("regional_population").set_index(["code", "year"])["value"]
    for row in figures[figures["code"] != INTO].itertuples():
        assert 100 * row.value / people[row.code, row.year] == pytest.approx(quotas[row.code, row.year], abs=0.1)


@pytest.mark.real
def test_taxes_are_those_of_the_files_in_thousand_euros(sources_folder: Path) -> None:
    """Both Grundsteuern, Gewerbesteuer less what goes to Bund and Land, shares of income and turnover tax."""
    taxes: dict[tuple[str, int], float] = Counter()
    for column in (3, 4, 12, 13, 15):
        taxes.update(cells_of(sources_folder, Cell("71231-01-02-4", column, years=(1998, 2015))))
    for code, year, value in chosen("municipal_taxes", "taxes", "municipality"):
        parts = [taxes[code, year], *([taxes[GONE, year]] if code == INTO else [])]
        assert value == 1000 * sum(parts), (code, year)
    walk = rows_of(sources_folder / "gebietsstand/umstieg_2016-01-01_2021.csv", "utf-8", ",")
    into = {row[0]: row[2] for row in walk[1:]}
    rows = rows_of(sources_folder / MUNICIPALITIES / "71231-01-02-5_TH.csv", "utf-8")
    cells = {row[0]: sum(number(row[c]) for c in (2, 3, 11, 12, 14)) for row in rows if row[0].startswith("16")}
    figures = shipped("municipal_taxes").query("level == 'municipality'")
    for row in figures.sample(2 * CELLS, random_state=5).itertuples():
        older = [before for before, after in into.items() if after == row.code]
        assert row.value == 1000 * sum(cells.get(c) or cells[c[:5]] for c in older), row.code


@pytest.mark.real
def test_new_dwellings_of_2015_are_those_of_the_former_municipalities(sources_folder: Path) -> None:
    walk = rows_of(sources_folder / "gebietsstand/umstieg_2016-01-01_2021.csv", "utf-8", ",")
    into = {row[0]: row[2] for row in walk[1:]}
    cells = {row[0]: row[6] for row in rows_of(sources_folder / MUNICIPALITIES / "31121-01-02-5_TH.csv", "utf-8")}
    figures = shipped("new_buildings").query("level == 'municipality'")
    for row in figures.sample(40, random_state=5).itertuples():
        older = [before for before, after in into.items() if after == row.code]
        assert row.value == sum(number(cells.get(c) or cells[c[:5]]) for c in older), row.code
    assert figures["value"].sum() == number(cells["16"])


@pytest.mark.parametrize(
    ("table", "measure"), [(t, m) for t, found in OLD.items() for m in found if "rate" not in m and m not in NO_SUMS]
)
def test_districts_add_up_to_the_published_state(table: str, measure: str) -> None:
    """But for the unemployed, who are averages of a year and rounded for each area."""
    figures = shipped(table)
    sums = figures[figures["measure"] == measure].pivot_table(
        index="year", columns="level", values="value", aggfunc="sum"
    )
    assert ((sums["district"] - sums["state"]).abs() <= (5 if measure in {"unemployed", "longterm"} else 0)).all()


@pytest.mark.real
@pytest.mark.parametrize("table", list(SHEETS))
def test_a_figure_of_the_deutschlandatlas_is_that_of_the_workbook(sources_folder: Path, table: str) -> None:
    book = openpyxl.load_workbook(sources_folder / ATLAS, read_only=True)
    for sheet in sorted({s for s, _, _ in SHEETS[table].values()}):
        rows = {str(row[0]): row for row in book[f"Deutschlandatlas_{sheet}"].iter_rows(min_row=5, values_only=True)}
        for measure, (_, column, unit) in {m: p for m, p in SHEETS[table].items() if p[0] == sheet}.items():
            for code, year, value in chosen(table, measure):
                raw = float(str(rows[code.ljust(8, "0")][column - 1]))
                assert value == pytest.approx(raw * unit), (measure, code, year)


@pytest.mark.real
@pytest.mark.parametrize("measure", list(NAMES))
def test_a_figure_of_inkar_2025_is_that_of_the_file(sources_folder: Path, measure: str) -> None:
    rows = rows_of(sources_folder / INKAR, "utf-8", ",")
    cells = {(r[1], int(float(r[3]))): float(r[4]) for r in rows if r[0] == NAMES[measure]}
    for code, year, value in chosen("inkar_2025_municipalities", measure):
        assert value == cells[code, year], (code, year)


@pytest.mark.real
def test_figures_of_inkar_2025_by_district_are_those_of_the_file(sources_folder: Path) -> None:
    rows = rows_of(next((sources_folder / "more/inkar2025_kreise_thueringen").glob("*.csv")), "utf-8")
    heads = {
        "sgb2_rate": "sgb2_quote_prozent",
        "purchasing_power": "kaufkraft_eur_je_einwohner",
        "hospital_beds": "krankenhausbetten_je_1000_einwohner",
        "living_space": "wohnflaeche_m2_je_einwohner",
        "gigabit_households": "gigabit_haushalte_prozent",
    }
    for measure, head in heads.items():
        for code, year, value in chosen("inkar_2025_districts", measure):
            row = next(r for r in rows if r[0] == code)
            assert value == float(row[rows[0].index(f"{head}_{year}")]), (measure, code)


@pytest.mark.real
@pytest.mark.parametrize(
    ("measure", "file", "column"),
    [
        ("people", "12411-01-01-5", 2),
        ("arrivals", "12711-01-03-5", 8),
        ("departures", "12711-01-03-5", 29),
        ("employees", "13111-08-02-5", 4),
        ("out_commuters", "13111-08-02-5", 5),
    ],
)
def test_a_figure_of_2015_is_that_of_its_former_municipalities(
    sources_folder: Path, measure: str, file: str, column: int
) -> None:
    """Each municipality of 2016 went over whole: by the table of the data, not by the project's own."""
    walk = rows_of(sources_folder / "gebietsstand/umstieg_2016-01-01_2021.csv", "utf-8", ",")
    into = {row[0]: row[2] for row in walk[1:]}
    rows = rows_of(sources_folder / MUNICIPALITIES / f"{file}_TH.csv", "utf-8")
    cells = {row[0]: row[column] for row in rows}
    for code, _year, value in chosen("municipalities_2015", measure):
        older = [before for before, after in into.items() if after == code]
        assert value == sum(number(cells.get(c) or cells[c[:5]]) for c in older), code


@pytest.mark.real
def test_people_of_the_state_are_those_of_the_file(sources_folder: Path) -> None:
    row = next(r for r in rows_of(sources_folder / MUNICIPALITIES / "12411-01-01-5_TH.csv", "utf-8") if r[0] == "16")
    figures = shipped("regional_population").groupby(["level", "year"])["value"].sum()
    for at, year in enumerate(range(2015, 2007, -1)):
        assert figures["state", year] == figures["district", year] == int(row[2 + 3 * at])


@pytest.mark.parametrize(
    ("table", "measure", "share"),
    [
        ("minimum_income", "recipients", 0.0025),
        ("municipal_debts", "debts", 0.00001),
        ("municipal_taxes", "taxes", 0.00001),
    ],
)
def test_districts_add_up_to_the_state_but_for_little(table: str, measure: str, share: float) -> None:
    figures = shipped(table)
    rows = figures[figures["measure"] == measure]
    sums = rows.pivot_table(index="year", columns="level", values="value", aggfunc="sum")
    sums = sums[sums["state"] > 0]
    assert len(sums) >= 6
    assert ((sums["district"] / sums["state"] - 1).abs() <= share).all()


@pytest.mark.real
def test_the_state_stands_above_its_districts_as_the_remark_says_and_by_social_assistance_alone(
    sources_folder: Path,
) -> None:
    """Columns: all, those of SGB II in three, Hilfe zum Lebensunterhalt, Grundsicherung, those of asylum seekers."""
    rows = rows_of(sources_folder / DISTRICTS / "22811-01-01-4.csv", "utf-8")
    above = {}
    for year in range(2010, 2016):
        cells = [r for r in rows if r[0].endswith(str(year)) and r[1].startswith("16") and len(r) > 9]
        state = next(r for r in cells if r[1] == "16")
        gaps = [number(state[c]) - sum(number(r[c]) for r in cells if len(r[1]) == 5) for c in range(3, 10)]
        assert gaps[0] == gaps[4] + gaps[5]
        assert [gaps[1], gaps[6]] == [0, 0]
        above[year] = gaps[0]
    remark = read_catalogue(GEODATA / "indicators").indicators["minimum_income_rate"].does_not_say
    assert f"um {min(above[y] for y in range(2010, 2015)):.0f} bis {max(above.values()):.0f} Menschen über" in remark
    assert f"2015 um {-above[2015]:.0f} darunter" in remark
