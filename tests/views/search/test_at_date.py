"""An area at another territory date: what it became, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from atlas.data.crosswalks import crosswalk_path
from atlas.model import Level
from atlas.views.search.at_date import at_date, walk_between

if TYPE_CHECKING:
    from atlas.data.store import Atlas


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("16070017", ["Suhl"]),  # it went to an independent town
        ("16056", ["Eisenach"]),  # a town that was a district is followed as a town
        ("16063", ["Wartburgkreis", "Schmalkalden-Meiningen"]),  # one of its municipalities went to the other one
        ("16", ["Thüringen"]),
    ],
)
def test_an_area_is_followed_to_the_newer_date(atlas: Atlas, code: str, found: list[str]) -> None:
    newer, older = atlas.territories
    assert [a.name for a in at_date(atlas, atlas.areas[older][code], older, newer)] == found


def test_what_became_part_of_an_area_is_found_at_the_older_date(atlas: Atlas) -> None:
    newer, older = atlas.territories
    found = at_date(atlas, atlas.areas[newer]["16070004"], newer, older)
    assert [(a.code, a.name) for a in found] == [("16070004", "Arnstadt"), ("16070053", "Wipfratal")]
    assert [a.name for a in at_date(atlas, atlas.areas[newer]["16063"], newer, older)] == ["Wartburgkreis", "Eisenach"]


def test_every_area_is_found_at_the_other_date(atlas: Atlas) -> None:
    newer, older = atlas.territories
    for one, other in ((newer, older), (older, newer)):
        for level in (Level.DISTRICT, Level.ASSOCIATION, Level.MUNICIPALITY):
            for code in atlas.codes(level, one)[::7]:
                assert at_date(atlas, atlas.areas[one][code], one, other)


def test_without_a_crosswalk_nothing_is_guessed(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    newer, older = atlas.territories
    monkeypatch.setattr(
        "atlas.views.search.at_date.crosswalk_path", lambda folder, *_dates: crosswalk_path(folder, "1", "2")
    )
    atlas.results.clear()
    assert walk_between(atlas, older, newer) == {}
    assert at_date(atlas, atlas.areas[older]["16070017"], older, newer) == ()
    atlas.results.clear()
