"""The map that the server draws for a page: names of towns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from atlas.data.places import Seat
from atlas.views.map.scene import scene
from atlas.views.print.screen_map import screen_map
from atlas.views.query.view_query import read_query
from atlas.words.words import words_of

if TYPE_CHECKING:
    from atlas.data.store import Atlas

words = words_of("de")


def test_a_name_that_would_lie_over_an_earlier_one_on_a_phone_is_marked(atlas: Atlas) -> None:
    west, south, east, north = atlas.bounds
    middle = (south + north) / 2
    near, far = west + (east - west) / 20, (west + 3 * east) / 4
    places = {"Erstestadt": west, "Nebenstadt": near, "Weiterstadt": far}
    seats = [Seat(name, lon, middle, "1") for name, lon in places.items()]
    seats += [Seat("Darueber", near, south, "1"), Seat("Kleinstadt", far, south, "2")]
    drawn = screen_map(scene(atlas, read_query("", atlas, words).state, words), seats)
    named = re.findall(r'seat-1( crowded)?"[^>]*><span>([^<]+)', drawn)
    assert {name: bool(mark) for mark, name in named} == {
        "Erstestadt": False,
        "Nebenstadt": True,
        "Weiterstadt": False,
        "Darueber": False,
    }
