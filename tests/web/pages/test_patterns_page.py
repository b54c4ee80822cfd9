from __future__ import annotations

import io
import json
import re
from html import unescape
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

from atlas.model import Level
from atlas.statistics.neighbourhood import Pattern, find_patterns
from atlas.views.map.representation import HIDDEN
from atlas.views.patterns.patterned import patterned
from atlas.views.patterns.sheet import patterns_plan
from atlas.views.query.view_query import read_query
from atlas.words.words import words_of
from tests.shared import DEFAULT_TERRITORY

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from atlas.data.store import Atlas

words = words_of("de")
QUERY = "?indicator=unemployed_per_100&level=municipality&year=2021"


def drawn(page: str) -> dict[str, int]:
    """Read the class of each area from the picture."""
    groups = re.findall(r'<g class="areas" data-class="(-?\d+)"[^>]*>(.*?)</g>', page, re.DOTALL)
    return {code: int(kind) for kind, inside in groups for code in re.findall(r'data-code="(\d+)"', inside)}


def test_the_map_shows_the_patterns_that_the_statistics_find(client: FlaskClient, atlas: Atlas) -> None:
    figures = atlas.figures(atlas.indicator("unemployed_per_100"), Level.MUNICIPALITY, DEFAULT_TERRITORY)
    values = dict(zip(figures.codes, figures.values[figures.years.index(2021)].tolist(), strict=True))
    areas = atlas.areas[DEFAULT_TERRITORY]
    found = find_patterns(values, {code: areas[code].neighbours for code in figures.codes})
    page = client.get(f"/patterns{QUERY}").text
    shown = drawn(page)
    assert {code: shown[code] for code in found.codes} == dict(zip(found.codes, map(int, found.of), strict=True))
    assert all(shown[code] < 0 for code, value in values.items() if np.isnan(value))
    named = sum(pattern is not Pattern.NONE for pattern in found.of)
    assert page.count('<td class="name">') == named > 0
    texts = json.loads(re.search(r'id="area-texts">(.*?)</script>', page)[1])  # type: ignore[index]
    assert set(texts) == set(figures.codes)
    assert any(text.endswith("hoch unter hohen") for text in texts.values())


def test_the_page_tells_moran_in_words_with_recipe_hidden_values_and_caveats(client: FlaskClient) -> None:
    page = client.get(f"/patterns{QUERY}").text
    assert re.search(r"Gebiete mit ähnlichen Werten liegen \w+ .*Morans I 0,\d\d, .*; p = 0,0001", page)
    assert re.search(r"Nicht dabei: 92 Gemeinden mit geheim gehaltenem Wert, 0 ohne Wert", page)
    assert re.search(r"9999 zufälligen Nachbarschaften", page)
    assert "Gebiete jenseits der Grenze" in page
    districts = client.get("/patterns?indicator=cars&level=district").text
    assert "nicht mehr, als es der Zufall" in districts
    assert "Kein Gebiet fällt" in districts


def test_areas_with_a_hidden_value_are_named_on_page_and_sheet(client: FlaskClient, atlas: Atlas) -> None:
    page = client.get(f"/patterns{QUERY}").text
    found = patterned(atlas, read_query(QUERY, atlas, words).state, words)
    ((why, areas),) = found.lacking
    assert why == "geheim gehalten"
    listed = re.search(r"<summary>Nicht dabei: (\d+), geheim gehalten</summary><p>(.*?)</p>", page)
    assert listed
    assert unescape(listed[2]).split("; ") == [area.label for area in areas]
    assert len(areas) == int(listed[1])
    assert all(drawn(page)[area.code] == HIDDEN for area in areas)
    (table,) = (t for t in patterns_plan(found).tables if t.title == "Nicht dabei")
    assert table.named[0][0] == f"geheim gehalten ({len(areas)}):"


def test_csv_holds_every_area_and_no_hidden_value(client: FlaskClient) -> None:
    frame = pd.read_csv(io.BytesIO(client.get(f"/export/patterns.csv{QUERY}").data), dtype={"code": str})
    assert len(frame) == 631
    hidden = frame[frame["state"] == "secret"]
    assert len(hidden) == 92
    assert hidden[["value", "pattern", "neighbours_mean", "p"]].isna().all(axis=None)
    assert set(frame["pattern"].dropna()) == {p.name.lower() for p in Pattern}
    assert frame["recipe"][0].startswith("Gebiete mit ähnlichen Werten")


@pytest.mark.parametrize("suffix", ["svg", "pdf", "png"])
def test_the_map_can_be_printed(client: FlaskClient, suffix: str) -> None:
    page = client.get(f"/patterns{QUERY}").text
    found = re.search(rf'href="(/export/patterns\.{suffix}\?[^"]+)"', page)
    assert found
    answer = client.get(found[1].replace("&amp;", "&"))
    assert answer.status_code == 200
    if suffix == "svg":
        text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))
        for part in ("Nachbarschaftsmuster", "hoch unter hohen", "Startwert", "Morans"):
            assert part in text


@pytest.mark.parametrize(
    ("query", "named"),
    [("indicator=nothing", "nothing"), ("year=1789", "1789"), ("level=galaxy", "galaxy"), ("variant=grey", "variant")],
)
def test_nonsense_is_named_and_patterns_are_shown_all_the_same(client: FlaskClient, query: str, named: str) -> None:
    answer = client.get(f"/patterns?{query}")
    assert answer.status_code == 200
    assert named in re.findall(r'id="notice".*?</div>', answer.text, re.DOTALL)[0]
    assert drawn(answer.text)
    assert client.get(f"/export/patterns.csv?{query}").status_code == 400


@pytest.mark.parametrize(
    ("query", "named"),
    [("indicator=population", "Eine Anzahl zeigt"), ("level=state", "gibt es für 1 Land")],
)
def test_what_has_no_patterns_is_told_and_stays_chosen(client: FlaskClient, query: str, named: str) -> None:
    answer = client.get(f"/patterns?{query}")
    assert answer.status_code == 200
    assert named in answer.text
    assert not drawn(answer.text)
    for suffix in ("csv", "svg"):
        refused = client.get(f"/export/patterns.{suffix}?{query}")
        assert refused.status_code == 400
        assert refused.json["error"]["code"] == "no_patterns"


def test_the_planning_sheet_stands_before_the_tables_for_those_who_walk_by_keyboard(client: FlaskClient) -> None:
    page = client.get(f"/patterns{QUERY}").text
    assert 0 < page.index("patterns.sheet.pdf") < page.index("<table")
