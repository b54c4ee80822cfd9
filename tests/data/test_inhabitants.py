from __future__ import annotations

from atlas.data.inhabitants import INHABITANTS, inhabitants
from atlas.model import Kind, Level
from tests.small_atlas import DATE, block, indicator, small_atlas


def test_inhabitants_are_there_only_on_levels_that_have_figures_of_them() -> None:
    people = indicator(INHABITANTS, kind=Kind.COUNT, unit="")
    atlas = small_atlas({(INHABITANTS, Level.DISTRICT): block({2021: (11, 1)}, ("16001", "16002"))}, people)
    found = inhabitants(atlas, Level.DISTRICT, DATE)
    assert found is not None
    assert found.years == (2021,)
    assert inhabitants(atlas, Level.MUNICIPALITY, DATE) is None
    assert inhabitants(small_atlas({}, indicator("share")), Level.MUNICIPALITY, DATE) is None
