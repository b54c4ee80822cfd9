"""What is wrong in the address of a planning tool is named in a sentence, and what was entered stays in its form."""

from __future__ import annotations

import re
from html import unescape
from types import SimpleNamespace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from atlas.errors import DataError
from atlas.views.query.remarks import MOST_REMARKS
from atlas.views.types.query import read_types_query
from atlas.views.types.why_none import why_none
from atlas.web.pages import patterns_page
from atlas.words.words import words_of

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from atlas.data.store import Atlas

words = words_of("de")
MANY = ",".join(f"x{n}" for n in range(1200))


def told(page: str) -> list[str]:
    """Read the sentences that say what is wrong."""
    notice = re.search(r'id="notice".*?</div>', page, re.DOTALL)
    said = re.findall(r"<p>(.*?)</p>", notice[0]) if notice else []
    return [unescape(text) for text in (*said, *re.findall(r'class="why-none"[^>]*>(.*?)</p>', page))]


def chosen(page: str, name: str) -> list[str]:
    """Read what a select holds."""
    select = re.search(rf'<select id="{name}".*?</select>', page, re.DOTALL)
    assert select
    return re.findall(r'<option(?: value="([^"]*)")? selected', select[0])


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("/index?items=cars:0:up,gross_pay:0:up&level=district", "zwei Gewichte über 0"),
        ("/index?items=cars:1:up&level=district", "mindestens zwei Indikatoren"),
        ("/index?items=cars,gross_pay&level=distr", "„distr“"),
        ("/index?items=cars,gross_pay,unempl&level=district", "„unempl“"),
        ("/index?items=cars:1:up,gross_pay:1:d&level=district", "„d“ ist keine Richtung"),
        ("/index?items=cars,gross_pay&level=district&chan", "„chan“"),
        ("/index?items=cars,gross_pay&level=district&show=cross", "brauchen ein Jahr"),
        ("/index?items=cars,gross_pay,births&level=district&show=pair", "genau zwei Indikatoren"),
        ("/index?level=district&level=municipality", "„level“ mehrmals"),
        ("/index?items=cars,gross_pay&items=births,deaths&level=district", "„items“ mehrmals"),
        ("/index?" + "items=cars&" * 120, "mehr als 100 Angaben"),
        ("/types?items=share_65plus", "mindestens zwei Indikatoren"),
        ("/types?items=share_65plus,single_hous", "„single_hous“"),
        ("/types?items=nothing", "Keiner der gewählten Indikatoren"),
        ("/types?items=share_65plus,single_households&metho", "„metho“"),
        ("/types?k=3&k=4", "„k“ mehrmals"),
        ("/types?" + "items=cars&" * 120, "mehr als 100 Angaben"),
        ("/patterns?indicator=unemployed_per_1", "„unemployed_per_1“"),
        ("/patterns?indicator=cars&indicator=births&level=district", "„indicator“ mehrmals"),
        ("/patterns?indicator=population", "Eine Anzahl zeigt"),
        ("/patterns?level=state", "Einen Wert gibt es für 1 Land"),
        ("/patterns?" + "level=district&" * 120, "mehr als 100 Angaben"),
    ],
)
def test_what_is_wrong_is_named(client: FlaskClient, address: str, named: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert [text for text in told(answer.text) if named in text]


def test_a_form_that_sends_its_indicators_one_by_one_says_no_word_twice(client: FlaskClient) -> None:
    page = client.get("/types?items=&items=share_65plus&items=single_households&k=3").text
    assert told(page) == []


@pytest.mark.parametrize("tool", ["index", "types"])
def test_a_thousand_unknown_indicators_are_told_in_a_few_sentences(client: FlaskClient, tool: str) -> None:
    page = client.get(f"/{tool}?items={MANY}").text
    said = told(page)
    assert len(said) <= MOST_REMARKS + 2
    assert re.search(r"\d+ weitere Hinweise bleiben weg", " ".join(said))
    assert len(page) < 500_000


@pytest.mark.parametrize("tool", ["index?items", "types?items", "patterns?indicator"])
def test_five_thousand_characters_are_quoted_in_forty(client: FlaskClient, tool: str) -> None:
    page = client.get(f"/{tool}={'y' * 5000}").text
    assert "„" + "y" * 39 + "…“" in " ".join(told(page))
    assert "y" * 41 not in re.sub(r'(content|href)="[^"]*"', "", page)


def test_a_weight_that_is_none_stays_in_its_field_marked_as_wrong(client: FlaskClient) -> None:
    page = client.get("/index?items=cars:viel:up,gross_pay:2:down&level=district").text
    assert re.search(r'name="weight.cars" value="viel" aria-invalid="true"', page)
    assert re.search(r'name="weight.gross_pay" value="2" size', page)
    assert 'id="ranking"' in page


@pytest.mark.parametrize(
    ("query", "field", "value"),
    [
        ("items=cars,gross_pay&level=district&show=cross", "show", "cross"),
        ("items=cars,gross_pay,births&level=district&show=pair", "show", "pair"),
        ("items=cars:0:up,gross_pay:0:up&level=district&standard=rank", "standard", "rank"),
        ("items=cars&level=district&least=2000", "least", "2000"),
    ],
)
def test_what_was_chosen_for_an_index_stays_chosen(client: FlaskClient, query: str, field: str, value: str) -> None:
    page = client.get(f"/index?{query}").text
    assert told(page)
    assert chosen(page, field) == [value]
    assert 'name="item" value="cars" checked' in page


def test_an_indicator_without_figures_of_a_level_waits_for_another_one(client: FlaskClient) -> None:
    query = "items=low_income_households:3:down,cars:1:up,gross_pay:1:down&level="
    district = client.get(f"/index?{query}district").text
    assert "keine Daten für die Ebene Kreise" in " ".join(told(district))
    assert 'name="item" value="low_income_households" checked' in district
    assert "bleibt hier weg" in district
    assert re.search(r'name="weight.low_income_households" value="3"', district)
    types = client.get("/types?items=low_income_households,cars,gross_pay&level=district").text
    assert 'name="items" value="low_income_households" checked' in types
    assert "low_income_households" not in (re.search(r"/export/types.csv\?[^\"]+", types) or [""])[0]


def test_a_count_and_a_level_that_have_no_patterns_stay_chosen(client: FlaskClient) -> None:
    assert chosen(client.get("/patterns?indicator=population").text, "indicator") == ["population"]
    assert chosen(client.get("/patterns?level=state").text, "level") == ["state"]


def test_more_types_than_areas_name_the_numbers_and_the_rarest_indicator(client: FlaskClient, atlas: Atlas) -> None:
    state = read_types_query("?items=cars,gross_pay&level=district&k=10", atlas, words).state
    indicators = tuple(atlas.indicator(key) for key in state.items)
    table = pd.DataFrame({"cars": np.arange(22.0), "gross_pay": [*np.arange(8.0), *[np.nan] * 14]})
    said = why_none(table, indicators, state, words)
    assert "für 8 Kreise" in said
    assert "10 Typen" in said
    assert "„Bruttoverdienst“" in said
    assert client.get("/types?items=cars,gross_pay&level=district&k=10").status_code == 200


def test_constant_columns_are_named_where_they_leave_too_few(atlas: Atlas) -> None:
    state = read_types_query("?items=cars,gross_pay&level=district&k=2", atlas, words).state
    table = pd.DataFrame({"cars": np.arange(22.0), "gross_pay": np.ones(22)})
    said = why_none(table, tuple(atlas.indicator(key) for key in state.items), state, words)
    assert said == "In allen Gebieten gleich und deshalb ohne Unterschied: Bruttoverdienst; Typen brauchen zwei andere."


def test_an_indicator_that_is_the_same_everywhere_has_no_patterns(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def same(*_given: object) -> SimpleNamespace:
        return SimpleNamespace(values=[np.ones(22)])

    def none(*_given: object) -> None:
        raise DataError

    monkeypatch.setattr(patterns_page, "patterned", none)
    monkeypatch.setattr(patterns_page, "in_years", same)
    page = client.get("/patterns?indicator=cars&level=district").text
    assert "„Pkw-Dichte“ ist in allen Gebieten gleich" in " ".join(told(page))
    assert chosen(page, "indicator") == ["cars"]
