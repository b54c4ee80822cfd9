"""Cells of the elections, against the publishers' polling districts read in another way."""

from __future__ import annotations

import csv
import random
from collections import Counter
from typing import TYPE_CHECKING

import openpyxl
import pandas as pd
import pytest

from atlas.cli import main
from atlas.data.catalogue import read_catalogue
from tests.build.publishers_files import GEODATA, shipped

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from atlas.model import Indicator

CELLS = 20
#: District that is no more, and the one that it went into.
GONE, INTO = "16056", "16063"
Counts = dict[tuple[str, str], float]


def indicators() -> Mapping[str, Indicator]:
    return read_catalogue(GEODATA / "indicators").indicators


def walk_of(folder: Path) -> dict[str, str]:
    """Read by another table than the project's own which municipality an older one went into."""
    with (folder / "gebietsstand/umstieg_2016-01-01_2021.csv").open(encoding="utf-8", newline="") as file:
        return {row[0]: row[2] for row in csv.reader(file)}


def counted(folder: Path, rows: list[list[str]], eligible: int) -> Counts:
    """Add up the polling districts of each district of today; the rows of municipalities are not looked at."""
    walk = walk_of(folder)
    found: Counter[tuple[str, str]] = Counter()
    for row in rows:
        if row[1] == "" and row[5].isdigit() and len(row[5]) == 4:
            code = f"160{row[3]}{row[4]}"
            district = walk.get(code, code)[:5]
            for at, measure in enumerate(("eligible", "voters")):
                found[INTO if district == GONE else district, measure] += int(row[eligible + at].strip("-") or 0)
    return dict(found)


def chosen(table: str, year: int) -> pd.DataFrame:
    """Choose districts of today whose figures need no estimate, always the same ones."""
    figures = shipped(table)
    sure = (figures["level"] == "district") & (figures["state"] == "ok") & (figures["year"] == year)
    rows = figures[sure & (figures["territory"] == "2021-12-31")]
    return rows.iloc[random.Random(3).sample(range(len(rows)), CELLS)]  # noqa: S311  no secret


@pytest.mark.real
@pytest.mark.filterwarnings("ignore:Cannot parse header or footer")
@pytest.mark.parametrize("year", [1994, 1999, 2004])
def test_a_state_election_is_the_sum_of_its_polling_districts(sources_folder: Path, year: int) -> None:
    book = openpyxl.load_workbook(
        sources_folder / f"more/wahlen_thueringen/Thueringen_{year}_Landtag.xlsx", read_only=True
    )
    cells = [
        ["" if cell is None else str(cell) for cell in row] for row in book.worksheets[0].iter_rows(values_only=True)
    ]
    found = counted(sources_folder, cells, 9)
    for row in chosen("state_elections", year).itertuples():
        assert row.value == found[row.code, row.measure], (row.code, row.measure)


@pytest.mark.real
@pytest.mark.parametrize("year", [2013, 2017, 2021])
def test_a_bundestag_election_is_the_sum_of_its_polling_districts(sources_folder: Path, year: int) -> None:
    path = sources_folder / f"more/wahlen_thueringen/th_bundestagswahl_{year}.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        found = counted(sources_folder, list(csv.reader(file, delimiter=";")), 9)
    for row in chosen("federal_elections", year).itertuples():
        assert row.value == found[row.code, row.measure], (row.code, row.measure)


@pytest.mark.parametrize("measure", ["eligible", "voters"])
def test_districts_of_a_bundestag_election_add_up_to_the_published_state(measure: str) -> None:
    figures = shipped("federal_elections")
    sums = figures[figures["measure"] == measure].pivot_table(
        index=["territory", "year"], columns="level", values="value", aggfunc="sum"
    )
    assert (sums["district"] == sums["state"]).all()


@pytest.mark.parametrize("measure", ["eligible", "voters"])
def test_districts_of_a_state_election_add_up_to_the_published_state(measure: str) -> None:
    """But for 1999: votes were counted for two districts at once, and neither of them is given."""
    figures = shipped("state_elections").query("measure == @measure and territory == '2021-12-31'")
    whole = figures[~figures["level"].eq("municipality")].pivot_table(
        index="year", columns="level", values="value", aggfunc=lambda values: values.sum(skipna=False)
    )
    differ = whole["district"] != whole["state"]
    assert list(whole.index[differ]) == ([1999] if measure == "voters" else [])
    torn = figures.query("year == 1999 and level == 'district' and state == 'unknown'")
    assert list(torn["code"]) == (["16054", "16066"] if measure == "voters" else [])


def councils(folder: Path, year: int) -> dict[str, list[float]]:
    """Read of each municipality who could vote, who did, and the turnout that the publisher reckoned."""
    book = openpyxl.load_workbook(folder / f"more/wahlen_thueringen/Gemeinderatswahl_{year}.xlsx", read_only=True)
    head, *rows = book.worksheets[0].iter_rows(values_only=True)
    at = [head.index(name) for name in ("Gemeinde", "Wahlberechtigte", "Waehler", "Wahlbeteiligung")]
    return {f"160{row[at[0]]}": [float(str(row[i])) for i in at[1:]] for row in rows if row[at[0]]}


