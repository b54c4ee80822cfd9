from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from atlas.model import Level
from atlas.views.search.former import former_municipalities, levels_counted
from tests.shared import english

if TYPE_CHECKING:
    from atlas.data.places import KnownName
    from atlas.data.store import Atlas

DATES = [dt.date(2021, 12, 31), dt.date(2016, 1, 1)]


def known(atlas: Atlas, date: dt.date) -> list[KnownName]:
    return [k for k in atlas.known_names if k.until and k.into.get(date)]


@pytest.mark.parametrize("date", DATES, ids=str)
def test_every_former_name_with_a_successor_stands_once_in_the_district_of_that_one(
    atlas: Atlas, date: dt.date
) -> None:
    rows = [row for _, rows in former_municipalities(atlas, date, english) for row in rows]
    assert sorted((row.name, row.code) for row in rows) == sorted((k.name, k.code) for k in known(atlas, date))
    assert len(rows) > 100


def test_a_merger_names_the_municipality_of_today_and_the_directories_around_it(atlas: Atlas) -> None:
    districts = dict(former_municipalities(atlas, DATES[0], english))
    (row,) = (r for r in districts["Landkreis Sonneberg"] if r.name == "Mengersgereuth-Hämmern")
    assert [area.name for area in row.into] == ["Frankenblick"]
    assert (row.last, row.gone) == (2009, 2013)


def test_of_an_older_date_the_municipalities_of_then_are_the_successors(atlas: Atlas) -> None:
    for date in DATES:
        codes = set(atlas.codes(Level.MUNICIPALITY, date))
        rows = [row for _, rows in former_municipalities(atlas, date, english) for row in rows]
        assert all(area.code in codes for row in rows for area in row.into)


def test_areas_are_counted_on_the_levels_that_there_are(atlas: Atlas) -> None:
    assert levels_counted(atlas, DATES[0], english)[-1] == ("municipalities", 631)
    assert next(name for name, _ in levels_counted(atlas, DATES[1], english)) == "state"
