from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from atlas.views.profile.region_search import all_areas, find_areas

from atlas.model import DEFAULT_TERRITORY, Level

if TYPE_CHECKING:
    from atlas.data.store import Atlas


@pytest.mark.parametrize("text", ["Sömmerda", "sömmerda", "SOEMMERDA", "sommerda", "  Sömmerda "])
def test_umlauts_and_case_do_not_matter(atlas: Atlas, text: str) -> None:
    assert find_areas(atlas, DEFAULT_TERRITORY, text)[0].code == "16068"


def test_the_name_itself_comes_before_names_that_hold_it_and_districts_before_municipalities(atlas: Atlas) -> None:
    found = find_areas(atlas, DEFAULT_TERRITORY, "Weimar")
    assert [a.name for a in found[:4]] == ["Weimar", "Weimar", "Weimar", "Weimarer Land"]
    assert found[0].level is Level.DISTRICT


def test_a_code_is_found_by_its_beginning(atlas: Atlas) -> None:
    assert {a.code[:5] for a in find_areas(atlas, DEFAULT_TERRITORY, "16055")} == {"16055"}


@pytest.mark.parametrize("text", ["", "   ", "Xyzzy", "%", "\x00", "a" * 10_000])
def test_nonsense_finds_nothing(atlas: Atlas, text: str) -> None:
    assert find_areas(atlas, DEFAULT_TERRITORY, text) == ()


def test_the_list_holds_every_region_once(atlas: Atlas) -> None:
    listed = [a.code for groups in all_areas(atlas, DEFAULT_TERRITORY).values() for g in groups for a in g.areas]
    assert sorted(listed) == sorted(atlas.areas[DEFAULT_TERRITORY])
