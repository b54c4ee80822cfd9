from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.model import Kind, Level
from atlas.statistics.composite import Standard
from atlas.views.index.read_recipe import read_recipe
from atlas.views.index.recipe import Item, Show, possible, ready_query, write_recipe
from atlas.words.words import words_of

if TYPE_CHECKING:
    from atlas.data.store import Atlas

words = words_of("de")


def test_without_a_query_the_first_ready_recipe_is_worked_out(atlas: Atlas) -> None:
    asked = read_recipe("", atlas, words)
    ready = atlas.recipes[0]
    assert asked.notices == ()
    assert [i.key for i in asked.recipe.items] == [i.indicator for i in ready.items]
    assert asked.recipe.level is ready.level


def test_every_ready_recipe_is_understood_without_a_notice(atlas: Atlas) -> None:
    for ready in atlas.recipes:
        asked = read_recipe(ready_query(ready), atlas, words)
        assert asked.notices == ()
        assert len(asked.recipe.items) == len(ready.items)
        assert asked.recipe.show is Show(ready.show)
        assert asked.recipe.least == ready.least
        assert bool(asked.recipe.change_from) == bool(ready.change_from)


def test_what_is_left_unsaid_has_the_usual_weight_and_direction(atlas: Atlas) -> None:
    found = read_recipe("?items=gross_pay,unemployment_rate:2,cars:0.5:down&level=district", atlas, words).recipe
    assert found.items == (
        Item("gross_pay", 1.0, rises=False),
        Item("unemployment_rate", 2.0, rises=True),
        Item("cars", 0.5, rises=False),
    )


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?items=nothing", "„nothing“"),
        ("?items=population", "ist eine Anzahl"),
        ("?items=asking_rent&level=municipality", "keine Daten für die Ebene Gemeinden"),
        ("?items=cars:-1&level=district", "kein Gewicht"),
        ("?items=cars:nan&level=district", "kein Gewicht"),
        ("?items=cars:1e9&level=district", "kein Gewicht"),
        ("?items=cars:1:sideways&level=district", "keine Richtung"),
        ("?level=galaxy", "Ebene"),
        ("?standard=magic", "Skala"),
        ("?missing=best", "fehlende Werte"),
        ("?show=everything", "Ansicht"),
        ("?year=1066", "1066"),
        ("?year=²", "²"),
        ("?territory=2000-01-01", "2000-01-01"),
        ("?items=deprivation_index,unemployed_per_100&change_from=2005", "jedes Jahr neu skaliert"),
        ("?regions=99", "99"),
        ("?lang=tlh", "Sprache"),
        ("?least=7", "kleinste Einwohnerzahl"),
        ("?colour=red", "colour"),
    ],
)
def test_what_cannot_be_used_is_named_and_something_is_shown(atlas: Atlas, query: str, told: str) -> None:
    asked = read_recipe(query, atlas, words)
    assert any(told in notice for notice in asked.notices), asked.notices


def test_an_indicator_that_is_named_twice_is_told_and_counts_as_it_was_named_first(atlas: Atlas) -> None:
    asked = read_recipe("?items=cars:3:up,gross_pay,cars:5:down&level=district", atlas, words)
    first, second = asked.recipe.items
    assert (first.key, first.weight, first.rises, second.key) == ("cars", 3.0, True, "gross_pay")
    assert "mehrfach genannt" in asked.notices[0]


def test_a_change_is_never_counted_since_the_year_itself(atlas: Atlas) -> None:
    asked = read_recipe("?items=cars,gross_pay&level=district&year=2015&change_from=2015", atlas, words)
    assert (asked.recipe.year, asked.recipe.change_from) == (2015, 2014)


def test_counts_are_not_offered(atlas: Atlas) -> None:
    for level in (Level.DISTRICT, Level.MUNICIPALITY):
        offered = possible(atlas, level, atlas.scope.territory)
        assert len(offered) > 15
        assert Kind.COUNT not in {i.kind for i in offered}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_recipe_comes_back_from_its_address_as_it_was(atlas: Atlas, data: st.DataObject) -> None:
    keys = [i.id for i in possible(atlas, Level.DISTRICT, atlas.scope.territory) if i.kind is Kind.RATIO]
    items = data.draw(st.lists(st.sampled_from(keys), min_size=2, max_size=8, unique=True))
    weights = [data.draw(st.integers(0, 400)) / 4 for _ in items]
    ways = [data.draw(st.sampled_from(["up", "down"])) for _ in items]
    text = ",".join(f"{k}:{w:g}:{d}" for k, w, d in zip(items, weights, ways, strict=True))
    scale = data.draw(st.sampled_from(list(Standard)))
    missing = data.draw(st.sampled_from(["none", "rest"]))
    first = read_recipe(f"?items={text}&level=district&standard={scale}&missing={missing}", atlas, words)
    again = read_recipe(write_recipe(first.recipe), atlas, words)
    assert first.notices == again.notices == ()
    assert again.recipe == first.recipe
    np.testing.assert_allclose([i.weight for i in again.recipe.items], weights)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_a_recipe_or_named(atlas: Atlas, text: str) -> None:
    read_recipe(f"?items={text}", atlas, words)
    read_recipe(text, atlas, words)


def test_a_level_without_indicators_begins_with_the_first_recipe_for_it(atlas: Atlas) -> None:
    of_districts = next(r for r in atlas.recipes if r.level is Level.DISTRICT)
    assert atlas.recipes[0].level is not Level.DISTRICT
    asked = read_recipe("level=district", atlas, words)
    assert asked.notices == ()
    assert [item.key for item in asked.recipe.items] == [item.indicator for item in of_districts.items]
    none = read_recipe("level=association", atlas, words).recipe
    assert {item.key for item in none.items} <= {item.indicator for item in atlas.recipes[0].items}
