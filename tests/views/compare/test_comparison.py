from __future__ import annotations

from dataclasses import fields, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from atlas.model import Level, ValueState
from atlas.settings import Settings
from atlas.views.compare.chart_design import LINE_HEIGHT_PX, TICKS, ticks_of_places, ticks_of_years
from atlas.views.compare.chart_level import histogram_chart, ranking_chart
from atlas.views.compare.chart_names import Name, Upright, names_beside, spread
from atlas.views.compare.chart_series import series_chart
from atlas.views.compare.comparison import Compared, change_text, ranking, read_comparison, trend_text
from atlas.views.map.scene import scene
from atlas.views.numbers.uncertainty import intervals
from atlas.web.compare.answer import compare_answer
from atlas.web.site import site_of
from atlas.words.words import words_of
from tests.shared import DEFAULT_TERRITORY
from tests.small_atlas import areas, indicator, method

if TYPE_CHECKING:
    from atlas.data.store import Atlas

words = words_of("de")
TEN = "16051,16052,16053,16054,16055,16061,16062,16063,16064,16065"


def answered(atlas: Atlas, query: str) -> dict[str, str]:
    parts = compare_answer(site_of(atlas, Settings()), "https://atlas.example.org/", query)
    return {f.name: str(getattr(parts, f.name)) for f in fields(parts)}


def test_regions_of_any_level_are_compared_with_their_own_figures(atlas: Atlas) -> None:
    compared = read_comparison("indicator=unemployed_per_100&regions=16055000,16061,16", atlas, words)
    assert [c.area.level for c in compared.regions] == [Level.MUNICIPALITY, Level.DISTRICT, Level.STATE]
    own = [
        atlas.figures(atlas.indicator("unemployed_per_100"), c.area.level, DEFAULT_TERRITORY) for c in compared.regions
    ]
    assert [c.years for c in compared.regions] == [figures.years for figures in own]
    assert compared.notices == ()


def test_the_codes_of_one_place_are_one_region_under_the_code_that_has_figures(atlas: Atlas) -> None:
    for codes in ("16051,16051000", "16051000,160510000,16051", "16051000"):
        for key, code in (("asking_rent", "16051"), ("vacancy_rate_census", "16051000"), ("population", "16051000")):
            compared = read_comparison(f"indicator={key}&regions={codes}", atlas, words)
            assert [c.area.code for c in compared.regions] == [code]
            assert any(v is not None for v in compared.regions[0].values)
            assert compared.notices == ()
    text = answered(atlas, "indicator=asking_rent&regions=16051,16051000,16072018,16072")["citation"]
    assert "Erfurt, Sonneberg, Landkreis" in text


@pytest.mark.parametrize(
    ("query", "named"),
    [
        (f"regions={TEN},16066", "Mehr als 10"),
        ("regions=16056000", "„16056000“"),
        ("indicator=asking_rent&level=district&regions=16072018", "Sonneberg, Stadt"),
        ("indicator=nothing", "„nothing“"),
    ],
)
def test_what_cannot_be_compared_is_named_and_the_rest_is_shown(atlas: Atlas, query: str, named: str) -> None:
    answer = answered(atlas, query)
    assert named in answer["notice"]
    assert "Graph" in answer["ranking"]


def test_one_year_only_has_a_dot_and_says_so(atlas: Atlas) -> None:
    answer = answered(atlas, "indicator=vacancy_rate_census&regions=16055000")
    assert "nur ein Jahr" in answer["series"]
    assert "weniger als fünf Jahre" in answer["series"]


def test_fewer_than_three_areas_give_a_sentence_in_place_of_a_chart(atlas: Atlas) -> None:
    answer = answered(atlas, "indicator=unemployed_per_100,turnout_state_election&level=state")
    assert "zu wenige verschiedene Werte" in answer["distribution"]
    assert "Weniger als drei Gebiete" in answer["scatter"]
    assert "Graph" in answer["series"]


def test_a_region_whose_every_value_is_hidden_gives_a_row_and_no_line(atlas: Atlas) -> None:
    figures = atlas.figures(atlas.indicator("unemployed_per_100"), Level.MUNICIPALITY, atlas.territories[0])
    hidden = max(figures.codes, key=lambda c: sum(figures.value(y, c) is None for y in figures.years))
    compared = read_comparison(f"indicator=unemployed_per_100&regions={hidden}", atlas, words)
    chart = series_chart(scene(atlas, compared.state, words), compared)
    assert chart is not None
    own = next(t for t in chart["data"] if t.get("name") == compared.regions[0].area.name)
    assert own["connectgaps"] is False
    assert None in own["y"]


