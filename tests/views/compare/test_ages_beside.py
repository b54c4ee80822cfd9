"""The ages of compared regions on the shipped figures."""

from __future__ import annotations

import re

import pytest

from atlas.model import Level
from atlas.views.compare.ages_beside import AgesBeside, ages_beside
from atlas.views.profile.ages_part import ages_part
from atlas.words.words import words_of
from tests.shared import shipped_atlas

words = words_of("de")


def beside(*codes: str) -> AgesBeside:
    atlas = shipped_atlas()
    territory = atlas.territories[0]
    found = ages_beside(atlas, tuple(atlas.areas[territory][code] for code in codes), territory, words)
    assert found is not None
    return found


def bars(svg: str, css: str) -> list[str]:
    return re.findall(rf'<rect class="{css}"[^>]* width="([0-9.]+)"', svg)


def test_districts_stand_in_the_newest_year_beside_the_state() -> None:
    found = beside("16051", "16072")
    assert found.title == "Einwohner nach Alter, 2024"
    assert [one.name for one in found.pyramids] == ["Erfurt", "Sonneberg, Landkreis"]
    assert [row[0] for row in found.rows] == ["Erfurt", "Sonneberg, Landkreis", "Thüringen"]
    assert all(len(bars(one.svg, "men")) == len(bars(one.svg, "women")) == 17 for one in found.pyramids)
    assert "Umriss: Thüringen." in found.remarks


@pytest.mark.parametrize("code", ["16051", "16072", "16"])
def test_the_ratios_are_those_of_the_profile(code: str) -> None:
    atlas = shipped_atlas()
    territory = atlas.territories[0]
    part = ages_part(atlas, atlas.areas[territory][code], territory, words)
    assert part is not None
    _name, _people, young, old, both = beside(code).rows[0]
    assert all(number in part.years[-1].sentence for number in (young, old, both))


def test_a_town_that_is_a_district_too_has_the_years_of_both_codes() -> None:
    assert beside("16051000", "16072").title.endswith("2024")


def test_the_year_is_the_newest_that_all_have() -> None:
    mixed = beside("16072", "16072018")
    assert mixed.title.endswith("2015")
    assert len(mixed.pyramids) == 2


def test_where_sexes_are_hidden_in_one_region_they_are_told_apart_in_none() -> None:
    atlas = shipped_atlas()
    territory = atlas.territories[0]
    hidden = next(
        code
        for code in atlas.codes(Level.MUNICIPALITY, territory)
        if (part := ages_part(atlas, atlas.areas[territory][code], territory, words))
        and part.svg
        and not part.two_sided
    )
    found = beside(hidden, "16072")
    assert not any(bars(one.svg, "men") for one in found.pyramids)
    assert any("nicht getrennt" in remark for remark in found.remarks)


def test_bars_of_all_regions_have_one_scale() -> None:
    """The longest bar differs, as shares do; the ticks below are the same."""
    ticks = [
        re.findall(r'text-anchor="(?:start|middle|end)">([0-9,]+)<', one.svg)
        for one in beside("16051", "16072").pyramids
    ]
    assert ticks[0] == ticks[1]
    assert len({max(map(float, bars(one.svg, "women"))) for one in beside("16051", "16072").pyramids}) == 2


def test_without_a_region_that_has_ages_there_is_nothing() -> None:
    atlas = shipped_atlas()
    assert ages_beside(atlas, (), atlas.territories[0], words) is None
