from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from atlas.model import Breaks, Scheme
from atlas.statistics.classify import assign
from atlas.views.map.bivariate import Bivariate
from atlas.views.map.classing import Classing
from atlas.views.map.legend_content import GridKey
from atlas.views.map.palettes import bivariate_colours
from atlas.views.map.representation import HIDDEN, NO_DATA
from atlas.views.map.scene import scene
from atlas.views.query.view_query import read_query
from atlas.words.words import words_of
from tests.small_atlas import ValueState, block, indicator

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.views.map.scene import Scene

words = words_of("de")
CODES = ("16001001", "16001002", "16001003", "16001004", "16001005")


@pytest.fixture
def two(atlas: Atlas) -> Scene:
    return both(atlas, "all")


def both(atlas: Atlas, over: str) -> Scene:
    query = f"indicator=unemployed_per_100,turnout_state_election&breaks_over={over}"
    return scene(atlas, read_query(query, atlas, words).state, words)


def test_three_classes_of_either_indicator_hold_about_a_third_each(two: Scene) -> None:
    shown = two.representation
    assert isinstance(shown, Bivariate)
    breaks = shown.breaks(0)
    assert (breaks.k, shown.other_classing.at(0).k) == (3, 3)
    known = ~np.isnan(shown.figures.values)
    share = np.bincount(assign(shown.figures.values, breaks)[known]) / known.sum()
    assert share == pytest.approx([1 / 3] * 3, abs=0.05)


def test_of_one_year_alone_each_third_holds_about_a_third_of_its_areas(atlas: Atlas) -> None:
    shown = both(atlas, "year")
    row, map_ = shown.row, shown.representation
    assert isinstance(map_, Bivariate)
    for classing in (map_.classing, map_.other_classing):
        values = classing.values[row]
        values = values[~np.isnan(values)]
        share = np.bincount(assign(values, classing.at(row)), minlength=3) / values.size
        assert share == pytest.approx([1 / 3] * 3, abs=0.05)
    assert map_.classing.at(row) != map_.classing.breaks(None)


def test_the_map_has_nine_colours_and_the_years_that_both_have(two: Scene) -> None:
    assert two.representation.draw == "bivariate"
    assert len(set(two.representation.fills(two.row))) == 9
    first, second = (set(s.figures.years) for s in two.subjects)
    assert two.figures.years == tuple(sorted(first & second))


def test_an_area_has_the_colour_of_both_its_classes_and_none_where_either_lacks() -> None:
    first = block({2021: (1.0, 2.0, 3.0, 3.0, ValueState.SECRET)}, CODES)
    second = block({2021: (10.0, 20.0, 20.0, ValueState.UNKNOWN, 20.0)}, CODES)
    three, two = (
        Classing(figures.values, Scheme.QUANTILES, "all", lambda _values, scheme, edges=edges: Breaks(scheme, edges))
        for figures, edges in ((first, (1.0, 1.0, 2.0, 3.0)), (second, (10.0, 10.0, 20.0)))
    )
    shown = Bivariate(indicator("a"), first, three, indicator("b"), second, two)
    assert shown.classes(0).tolist() == [0, 1 + 3 * 1, 2 + 3 * 1, NO_DATA, HIDDEN]
    nine = bivariate_colours()
    assert shown.fills(0) == (*nine[:3], *nine[3:6])
    key = shown.key(0, words, np.ones(len(shown.figures.codes), bool))
    assert isinstance(key, GridKey)
    assert key.counts == (1, 0, 0, 0, 1, 1)
    assert (len(key.across), len(key.up)) == (3, 2)


def test_nine_greys_are_told_apart_by_shade_and_line(two: Scene) -> None:
    fills = two.representation.fills(two.row, grey=True)
    assert len(set(fills)) == len(two.representation.fills(two.row))
    assert [fill.startswith("lines-") for fill in fills] == [False] * 3 + [True] * 6