def test_intervals_of_shares_of_a_sample_are_wilsons_and_full_counts_have_none(atlas: Atlas) -> None:
    shipped = atlas.indicator("turnout_state_election")
    indicator = replace(shipped, chance="sample")
    figures = atlas.figures(indicator, Level.STATE, atlas.territories[0])
    found = intervals(figures, indicator, figures.years.index(2019))
    assert found is not None
    assert intervals(figures, shipped, figures.years.index(2019)) is None
    row = figures.years.index(2019)
    assert figures.numerator is not None
    assert figures.denominator is not None
    expected = proportion_confint(figures.numerator[row, 0], figures.denominator[row, 0], method="wilson")
    assert [float(side[0]) / 100 for side in found] == pytest.approx(expected)


def test_an_estimated_rate_has_no_interval(atlas: Atlas) -> None:
    indicator = replace(atlas.indicator("turnout_state_election"), chance="sample")
    figures = atlas.figures(indicator, Level.MUNICIPALITY, atlas.territories[0])
    found = intervals(figures, indicator, -1)
    assert found is not None
    estimated = np.array([figures.state(figures.years[-1], c) is ValueState.ESTIMATED for c in figures.codes])
    assert estimated.any()
    assert np.isnan(found[0]).tolist() == (estimated | np.isnan(figures.values[-1])).tolist()


@pytest.mark.parametrize(
    "key", ["population_density", "women_share", "unemployed_per_100", "population_change_4y", "deprivation_index"]
)
def test_figures_without_counts_of_cases_have_no_interval(atlas: Atlas, key: str) -> None:
    indicator = atlas.indicator(key)
    figures = atlas.figures(indicator, Level.MUNICIPALITY, atlas.territories[0])
    assert intervals(figures, indicator, 0) is None


def test_areas_without_a_value_stand_apart_with_the_reason_and_are_never_ranked(atlas: Atlas) -> None:
    state = read_comparison("indicator=unemployed_per_100&level=municipality&year=2021", atlas, words).state
    ranked, apart = ranking(scene(atlas, state, words))
    assert len(ranked) + len(apart) == len(atlas.codes(Level.MUNICIPALITY, state.territory))
    assert {why for _area, why in apart} == {"secret"}
    assert ranked[0].rank == 1
    held = [r.value for r in ranked]
    assert held == sorted(held, reverse=True)
    assert [r.rank for r in ranked] == [1 + sum(other > own for other in held) for own in held]
    assert {r.range for r in ranked} == {None}


def test_ranks_of_events_have_a_range_that_chance_allows(atlas: Atlas) -> None:
    state = read_comparison("indicator=births&level=district", atlas, words).state
    ranked, _apart = ranking(scene(atlas, state, words))
    ranges = [(r.rank, r.range) for r in ranked if r.state != "estimated" and r.range is not None]
    assert len(ranges) > 10
    assert len(ranges) == sum(r.state != "estimated" for r in ranked)
    assert all(best <= rank <= worst for rank, (best, worst) in ranges)
    assert any(best < worst for _rank, (best, worst) in ranges)


@pytest.mark.parametrize(("then", "now", "written"), [(56.2, 64.9, "+8,7"), (64.9, 56.2, "\u22128,7"), (5, 5, "0,0")])
def test_the_sign_of_a_change_is_written_out_with_its_years(then: float, now: float, written: str) -> None:
    compared = Compared(areas()["16001"], (2009, 2014, 2019, 2021), (then, 1.0, now, None))
    text = change_text(compared, indicator("rate"), words)
    assert text == f"{written}\u00a0Prozentpunkte (2009 bis 2019)"


def test_a_trend_names_its_test() -> None:
    falling = Compared(areas()["16001"], tuple(range(2010, 2020)), tuple(float(v) for v in range(10, 0, -1)))
    assert trend_text(falling, indicator("rate"), words).startswith("fallend (Mann-Kendall-Test, ")


def test_a_trend_never_runs_across_a_change_of_method_and_a_change_says_it() -> None:
    values = (*range(1, 9), *range(20, 10, -1))
    broken = Compared(areas()["16001"], tuple(range(2002, 2020)), tuple(map(float, values)), (2019,))
    of = indicator("rate", method_changes=method(2010))
    assert trend_text(broken, of, words).startswith("ab 2010: fallend (")
    text = "+10,0\u00a0Prozentpunkte (2002 bis 2019); mit einer geschätzten Zahl; ab 2010 anders gezählt"
    assert change_text(broken, of, words) == text


@given(st.lists(st.tuples(st.floats(0, 400), st.sampled_from([17.0, 34.0])), min_size=1, max_size=11))
def test_labels_at_the_ends_never_cover_each_other_and_stay_in_the_chart(labels: list[tuple[float, float]]) -> None:
    wished, sizes = (list(part) for part in zip(*labels, strict=True))
    placed = sorted(zip(spread(wished, sizes, 400), sizes, strict=True))
    for (below, lower), (above, upper) in pairwise(placed):
        assert above - below >= (lower + upper) / 2 - 1e-6
    assert max(at + size / 2 for at, size in placed) <= 400 + 1e-6
    assert min(at - size / 2 for at, size in placed) >= -18


