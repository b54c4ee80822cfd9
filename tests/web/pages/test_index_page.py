"""The page on which an index is built: what the form sends, what is told, and its files."""

from __future__ import annotations

import io
import json
import re
from html import unescape
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from atlas.views.index.built import build
from atlas.views.index.read_recipe import read_recipe
from atlas.words.words import words_of

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from atlas.data.store import Atlas

DISTRICTS = "items=unemployment_rate:2:up,household_income:1:down&level=district&year=2023"
words = words_of("de")


def test_the_map_has_the_colours_of_the_classes_that_the_legend_counts(client: FlaskClient, atlas: Atlas) -> None:
    page = client.get(f"/index?{DISTRICTS}").text
    groups = dict(re.findall(r'<g class="areas" data-class="(-?\d+)" fill="([^"]+)"', page))
    drawn = {
        fill: len(re.findall("data-code", block))
        for fill, block in re.findall(r'<g class="areas" data-class="-?\d+" fill="([^"]+)"[^>]*>(.*?)</g>', page)
    }
    rows = re.findall(r'<rect width="100%" height="100%" fill="([^"]+)"/></svg><span>[^<]*</span><span>(\d+)', page)
    assert {fill: int(n) for fill, n in rows if int(n)} == drawn
    assert sum(drawn.values()) == len(atlas.codes(atlas.scope.view.level.DISTRICT, atlas.scope.territory))
    assert len(groups) > 2


def test_what_a_pointer_reads_stands_in_the_ranking_too(client: FlaskClient) -> None:
    page = client.get(f"/index?{DISTRICTS}").text
    texts = json.loads(unescape(re.search(r'id="area-texts">(.*?)</script>', page).group(1)))  # type: ignore[union-attr]
    first = re.search(r'<th scope="row"><a href="[^"]*/profile/(\d+)[^"]*">([^<]+)</a></th><td>1</td>', page)
    assert first
    assert re.fullmatch(rf"{first[2]}: \d,\d\d, Rang 1 von 22", texts[first[1]])


def test_the_form_is_answered_with_the_address_that_holds_the_recipe(client: FlaskClient) -> None:
    sent = (
        "sent=1&item=unemployment_rate&way.unemployment_rate=up&weight.unemployment_rate=1,5"
        "&item=gross_pay&way.gross_pay=down&weight.gross_pay=1&way.cars=up&weight.cars=1"
        "&add=over_indebted&add=&level=district&year=2021&standard=rank&missing=none"
    )
    answer = client.get(f"/index?{sent}")
    assert answer.status_code == 303
    address = answer.headers["Location"]
    assert "items=unemployment_rate:1.5:up,gross_pay:1:down,over_indebted&" in address
    page = client.get(address).text
    assert "Arbeitslosenquote 2021, 43 %, hebt" in page
    assert "Platz in der Reihe" in page
    assert 'value="1,5"' in page
    assert 'class="notice"' not in page


def test_a_change_is_offered_since_earlier_years_alone_and_left_out_areas_are_counted(client: FlaskClient) -> None:
    page = client.get("/index?items=unemployed_per_100,lone_parents&level=municipality").text
    of, since = (re.search(rf'<select id="{key}".*?</select>', page)[0] for key in ("year", "change_from"))  # type: ignore[index]
    (year,) = re.findall(r"<option selected>(\d{4})", of)
    years = re.findall(r"<option>(\d{4})", since)
    assert len(years) > 5
    assert max(years) < year
    ranked = re.findall(r"<td>(\d+)</td>\s*<td data-order", page)
    assert f"Ohne Index: {631 - len(ranked)} von 631 Gemeinden." in page


def test_an_empty_form_says_what_is_missing_and_keeps_the_level(client: FlaskClient) -> None:
    answer = client.get("/index?sent=1&level=district&year=", follow_redirects=True)
    assert "mindestens zwei Indikatoren" in answer.text
    assert '<option value="district" selected>' in answer.text


def test_a_date_without_figures_of_the_first_recipe_is_told_in_one_sentence_and_an_index_can_be_built(
    client: FlaskClient,
) -> None:
    older = client.get("/index?territory=2016-01-01").text
    (notice,) = re.findall(r'id="notice"[^>]*>(.*?)</(?:div|section|aside)>', older, re.DOTALL)
    told = "Zum Rezept, mit dem die Seite beginnt, gibt es zum Gebietsstand 01.01.2016 keine Zahlen; fügen Sie eigene"
    assert re.sub(r"<[^>]+>", "", notice).strip() == f"{told} Indikatoren hinzu."
    assert "bleibt hier weg" not in older
    named = client.get("/index?items=cars,women_share,population_density&level=district&territory=2016-01-01").text
    assert "„Personenkraftwagen je 1000 Einwohner“ hat keine Daten zum Gebietsstand 01.01.2016 und bleibt weg." in named
    assert 'id="ranking"' in named
    assert "„Personenkraftwagen je 1000 Einwohner“ hat keine Daten für die Ebene Gemeinden" in unescape(
        client.get("/index?items=cars,women_share,population_density&level=municipality").text
    )


