"""Damages to publishers' files, one each, in the publisher's own form: none goes through without a word."""

# ruff: noqa: E501  the damages are a table
from __future__ import annotations

import csv
import datetime as dt
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from atlas.build.make import make
from atlas.build.origins import files_of, with_origins
from atlas.build.tables import finish
from atlas.data.rules.before import before_rule
from atlas.data.rules.broken import Severity
from atlas.data.rules.ground import Ground, read_ground
from atlas.data.rules.report import figure
from atlas.data.rules.run import findings, run_rules
from atlas.data.secrecy import parents_of
from atlas.errors import DataError
from tests.build.publishers_files import AREAS, DECLARED, GEODATA, WRITERS, context, shipped, write_csv

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.build.publishers_files import Damage, Rows

#: Where a row of each form holds the key of its area, and the columns by name.
KEYS = {"census_2022": 0, "gisd": 1, "inkar_districts": 0, "inkar_labour": 0, "population": 7}
GV = {"area": 8, "population": 9, "men": 10, "women": 11}
FIVE = ["16061032", "16061033", "16061034", "16061035", "16061036"]
FIVE_TODAY = ["16061032", "16061033", "16061034", "16061036", "16061037"]


def at(rows: Rows, column: str) -> int:
    head = next((row for row in rows[:2] if column in row), None)
    return GV[column] if head is None else head.index(column)


def cells(column: str, change: Callable[[Any], Any], *codes: str, key: int = 0) -> Damage:
    """Change the cells of a column that hold something: of some areas, or of all."""

    def done(rows: Rows) -> Rows:
        i, start = at(rows, column), 6 if key == KEYS["population"] else 1
        for row in rows[start:]:
            if row[key] and row[i] is not None and (not codes or row[key] in codes):
                row[i] = change(row[i])
        return rows

    return done


def gv(columns: str, change: Callable[[Any], Any], *codes: str) -> Damage:
    return lambda rows: [cells(c, change, *codes, key=7)(rows) for c in columns.split()][-1]


def without(key: int, *codes: str) -> Damage:
    return lambda rows: [row for row in rows if row[key : key + 1] not in [[code] for code in codes]]


def reversed_keys(key: int, start: int) -> Damage:
    """Shuffle the keys of all areas: the last one gets the figures of the first."""

    def done(rows: Rows) -> Rows:
        own = [row for row in rows[start:] if str(row[key]).startswith("16")]
        for row, code in zip(own, [row[key] for row in reversed(own)], strict=True):
            row[key] = code
            if start == 6:
                row[2:7] = [code[:2], code[2], code[3:5], "0000", code[5:]]
        return rows

    return done


def head(row: int, old: str, new: str) -> Damage:
    def done(rows: Rows) -> Rows:
        rows[row] = [x.replace(old, new) if isinstance(x, str) else x for x in rows[row]]
        return rows

    return done


def both(*damages: Damage) -> Damage:
    def done(rows: Rows) -> Rows:
        for damage in damages:
            rows = damage(rows)
        return rows

    return done


def two_columns_swapped(rows: Rows) -> Rows:
    i, j = at(rows, "vacancy_rate_census22"), at(rows, "share_owner_occupied_census22")
    for row in rows[1:]:
        row[i], row[j] = row[j], row[i]
    return rows


def cut_off(rows: Rows) -> Rows:
    return [*rows[:300], rows[300][:3]]


def neighbours_swapped(rows: Rows) -> Rows:
    one, other = (next(r for r in rows if r[7:8] == [code]) for code in ("16061037", "16061049"))
    one[8:], other[8:] = other[8:], one[8:]
    return rows


def sums_right(rows: Rows) -> Rows:
    """Let the population be the sum of men and women, as a consistent mistake has it."""
    return [[*r[:9], r[10] + r[11], *r[10:]] if r[0] == "60" else r for r in rows]


def sexes_swapped(rows: Rows) -> Rows:
    return [[*r[:10], r[11], r[10]] if r[0] == "60" else r for r in rows]


def years_one_off(rows: Rows) -> Rows:
    rows[1] = [str(int(x) - 1) if x else x for x in rows[1]]
    return rows


