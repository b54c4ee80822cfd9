"""Cells of the elections, against the publishers' polling districts read in another way."""

from __future__ import annotations

import csv
import random
from collections import Counter
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.build.publishers_files import shipped

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

CELLS = 20
#: District that is no more, and the one that it went into.
GONE, INTO = "16056", "16063"
Counts = dict[tuple[str, str], float]


def counted(folder: Path, rows: list[list[str]], eligible: int) -> Counts:
    """Add up the polling districts of each district of today; the rows of municipalities are not looked at."""
    with (folder / "gebietsstand/umstieg_2016-01-01_2021.csv").open(encoding="utf-8", newline="") as file:
        walk = {row[0]: row[2] for row in csv.reader(file)}
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
