"""The page of territory dates says what changed from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atlas.data.crosswalks import crosswalk_path, read_crosswalk
from atlas.views.search.crossings import crossings
from atlas.words.words import words_of

if TYPE_CHECKING:
    import pytest
    from flask.testing import FlaskClient

    from atlas.data.store import Atlas


def test_what_changed_between_the_dates_is_listed(client: FlaskClient, atlas: Atlas) -> None:
    text = client.get("/territories").text
    assert "01.01.2016 bis 31.12.2021" in text
    assert '<th scope="row">Gehlberg</th><td>16070017</td><td>ganz</td>' in text
    (crossing,) = crossings(atlas, words_of("de"))
    walk = read_crosswalk(crosswalk_path(atlas.folder / "areas", crossing.before, crossing.after))
    assert crossing.same + len(crossing.steps) == len(walk)
    assert {step.code for step in crossing.steps} >= set(
        walk.loc[walk["ags_before"] != walk["ags_after"], "ags_before"]
    )


def test_shares_are_told_with_what_they_were_measured_by(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    newer, older = atlas.territories
    walk = read_crosswalk(crosswalk_path(atlas.folder / "areas", older, newer)).head(2).reset_index(drop=True)
    walk.loc[1, ["ags_before", "name_before"]] = walk.loc[0, ["ags_before", "name_before"]]
    walk["share"], walk["basis"] = [0.4, 0.6], ["population", "area"]
    monkeypatch.setattr("atlas.views.search.crossings.read_crosswalk", lambda _path: walk)
    atlas.results.clear()
    (crossing,) = crossings(atlas, words_of("de"))
    assert [step.share for step in crossing.steps] == ["40,0 % der Bevölkerung", "60,0 % der Fläche"]
    atlas.results.clear()
