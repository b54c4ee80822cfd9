"""What the immutable files of the map hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.statistics.rounding import kept
from atlas.views.map.scene import scene
from atlas.views.query.view_query import read_query
from atlas.words.words import words_of

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from atlas.data.store import Atlas

words = words_of("de")


def test_the_file_of_a_change_holds_the_digits_that_are_shown_and_two_more(client: FlaskClient, atlas: Atlas) -> None:
    """A change of counts is told in percent with one digit; rounded before, some would be read as another number."""
    state = read_query("indicator=unemployed&level=district&change_from=2010", atlas, words).state
    shown = scene(atlas, state, words)
    where = f"{atlas.release}/{state.territory}/{state.level}/{state.indicator}/{state.change_from}"
    written = client.get(f"/files/figures/{where}.json").json
    assert (shown.first.indicator.decimals, shown.indicator.decimals) == (0, 1)
    assert written
    assert written["values"] == kept(shown.figures.values, shown.indicator.decimals).tolist()


def test_the_file_of_marks_holds_those_of_the_year_and_a_sentence_for_each_pattern(
    client: FlaskClient, atlas: Atlas
) -> None:
    shown = scene(
        atlas, read_query("indicator=cars&level=district&year=2015&layers=patterns", atlas, words).state, words
    )
    where = f"{atlas.release}/{shown.state.territory}/district"
    written = client.get(f"/files/marks/{where}/cars/2015.json").json
    assert written
    assert shown.marks
    assert written["of"] == shown.marks.of.tolist()
    assert written["said"] == shown.marks.said
    assert written["sentences"][0] == "Unter den Nachbarn: hoch unter hohen."
    for none in ("cars/1871", "cars/now", "population/2015"):  # no such year, no year, a count
        assert client.get(f"/files/marks/{where}/{none}.json").status_code == 404
