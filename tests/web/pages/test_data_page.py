from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from app import create_app
from atlas.settings import from_environment

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from atlas.data.store import Atlas


def test_what_is_on_screen_comes_as_a_table(client: FlaskClient) -> None:
    query = "indicator=gross_pay&level=district&year=2020&regions=16055,16051"
    whole = client.get(f"/export/data.csv?{query}")
    frame = pd.read_csv(io.BytesIO(whole.data), dtype={"code": "str"})
    assert set(frame["code"]) == {"16055", "16051"}
    assert frame["year"].nunique() > 10
    one = pd.read_csv(io.BytesIO(client.get(f"/export/data.csv?{query}&scope=year").data))
    assert set(one["year"]) == {2020}
    assert whole.headers["Content-Disposition"] == 'attachment; filename="gross_pay_district_2021-12-31.csv"'


def test_the_page_leads_to_each_of_its_parts(client: FlaskClient, atlas: Atlas) -> None:
    text = client.get("/data").text
    (contents,) = re.findall(r'<nav class="contents".*?</nav>', text, re.DOTALL)
    leads, ids = re.findall(r'href="#([^"]+)"', contents), re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert set(leads) <= set(ids)
    assert {f"field-{field.id}" for field in atlas.catalogue.fields} <= set(leads)
    parts = set(re.findall(r'<section aria-labelledby="([^"]+)"', text))
    assert set(leads) - parts == {lead for lead in leads if lead.startswith("field-")}
    assert parts - set(leads) == {"now"}  # it stands above them


def test_everything_can_be_had_of_each_territory_date(client: FlaskClient, atlas: Atlas) -> None:
    usual, *others = atlas.scope.territories
    for date in others:
        answer = client.get(f"/export/all.parquet?territory={date}")
        codes = set(pd.read_parquet(io.BytesIO(answer.data))["code"].astype(str))
        assert codes <= set(atlas.areas[date])
        assert codes - set(atlas.areas[usual])
        assert f"_{date}.parquet" in answer.headers["Content-Disposition"]
        assert f'/export/all.zip?territory={date}"' in client.get(f"/data?indicator=population&territory={date}").text
    assert client.get("/export/all.parquet?territory=1900-01-01").json["error"]["code"] == "unknown_territory"
    assert client.get(f"/export/all.zip?territory={usual}&x=1").json["error"]["code"] == "unknown_word"


@pytest.mark.parametrize("suffix", ["zip", "xlsx", "parquet"])
def test_everything_is_written_once_and_given_again(client: FlaskClient, atlas: Atlas, suffix: str) -> None:
    first = client.get(f"/export/all.{suffix}")
    assert first.status_code == 200
    assert atlas.release in first.headers["Content-Disposition"]
    again = client.get(f"/export/all.{suffix}")
    assert again.data == first.data
    kept = client.get(f"/export/all.{suffix}", headers={"If-None-Match": first.headers["ETag"]})
    assert kept.status_code == 304


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("data.doc", 404),
        ("areas.shp", 404),
        ("all.csv", 404),
        ("data.csv?indicator=nothing", 400),
        ("data.csv?regions=99999999", 400),
        ("areas.geojson?level=galaxy", 400),
        ("areas.geojson?detail=zzz", 400),
        ("areas.geojson?scope=year", 400),
        ("data.csv?scope=zzz", 400),
        ("data.csv?bom=zzz", 400),
        ("data.csv?detail=fine", 400),
        ("data.xlsx?semicolon=1", 400),
        ("data.csv?indicator=cars&indicator=gross_pay", 400),
        ("data.csv?scope=year&scope=all", 400),
        ("all.zip?foo=bar", 400),
    ],
)
def test_what_is_not_there_is_refused_in_the_one_shape(client: FlaskClient, path: str, status: int) -> None:
    answer = client.get(f"/export/{path}")
    assert answer.status_code == status
    assert set(answer.json["error"]) == {"code", "message", "hint"}


@pytest.mark.parametrize("query", ["year=1800", "level=galaxy", "nothing=1", "breaks=x", "regions=99", "palette=zzz"])
def test_a_refused_file_says_what_is_wrong_and_not_what_is_shown_instead(client: FlaskClient, query: str) -> None:
    error = client.get(f"/export/data.csv?indicator=gross_pay&{query}").json["error"]
    assert query.partition("=")[2] in error["message"] or "nothing" in error["message"]
    assert not {"gezeigt", "beachtet"} & set(error["message"].rstrip(".").split())
    assert error["message"].endswith(".")
    assert error["hint"] == "Öffnen Sie dieselbe Anfrage als Seite, um zu sehen, was es gibt."


def test_the_page_lists_every_indicator_with_sources_and_files(client: FlaskClient, atlas: Atlas) -> None:
    text = client.get("/data").text
    for indicator in atlas.catalogue.indicators.values():
        assert f'id="{indicator.id}"' in text
    for table in atlas.tables.values():
        assert table.source.licence_url in text
    missing = sum(not i.has_figures for i in atlas.catalogue.indicators.values())
    assert text.count("<small>noch ohne Daten</small>") == missing


def test_the_page_says_what_each_field_has_from_when_and_for_which_areas(client: FlaskClient, atlas: Atlas) -> None:
    """Five indicators of the protection of children wait for figures: they stand folded in one line."""
    part = client.get("/data").text.split('id="coverage"', 1)[1].split('id="list"', 1)[0].replace("\N{EN DASH}", "-")
    for field in atlas.catalogue.fields:
        assert f"<h3>{field.title}</h3>" in part
    row = part.split("Arbeitslosenanteil (15-64)</a>", 1)[1].split("</tr>", 1)[0]
    assert row.count("2001-2021") == 2  # municipalities and associations
    assert row.count("1995-2021") == 2  # districts and the state
    assert "5 Indikatoren noch ohne Daten" in part.split("Kinderschutz", 1)[1].split("<h3>", 1)[0]


def test_the_page_hands_the_view_on_to_its_files(client: FlaskClient) -> None:
    text = client.get("/data?indicator=gross_pay&level=district&year=2019&regions=16055").text
    assert "nur Weimar" in text
    query = "?indicator=gross_pay&amp;level=district&amp;year=2019&amp;regions=16055"
    assert f'href="/export/data.xlsx{query}"' in text
    assert client.get("/data?indicator=nothing").status_code == 200


def test_an_export_that_takes_too_long_is_ended_and_a_later_one_is_whole(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = create_app(from_environment({})).server.test_client()
    with monkeypatch.context() as patch:
        patch.setattr("atlas.web.server.limits.LONGEST_SECONDS", -1)
        late = own.get("/export/all.parquet")
    assert late.status_code == 503
    assert late.json["error"]["code"] == "too_long"
    assert "Retry-After" in late.headers
    again = own.get("/export/all.parquet")
    assert again.status_code == 200
    assert again.data == client.get("/export/all.parquet").data