def column_gone(name: str) -> Damage:
    def done(rows: Rows) -> Rows:
        i = at(rows, name)
        return [row[:i] + row[i + 1 :] for row in rows]

    return done


def german(value: Any) -> str:
    return f"{value:,}".replace(",", ".") if isinstance(value, int) else f"{value:.3f}".replace(".", ",")


CENSUS, GISD = "zensus2022_gemeinden.csv", "GISD_Thueringen_Kreis_1998_2019.csv"
DISTRICTS, INKAR, BOOK = "kreise_inkar_1995_2022.csv", "A_Arbeitslosigkeit.xls", "31122021_Auszug_GV.xlsx"
FOREIGN, SIZE, OWNERS, VACANT = (
    f"{x}_census22" for x in ("share_foreign", "avg_household_size", "share_owner_occupied", "vacancy_rate")
)
DWELLINGS, RENT = "total_dwellings_census22", "avg_rent_per_m2_census22"
#: Name, table, damage, and words that have to be told together; a rule is named by its own word.
DAMAGES: list[tuple[str, str, Damage, tuple[str, ...]]] = [
    ("cut in a line", "census_2022", cut_off, (CENSUS, "line 301", "3 cells")),
    ("comma in a size", "census_2022", cells(SIZE, german, "16061041"), (CENSUS, SIZE, "row 16061041")),
    ("commas everywhere", "census_2022", cells(SIZE, german), (CENSUS, SIZE, "row 16051000")),
    ("dot in dwellings", "census_2022", cells(DWELLINGS, german, "16068051"), (CENSUS, DWELLINGS, "row 16068051")),
    ("share x10", "census_2022", cells(FOREIGN, lambda v: v * 10, "16052000"), ("usual", CENSUS, FOREIGN, "row 16052000")),
    ("shares x100", "census_2022", cells(OWNERS, lambda v: v * 100), ("range", CENSUS, OWNERS, "row 16069058")),
    ("shares / 100", "census_2022", cells(VACANT, lambda v: v / 100), ("digits", CENSUS, VACANT, "row 16069058")),
    ("share below zero", "census_2022", cells(FOREIGN, lambda v: -v, "16052000"), ("range", FOREIGN, "row 16052000")),
    ("dwellings below zero", "census_2022", cells(DWELLINGS, lambda v: -v, "16052000"), ("range", "row 16052000")),
    ("codes shuffled", "census_2022", reversed_keys(0, 1), ("ratio", CENSUS, "population_census22", "row 16051000")),
    ("5 missing", "census_2022", without(0, *FIVE), ("complete", CENSUS, DWELLINGS, "row 16061032")),
    ("500 missing", "census_2022", lambda rows: rows[:132], ("complete", CENSUS, DWELLINGS, "row 16064046")),
    ("unknown codes", "census_2022", cells("ags", lambda c: f"16999{c[5:]}", *FIVE), ("complete", "row 16061032")),
    ("columns swapped", "census_2022", two_columns_swapped, ("usual", CENSUS, VACANT, "row 16069058")),
    ("column renamed", "census_2022", head(0, "dwellings", "homes"), (CENSUS, "columns", DWELLINGS)),
    ("formula", "census_2022", cells(FOREIGN, lambda _: "=A1*2", "16051000"), (CENSUS, FOREIGN, "row 16051000")),
    ("double row", "census_2022", lambda rows: [*rows, rows[5]], (CENSUS, "ags", "twice")),
    ("zero lost", "census_2022", lambda rows: [*rows, ["1001000", *rows[5][1:]]], (CENSUS, "a leading zero was lost")),
    ("decimal comma", "gisd", cells("gisd_score", lambda v: f"{v:.4f}".replace(".", ","), "16051", key=1), (GISD, "gisd_score", "16051")),
    ("2091 in a row", "gisd", lambda rows: [*rows[:-1], [*rows[-1][:2], 2091]], ("years", GISD, "row 16077, 2091")),
    ("2019 as 2029", "gisd", cells("year", lambda y: 2029 if y == 2019 else y, key=1), ("years", GISD, "row 16051, 2029")),
    ("year 1219", "gisd", lambda rows: [*rows[:-1], [*rows[-1][:2], 1219]], (GISD, "year", "1219")),
    ("5 missing", "inkar_districts", without(0, "16053", "16054"), ("complete", DISTRICTS, "rent_level", "row 16053, 2022")),
    ("below zero", "inkar_districts", cells("share_female", lambda v: -v), ("range", DISTRICTS, "share_female", "16067, 1995")),
    ("column x10", "inkar_districts", cells("share_female", lambda v: v * 10), ("range", DISTRICTS, "share_female")),
    ("pay-like x10", "inkar_districts", cells("rent_level", lambda v: v * 10), ("usual", DISTRICTS, "rent_level")),
    ("2022 as 2032", "inkar_districts", cells("year", lambda y: "2032.0" if y == "2022.0" else y), ("years", "16051, 2032")),
    ("2022 as 2202", "inkar_districts", cells("year", lambda y: "2202.0" if y == "2022.0" else y), (DISTRICTS, "year", "2202")),
    ("column gone", "inkar_districts", column_gone("cars_per_capita"), ("complete", "cars_per_capita")),
    ("x10 consistently", "population", gv("population men women", lambda v: v * 10, "16061037"), ("year_before", BOOK, "row 16061037")),
    ("area x10", "population", gv("area", lambda v: v * 10, "16061037"), ("area", BOOK, "Fläche", "row 16061037")),
    ("population alone x10", "population", gv("population", lambda v: v * 10, "16061037"), (BOOK, "population", "16061037")),
    ("sexes swapped", "population", sexes_swapped, ("ratio", BOOK, "row 16")),
    ("below zero", "population", both(gv("men", lambda v: -v, "16061037"), sums_right), ("range", BOOK, "männlich", "row 16061037")),
    ("5 missing", "population", without(7, *FIVE_TODAY), ("Gemeindeverzeichnis 2021", "5 municipalities", "16061032")),
    ("codes shuffled", "population", reversed_keys(7, 6), ("year_before", BOOK, "row 16061001")),
    ("neighbours swapped", "population", neighbours_swapped, ("area", BOOK, "row 16061037")),
    ("year in the title", "population", head(0, "2021", "2022"), (BOOK, "header", "title 2022")),
    ("year twice 2020", "population", both(head(0, "2021", "2020"), head(4, "2021", "2020")), ("before", BOOK, "row 16051000")),
    ("year twice 2031", "population", both(head(0, "2021", "2031"), head(4, "2021", "2031")), ("years", "2031")),
    ("thousands as text", "population", gv("population men women", lambda v: f"{v:,}".replace(",", "."), "16061037"), (BOOK, "row 16061037")),
    ("cell empty", "population", gv("population", lambda _: None, "16061037"), ("complete", BOOK, "insgesamt", "row 16061037")),
    ("heading", "population", head(3, "männlich", "weiblich"), (BOOK, "column 11", "'weiblich'")),
    ("x10 in five", "inkar_labour", cells("2021", lambda v: v * 10, *FIVE), ("own_series", INKAR, "column 2021", "row 16061032")),
    ("below zero", "inkar_labour", cells("2021", lambda v: -v - 5, *FIVE), ("range", INKAR, "column 2021", "row 16061032")),
    ("Suhl", "inkar_labour", cells("2021", lambda _: 10680, "16054000"), ("ratio", INKAR, "column 2021", "row 16054000")),
    ("5 missing", "inkar_labour", without(0, *FIVE_TODAY), ("complete", INKAR, "row 16061032")),
    ("codes shuffled", "inkar_labour", reversed_keys(0, 2), ("sums", "A_ArbeitslosigkeitKreis.xls", "row 16061")),
    ("2012 twice", "inkar_labour", head(1, "2021", "2012"), (INKAR, "row 2", "2012 twice")),
    ("2021 as 2031", "inkar_labour", head(1, "2021", "2031"), ("years", INKAR, "column 2031")),
    ("years one off", "inkar_labour", years_one_off, ("sums", "A_ArbeitslosigkeitKreis.xls", "row 16054")),
    ("another indicator", "inkar_labour", head(0, "Arbeitslose", "Schuldnerquote"), (INKAR, "row 1", "Schuldnerquote")),
    ("decimals", "inkar_labour", cells("2021", lambda _: "12,5", "16061032"), (INKAR, "16061032, 2021")),
    ("1,234 as text", "inkar_labour", cells("2021", lambda _: "1,234", "16061032"), (INKAR, "16061032, 2021", "1,234")),
]  # fmt: skip


