from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from atlas.data.calendar import Report
from atlas.model import Level
from atlas.views.share.usage import calendar_rows, usage, without_figures
from tests.shared import english

if TYPE_CHECKING:
    from atlas.data.store import Atlas


def test_every_indicator_with_figures_stands_under_each_table_it_is_computed_from(atlas: Atlas) -> None:
    shown = {(t.table.id, use.indicator.id) for part in usage(atlas, english) for t in part.tables for use in t.uses}
    assert shown == {
        (measure.table, indicator.id)
        for indicator in atlas.catalogue.indicators.values()
        if indicator.has_figures
        for measure in indicator.measures
    }
    assert {t.table.id for part in usage(atlas, english) for t in part.tables} == set(atlas.tables)


def test_a_table_names_the_files_that_it_was_read_from(atlas: Atlas) -> None:
    files = {t.table.id: t.table.files for part in usage(atlas, english) for t in part.tables}
    assert "zensus2022/zensus2022_gemeinden.csv" in files["census_2022"]
    assert all(files.values())


def test_years_and_areas_with_a_value_are_those_of_the_figures(atlas: Atlas) -> None:
    uses = {use.indicator.id: use for part in usage(atlas, english) for t in part.tables for use in t.uses}
    figures = atlas.figures(atlas.indicator("vacancy_rate_census"), Level.MUNICIPALITY, atlas.territories[0])
    known = int(np.isfinite(np.asarray(figures.values[-1], dtype=float)).sum())
    assert 0 < known < len(figures.codes)
    use = uses["vacancy_rate_census"]
    assert (use.known, use.years) == (f"{known} of {len(figures.codes)} municipalities", "2022")


def test_indicators_without_figures_are_named_and_no_others(atlas: Atlas) -> None:
    empty = {i.id for _, indicators in without_figures(atlas) for i in indicators}
    assert empty == {i.id for i in atlas.catalogue.indicators.values() if not i.has_figures}
    assert empty


def test_what_is_overdue_stands_first_and_is_named_so(atlas: Atlas) -> None:
    reports = (
        Report(id="later", title="Later", by="B", every_years=10, tables=("census_2022",)),
        Report(id="late", title="Late", by="B", every_years=5, tables=("state_elections",)),
        Report(id="free", title="Free", by="B", tables=("gisd",)),
        Report(id="now", title="Now", by="B", every_years=7, indicators=("turnout_state_election",), last=2019),
    )
    rows = calendar_rows(replace(atlas, reports=reports), dt.date(2026, 6, 1), english)
    assert [(row.title, row.rhythm, row.last, row.coming, row.overdue) for row in rows] == [
        ("Late", "every 5 years", "2019", "2024", True),
        ("Now", "every 7 years", "2019", "2026", False),
        ("Later", "every 10 years", "2022", "2032", False),
        ("Free", "irregular", "2021", "not announced", False),
    ]
    assert [i.id for i in rows[1].indicators] == ["turnout_state_election"]
