"""What the page answers when an address is opened and when a control is moved."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

import pytest
from dash import no_update

from atlas.model import Scheme
from atlas.settings import Settings
from atlas.views.map.scene import scene
from atlas.views.query.view_query import read_query, with_changes
from atlas.views.query.view_state import ViewState
from atlas.web.map.answer import Asked, answer, read_asked
from atlas.web.map.cards import title_part
from atlas.web.map.page import PLACES, Page, stale
from atlas.web.site import site_of
from atlas.words.words import words_of

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.web.site import Site

words = words_of("de")
SHOWN = "?indicator=unemployed_per_100&level=district&year=2010&scheme=manual&classes=4&breaks=5,8,11"
#: For every control but the scheme something else that a reader can choose.
MOVED = {
    "indicator": "turnout_state_election",
    "level": "municipality",
    "territory": "2016-01-01",
    "classes": "5",
    "palette": "cividis",
    "benchmark": "16053",
    "change_from": "2005",
    "second": "turnout_state_election",
    "regions": "16055,16051",
    "year": "2015",
}


@pytest.fixture(scope="module")
def site(atlas: Atlas) -> Site:
    return site_of(atlas, Settings())


def told(page: Page) -> set[str]:
    return {name for name in PLACES if getattr(page, name) is not no_update}


def test_an_address_is_answered_with_every_part(site: Site) -> None:
    assert told(answer(site, Asked("?indicator=gross_pay&level=district"))) == set(PLACES)


def test_every_part_stands_in_its_own_place(site: Site) -> None:
    page = answer(site, Asked("?indicator=gross_pay&level=district&regions=16055"))
    marks = {
        "levels": "data-level='municipality'",
        "territories": "value='2021-12-31'",
        "benchmarks": "value='none'",
        "changes": "value='2005'",
        "seconds": "value='household_income'",
        "address": "?indicator=gross_pay",
        "title": "H1(",
        "legend": "data-class-count",
        "ticks": "2000",
        "cards": 'data-told="16055"',
        "credit": "GeoBasis-DE",
        "about": "H2(",
        "table_head": "Euro im Monat",
    }
    assert [name for name, mark in marks.items() if mark not in str(getattr(page, name))] == []
    said = {
        name: [n for n in marks if marks[name] in str(getattr(page, n))] for name in ("levels", "changes", "legend")
    }
    assert said == {"levels": ["levels"], "changes": ["changes"], "legend": ["legend"]}
    assert {name: str(place) for name, (place, _prop) in PLACES.items() if name != str(place).replace("-", "_")} == {}


def test_a_click_on_a_region_is_answered_with_panel_and_address_alone(site: Site) -> None:
    page = answer(site, Asked("?indicator=gross_pay&level=district", {"regions": "16055"}))
    assert told(page) == {"cards", "address", "notice"}
    assert "Weimar" in str(page.cards)
    assert "regions=16055" in page.address


def test_what_is_told_again_is_all_that_differs(site: Site) -> None:
    for key, value in MOVED.items():
        moved = answer(site, Asked(SHOWN, {key: value}))
        before, after = answer(site, Asked(SHOWN)), answer(site, Asked(moved.address))
        differs = {n for n in PLACES if n != "notice" and str(getattr(before, n)) != str(getattr(after, n))}
        if key == "regions":
            differs.discard("view")  # the browser itself keeps which regions are selected
        assert differs <= told(moved), key
        for name in told(moved) - {"notice"}:
            assert str(getattr(moved, name)) == str(getattr(after, name)), (key, name)


def test_a_control_that_is_not_there_yet_is_told_with_everything_it_may_move() -> None:
    """Whoever adds a word to the view has address, map and legend answered without a further line."""
    depends = {f.name: f.metadata["depends"] for f in fields(Page)}
    words_of_view = {f.name for f in fields(ViewState)}
    assert depends["address"] == words_of_view
    assert depends["view"] == words_of_view - {"regions"}
    assert stale(None, read_query_state()) == set(PLACES)


def read_query_state() -> ViewState:
    import datetime as dt  # noqa: PLC0415

    from atlas.model import Level  # noqa: PLC0415

    return ViewState(indicator="a", level=Level.STATE, territory=dt.date(2021, 12, 31), year=2021)


@pytest.mark.parametrize("control", MOVED)
def test_a_readers_own_breaks_stay_when_another_control_moves(atlas: Atlas, control: str) -> None:
    query = with_changes(SHOWN, {control: MOVED[control]})
    state = read_query(query, atlas, words).state
    assert (state.scheme, state.breaks) == (Scheme.MANUAL, (5.0, 8.0, 11.0))


def test_nothing_moved_is_the_view_that_was_shown(atlas: Atlas) -> None:
    assert read_query(with_changes(SHOWN, {}), atlas, words).state == read_query(SHOWN, atlas, words).state


def test_the_second_indicator_comes_and_goes_alone(atlas: Atlas) -> None:
    both = with_changes("?indicator=gross_pay&level=district", {"second": "cars"})
    assert read_query(both, atlas, words).state.second == "cars"
    other = read_query(with_changes(both, {"indicator": "household_income"}), atlas, words).state
    assert (other.indicator, other.second) == ("household_income", "cars")
    assert read_query(with_changes(both, {"second": ""}), atlas, words).state.second == ""


def test_changing_the_indicator_falls_to_a_level_that_it_has_without_blame(site: Site) -> None:
    page = answer(site, Asked("?level=municipality&year=2001", {"indicator": "asking_rent"}))
    assert "level=district" in page.address
    assert page.notice == []


@pytest.mark.parametrize("sent", [None, "", 7, [], {"query": None}, {"query": 5, "changes": "x"}, {"changes": {1: 2}}])
def test_whatever_is_sent_gets_an_answer(site: Site, sent: Any) -> None:
    assert "indicator=" in answer(site, read_asked(sent)).address


@pytest.mark.parametrize(
    ("indicators", "ending"),
    [("unemployed_per_100", ", 2021 · je 100 Einwohner (15–64)"), ("unemployed_per_100,gross_pay", ", 2021")],  # noqa: RUF001
)
def test_the_line_below_the_title_names_a_unit_only_where_it_is_that_of_all(
    atlas: Atlas, indicators: str, ending: str
) -> None:
    state = read_query(f"?indicator={indicators}&level=district&year=2021", atlas, words).state
    _title, below = title_part(scene(atlas, state, words))
    told = "".join(part if isinstance(part, str) else str(part.children) for part in below.children)
    assert told == f"Kreise{ending}"
