from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from atlas.views.map.citation import citation, pinned_address
from atlas.views.map.scene import scene
from atlas.views.query.view_query import read_query
from atlas.words.words import words_of

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.views.query.view_state import ViewState

words = words_of("de")
BASE = "https://atlas.example.org/"
DAY = dt.date(2026, 11, 23)


def view(atlas: Atlas, query: str) -> ViewState:
    asked = read_query(query, atlas, words)
    assert asked.notices == ()
    return asked.state


def test_a_citation_names_what_where_when_whose_which_release_and_the_link(atlas: Atlas) -> None:
    state = view(atlas, "?indicator=unemployed_per_100&level=municipality&year=2010")
    text = citation(scene(atlas, state, words), BASE, DAY)
    for part in (
        "Arbeitslose je 100 Einwohner",
        "Gemeinden, 2010",
        "© BBSR Bonn, INKAR (Daten verändert)",
        "Gebietsstand 31.12.2021",
        "GeoBasis-DE / BKG 2016",
        f"Datenstand {atlas.release} vom {atlas.released:%d.%m.%Y}",
        pinned_address(state, atlas.release, BASE),
        "abgerufen am 23.11.2026",
    ):
        assert part in text


def test_two_indicators_are_cited_with_the_sources_of_both(atlas: Atlas) -> None:
    text = citation(
        scene(atlas, view(atlas, "?indicator=unemployed_per_100,turnout_state_election&year=2019"), words), BASE, DAY
    )
    assert "BBSR" in text
    assert "Thüringer Landesamt für Statistik" in text


def test_the_cited_link_shows_the_view_again(atlas: Atlas) -> None:
    state = view(atlas, "?indicator=gross_pay&level=district&year=2015&regions=16055&classes=7&change_from=2010")
    address = pinned_address(state, atlas.release, BASE)
    assert view(atlas, address.removeprefix(BASE)) == replace(state, release=atlas.release)
    assert "Veränderung seit 2010" in scene(atlas, state, words).line


def test_a_link_to_another_release_says_that_the_figures_may_differ(atlas: Atlas) -> None:
    asked = read_query("?indicator=gross_pay&release=0123456789ab", atlas, words)
    (notice,) = asked.notices
    assert "0123456789ab" in notice
    assert atlas.release in notice