@pytest.fixture(scope="module")
def ground() -> Ground:
    return read_ground(GEODATA, dt.date(2026, 11, 26))


@pytest.fixture(scope="module")
def others() -> dict[str, pd.DataFrame]:
    return {"population": shipped("population")}  # the only table to which others are compared


def made(table: str, folder: Path, damage: Damage) -> pd.DataFrame:
    WRITERS[table](folder, damage)
    parents = parents_of(pd.read_csv(AREAS / "2021-12-31.csv", dtype=str))
    return finish(make(DECLARED[table], context(folder)), DECLARED[table].hiding, parents)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    return {table: made(table, tmp_path_factory.mktemp(table), lambda rows: rows) for table in WRITERS}


@pytest.mark.parametrize("table", WRITERS)
def test_whole_files_in_the_publishers_form_break_no_rule(
    whole: dict[str, pd.DataFrame], others: dict[str, pd.DataFrame], ground: Ground, table: str
) -> None:
    errors = [f for f in run_rules(others | {table: whole[table]}, ground, [table]) if f.severity is Severity.ERROR]
    assert [(f.rule, f.measure, f.rows) for f in errors] == []


@pytest.mark.parametrize(
    ("table", "damage", "words"), [d[1:] for d in DAMAGES], ids=[f"{table}: {name}" for name, table, *_ in DAMAGES]
)
def test_a_damage_is_refused_or_warned_of_with_file_column_and_row(
    tmp_path: Path,
    whole: dict[str, pd.DataFrame],
    others: dict[str, pd.DataFrame],
    ground: Ground,
    table: str,
    damage: Damage,
    words: tuple[str, ...],
) -> None:
    told = []
    try:
        frame = made(table, tmp_path, damage)
    except DataError as error:
        told.append(str(error))
    else:
        found = [*run_rules(others | {table: frame}, ground, [table])]
        found += findings(table, list(before_rule(whole[table], frame)), ground)
        files = files_of(GEODATA)[table]
        for one in (f for f in found if f.severity is not Severity.ACCEPTED):
            rows = with_origins(one.rows, DECLARED[table], files).to_dict("records")
            told += [f"{one.severity} {one.rule} {one.measure} {figure(row)}" for row in rows]
    assert any(all(word in text for word in words) for text in told), told[:10]


