"""What the controls of the map say together."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import pytest

from atlas.model import Scheme
from atlas.views.query.view_query import read_query
from atlas.web.map.answer import Controls
from atlas.words.words import words_of

if TYPE_CHECKING:
    from atlas.data.store import Atlas

words = words_of("de")
SHOWN = "?indicator=unemployed_per_100&level=district&year=2010&scheme=manual&classes=4&breaks=5,8,11"
CONTROLS = Controls(
    indicator="unemployed_per_100",
    level="district",
    territory="2021-12-31",
    scheme="manual",
    classes="4",
    palette="ylgnbu",
    benchmark="16",
    change_from="0",
    second="",
    regions=[],
    year=2010,
)
#: For every control but the scheme something else that a reader can choose.
MOVED: dict[str, Any] = {
    "indicator": "turnout_state_election",
    "level": "municipality",
    "territory": "2016-01-01",
    "classes": "5",
    "palette": "cividis",
    "benchmark": "16053",
    "change_from": "2005",
    "second": "turnout_state_election",
    "regions": ["16055", "16051"],
    "year": 2015,
}


def test_the_list_of_moves_holds_every_control() -> None:
    assert {*MOVED, "scheme"} == {f.name for f in fields(Controls)}
    assert not [name for name, value in MOVED.items() if getattr(CONTROLS, name) == value]


@pytest.mark.parametrize("control", MOVED)
def test_a_readers_own_breaks_stay_when_another_control_moves(atlas: Atlas, control: str) -> None:
    moved = replace(CONTROLS, **{control: MOVED[control]})
    state = read_query(moved.query(SHOWN), atlas, words).state
    assert (state.scheme, state.breaks) == (Scheme.MANUAL, (5.0, 8.0, 11.0))


def test_nothing_moved_is_the_view_that_was_shown(atlas: Atlas) -> None:
    assert read_query(CONTROLS.query(SHOWN), atlas, words).state == read_query(SHOWN, atlas, words).state


@pytest.mark.parametrize("shown", [None, "", "?", "breaks"])
def test_without_breaks_in_the_address_there_are_none(shown: str | None) -> None:
    assert "breaks" not in CONTROLS.query(shown)