@pytest.mark.real
@pytest.mark.parametrize("year", [2014, 2019])
def test_a_council_election_is_that_of_the_former_municipalities(sources_folder: Path, year: int) -> None:
    """And each row of the file has the turnout that the publisher reckoned himself."""
    cells = councils(sources_folder, year)
    assert all(abs(100 * voters / eligible - turnout) < 0.06 for eligible, voters, turnout in cells.values())
    walk = walk_of(sources_folder)
    figures = shipped("council_elections")
    figures = figures[figures["year"] == year]
    known = figures[figures["level"].eq("municipality") & figures["state"].eq("ok")]
    for row in known.sample(2 * CELLS, random_state=4).itertuples():
        older = [cells[code] for code in cells if walk.get(code, code) == row.code]
        assert row.value == sum(counts[row.measure == "voters"] for counts in older), row.code
    for row in figures[figures["level"] == "state"].itertuples():
        assert row.value == sum(counts[row.measure == "voters"] for counts in cells.values())


@pytest.mark.real
@pytest.mark.parametrize("year", [1994, 1999, 2004, 2009])
def test_a_council_election_of_districts_is_the_sum_of_their_former_municipalities(
    sources_folder: Path, year: int
) -> None:
    cells, walk = councils(sources_folder, year), walk_of(sources_folder)
    assert all(abs(100 * voters / eligible - turnout) < 0.06 for eligible, voters, turnout in cells.values())
    found: Counter[tuple[str, str]] = Counter()
    for code, (eligible, voters, _) in cells.items():
        district = walk.get(code, code)[:5]
        found[INTO if district == GONE else district, "eligible"] += int(eligible)
        found[INTO if district == GONE else district, "voters"] += int(voters)
    for row in chosen("council_elections", year).itertuples():
        assert row.value == found[row.code, row.measure], (row.code, row.measure)
    states = shipped("council_elections").query("level == 'state' and year == @year").set_index("measure")["value"]
    assert dict(states) == {m: sum(n for (_, measure), n in found.items() if measure == m) for m in states.index}


@pytest.mark.real
@pytest.mark.parametrize("year", [1994, 1999, 2004, 2009])
def test_before_2014_a_council_was_elected_wherever_there_was_a_municipality(sources_folder: Path, year: int) -> None:
    """No municipality that stood before and after is missing, so the sums of districts are whole."""
    population = pd.read_parquet(GEODATA / "editions" / "population.parquet").query("level == 'municipality'")
    codes = {int(y): set(rows["code"]) for y, rows in population.groupby("year")}
    before, after = max(y for y in codes if y < year or y == min(codes)), min(y for y in codes if y >= year)
    missing = (codes[before] & codes[after]) - set(councils(sources_folder, year))
    # this one was made of three others half a year later
    assert missing == ({"16063094"} if year == 1994 else set())


@pytest.mark.real
def test_an_import_adds_districts_and_the_state_up_as_a_build_does(
    sources_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One voter more in one municipality, and nothing else, is told of its district and of the state."""
    book = openpyxl.load_workbook(sources_folder / "more/wahlen_thueringen/Gemeinderatswahl_1994.xlsx")
    at = [cell.value for cell in book.worksheets[0][1]].index("Waehler") + 1
    book.worksheets[0].cell(2, at).value += 1
    book.save(tmp_path / "Gemeinderatswahl_1994.xlsx")
    assert main(["import", str(tmp_path / "Gemeinderatswahl_1994.xlsx"), "--dry-run"]) == 0
    said = [line for line in capsys.readouterr().out.splitlines() if line.startswith("council_elections, ")]
    assert said == [
        "council_elections, voters, district 2021-12-31: changed 1 of 88 figures",
        "council_elections, voters, state 2021-12-31: changed 1 of 6 figures",
    ]


def test_a_municipality_of_which_a_part_elected_no_council_has_no_turnout() -> None:
    figures = shipped("council_elections").query("measure == 'voters' and state == 'unknown'")
    assert {year: len(rows) for year, rows in figures.groupby("year")} == {2014: 5, 2019: 3}
    assert ("16073112", 2014) in set(zip(figures["code"], figures["year"], strict=True))


@pytest.mark.real
def test_the_other_table_of_2013_differs_where_the_remark_says_and_gives_the_share_of_valid_votes(
    sources_folder: Path,
) -> None:
    path = sources_folder / "more/regionalstatistik_gemeinden_thueringen/14111-01-02-5_TH.csv"
    counts = shipped("federal_elections").query("year == 2013 and territory == '2016-01-01'")
    wide = counts.pivot_table(index="code", columns="measure", values="value")
    remark = indicators()["turnout_federal_election"].does_not_say
    differ = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file, delimiter=";"):
            if len(row) > 5 and row[0] == "22.09.2013" and row[1] in wide.index:
                turnout = 100 * wide["voters"][row[1]] / wide["eligible"][row[1]]
                if abs(turnout - float(row[4].replace(",", "."))) > 0.06:
                    differ[row[1]] = row[4], turnout, 100 * int(row[5]) / int(row[3])
    assert set(differ) == {"16064", "16071"}
    for told, turnout, valid in differ.values():
        assert 1.1 < turnout - float(told.replace(",", ".")) < 1.2
        assert told in remark
        assert float(told.replace(",", ".")) == pytest.approx(valid, abs=0.05)