@pytest.mark.real
@pytest.mark.parametrize("name", ["codes shuffled", "5 missing", "unknown codes", "columns swapped", "column renamed"])
def test_the_publishers_own_census_file_is_judged_alike(
    sources_folder: Path, tmp_path: Path, others: dict[str, pd.DataFrame], ground: Ground, name: str
) -> None:
    (damage, words) = next(d[2:] for d in DAMAGES if d[:2] == (name, "census_2022"))
    with (sources_folder / "zensus2022" / CENSUS).open(encoding="utf-8", newline="") as file:
        rows = damage([[cell or None for cell in row] for row in csv.reader(file)])
    write_csv(tmp_path / "zensus2022" / CENSUS, rows)
    told = []
    try:
        frame = finish(make(DECLARED["census_2022"], context(tmp_path)), DECLARED["census_2022"].hiding, {})
    except DataError as error:
        told.append(str(error))
    else:
        for one in run_rules(others | {"census_2022": frame}, ground, ["census_2022"]):
            rows_of = with_origins(one.rows, DECLARED["census_2022"], [f"zensus2022/{CENSUS}"]).to_dict("records")
            told += [f"{one.severity} {one.rule} {one.measure} {figure(row)}" for row in rows_of if not one.accepted]
    assert any(all(word in text for word in words) for text in told), told[:10]
