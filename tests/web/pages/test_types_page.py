from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from atlas.data.store import Atlas

ITEMS = "items=unemployed_per_100,share_65plus,single_households"


def test_the_page_without_a_query_chooses_indicators_and_shows_map_cards_and_tables(client: FlaskClient) -> None:
    page = client.get("/types").text
    assert 'id="notice"' not in page
    assert page.count('class="kind"') >= 2
    assert page.count("checked") >= 3
    assert 'class="curve"' in page
    assert re.search(r"<h3>Typen, \d{4}</h3>", page)
    assert "Ein Typ beschreibt Gebiete" in page


def test_readout_cards_and_map_agree(client: FlaskClient) -> None:
    page = client.get(f"/types?{ITEMS}&k=4").text
    texts = json.loads(re.search(r'id="area-texts">(.*?)</script>', page)[1])  # type: ignore[index]
    drawn = {
        code: int(kind)
        for kind, inside in re.findall(r'<g class="areas" data-class="(-?\d+)"[^>]*>(.*?)</g>', page, re.DOTALL)
        for code in re.findall(r'data-code="(\d+)"', inside)
    }
    assert set(drawn) == set(texts)
    assert all(texts[code].endswith(f": Typ {kind + 1}") for code, kind in drawn.items() if kind >= 0)
    assert not any("Typ" in texts[code] for code, kind in drawn.items() if kind < 0)
    counts = re.findall(r"<h3>Typ \d <small>(\d+)", page)
    assert [list(drawn.values()).count(kind) for kind in range(4)] == list(map(int, counts))


def test_the_form_sends_what_the_link_says(client: FlaskClient) -> None:
    form = client.get(
        "/types?items=&items=share_65plus&items=single_households&k=3&method=ward&level=municipality"
    ).text
    link = client.get("/types?items=share_65plus,single_households&k=3&method=ward").text
    cited = re.search(r"http://localhost(/types\?\S+)", form)
    assert cited
    assert cited[1] in link
    assert re.search(r'<option value="ward" selected>', link)
    assert "k-Means, der beste" not in link


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("?items=nothing,share_65plus,single_households", "nothing"),
        ("?items=cars,share_65plus,single_households", "Personenkraftwagen"),
        ("?items=population,share_65plus,single_households", "Anzahl"),
        ("?items=", "kein Indikator gewählt"),
        ("?items=%00%FF<script>", "Den Indikator"),
        ("?k=1", "1"),
        ("?k=-3", "-3"),
        ("?k=99", "99"),
        ("?method=magic", "magic"),
        ("?level=galaxy", "galaxy"),
        ("?level=state", "state"),
        ("?year=1789", "1789"),
        ("?territory=1871-01-01", "1871-01-01"),
        ("?territory=2016-01-01&colour=red", "colour"),
        ("?lang=tlh", "tlh"),
        ("?release=gone", "gone"),
    ],
)
def test_nonsense_is_named_and_types_are_shown_all_the_same(client: FlaskClient, query: str, named: str) -> None:
    answer = client.get(f"/types{query}")
    assert answer.status_code == 200
    notice = re.search(r'id="notice".*?</div>', answer.text, re.DOTALL)
    assert notice
    assert named in notice[0]
    assert "<script>" not in notice[0]
    assert 'class="kind"' in answer.text


def test_words_of_a_view_are_taken_as_far_as_they_fit(client: FlaskClient) -> None:
    page = client.get("/types?indicator=cars&level=district&year=2021&regions=16055&scheme=quantiles").text
    assert 'id="notice"' not in page
    assert '<option value="district" selected>' in page
    assert "<option selected>2021</option>" in page


def test_a_year_without_figures_of_its_own_stands_for_those_before_it(client: FlaskClient) -> None:
    page = client.get("/types?level=municipality&items=share_65plus,single_households&year=2999").text
    assert 'id="notice"' not in page
    assert "65 Jahre und älter 2023; Einpersonenhaushalte 2022" in page
    assert "<option selected>2024</option>" in page


def test_one_indicator_makes_no_types_and_stays_chosen(client: FlaskClient) -> None:
    page = client.get("/types?items=share_65plus").text
    assert "mindestens zwei Indikatoren" in page
    assert 'class="kind"' not in page
    assert re.search(r'value="share_65plus" checked', page)
    assert "<details open>" in page


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "svg", "pdf", "png"])
def test_every_file_of_the_page_is_there(client: FlaskClient, suffix: str) -> None:
    page = client.get(f"/types?{ITEMS}&k=3").text
    found = re.search(rf'href="(/export/types\.{suffix}\?[^"]+)"', page)
    assert found
    answer = client.get(found[1].replace("&amp;", "&"))
    assert answer.status_code == 200
    assert f"types_municipality_2021-12-31.{suffix}" in answer.headers["Content-Disposition"]


def test_the_printed_map_holds_recipe_sources_and_address(client: FlaskClient, atlas: Atlas) -> None:
    text = re.sub(r"<[^>]+>", " ", client.get(f"/export/types.svg?{ITEMS}&k=3").text)
    for part in ("Startwert", "Arbeitslosenanteil", "Typ 1", "Typ 3", "Dieselbe", atlas.release):
        assert part in text


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("items=nothing", 400),
        ("items=share_65plus", 400),
        ("k=99", 400),
        ("colour=red", 400),
        ("variant=grey", 400),
        ("k=3&k=4", 400),
        ("release=gone", 410),
        ("items=" + "x," * 1500, 414),
    ],
)
@pytest.mark.parametrize("suffix", ["csv", "svg"])
def test_a_file_of_something_else_than_was_asked_for_is_refused(
    client: FlaskClient, suffix: str, query: str, status: int
) -> None:
    answer = client.get(f"/export/types.{suffix}?{query}")
    assert answer.status_code == status
    assert set(answer.json["error"]) >= {"code", "message", "hint"}


def test_addresses_stand_under_the_prefix_with_the_public_host(proxied: FlaskClient) -> None:
    page = proxied.get("/thueringen/types?level=district").text
    assert all(href.startswith("/thueringen/") for href in re.findall(r'href="(/[^"]*)"', page))
    picture = re.search(r'property="og:image" content="([^"]+)"', page)
    assert picture
    assert urlsplit(picture[1]).netloc == "atlas.example.org"


def test_the_planning_sheet_stands_before_the_tables_for_those_who_walk_by_keyboard(client: FlaskClient) -> None:
    page = client.get("/types?level=district").text
    assert 0 < page.index("types.sheet.pdf") < page.index("<table")
