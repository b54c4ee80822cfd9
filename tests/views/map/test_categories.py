from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from atlas.data.computed import with_indicator
from atlas.data.figures import OK, RANK, UNKNOWN, Figures
from atlas.model import Kind, Level, ValueState
from atlas.views.map.categories import Category, categories
from atlas.views.map.legend_content import ClassKey
from atlas.views.map.representation import HIDDEN, NO_DATA
from atlas.views.map.scene import scene
from atlas.views.query.view_state import ViewState
from atlas.words.words import words_of
from tests.small_atlas import CODES, DATE, block, indicator, small_atlas

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.views.map.scene import Scene

words = words_of("de")
VALUES = np.array([[*range(1, 11), np.nan, np.nan]], float)
STATES = np.array([[OK] * 10 + [RANK[ValueState.SECRET], UNKNOWN]], np.uint8)
MADE = Figures(CODES, (2021,), VALUES, STATES)
GROUPS = (Category("ruhig", "#113355"), Category("laut", "#ddaa33"))


@pytest.fixture
def few() -> Atlas:
    return small_atlas(
        {("rate", Level.MUNICIPALITY): block({2021: tuple(range(1, 13))}, CODES)},
        indicator("rate"),
    )


def shown(atlas: Atlas) -> Scene:
    made = replace(indicator("rate"), id="made", title="Gemacht", kind=Kind.INDEX, comparable_across="none")
    more = with_indicator(atlas, made, MADE, Level.MUNICIPALITY, DATE)
    state = ViewState(indicator="made", level=Level.MUNICIPALITY, territory=DATE, year=2021, classes=3)
    return scene(more, state, words)


def test_a_computed_indicator_is_shown_like_any_other_and_leaves_the_atlas_as_it_is(few: Atlas) -> None:
    found = shown(few)
    assert found.title == "Gemacht"
    assert found.figures is MADE
    assert [s.id for s in found.sources] == [
        s.id for s in scene(few, replace(found.state, indicator="rate"), words).sources
    ]
    assert "made" not in few.catalogue.indicators
    elsewhere = found.first.indicator
    more = with_indicator(few, elsewhere, MADE, Level.MUNICIPALITY, DATE)
    assert more.levels(elsewhere, DATE) == (Level.MUNICIPALITY,)


def test_groups_are_counted_and_areas_without_one_keep_their_reason(few: Atlas) -> None:
    of = np.array([0, 0, 0, 1, 1, 1, 1, 1, 1, -1, -1, -1])
    plain = shown(few)
    drawn = categories(plain.indicator, plain.figures, GROUPS, of, "Typen", "Zwei Gruppen.")
    grouped = replace(plain, representation=drawn)
    assert grouped.classes.tolist() == [0, 0, 0, 1, 1, 1, 1, 1, 1, NO_DATA, HIDDEN, NO_DATA]
    legend = grouped.legend()
    assert isinstance(legend.key, ClassKey)
    assert legend.key.labels == ("ruhig", "laut")
    assert legend.key.counts == (3, 6)
    assert (legend.no_data[1], legend.hidden[1]) == (2, 1)
    assert legend.title == "Typen, 2021"
    assert legend.over is None
    assert "Zwei Gruppen." in legend.remarks
    assert drawn.fills(0) == ("#113355", "#ddaa33")
    assert len(set(drawn.fills(0, grey=True))) == 2
    assert drawn.described(None, words).labels == ("ruhig", "laut")
