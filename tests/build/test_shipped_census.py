"""Cells of the census tables, against the publisher's files read in another way."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from tests.build.publishers_files import shipped

if TYPE_CHECKING:
    from pathlib import Path

RAW = "more/zensus2022_regionaltabellen/Regionaltabelle_{}.csv"
CELLS = 20
COLUMNS = {
    "Demografie": {
        "people": ["0_Insgesamt_"],
        "foreigners": ["Staatsange_kurz__2"],
        "under_3": ["Alter_infr__01"],
        "from_3_to_5": ["Alter_infr__02"],
    },
    "Haushalte": {
        "households": ["0_Insgesamt_"],
        "one_person": ["HHTYP_FAM__1"],
        "couples_with_children": ["HHTYP_FAM__3"],
        "lone_parents": ["HHTYP_FAM__4"],
        "with_children": ["HHTYP_FAM__3", "HHTYP_FAM__4"],
    },
}
TABLE = "census_2022_regional"


def ars(code: str, rows: pd.Index[str]) -> str:
    """Find the row of an area: municipalities have 12 digits, an association of one municipality has no own row."""
    if len(code) == 8:
        return next(row for row in rows if len(row) == 12 and row[:5] + row[9:] == code)
    return code if code in rows else next(row for row in rows if len(row) == 12 and row.startswith(code))


@pytest.mark.real
@pytest.mark.parametrize("name", list(COLUMNS))
def test_census_counts_are_those_of_the_file(sources_folder: Path, name: str) -> None:
    raw = pd.read_csv(sources_folder / RAW.format(name), sep=";", dtype=str, encoding="utf-8-sig").set_index("_RS")
    raw = raw[raw.index.str.startswith("16")]
    figures = shipped(TABLE)
    for measure, columns in COLUMNS[name].items():
        for level, rows in figures[figures["measure"] == measure].groupby("level"):
            picked = random.Random(12).sample(range(len(rows)), min(CELLS, len(rows)))  # noqa: S311  no secret
            for row in rows.iloc[picked].itertuples():
                cells = raw.loc[ars(row.code, raw.index), columns]
                assert row.value == sum(0 if cell == "–" else int(cell) for cell in cells), (measure, level, row.code)  # noqa: RUF001


def test_districts_add_up_to_the_state_but_for_what_the_census_alters() -> None:
    """The cell-key method changes each count by a few: sums differ, and by no more than that."""
    figures = shipped(TABLE)
    sums = figures.pivot_table(index="measure", columns="level", values="value", aggfunc="sum")
    assert sums.loc["people", "state"] == 2_110_396
    assert (sums.sub(sums["state"], axis=0).abs().max() < 70).all()
    assert (figures.groupby("level")["code"].nunique() == [192, 22, 631, 1]).all()
    assert figures["value"].notna().all()