def test_names_keep_off_the_intervals_of_their_points() -> None:
    points = [Name("A", 1.0, 5.0, interval=(0.5, 2.5)), Name("C", 9.0, 5.0, interval=(7.0, 9.5))]
    _hairs, texts = names_beside(points, 0.5, 5.0, Upright(0.0, 10.0, 400))
    assert texts["x"] == [3.0, 6.5]


def test_names_beside_points_stand_on_both_sides_and_apart() -> None:
    points = [Name("A", 1.0, 5.0), Name("B", 2.0, 5.1), Name("C", 9.0, 5.0), Name("D", 8.0, 5.1)]
    _hairs, texts = names_beside(points, 0.5, 5.0, Upright(0.0, 10.0, 400))
    at = dict(zip(map(str.strip, texts["text"]), zip(texts["x"], texts["y"], strict=True), strict=True))
    assert {name: x for name, (x, _y) in at.items()} == {"A": 1.5, "B": 2.5, "C": 8.5, "D": 7.5}
    for lower, upper in (("A", "B"), ("C", "D")):
        assert 40 * (at[upper][1] - at[lower][1]) >= LINE_HEIGHT_PX - 1e-6
    assert at["B"][1] == pytest.approx(5.1)
    assert at["C"][1] == pytest.approx(5.0)


@pytest.mark.parametrize(("count", "written"), [(3, [1, 2, 3]), (22, [1, 5, 10, 15, 20]), (631, [1, 200, 400, 600])])
def test_the_first_place_and_round_places_are_written(count: int, written: list[int]) -> None:
    assert ticks_of_places(count) == written


@given(st.integers(1990, 2030), st.integers(0, 60))
def test_the_last_year_is_always_written_and_a_phone_has_room_for_all(first: int, more: int) -> None:
    years = ticks_of_years(first, first + more)
    assert years[-1] == first + more
    assert years[0] >= first
    assert len(years) <= TICKS + 1


def test_a_comparison_is_cited_with_its_regions_and_a_link_of_its_own(atlas: Atlas) -> None:
    text = answered(atlas, "indicator=gross_pay&level=district&year=2015&regions=16055,16051")["citation"]
    assert "Bruttoverdienst" in text
    assert "Kreise, 2015; Weimar, Erfurt" in text
    assert "https://atlas.example.org/compare/?indicator=gross_pay&level=district&year=2015" in text
    assert f"release={atlas.release}" in text


def test_estimated_values_are_open_dots_and_named(atlas: Atlas) -> None:
    query = "indicator=turnout_state_election&level=municipality&regions=16061045"
    compared = read_comparison(query, atlas, words)
    assert 2014 in compared.regions[0].estimated
    chart = series_chart(scene(atlas, compared.state, words), compared)
    assert chart is not None
    own = next(t for t in chart["data"] if t.get("name") == "Heilbad Heiligenstadt")
    symbols = dict(zip(own["x"], own["marker"]["symbol"], strict=True))
    assert (symbols[2014], symbols[2019]) == ("circle-open", "circle")
    assert "Offene Punkte sind geschätzte Werte: Heilbad Heiligenstadt 2014" in answered(atlas, query)["series"]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("household_income", "Höhere Werte"),
        ("unemployed_per_100", "Niedrigere Werte"),
        ("cars", "Weder hohe noch niedrige"),
    ],
)
def test_polarity_says_which_end_is_better_without_blame(atlas: Atlas, key: str, said: str) -> None:
    assert said in answered(atlas, f"indicator={key}&level=district")["ranking"]


def test_equal_values_everywhere_give_no_distribution_and_still_a_ranking(atlas: Atlas) -> None:
    state = read_comparison("indicator=cars&level=district", atlas, words).state
    ranked, _apart = ranking(scene(atlas, state, words))
    equal = [replace(r, value=5.0, rank=1) for r in ranked]
    assert histogram_chart(scene(atlas, state, words), equal) is None
    assert ranking_chart(scene(atlas, state, words), equal) is not None


def test_the_distribution_has_a_table_of_its_own(atlas: Atlas) -> None:
    assert "drei Viertel liegen bis" in answered(atlas, "indicator=cars&level=district")["distribution"]


def test_hidden_values_are_in_no_chart_and_no_table(atlas: Atlas) -> None:
    answer = answered(atlas, "indicator=unemployed&level=municipality&year=2021")
    figures = atlas.figures(atlas.indicator("unemployed"), Level.MUNICIPALITY, atlas.territories[0])
    row = figures.values[figures.years.index(2021)]
    assert not np.isin(row, [1.0, 2.0]).any()
    assert "geheim gehalten" in answer["ranking"]