def test_a_wrong_weight_is_named_and_the_rest_is_worked_out(client: FlaskClient) -> None:
    sent = "sent=1&item=cars&weight.cars=viel&item=gross_pay&weight.gross_pay=2&level=district"
    page = client.get(f"/index?{sent}", follow_redirects=True).text
    assert "„viel“ ist kein Gewicht" in page
    assert 'id="ranking"' in page


@pytest.mark.parametrize(
    "query",
    [
        "items=cars:1:up&level=district",
        "items=cars:0:up,gross_pay:0:up&level=district",
        "items=%00,<script>alert(1)</script>",
        "items=" + ",".join(f"x{i}" for i in range(300)),
        "level=district&items=" + "cars:1:up," * 200,
        "item=cars&add=cars&weight.cars=",
    ],
)
def test_nonsense_is_answered_with_a_page_and_a_sentence(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/index?{query}", follow_redirects=True)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert 'class="notice"' in answer.text or 'class="why-none"' in answer.text


def test_the_csv_holds_scores_ranks_and_contributions_of_the_screen(client: FlaskClient, atlas: Atlas) -> None:
    frame = pd.read_csv(io.BytesIO(client.get(f"/export/index.csv?{DISTRICTS}").data), dtype={"code": str})
    index = build(atlas, read_recipe(DISTRICTS, atlas, words).recipe, words).index
    assert index is not None
    assert frame["code"].tolist() == list(index.codes)
    assert frame["index"].tolist() == pytest.approx(index.made.scores.tolist())
    added = frame[["adds_unemployment_rate", "adds_household_income"]].sum(axis=1)
    assert added.tolist() == pytest.approx(frame["index"].tolist())
    assert frame["recipe"].unique().tolist() == [index.text]
    assert "INKAR" in frame["sources"].iloc[0]


@pytest.mark.parametrize(
    ("suffix", "begin"), [("svg", b"<svg"), ("pdf", b"%PDF"), ("png", b"\x89PNG"), ("xlsx", b"PK")]
)
def test_files_are_what_they_say(client: FlaskClient, suffix: str, begin: bytes) -> None:
    answer = client.get(f"/export/index.{suffix}?{DISTRICTS}&change_from=2015&show=cross")
    assert answer.status_code == 200
    assert answer.data.lstrip().startswith(begin)


def test_the_printed_map_says_the_recipe_and_where_the_page_is(client: FlaskClient) -> None:
    svg = unescape(re.sub(r"<[^>]+>", " ", client.get(f"/export/index.svg?{DISTRICTS}").text))
    said = " ".join(svg.split())
    assert "Arbeitslosenquote 2023, 67" in said
    assert "/index?items=unemployment_rate" in said.replace(" ", "")


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("items=nothing,cars&level=district", 400),
        ("items=cars:1:up&level=district", 400),
        (f"{DISTRICTS}&colour=red", 400),
        (f"{DISTRICTS}&sheet=a0", 400),
        (f"{DISTRICTS}&level=district", 400),
        (f"{DISTRICTS}&release=000000000000", 410),
    ],
)
def test_a_file_of_another_recipe_than_asked_for_is_refused(client: FlaskClient, query: str, status: int) -> None:
    answer = client.get(f"/export/index.pdf?{query}")
    assert answer.status_code == status
    assert set(answer.json["error"]) == {"code", "message", "hint"}  # type: ignore[index]


def test_the_list_of_areas_high_in_both_leads_to_the_map_and_back_and_the_sheet_holds_the_same(
    client: FlaskClient,
) -> None:
    pair = "items=share_65plus:1:up,reach_doctor:1:up&level=municipality&show=pair&least=500"
    page = client.get(f"/index?{pair}").text
    corner = re.search(r'id="corner".*?</section>', page, re.DOTALL)
    assert corner
    first = re.findall(r"/profile/(\d+)", corner[0])[:10]
    link = re.search(r'<a href="([^"]+)#map">Die ersten 10 auf der Karte umranden</a>', corner[0])
    assert link
    outlined = client.get(unescape(link[1])).text
    assert f"regions={','.join(first)}" in unescape(link[1])
    assert 'class="selected-over"' in outlined
    assert 'id="map"' in outlined
    sheet = re.search(r'href="([^"]+index\.sheet\.pdf[^"]+)"', outlined)
    assert sheet
    assert f"regions={','.join(first)}" in unescape(sheet[1])
    back = re.search(r'<a href="([^"]+)#map">Umrandung wegnehmen</a>', outlined)
    assert back
    assert "regions=" not in back[1]


def test_a_sheet_of_what_makes_no_index_is_refused_in_a_sentence(client: FlaskClient) -> None:
    answer = client.get("/export/index.sheet.pdf?items=cars:1:up&level=district")
    assert answer.status_code == 400
    assert "mindestens zwei Indikatoren" in answer.json["error"]["message"]  # type: ignore[index]
