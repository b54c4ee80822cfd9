"""Write the shipped figures back into the forms of their publishers, whole or with a damage."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import pandas as pd
import yaml
from openpyxl import Workbook

from atlas.build.carry import read_territory
from atlas.build.declarations import read_declarations
from atlas.build.publisher_files import Context
from atlas.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Rows = list[list[Any]]
    Damage = Callable[[Rows], Rows]

GEODATA = ROOT / "geodata"
AREAS = GEODATA / "areas"
DECLARED = read_declarations(GEODATA / "sources")
CENSUS = DECLARED["census_2022"].named


def declare(geodata: Path, table: str, **keys: object) -> None:
    """Write a declaration of a CSV file with the columns code, year and n."""
    content: dict[str, object] = {"table": table, "publisher": "bbsr_inkar", "title": "A", "date": "{years}"}
    content |= {"files": "counts*.csv", "key": {"code": "municipality"}, "year": {"column": "year"}}
    content |= {"measures": {"n": "unemployed"}, "carry": "counts"} | keys
    text = yaml.safe_dump(content, explicit_end=True, sort_keys=False)
    (geodata / "sources" / f"{table}.yaml").write_text(text, encoding="utf-8")


def gv_head(year: int) -> Rows:
    """Write the rows above the areas in a Gemeindeverzeichnis."""
    return [
        [f"Gemeinden in Deutschland am 31.12.{year} (Jahr)"],
        [None],
        ["Satz-art", "Text", "Regionalschlüssel", None, None, None, None, "Gemeindename", "Fläche in km2", "Einwohner"],
        [None, None, "Land", "RB", "Kreis", "VB", "Gem", None, None, "insgesamt", "männlich", "weiblich", "je km2"],
        [None, None, f"Gebietsstand am 31.12.{year} (Jahr)"],
        [None],
    ]


def shipped(table: str) -> pd.DataFrame:
    return pd.read_parquet(GEODATA / "tables" / f"{table}.parquet")


def plain(value: float) -> Any:
    """Write a number as a publisher does: whole ones without a sign, nothing where there is none."""
    if pd.isna(value):
        return None
    return int(value) if value == round(value) else float(value)


def context(folder: Path) -> Context:
    today = read_territory(AREAS, "2021-12-31", AREAS / "crosswalk_2016-01-01_2021-12-31.csv")
    return Context(folder, ("16",), DECLARED, today, read_territory(AREAS, "2016-01-01"))


def write_csv(path: Path, rows: Rows) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def write_book(path: Path, rows: Rows, *sheets: str) -> None:
    """Write rows into the last of the sheets."""
    path.parent.mkdir(parents=True, exist_ok=True)
    book = Workbook(write_only=True)
    last = [book.create_sheet(title) for title in sheets][-1]
    for row in rows:
        last.append(row)
    book.save(path)


def census(folder: Path, damage: Damage) -> None:
    wide = shipped("census_2022").pivot_table(index="code", columns="measure", values="value")
    rows: Rows = [["ags", *CENSUS]]
    rows += [[code, *(plain(row[m]) for m in CENSUS.values())] for code, row in wide.iterrows()]
    write_csv(folder / "zensus2022" / "zensus2022_gemeinden.csv", damage(rows))


def gisd(folder: Path, damage: Damage) -> None:
    for name, level, key in (
        ("Gemeinde_1998_2019", "municipality", "gemeinde_id"),
        ("Gemeindeverband_1998_2021", "association", "gvb_id"),
        ("Kreis_1998_2019", "district", "kreis_id"),
    ):
        own = shipped("gisd").query("level == @level").dropna(subset="value")
        rows: Rows = [["gisd_score", key, "year"]]
        rows += [[row.value, row.code, row.year] for row in own.itertuples()]
        write_csv(folder / "gisd" / f"GISD_Thueringen_{name}.csv", damage(rows) if level == "district" else rows)


def districts(folder: Path, damage: Damage) -> None:
    wide = shipped("inkar_districts").pivot_table(index=["code", "year"], columns="measure", values="value")
    rows: Rows = [["county_code", "year", *wide.columns]]
    rows += [[code, f"{year}.0", *map(plain, row)] for (code, year), row in wide.iterrows()]
    write_csv(folder / "inkar" / "kreise_inkar_1995_2022.csv", damage(rows))


def labour(folder: Path, damage: Damage) -> None:
    """Write the four workbooks; the damage goes into the unemployed of municipalities."""
    table = shipped("inkar_labour")
    # the publisher gives what the atlas hides: small counts, and people of whom they would be told
    usual = table.groupby(["measure", "level", "code"])["value"].transform("median").round()
    hidden = usual.where(table["measure"] == "population_15_64", 2)
    table["value"] = (
        table["value"].mask(table["state"] == "secret", hidden).mask(table["state"] == "unreliable", 99_999)
    )
    for part in DECLARED["inkar_labour"].each:
        name, (level,) = part.files, part.key.values()
        ((title, measure),) = part.named.items()
        own = table[(table["measure"] == measure) & (table["level"] == level)]
        wide = own.pivot_table(index="code", columns="year", values="value")
        rows: Rows = [["Kennziffer", "Raumeinheit", "Aggregat", *[title] * wide.shape[1]]]
        rows += [[None, None, None, *map(str, wide.columns)]]
        rows += [[code, code, level, *map(plain, row)] for code, row in wide.iterrows()]
        write_book(folder / name, damage(rows) if name == "inkar/A_Arbeitslosigkeit.xls" else rows, "Daten")


def population(folder: Path, damage: Damage) -> None:
    """Write three editions; the damage goes into the newest one."""
    table = shipped("population").query("level == 'municipality'")
    for year, date in ((2013, "2016-01-01"), (2017, "2016-01-01"), (2021, "2021-12-31")):
        own = table[(table["year"] == year) & (table["territory"] == date)]
        wide = own.pivot_table(index="code", columns="measure", values="value")
        rows = gv_head(year)
        for code, row in wide.iterrows():
            key = [code[:2], code[2], code[3:5], "0000", code[5:]]
            figures = [plain(row[m]) for m in ("area_km2", "population", "men", "women")]
            rows.append(["60", "61", *key, code, *figures])
        path = folder / "gemeindeverzeichnis" / f"3112{year}_Auszug_GV.xlsx"
        write_book(path, damage(rows) if year == 2021 else rows, "Inhalt", "Gemeindedaten")


WRITERS: dict[str, Callable[[Path, Damage], None]] = {
    "census_2022": census,
    "gisd": gisd,
    "inkar_districts": districts,
    "inkar_labour": labour,
    "population": population,
}
