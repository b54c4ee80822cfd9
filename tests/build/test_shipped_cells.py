"""Twenty cells of each table of the Regionaldatenbank, against the publishers' files read in another way."""

from __future__ import annotations

import csv
import random
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from tests.build.publishers_files import shipped

if TYPE_CHECKING:
    from pathlib import Path

RAW = "more/regionalstatistik_kreise"
CELLS = 20
#: District that is no more, and the one that it went into.
GONE, INTO = "16056", "16063"


def raw(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.reader(file, delimiter=";") if len(row) > 3]


def chosen(table: str, measure: str) -> list[tuple[str, int, float]]:
    """Choose figures of a measure, always the same ones."""
    figures = shipped(table)
    rows = figures[figures["measure"] == measure]
    picked = random.Random(1).sample(range(len(rows)), CELLS)  # noqa: S311  no secret
    return [(r.code, int(r.year), r.value) for r in rows.iloc[picked].itertuples()]


@pytest.mark.real
@pytest.mark.parametrize(("measure", "number"), [("births", "12612-01-01-4"), ("deaths", "12613-01-01-4")])
def test_births_and_deaths_are_those_of_the_file(sources_folder: Path, measure: str, number: str) -> None:
    rows = raw(sources_folder / RAW / f"{number}.csv")
    cells = {(row[1], row[0]): row[3] for row in rows}
    for code, year, value in chosen("births_deaths", measure):
        parts = [cells[part, str(year)] for part in (code, *([GONE] if code == INTO else []))]
        assert value == sum(map(int, parts)), (code, year)
    figures = shipped("births_deaths")
    sums = figures[figures["measure"] == measure].groupby("year")["value"].sum()
    assert {str(year): int(total) for year, total in sums.items()} == {
        row[0]: int(row[3]) for row in rows if row[1] == "16"
    }


@pytest.mark.real
def test_age_groups_are_those_of_the_file(sources_folder: Path) -> None:
    rows = raw(sources_folder / RAW / "12411-02-03-4_2023_2024_tidy.csv")
    cells = {(row[1], row[0], row[5]): row[6] for row in rows}
    schoolchildren = ("6 bis unter 10 Jahre", "10 bis unter 15 Jahre")
    for measure, groups in (
        ("people", ("Insgesamt",)),
        ("under_3", ("unter 3 Jahre",)),
        ("from_6_to_14", schoolchildren),
    ):
        for code, year, value in chosen("age_groups", measure):
            assert value == sum(int(cells[code, str(year), group]) for group in groups), (measure, code, year)


def test_parts_of_the_population_add_up_to_the_publishers_total() -> None:
    wide = shipped("age_groups").pivot_table(index=["code", "year"], columns="measure", values="value")
    assert len(wide) == 22 * 2
    pd.testing.assert_series_equal(wide["others"] + wide["from_20_to_64"], wide["people"], check_names=False)
    pd.testing.assert_series_equal(wide["under_20"] + wide["from_65"], wide["others"], check_names=False)
