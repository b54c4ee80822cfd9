from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pytest

from atlas.model import Level, ValueState
from atlas.statistics.neighbourhood import Pattern
from atlas.views.map.described import described
from atlas.views.map.neighbour_marks import MARKED, NOT_COMPARED
from atlas.views.map.scene import scene
from atlas.views.patterns.patterned import patterned
from atlas.views.print.area_paths import fitted
from atlas.views.print.place_names import names, overlap
from atlas.views.print.signs import marked, room_of_marks
from atlas.views.query.view_query import read_query, write_query
from atlas.words.words import words_of
from tests.small_atlas import CODES, block, indicator, small_atlas
from tests.views.print.printed import look, svg_of

if TYPE_CHECKING:
    from atlas.data.store import Atlas

words = words_of("de")
MARKS = "indicator=unemployed_per_100&level=municipality&layers=patterns"


def test_the_map_marks_the_areas_that_the_page_of_patterns_names(atlas: Atlas) -> None:
    shown = look(atlas, f"{MARKS}&year=2015")
    page = patterned(atlas, shown.state, words)
    named = {code: p for code, p in zip(page.found.codes, page.found.of, strict=True) if p is not Pattern.NONE}
    assert marked(shown) == named
    assert {Pattern.HIGH_AMONG_HIGH, Pattern.LOW_AMONG_LOW} <= set(named.values())
    key = shown.legend().marks
    assert key
    assert key.counts == tuple(sum(p is one for p in named.values()) for one in MARKED)
    assert key.labels == ("hoch unter hohen", "niedrig unter niedrigen", "hoch unter niedrigen", "niedrig unter hohen")
    assert key.said == page.whole
    assert "hoch unter hohen: " in described(shown)


def test_hidden_and_lacking_values_are_neither_marked_nor_compared(atlas: Atlas) -> None:
    shown = look(atlas, MARKS)
    secret = [shown.figures.state(shown.state.year, code) is ValueState.SECRET for code in shown.figures.codes]
    assert shown.marks
    assert sum(secret) > 50
    assert set(shown.marks.of[np.array(secret)].tolist()) == {NOT_COMPARED}


def test_of_one_district_only_its_areas_are_marked_and_counted_though_compared_with_all(atlas: Atlas) -> None:
    whole, part = look(atlas, MARKS), look(atlas, f"{MARKS}&focus=16065")
    inside = set(part.codes_inside)
    assert marked(part) == {code: p for code, p in marked(whole).items() if code in inside}
    key = part.legend().marks
    assert key
    assert sum(key.counts) == len(marked(part)) > 0


@pytest.mark.parametrize(
    "more", ["indicator=population", "change_from=2010", "indicator=unemployed_per_100,turnout_state_election"]
)
def test_counts_changes_and_two_indicators_are_not_compared_with_neighbours_and_it_is_said(
    atlas: Atlas, more: str
) -> None:
    asked = read_query(f"level=municipality&layers=patterns&indicator=unemployed_per_100&{more}", atlas, words)
    assert any("Nachbarn" in notice for notice in asked.notices)
    assert "patterns" not in write_query(asked.state)
    assert scene(atlas, asked.state, words).legend().marks is None


def test_too_few_values_leave_a_map_without_marks_and_the_reason_in_the_legend() -> None:
    rates = (*map(float, range(5)), *[ValueState.SECRET] * (len(CODES) - 5))
    few = small_atlas({("rate", Level.MUNICIPALITY): block({2021: rates}, CODES)}, indicator("rate"))
    shown = look(few, "indicator=rate&level=municipality&year=2021&layers=patterns")
    key = shown.legend().marks
    assert key
    assert (marked(shown), sum(key.counts)) == ({}, 0)
    assert key.said.startswith("Nichts zu vergleichen")


@pytest.mark.parametrize("grey", [False, True])
def test_a_sheet_draws_every_mark_and_explains_it_in_grey_by_shape_alone(atlas: Atlas, *, grey: bool) -> None:
    shown = look(atlas, MARKS)
    svg = svg_of(atlas, f"?{MARKS}", grey=grey)
    drawn = re.findall(r'<g data-code="(\d+)"><path', svg)
    assert sorted(drawn) == sorted(marked(shown))
    assert "hoch unter hohen" in svg
    assert ("#b2182b" in svg) is not grey


def test_no_name_on_a_sheet_covers_a_mark(atlas: Atlas) -> None:
    shown = look(atlas, f"{MARKS}&focus=16065")
    frame = fitted(shown, 0.0, 0.0, 180.0, 120.0)
    written = names(shown, frame, 1.0, (0.0, 0.0, 1.0, 1.0))
    marks = room_of_marks(shown, frame)
    assert len(written) > 10
    assert len(marks) == len(marked(shown)) > 0
    assert [t.text for t in written if any(overlap(t.box, room) for room in marks)] == []
