from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from atlas.data.differences import differences
from atlas.model import Level, ValueState
from tests.small_atlas import CODES, DATE, block, indicator, small_atlas

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from tests.small_atlas import Cell

SECRET, UNKNOWN = ValueState.SECRET, ValueState.UNKNOWN
N = len(CODES)


def made(*firsts: Cell, title: str = "Titel share") -> Atlas:
    """Make an atlas of one year in which the first municipalities have these values, and all others 7."""
    rows = {2021: (*firsts, *[7.0] * (N - len(firsts)))}
    one = indicator("share", levels=(Level.MUNICIPALITY,), title=title)
    return small_atlas({("share", Level.MUNICIPALITY): block(rows, CODES)}, one)


def test_two_equal_states_do_not_differ() -> None:
    assert not differences(made(1.0, SECRET), made(1.0, SECRET)).any


def test_figures_are_new_other_or_gone_and_the_largest_difference_comes_first() -> None:
    found = differences(made(1.0, 5.0, SECRET, 3.0), made(1.5, 2.0, 4.0, UNKNOWN))
    (of,) = found.indicators
    assert (of.id, of.new, of.changed, of.gone, of.texts) == ("share", 1, 2, 1, ())
    assert [(m.code, m.year, m.territory, m.before, m.after) for m in of.largest] == [
        (CODES[1], 2021, DATE, 5.0, 2.0),
        (CODES[0], 2021, DATE, 1.0, 1.5),
    ]


def test_a_value_that_is_hidden_now_is_gone_and_told_nowhere() -> None:
    found = differences(made(1.0), made(SECRET))
    (of,) = found.indicators
    assert (of.new, of.changed, of.gone, of.largest) == (0, 0, 1, ())


def test_texts_indicators_areas_and_sources_are_told() -> None:
    before, after = made(1.0), made(1.0, title="Anders")
    (of,) = differences(before, after).indicators
    assert (of.texts, of.title, of.changed) == (("title",), "Anders", 0)
    none = replace(before, catalogue=replace(before.catalogue, indicators={}))
    assert [(i.id, i.added, i.new) for i in differences(none, before).indicators] == [("share", True, N)]
    assert [(i.id, i.removed, i.gone) for i in differences(before, none).indicators] == [("share", True, N)]
    areas = dict(before.areas[DATE])
    areas[CODES[0]] = replace(areas[CODES[0]], name="Neudorf")
    del areas[CODES[1]]
    found = differences(before, replace(before, areas={DATE: areas}, tables={}))
    assert (found.areas_new, found.areas_changed, found.areas_gone) == (0, 1, 1)
    assert found.sources == ("Tabelle",)
    assert not found.borders
