from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from atlas.data.store import Atlas
from atlas.model import Kind, Level
from atlas.statistics.classify import assign
from atlas.views.map.browser_records import Details, Files
from atlas.views.map.browser_view import browser_view
from atlas.views.map.circles import LARGEST_PX, LEAST, radius_share
from atlas.views.map.legend_content import CircleKey, ClassKey
from atlas.views.map.representation import HIDDEN, NO_DATA
from atlas.views.map.scene import scene
from atlas.views.query.view_query import read_query
from atlas.views.query.view_state import ViewState
from atlas.words.words import words_of
from tests.small_atlas import CODES, DATE, ValueState, block, indicator, small_atlas

if TYPE_CHECKING:
    from collections.abc import Callable

words = words_of("de")
FILES = Files(
    areas=Details(coarse="", fine=""), borders=None, figures="", figures_second="", regions="", names="", points=""
)
RATES = (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, ValueState.SECRET, ValueState.UNKNOWN)
EARLIER = (2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0)


@pytest.fixture
def few() -> Atlas:
    blocks = {("rate", Level.MUNICIPALITY): block({2014: EARLIER, 2021: RATES}, CODES)}
    counts = tuple(100 * v if isinstance(v, float) else v for v in RATES)
    blocks[("people", Level.MUNICIPALITY)] = block({2021: counts}, CODES)
    return small_atlas(blocks, indicator("rate"), indicator("people", kind=Kind.COUNT, unit="", decimals=0))


def view(**more: object) -> ViewState:
    given = {"indicator": "rate", "level": Level.MUNICIPALITY, "territory": DATE, "year": 2021, "classes": 3}
    return ViewState(**(given | more))  # type: ignore[arg-type]


def test_every_area_has_one_class_and_the_legend_counts_them_all(few: Atlas) -> None:
    shown = scene(few, view(), words)
    classes = shown.representation.classes(shown.row)
    assert classes[-2:].tolist() == [HIDDEN, NO_DATA]
    legend = shown.legend()
    assert isinstance(legend.key, ClassKey)
    assert sum(legend.key.counts) + legend.no_data[1] + legend.hidden[1] == len(CODES)
    assert (legend.no_data, legend.hidden) == (("keine Daten", 1), ("geheim gehalten", 1))
    assert sum(n for n, _k in legend.key.bars) == 10
    assert legend.key.colours == shown.representation.fills(shown.row)


def test_bars_have_the_colours_of_the_classes_in_which_they_stand(few: Atlas) -> None:
    shown = scene(few, view(), words)
    key = shown.legend().key
    assert isinstance(key, ClassKey)
    low, high = key.span
    step = (high - low) / len(key.bars)
    middles = [low + (i + 0.5) * step for i in range(len(key.bars))]
    assert [k for _n, k in key.bars] == assign(middles, shown.breaks).tolist()
    assert {k for _n, k in key.bars} == set(range(shown.breaks.k))


def test_breaks_are_the_same_in_all_years_and_for_all_selections(few: Atlas) -> None:
    views = (view(), view(year=2014), view(regions=CODES[:2]), view(benchmark="16001"))
    assert len({id(scene(few, state, words).representation) for state in views}) == 1


def test_a_change_parts_at_zero_and_says_so(few: Atlas) -> None:
    shown = scene(few, view(change_from=2014), words)
    assert shown.figures.years == (2021,)
    assert 0.0 in shown.breaks.edges
    assert shown.indicator.unit == "Prozentpunkte"
    assert any("2014" in remark for remark in shown.legend().remarks)
    fills = shown.representation.fills(shown.row)
    below = shown.breaks.edges.index(0.0)
    assert len(set(fills[:below]) & set(fills[below:])) == 0


def test_counts_are_circles_whose_areas_grow_with_the_count(few: Atlas) -> None:
    shown = scene(few, view(indicator="people"), words)
    circles = shown.representation.circles(0)
    assert shown.representation.draw == "symbols"
    assert circles[CODES[9]] == 1
    assert (circles[CODES[3]] / circles[CODES[9]]) ** 2 == pytest.approx(400 / 1000)
    assert set(circles) == set(CODES[:10])
    key = shown.legend().key
    assert isinstance(key, CircleKey)
    assert [label for _share, label in key.samples] == ["1000", "200", "50"]


@pytest.mark.parametrize(("value", "wanted"), [(0.0, 0.0), (1e-9, LEAST), (25.0, 0.5), (100.0, 1.0)])
def test_no_circle_above_zero_is_too_small_to_see(value: float, wanted: float) -> None:
    assert radius_share(value, 100.0) == wanted


def test_the_browser_gets_the_classes_of_the_scene(few: Atlas) -> None:
    shown = scene(few, view(), words)
    sent = browser_view(shown, FILES, {})
    assert sent.over == "year"
    assert sent.years == (2014, 2021)
    of_year = sent.of_years[shown.row]
    assert of_year.edges == shown.breaks.edges
    assert of_year.colours == shown.representation.fills(shown.row)
    key = shown.legend().key
    assert isinstance(key, ClassKey)
    assert of_year.labels == key.labels
    assert (of_year.bars[0], of_year.bars[-1]) == key.span == (shown.breaks.edges[0], shown.breaks.edges[-1])
    over_all = scene(few, view(breaks_over="all"), words)
    assert browser_view(over_all, FILES, {}).over == "all"
    assert sent.of_all.edges == over_all.breaks.edges
    assert sent.circle is None


def test_the_browser_gets_the_signs_of_official_tables(few: Atlas) -> None:
    texts = browser_view(scene(few, view(), words), FILES, {}).texts
    assert texts.signs == {"secret": ".", "unknown": ".", "later": "...", "unreliable": "/", "not_meaningful": "x"}
    assert "geheim" in texts.states["secret"]
    assert texts.notes["unreliable"] == "nicht sicher genug"


def test_the_browser_draws_circles_by_the_law_of_the_scene(few: Atlas) -> None:
    shown = scene(few, view(indicator="people"), words)
    law = browser_view(shown, FILES, {}).circle
    assert law is not None
    assert (law.value, law.radius) == (1000.0, LARGEST_PX)
    assert law.least / law.radius == LEAST


def test_a_scene_is_looked_up_once(few: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    before: Callable[..., object] = Atlas.figures

    def figures(self: Atlas, *args: object) -> object:
        asked.append(args)
        return before(self, *args)

    monkeypatch.setattr(Atlas, "figures", figures)
    first = scene(few, view(), words)
    n = len(asked)
    assert scene(few, view(), words) is first
    assert len(asked) == n <= 4


def test_every_indicator_can_be_drawn_on_every_level_it_has(atlas: Atlas) -> None:
    for each in atlas.catalogue.indicators.values():
        for territory in atlas.territories:
            for level in atlas.levels(each, territory):
                query = f"indicator={each.id}&level={level}&territory={territory}"
                asked = read_query(query, atlas, words)
                assert asked.notices == ()
                shown = scene(atlas, asked.state, words)
                classes = shown.representation.classes(shown.row)
                assert classes.max() < len(shown.representation.fills(shown.row))
                known = ~np.isnan(shown.figures.values[shown.row])
                assert (classes[known] >= 0).all()
