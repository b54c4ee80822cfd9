"""Damages that nobody thought of: one cell of a publisher's file, changed at random, changes no other figure unseen."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from atlas.build.make import make
from atlas.build.tables import finish
from atlas.data.rules.before import before_rule
from atlas.data.rules.broken import Severity
from atlas.data.rules.ground import Ground, read_ground
from atlas.data.rules.run import findings, run_rules
from atlas.data.secrecy import parents_of
from atlas.errors import DataError
from tests.build.publishers_files import AREAS, DECLARED, GEODATA, WRITERS, context, shipped

if TYPE_CHECKING:
    from tests.build.publishers_files import Rows

#: Forms that are read fast, and the column that names the area in each.
FORMS = {"census_2022": 0, "inkar_districts": 0}
#: A falling example is small as it is: looking for a smaller one would take minutes.
QUICK = settings(
    max_examples=8, derandomize=True, database=None, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate]
)
#: Factors that no rule may miss on values above 1.
GROSS = (-1, 1000)
KEY = ["code", "level", "year", "measure", "territory"]
#: What a cell may hold that is no figure.
NO_FIGURES = st.text("abcxyzÄ?#;=+ ", min_size=1, max_size=8).filter(lambda t: t.strip()) | st.sampled_from(
    ["=A1*2", "1.234,5", "12 %", "n/a?", "1e999", "inf", "٣٤", "0x1F", "--5", "1,2,3", "5-7"]
)


@cache
def ground() -> Ground:
    return read_ground(GEODATA, dt.date(2026, 11, 26))


@cache
def whole(table: str) -> pd.DataFrame:
    return made(table, lambda rows: rows)


def made(table: str, damage: Any) -> pd.DataFrame:
    parents = parents_of(pd.read_csv(AREAS / "2021-12-31.csv", dtype=str))
    with TemporaryDirectory() as folder:
        WRITERS[table](Path(folder), damage)
        return finish(make(DECLARED[table], context(Path(folder))), DECLARED[table].hiding, parents)


def told(table: str, frame: pd.DataFrame) -> list[str]:
    """Name the areas that rules find a fault with, accepted ones left out."""
    found = [*run_rules({"population": shipped("population"), table: frame}, ground(), [table])]
    found += findings(table, list(before_rule(whole(table), frame)), ground())
    faults = [one for one in found if one.severity is not Severity.ACCEPTED]
    return [code for one in faults for code in one.rows["code"]]


def changed(table: str, frame: pd.DataFrame) -> set[str]:
    """Name the areas of which a figure or its state is another one than in the whole file."""
    before, after = (x.set_index(KEY)[["value", "state"]].sort_index() for x in (whole(table), frame))
    assert before.index.equals(after.index)
    other = ~(before["value"].eq(after["value"]) | (before["value"].isna() & after["value"].isna()))
    other |= before["state"].ne(after["state"])
    return set(before.index[other].get_level_values("code"))


def at_random(data: st.DataObject, rows: Rows) -> tuple[list[Any], int]:
    """Choose a cell that holds a figure."""
    row = rows[data.draw(st.integers(1, len(rows) - 1), "row")]
    columns = [i for i, cell in enumerate(row) if isinstance(cell, int | float)]
    return row, data.draw(st.sampled_from(columns), "column")


@pytest.mark.parametrize("table", FORMS)
@given(data=st.data())
@settings(QUICK)
def test_what_is_no_figure_is_refused_with_its_area(table: str, data: st.DataObject) -> None:
    codes: list[str] = []

    def damage(rows: Rows) -> Rows:
        row, column = at_random(data, rows)
        row[column] = data.draw(NO_FIGURES, "cell")
        codes.append(row[FORMS[table]])
        return rows

    try:
        frame = made(table, damage)
    except DataError as error:
        said = [str(error)]
    else:
        said = told(table, frame)  # a letter may be a publisher's sign of a value that is missing
    assert any(codes[0] in text for text in said)


@pytest.mark.parametrize("table", FORMS)
@given(data=st.data(), factor=st.sampled_from([-1, 0.1, 0.5, 1.01, 2, 10, 100, 1000]))
@settings(QUICK)
def test_another_figure_changes_its_own_area_alone_and_a_gross_one_is_told(
    table: str, data: st.DataObject, factor: float
) -> None:
    codes: list[str] = []
    values: list[float] = []

    def damage(rows: Rows) -> Rows:
        row, column = at_random(data, rows)
        values.append(row[column])
        row[column] = round(row[column] * factor, 4)
        codes.append(row[FORMS[table]])
        return rows

    try:
        frame = made(table, damage)
    except DataError as error:
        said, others = [str(error)], set()
    else:
        said, others = told(table, frame), changed(table, frame) - set(codes)
    assert not others
    assert factor not in GROSS or values[0] <= 1 or any(codes[0] in text for text in said)
