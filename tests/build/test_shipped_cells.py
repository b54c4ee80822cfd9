"""Twenty cells of each table of the Regionaldatenbank, against the publishers' files read in another way."""

from __future__ import annotations

import csv
import random
from typing import TYPE_CHECKING

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
    sums = figures[figures["measure"] == measure].groupby(["level", "year"])["value"].sum()
    published = {int(row[0]): int(row[3]) for row in rows if row[1] == "16"}
    assert sums["district"].to_dict() == sums["state"].to_dict() == published
