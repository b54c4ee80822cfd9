"""The open interface against the shipped tables, and against whatever its own description lets programs ask."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import brotli
import numpy as np
import pandas as pd
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import CHECKS

from app import create_app
from atlas.model import LEVELS, Level, ValueState
from atlas.settings import ROOT, from_environment
from atlas.views.map.scene import scene
from atlas.views.query.view_query import read_query
from atlas.words.words import words_of
from tests.shared import DEFAULT_TERRITORY, shipped_app

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from atlas.data.store import Atlas

API = "/api/v1"
RATE = f"{API}/observations?indicator=unemployed_per_100&level=municipality"
SERVER: Flask = shipped_app().server


def body(client: FlaskClient, path: str) -> Any:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.json


def test_observations_are_the_figures_of_the_shipped_table(client: FlaskClient, atlas: Atlas) -> None:
    table = pd.read_parquet(ROOT / "geodata" / "tables" / "inkar_labour.parquet")
    rows = table[(table["level"] == "municipality") & (table["year"] == 2010)].pivot_table(
        index="code", columns="measure", values="value", observed=True
    )
    found = {r["code"]: r for r in body(client, f"{RATE}&year=2010")["observations"]}
    assert set(found) == set(atlas.codes(Level.MUNICIPALITY, DEFAULT_TERRITORY))
    for code, row in rows.iterrows():
        if np.isnan(row["unemployed"]) or found[code]["state"] == "secret":
            continue
        assert found[code]["numerator"] == row["unemployed"]
        assert found[code]["denominator"] == row["population_15_64"]
        assert found[code]["value"] == pytest.approx(100 * row["unemployed"] / row["population_15_64"])


def test_a_hidden_value_is_null_with_its_parts_and_stands_nowhere(client: FlaskClient, atlas: Atlas) -> None:
    for key in ("unemployed", "unemployed_per_100"):
        rows = body(client, f"{API}/observations?indicator={key}&level=municipality")["observations"]
        figures = atlas.figures(atlas.indicator(key), Level.MUNICIPALITY, DEFAULT_TERRITORY)
        hidden = [r for r in rows if r["state"] == "secret"]
        assert len(hidden) == sum(figures.state(y, c) == "secret" for y in figures.years for c in figures.codes) > 0
        assert all(r["value"] is r["numerator"] is r["denominator"] is None for r in hidden)
    assert not [r for r in rows if r["numerator"] in {1, 2}]


def test_a_figure_says_where_it_comes_from_and_what_its_states_mean(client: FlaskClient) -> None:
    said = body(client, f"{RATE}&year=2020")["metadata"]
    assert said["unit"] == "je 100 Einwohner (15\N{EN DASH}64)"
    assert said["sources"][0]["licence_url"] == "https://www.govdata.de/dl-de/by-2-0"
    assert set(said["states"]) == {str(s) for s in ValueState}
    assert (said["states"]["zero"]["sign"], said["states"]["later"]["sign"]) == ("-", "...")


def test_pages_follow_each_other_and_make_the_whole(client: FlaskClient) -> None:
    whole = body(client, f"{API}/observations?indicator=cars")["observations"]
    found: list[Any] = []
    path: str | None = f"{API}/observations?indicator=cars&limit=100"
    while path:
        page = body(client, path)
        found += page["observations"]
        path = page["next"]
    assert found == whole
    assert page["total"] == len(whole)


def test_years_and_regions_choose_rows(client: FlaskClient) -> None:
    rows = body(client, f"{API}/observations?indicator=cars&year=2019,2020&regions=16055,16051")["observations"]
    assert [(r["year"], r["code"]) for r in rows] == [
        (2019, "16051"),
        (2019, "16055"),
        (2020, "16051"),
        (2020, "16055"),
    ]


def test_the_catalogue_lists_all_indicators_with_formula_source_levels_and_years(
    client: FlaskClient, atlas: Atlas
) -> None:
    listed = {i["id"]: i for i in body(client, f"{API}/indicators")["indicators"]}
    assert set(listed) == set(atlas.catalogue.indicators)
    rate = listed["unemployed_per_100"]
    assert rate["formula"] == "100 * inkar_labour.unemployed / inkar_labour.population_15_64"
    assert body(client, f"{API}/indicators/unemployed_per_100") == rate
    for indicator in atlas.catalogue.indicators.values():
        spans = {(f["level"], f["territory"]) for f in listed[indicator.id]["figures"]}
        assert spans == {(str(x), str(t)) for t in atlas.territories for x in atlas.levels(indicator, t)}


def test_regions_are_those_of_the_territory(client: FlaskClient, atlas: Atlas) -> None:
    for territory in atlas.territories:
        found = body(client, f"{API}/regions?level=municipality&territory={territory}")["regions"]
        assert {r["code"] for r in found} == set(atlas.codes(Level.MUNICIPALITY, territory))
    every = body(client, f"{API}/regions")["regions"]
    assert {r["level"] for r in every} == {str(x) for x in LEVELS}


def test_breaks_count_every_area_once_a_year(client: FlaskClient, atlas: Atlas) -> None:
    found = body(client, f"{API}/breaks?indicator=unemployed_per_100&level=municipality&scheme=quantiles&classes=7")
    assert len(found["edges"]) == len(found["labels"]) + 1 == 8
    n = len(atlas.codes(Level.MUNICIPALITY, DEFAULT_TERRITORY))
    assert all(sum(c["classes"]) + c["without_value"] == n for c in found["counts"])


@pytest.mark.parametrize("over", ["year", "all"])
def test_breaks_are_those_of_the_map_of_the_year_or_of_all_years(client: FlaskClient, atlas: Atlas, over: str) -> None:
    query = "indicator=unemployed_per_100&level=district&year=2010"
    found = body(client, f"{API}/breaks?{query}&over={over}")
    shown = scene(atlas, read_query(f"{query}&breaks_over={over}", atlas, words_of("de")).state, words_of("de"))
    other = body(client, f"{API}/breaks?{query}&over={'all' if over == 'year' else 'year'}")
    assert (found["over"], found["year"]) == (over, 2010 if over == "year" else None)
    assert tuple(found["edges"]) == shown.breaks.edges
    assert found["edges"] != other["edges"]
    (counted,) = (c for c in found["counts"] if c["year"] == 2010)
    assert tuple(counted["classes"]) == shown.legend().key.counts  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("path", "status", "code", "named"),
    [
        ("observations?indicator=carz", 400, "unknown_indicator", "perhaps cars"),
        ("indicators/carz", 404, "unknown_indicator", "perhaps cars"),
        ("observations", 400, "bad_query", "indicator: found nothing, field required"),
        ("observations?indicator=cars&territory=then", 400, "bad_query", "'then', expected a day, written"),
        ("observations?indicator=cars&colour=red", 400, "bad_query", "colour"),
        ("observations?indicator=cars&level=galaxy", 400, "bad_query", "galaxy"),
        ("observations?indicator=cars&level=municipality", 400, "no_figures", "district"),
        ("observations?indicator=cars&year=1789", 400, "unknown_year", "1789"),
        ("observations?indicator=cars&regions=99999", 400, "unknown_region", "99999"),
        ("observations?indicator=cars&territory=1871-01-18", 400, "unknown_territory", "2021-12-31"),
        (f"observations?indicator=cars&regions={','.join(['16055'] * 1400)}", 200, "", ""),
        (f"observations?indicator=cars&regions={','.join(map(str, range(10000, 20000)))}", 400, "bad_query", "regions"),
        ("observations?indicator=cars&release=0123456789ab", 410, "release_gone", "0123456789ab"),
        ("observations.doc?indicator=cars", 404, "not_found", "openapi.json"),
        ("observations.csv?indicator=cars&limit=5", 400, "bad_query", "limit"),
        ("observations.xlsx?indicator=cars&bom=1", 400, "bad_query", "bom"),
        ("regions?release=newest", 400, "bad_query", "release"),
        ("breaks?indicator=population", 400, "no_classes", "circles"),
        ("breaks?indicator=cars&scheme=manual", 400, "no_breaks", "edges"),
        ("geometry?year=1&indicator=cars", 400, "unknown_year", "found 1"),
        ("nothing", 404, "not_found", ""),
    ],
)
def test_what_cannot_be_answered_is_refused_in_the_one_shape(
    client: FlaskClient, path: str, status: int, code: str, named: str
) -> None:
    answer = client.get(f"{API}/{path}")
    assert answer.status_code == status
    if status == 200:
        return
    assert set(answer.json) == {"error"}
    assert answer.json["error"]["code"] == code
    assert named in " ".join(answer.json["error"].values())
    assert client.get(f"{API}/regions?level=state").status_code == 200


def test_answers_are_kept_by_etag_and_never_change_with_their_release(client: FlaskClient, atlas: Atlas) -> None:
    for encoding in ("identity", "gzip", "br"):
        first = client.get(f"{RATE}&year=2019", headers={"Accept-Encoding": encoding})
        tag = first.headers["ETag"]
        for _again in range(2):
            again = client.get(f"{RATE}&year=2019", headers={"Accept-Encoding": encoding, "If-None-Match": tag})
            assert again.status_code == 304
            assert again.data == b""
    assert "max-age=86400" in first.headers["Cache-Control"]
    pinned = client.get(f"{RATE}&year=2019&release={atlas.release}")
    assert "immutable" in pinned.headers["Cache-Control"]


def test_answers_come_packed_as_the_client_can_read_and_are_the_same_again(client: FlaskClient) -> None:
    plain = client.get(RATE).data
    for encoding, unpack in (("gzip", gzip.decompress), ("br", brotli.decompress)):
        for _again in range(2):
            answer = client.get(RATE, headers={"Accept-Encoding": encoding})
            assert answer.headers["Content-Encoding"] == encoding
            assert "Accept-Encoding" in answer.headers["Vary"]
            assert unpack(answer.data) == plain


def test_other_sites_may_read_it_and_headers_are_those_of_every_page(client: FlaskClient) -> None:
    for _again in range(2):
        answer = client.get(f"{API}/regions?level=district", headers={"Origin": "https://example.org"})
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


def test_the_description_is_made_of_the_endpoints_and_shown_as_a_page(client: FlaskClient) -> None:
    described = body(client, f"{API}/openapi.json")
    assert described["openapi"].startswith("3.1")
    routes = {
        str(rule).replace("<string:", "{").replace(">", "}")
        for rule in SERVER.url_map.iter_rules()
        if str(rule).startswith(API) and rule.endpoint.startswith("api.")
    }
    assert set(described["paths"]) == routes
    page = client.get(f"{API}/").text
    assert all(f"<code>{path}</code>" in page for path in routes)


def test_every_example_of_the_page_answers(client: FlaskClient) -> None:
    from html import unescape  # noqa: PLC0415
    from re import findall  # noqa: PLC0415

    examples = [unescape(x) for x in findall(r'<a href="(/api/v1/[^"]+)"><code>', client.get(f"{API}/").text)]
    assert len(examples) > 5
    assert [x for x in examples if client.get(x).status_code != 200] == []


def test_a_prefix_moves_the_interface(proxied: FlaskClient, atlas: Atlas) -> None:
    assert proxied.get("/thueringen/api/v1/regions?level=state").json["release"] == atlas.release
    described = proxied.get("/thueringen/api/v1/openapi.json").json
    assert all(path.startswith("/thueringen/api/v1/") for path in described["paths"])
    assert proxied.get("/thueringen/api/v1/nothing").json["error"]["code"] == "not_found"


schema = schemathesis.openapi.from_wsgi(f"{API}/openapi.json", SERVER)


@schema.parametrize()
@settings(max_examples=60, derandomize=True, suppress_health_check=list(HealthCheck), database=None)
def test_no_question_that_the_description_allows_breaks_it(case: schemathesis.Case) -> None:
    answer = case.call(headers={"Accept-Encoding": "identity"})  # the transport in this process unpacks nothing
    case.validate_response(answer, checks=CHECKS.get_all(), excluded_checks=NOT_PROMISED)


#: The interface takes numbers and words from a query alike; what is refused is refused by the values that there are.
NOT_PROMISED = [
    CHECKS.get_one(name) for name in ("positive_data_acceptance", "unsupported_method", "missing_required_header")
]


def test_files_are_bounded_a_client_and_kept_ones_are_not_counted() -> None:
    client = create_app(from_environment({"ATLAS_EXPORTS_PER_MINUTE": "1"})).server.test_client()
    paths = [f"{API}/observations.xlsx?indicator=cars&year={year}" for year in (2019, 2020)]
    answers = [client.get(path) for path in (paths[0], paths[1], paths[0])]
    assert [a.status_code for a in answers] == [200, 429, 200]
    assert int(answers[1].headers["Retry-After"]) >= 1
    assert client.get(f"{API}/observations?indicator=cars").status_code == 200


def test_a_client_that_refuses_an_encoding_does_not_get_it(client: FlaskClient) -> None:
    path = f"{API}/observations?indicator=cars"
    assert client.get(path, headers={"Accept-Encoding": "br"}).headers["Content-Encoding"] == "br"
    assert client.get(path, headers={"Accept-Encoding": "br;q=0, gzip"}).headers["Content-Encoding"] == "gzip"


def test_the_kept_answer_is_the_one_that_was_asked_for(client: FlaskClient) -> None:
    one, other = (json.loads(client.get(f"{API}/indicators/{key}").data)["id"] for key in ("cars", "gross_pay"))
    assert (one, other) == ("cars", "gross_pay")


def test_the_page_says_in_german_what_each_parameter_means(client: FlaskClient) -> None:
    page = client.get(f"{API}/").text
    assert "<td></td>" not in page
    assert "Schlüssel, mit Kommas getrennt, höchstens 850; ohne Angabe alle." in page
    assert "<code>fisher_jenks</code>" in page
