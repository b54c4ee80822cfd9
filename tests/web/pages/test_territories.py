"""The page of territory dates says what changed from one to the next."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from atlas.data.crosswalks import crosswalk_path, read_crosswalk
from atlas.model import Level
from atlas.views.search.crossings import crossings
from atlas.words.folding import fold
from atlas.words.words import words_of

if TYPE_CHECKING:
    import pytest
    from flask.testing import FlaskClient

    from atlas.data.store import Atlas


def test_what_changed_between_the_dates_is_listed(client: FlaskClient, atlas: Atlas) -> None:
    text = client.get("/territories").text
    assert "01.01.2016 bis 31.12.2021" in text
    link = '<a href="/profile/16070017?territory=2016-01-01">Gehlberg</a>'
    assert f'<th scope="row">{link}</th><td>16070017</td><td>ganz</td>' in text
    (crossing,) = crossings(atlas, words_of("de"))
    walk = read_crosswalk(crosswalk_path(atlas.folder / "areas", crossing.before, crossing.after))
    assert crossing.same + len(crossing.steps) == len(walk)
    assert {step.code for step in crossing.steps} >= set(
        walk.loc[walk["ags_before"] != walk["ags_after"], "ags_before"]
    )


def test_nothing_that_was_listed_is_lost_from_one_date_to_the_next(atlas: Atlas) -> None:
    newer, older = atlas.territories
    (crossing,) = crossings(atlas, words_of("de"))
    for level, steps in {Level.MUNICIPALITY: crossing.steps, **crossing.larger}.items():
        before, after = set(atlas.codes(level, older)), set(atlas.codes(level, newer))
        assert before - after <= {step.code for step in steps} <= before
        assert after - before <= {step.into.code for step in steps} <= after
        assert {step.into.level for step in steps} == {level}
    heirs = {step.code: {s.into.code for s in crossing.steps if s.code == step.code} for step in crossing.steps}
    listed = [k for k in atlas.known_names if k.until >= older.year and k.code in atlas.areas[older]]
    gone = [k for k in listed if k.code not in atlas.areas[newer]]
    assert len(gone) > 200
    assert [k.code for k in gone if heirs.get(k.code) != set(k.into[newer])] == []


def test_districts_and_associations_tell_who_holds_their_municipalities_now(client: FlaskClient, atlas: Atlas) -> None:
    (crossing,) = crossings(atlas, words_of("de"))
    steps = {(s.code, s.into.code): s.share for s in crossing.larger[Level.DISTRICT]}
    assert steps[("16056", "16063")] == "ganz"
    assert re.fullmatch(r"\d+ von \d+ Gemeinden", steps[("16063", "16066")])
    assert "16054" not in {code for code, _into in steps}  # it lost nothing
    text = client.get("/territories").text
    assert "<h3>Kreise, deren Gemeinden nun zu anderen gehören</h3>" in text
    assert "<h3>Gemeindeverbände, deren Gemeinden nun zu anderen gehören</h3>" in text


def test_districts_stand_in_the_order_of_the_alphabet_that_readers_know(client: FlaskClient) -> None:
    """Sömmerda before Sonneberg: an ö is sorted like an o."""
    page = client.get("/territories").text
    districts = re.findall(r"<summary>([^<]+?): \d+ frühere", page)
    assert len(districts) > 10
    assert districts == sorted(districts, key=fold)
    (heirs,) = re.findall(r'aria-label="01.01.2016 bis 31.12.2021">(.*?)</table>', page, re.DOTALL)
    names = re.findall(r'<td><a href="/profile/\d+">([^<]+)</a></td>', heirs)
    assert len(names) > 100
    assert names == sorted(names, key=fold)


def test_links_of_the_page_keep_the_release_that_is_cited(client: FlaskClient, atlas: Atlas) -> None:
    text = client.get(f"/territories?release={atlas.release}").text
    assert f'href="/territories?territory=2016-01-01&amp;release={atlas.release}"' in text
    assert f'href="/profile/16063?release={atlas.release}"' in text


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
