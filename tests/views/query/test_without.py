from __future__ import annotations

import datetime as dt

import pytest

from atlas.views.map.palettes import PALETTES
from atlas.views.query.territory import territory_date
from atlas.views.query.values import PALETTE_NAMES
from atlas.views.query.without import without
from tests.shared import shipped_atlas


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ""),
        ("sheet=a4&year=2021", "year=2021"),
        ("?sheet=a4&year=2021&dpi=100", "year=2021"),
        ("sheet&year=2021&sheet=a4", "year=2021"),
        ("year=2021&sheets=1&x=sheet=1", "year=2021&sheets=1&x=sheet=1"),
        ("regions=1%2C2&dpi=", "regions=1%2C2"),
    ],
)
def test_own_words_are_left_out_and_the_rest_stays_as_it_was(query: str, expected: str) -> None:
    assert without(query, ("sheet", "dpi")) == expected


def test_every_name_of_a_palette_has_its_colours() -> None:
    assert tuple(PALETTES) == PALETTE_NAMES


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2021-12-31", dt.date(2021, 12, 31)), ("2021-12-30", None), ("", None), ("20211231", None), ("moon", None)],
)
def test_a_territory_date_is_one_that_the_atlas_holds(text: str, expected: dt.date | None) -> None:
    assert territory_date(shipped_atlas(), text) == expected
