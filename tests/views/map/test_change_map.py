from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from atlas.views.map.palettes import diverging_colours
from atlas.views.map.scene import scene
from atlas.views.query.view_query import read_query
from atlas.web.map.cards import panel_part
from atlas.words.words import words_of
from tests.shared import shipped_atlas

if TYPE_CHECKING:
    from atlas.views.map.scene import Scene

words = words_of("de")


def shown(indicator: str, more: str = "change_from=2015") -> Scene:
    atlas = shipped_atlas()
    asked = read_query(f"indicator={indicator}&level=district&regions=16055&{more}", atlas, words)
    return scene(atlas, asked.state, words)


@pytest.mark.parametrize(("indicator", "turned"), [("unemployed_per_100", True), ("gross_pay", False), ("cars", False)])
def test_what_is_better_for_people_is_never_brown(indicator: str, *, turned: bool) -> None:
    change = shown(indicator)
    below = sum(edge <= 0 for edge in change.breaks.edges[1:])
    above = change.breaks.k - below
    falls, rises = change.representation.fills(change.row)[:below], change.representation.fills(change.row)[below:]
    assert falls
    assert rises
    brown = diverging_colours(1, 1)[0]
    side = diverging_colours(above, below)[::-1] if turned else diverging_colours(below, above)
    assert [*falls, *rises] == side
    warm = [colour for colour in (*falls, *rises) if int(colour[1:3], 16) > int(colour[5:7], 16)]
    assert int(brown[1:3], 16) > int(brown[5:7], 16)
    assert set(warm) == set(rises if turned else falls)


def test_legend_and_card_say_against_which_year() -> None:
    change = shown("unemployed_per_100")
    assert change.legend().heading == f"Veränderung {{year}} gegenüber 2015, {change.unit}"
    assert "Veränderung gegenüber 2015" in str(panel_part(change))
    assert "Veränderung" not in str(panel_part(shown("unemployed_per_100", "year=2021")))
