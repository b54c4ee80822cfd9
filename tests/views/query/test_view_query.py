from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.model import Level, Scheme
from atlas.views.query.place_values import MOST_REGIONS
from atlas.views.query.view_query import read_query, write_query
from atlas.words.words import words_of
from tests.shared import DEFAULT_INDICATOR, DEFAULT_TERRITORY
from tests.small_atlas import CODES, block, indicator, small_atlas

if TYPE_CHECKING:
    from atlas.data.store import Atlas

words = words_of("de")


def years(atlas: Atlas, key: str) -> tuple[int, ...]:
    return atlas.figures(atlas.indicator(key), Level.MUNICIPALITY, DEFAULT_TERRITORY).years


def test_an_empty_query_shows_the_default_without_a_notice(atlas: Atlas) -> None:
    asked = read_query("", atlas, words)
    assert asked.notices == ()
    assert (asked.state.indicator, asked.state.level, asked.state.year) == (
        "unemployed_per_100",
        Level.MUNICIPALITY,
        years(atlas, "unemployed_per_100")[-1],
    )


def test_a_view_survives_the_way_through_the_address(atlas: Atlas) -> None:
    query = (
        "?indicator=turnout_state_election&level=district&year=2014&regions=16055,16051&scheme=manual&classes=4"
        "&breaks=45,50.5,55&palette=cividis&benchmark=16053&bbox=10.1,50.2,11.9,51.1"
    )
    asked = read_query(query, atlas, words)
    assert asked.notices == ()
    assert write_query(asked.state) == query


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("indicator=nothing", "„nothing“"),
        ("level=galaxy", "„galaxy“"),
        ("year=1789", "1789"),
        ("indicator=cars&lev", "„lev“"),
        ("year=-2021", "-2021"),
        ("year=२०२१", "२०२१"),
        ("territory=2020-01-01", "„2020-01-01“"),
        ("regions=16099999", "„16099999“"),
        ("regions=1605500", "„1605500“"),
        ("regions=16061", "Eichsfeld"),
        ("scheme=rainbow", "„rainbow“"),
        ("classes=1", "„1“"),
        ("classes=10", "„10“"),
        ("palette=red_green", "„red_green“"),
        ("benchmark=17", "„17“"),
        ("breaks=1,two", "„1,two“"),
        ("breaks=1,nan", "„1,nan“"),
        ("scheme=manual", "Klassengrenzen"),
        ("bbox=12,50,10,51", "„12,50,10,51“"),
        ("bbox=nan,nan,nan,nan", "„nan,nan,nan,nan“"),
        ("lang=tlh", "„tlh“"),
        ("layers=heat", "„heat“"),
        ("indicator=unemployed_per_100&level=state&layers=patterns", "Nachbarn"),
        ("colour=red", "„colour“"),
        ("indicator=deprivation_index&level=state", "Land"),
        ("indicator=asking_rent&level=municipality", "Gemeinden"),
        ("indicator=deprivation_index&change_from=2005", "jedes Jahr neu"),
        ("change_from=1871", "1871"),
    ],
)
def test_what_is_wrong_is_named_and_a_default_stands_in(atlas: Atlas, query: str, named: str) -> None:
    asked = read_query(query, atlas, words)
    assert len(asked.notices) == 1
    assert named in asked.notices[0]
    figures = atlas.figures(atlas.indicator(asked.state.indicator), asked.state.level, asked.state.territory)
    assert asked.state.year in figures.years


def test_an_indicator_without_figures_cannot_be_shown(atlas: Atlas) -> None:
    without = next(i for i in atlas.catalogue.indicators.values() if not i.has_figures)
    asked = read_query(f"indicator={without.id}", atlas, words)
    assert without.title in asked.notices[0]
    assert asked.state.indicator == "unemployed_per_100"


def test_more_than_ten_regions_are_cut_with_a_notice(atlas: Atlas) -> None:
    codes = atlas.codes(Level.MUNICIPALITY, dt.date(2021, 12, 31))[:11]
    asked = read_query(f"regions={','.join(codes)}", atlas, words)
    assert asked.state.regions == codes[:MOST_REGIONS]
    assert "10" in asked.notices[0]


def test_a_shaded_map_of_a_count_is_refused_with_the_reason(atlas: Atlas) -> None:
    assert "Kreise" in read_query("indicator=population&layers=choropleth", atlas, words).notices[0]
    assert read_query("indicator=unemployed_per_100&layers=choropleth", atlas, words).notices == ()


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("indicator=unemployed_per_100,nothing", "nothing"),
        ("indicator=population,unemployed_per_100", "Anzahlen"),
        ("indicator=unemployed_per_100,population", "Anzahlen"),
        ("indicator=unemployed_per_100,turnout_state_election&change_from=2014", "Veränderung"),
    ],
)
def test_a_second_indicator_that_does_not_fit_is_left_out_with_the_reason(atlas: Atlas, query: str, named: str) -> None:
    asked = read_query(query, atlas, words)
    assert named in " ".join(asked.notices)
    assert asked.state.second == ""


def test_two_indicators_without_a_common_year_are_not_shown_together() -> None:
    keys = {DEFAULT_INDICATOR: 2019, "other": 2021}
    blocks = {(key, Level.MUNICIPALITY): block({year: (1.0,) * len(CODES)}, CODES) for key, year in keys.items()}
    asked = read_query(f"indicator={','.join(keys)}", small_atlas(blocks, *map(indicator, keys)), words)
    assert "kein gemeinsames Jahr" in asked.notices[0]
    assert (asked.state.indicator, asked.state.second) == (DEFAULT_INDICATOR, "")


def test_two_indicators_are_shown_in_a_year_that_both_have(atlas: Atlas) -> None:
    asked = read_query("indicator=unemployed_per_100,turnout_state_election", atlas, words)
    common = set(years(atlas, "unemployed_per_100")) & set(years(atlas, "turnout_state_election"))
    assert (asked.state.second, asked.state.year) == ("turnout_state_election", max(common))
    assert write_query(asked.state).startswith("?indicator=unemployed_per_100,turnout_state_election&")


def test_the_state_as_benchmark_is_the_default(atlas: Atlas) -> None:
    assert read_query("benchmark=16", atlas, words).state.benchmark == ""


@given(st.text(max_size=200))
def test_any_text_as_query_gives_a_view_that_can_be_shown(atlas: Atlas, text: str) -> None:
    state = read_query(text, atlas, words).state
    again = read_query(write_query(state), atlas, words)
    assert again.state == state
    assert again.notices == ()


@given(
    st.dictionaries(
        st.sampled_from(
            ["indicator", "level", "year", "regions", "scheme", "classes", "breaks", "benchmark", "bbox", "focus"]
        ),
        st.text(max_size=30)
        | st.sampled_from(["population", "district", "2013", "16072", "16055,16051", "manual", "16", "none"]),
    )
)
def test_any_values_give_a_view_that_reads_back_the_same(atlas: Atlas, values: dict[str, str]) -> None:
    from urllib.parse import urlencode  # noqa: PLC0415

    state = read_query(urlencode(values), atlas, words).state
    assert read_query(write_query(state), atlas, words).state == state
    assert state.scheme in list(Scheme)
