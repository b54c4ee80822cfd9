from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from atlas.views.map.mapview import browser_view, figures_of

from atlas.statistics.classify import assign
from atlas.views.map.bivariate import both_breaks, of_two
from atlas.views.map.browser_records import Details, Files
from atlas.views.query.view_query import read_query
from atlas.words.words import words_of

if TYPE_CHECKING:
    from atlas.data.store import Atlas

words = words_of("de")
FILES = Files(areas=Details(coarse="", fine=""), borders=None, figures="", figures_second="", regions="", points="")


def test_three_classes_of_either_indicator_hold_about_a_third_each(atlas: Atlas) -> None:
    state = read_query("indicator=unemployed_per_100,turnout_state_election", atlas, words).state
    _indicator, figures = figures_of(atlas, state, words)
    first, second = both_breaks(atlas, state)
    assert (first.k, second.k) == (3, 3)
    share = np.bincount(assign(figures.values, first)[~np.isnan(figures.values)]) / (~np.isnan(figures.values)).sum()
    assert share == pytest.approx([1 / 3] * 3, abs=0.05)


def test_the_map_has_nine_colours_and_the_years_that_both_have(atlas: Atlas) -> None:
    state = read_query("indicator=unemployed_per_100,turnout_state_election", atlas, words).state
    view = of_two(browser_view(atlas, state, words, FILES, {}), atlas, state, words)
    assert view.draw == "bivariate"
    assert len(set(view.colours)) == 9
    assert figures_of(atlas, state, words)[1].years == (2014, 2019)


def test_every_indicator_can_be_drawn_on_every_level_it_has(atlas: Atlas) -> None:
    for indicator in atlas.catalogue.indicators.values():
        for territory in atlas.territories:
            for level in atlas.levels(indicator, territory):
                query = f"indicator={indicator.id}&level={level}&territory={territory}"
                asked = read_query(query, atlas, words)
                assert asked.notices == ()
                view = browser_view(atlas, asked.state, words, FILES, {})
                assert len(view.colours) == len(view.edges) - 1 >= 1
