from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from atlas.model import Level
from atlas.views.profile.query import ProfileAsked, given, read_profile_query, read_territory
from atlas.views.query.view_query import read_query, write_query
from tests.shared import DEFAULT_TERRITORY, english

if TYPE_CHECKING:
    from atlas.data.store import Atlas


def read(atlas: Atlas, query: str, code: str = "16055000", territory: dt.date = DEFAULT_TERRITORY) -> ProfileAsked:
    return read_profile_query(given(query), atlas, atlas.areas[territory][code], territory, english)


def test_an_empty_query_links_to_the_region_on_its_level(atlas: Atlas) -> None:
    asked = read(atlas, "", "16055")
    assert (asked.state.level, asked.state.regions, asked.notices) == (Level.DISTRICT, ("16055",), ())
    assert (asked.like, asked.carried) == (None, "")


def test_what_the_map_showed_is_kept_and_the_region_comes_first(atlas: Atlas) -> None:
    asked = read(atlas, "?indicator=deprivation_index&level=municipality&year=2010&regions=16051000,16055000&classes=7")
    assert asked.state.regions == ("16055", "16051")
    assert (asked.state.indicator, asked.state.year, asked.state.classes) == ("deprivation_index", 2010, 7)
    assert asked.notices == ()


def test_an_indicator_that_the_level_lacks_gives_way_without_a_notice(atlas: Atlas) -> None:
    asked = read(atlas, "?indicator=asking_rent&level=district&year=2010&regions=16061", "16076041")
    assert asked.state.indicator == "unemployed_per_100"
    assert asked.state.regions == ("16076041",)
    assert asked.notices == ()


def test_an_indicator_that_only_another_code_of_the_place_has_is_shown_under_that_code(atlas: Atlas) -> None:
    for code in ("16055", "16055000"):
        asked = read(atlas, "?indicator=rent_per_m2_census&regions=16051", code)
        assert (asked.state.indicator, asked.state.level) == ("rent_per_m2_census", Level.MUNICIPALITY)
        assert asked.state.regions == ("16055000", "16051000")
        assert asked.notices == ()


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("?indicator=nope", "nope"),
        ("?like=nope,women_share", "nope"),
        ("?like=asking_rent", "Angebotsmiete"),
        ("?year=abc", "abc"),
        ("?regions=99999999", "99999999"),
        ("?palette=pink", "pink"),
        ("?word=x", "word"),
    ],
)
def test_what_is_wrong_is_named(atlas: Atlas, query: str, named: str) -> None:
    assert any(named in text for text in read(atlas, query).notices)


def test_like_is_read_with_commas_and_from_the_boxes_of_a_form(atlas: Atlas) -> None:
    assert read(atlas, "?like=turnout_state_election,women_share").like == ("women_share", "turnout_state_election")
    boxes = given("?like=women_share&like=turnout_state_election")
    assert boxes.spread
    assert boxes.like == ("women_share", "turnout_state_election")


def test_links_to_other_profiles_carry_what_fits_there(atlas: Atlas) -> None:
    asked = read(
        atlas, "?indicator=deprivation_index&year=2010&regions=16051000&classes=7&like=women_share,population_density"
    )
    assert asked.carried == "?indicator=deprivation_index&classes=7&like=population_density,women_share"


def test_an_old_territory_is_kept_though_the_default_indicator_has_no_figures_there(atlas: Atlas) -> None:
    old = dt.date(2016, 1, 1)
    territory, notices = read_territory({"territory": "2016-01-01"}, atlas, english)
    assert (territory, notices) == (old, ())
    asked = read(atlas, "?territory=2016-01-01", "16063", old)
    assert (asked.state.territory, asked.notices) == (old, ())
    assert "territory=2016-01-01" in asked.carried
    assert read_query(write_query(asked.state), atlas, english).notices == ()


def test_an_unknown_territory_gives_the_default_and_a_notice(atlas: Atlas) -> None:
    territory, notices = read_territory({"territory": "1871-01-01"}, atlas, english)
    assert territory == DEFAULT_TERRITORY
    assert "1871-01-01" in notices[0]


@examples(st.text(max_size=200))
def test_any_text_is_a_query_and_the_links_written_from_it_raise_no_notice(atlas: Atlas, text: str) -> None:
    asked = read(atlas, text)
    assert len(asked.notices) <= 8
    assert read_query(write_query(asked.state), atlas, english).notices == ()


def test_a_query_with_very_many_words_counts_as_none() -> None:
    assert given("?" + "&".join(f"like=a{i}" for i in range(500))).like is None
