"""How states and the country are named in an atlas that is begun."""

from __future__ import annotations

import pytest

from atlas.build import names
from atlas.data.scope import COUNTRY, KEYS


@pytest.mark.parametrize("key", [*KEYS, COUNTRY])
def test_a_place_is_named_as_it_stands_in_a_sentence(key: str) -> None:
    said = names.named((key,))
    article = said["name"]["de"].startswith("Saar")
    assert said["in"]["de"] == ("im Saarland" if article else f"in {said['name']['de']}")
    assert said["all"]["de"] == ("das ganze Saarland" if article else f"ganz {said['name']['de']}")
    assert {tuple(texts) for texts in said.values()} == {("de", "en")}


def test_several_places_are_named_together() -> None:
    said = names.named(("10", "14"))
    assert said["title"]["de"] == "Sozialstrukturatlas Saarland und Sachsen"
    assert (said["in"]["de"], said["in"]["en"]) == ("im Saarland und in Sachsen", "in the Saarland and in Saxony")
