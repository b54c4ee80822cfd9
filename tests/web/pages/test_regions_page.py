from __future__ import annotations

import html
import io
import json
import re
from secrets import token_hex
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from atlas.data.regions.address import read_address
from atlas.data.regions.atlas_with import with_regions
from atlas.data.regions.definition import Draft, made_regions
from atlas.model import Level
from atlas.settings import from_environment
from atlas.web.pages import regions_page
from atlas.web.pages.regions_page import regions_blueprint
from atlas.web.site import site_of
from tests.shared import shipped_atlas

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

JSON = {"Accept": "application/json"}
TEXT = "16051000;Mitte\n16053000;Ost & West\n16055000;Mitte\n"


def word_of(address: str) -> str:
    return parse_qs(urlsplit(address).query)["social_regions"][0]


def taken(client: FlaskClient, text: str = TEXT) -> str:
    answer = client.post("/regions", data={"text": text})
    assert answer.status_code == 303
    return answer.headers["Location"]


def said(answer: TestResponse) -> str:
    return html.unescape("".join(re.findall(r'id="notice"[^>]*>(.*?)</div>', answer.text)))


def field(answer: TestResponse) -> str:
    return html.unescape(re.findall(r'<textarea id="text".*?>(.*?)</textarea>', answer.text, re.DOTALL)[0])


def test_a_fresh_page_shows_every_municipality_and_no_region(client: FlaskClient) -> None:
    page = client.get("/regions").text
    atlas = shipped_atlas()
    codes = set(atlas.codes(Level.MUNICIPALITY, atlas.scope.territory))
    assert set(re.findall(r'<path data-code="(\d+)"', page)) == codes
    assert set(re.findall(r'<input type="checkbox" value="(\d+)"', page)) == codes
    assert "fill:#" not in page
    assert 'id="notice"' not in page


def test_a_list_leads_to_the_address_that_holds_its_regions(client: FlaskClient) -> None:
    address = taken(client)
    regions = read_address(word_of(address), shipped_atlas().areas).regions
    assert [(r.name, r.codes) for r in regions] == [("Mitte", ("16051000", "16055000")), ("Ost & West", ("16053000",))]
    page = client.get(address)
    for region in regions:
        for code in region.codes:
            assert f'<path data-code="{code}"' in page.text
            assert re.search(rf'data-code="{code}"[^>]* style="fill:{region.colour}"', page.text)
    assert "16053000;Ost & West;#e69f00;Jena" in field(page)
    assert "629 Gemeinden" not in page.text
    assert "628 Gemeinden sind in keiner Region." in page.text


def test_what_the_page_shows_can_be_sent_again_and_stays_the_same(client: FlaskClient) -> None:
    address = taken(client)
    assert taken(client, field(client.get(address))) == address


@pytest.mark.parametrize("suffix", ["csv", "json"])
def test_a_saved_file_that_is_loaded_gives_the_same_address(client: FlaskClient, suffix: str) -> None:
    address = taken(client)
    saved = client.get(f"/export/regions.{suffix}?{urlsplit(address).query}")
    assert saved.headers["Content-Disposition"] == f'attachment; filename="social_regions_2021-12-31.{suffix}"'
    file = (io.BytesIO(saved.data), f"regions.{suffix}")
    again = client.post("/regions", data={"text": "", "file": file}, content_type="multipart/form-data")
    assert again.headers["Location"] == address


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("16051000;A\n16051;B", "Erfurt (16051000) steht in „A“ und in „B“"),
        (";A", "„A“"),
        ("", "keine Region"),
        ("99999999;A", "99999999"),
        ("16061029;A", "16061029"),
        ("nichts", "„nichts“"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_entered_stays(client: FlaskClient, text: str, sentence: str) -> None:
    before = taken(client)
    answer = client.post(before, data={"text": text})
    assert answer.status_code == 400
    assert sentence in said(answer)
    assert field(answer) == text
    assert before in html.unescape(answer.text)  # the regions that were drawn before are there still
    as_json = client.post("/regions", data={"text": text}, headers=JSON)
    assert (as_json.status_code, as_json.json["address"]) == (200, "")  # type: ignore[index]
    assert sentence in as_json.json["notice"]  # type: ignore[index]


def test_regions_that_fit_into_no_link_are_said_and_what_was_entered_stays(client: FlaskClient) -> None:
    atlas = shipped_atlas()
    codes = atlas.codes(Level.MUNICIPALITY, atlas.scope.territory)
    text = "\n".join(f"{code};{n % 99} {token_hex(28)}" for n, code in enumerate(codes[:99]))
    text += "".join(f"\n{code};{text.splitlines()[n % 99].split(';')[1]}" for n, code in enumerate(codes[99:]))
    page = client.post("/regions", data={"text": text})
    assert page.status_code == 400
    assert "Zeichen eines Links" in said(page)
    assert field(page) == text
    answer = client.post("/regions", data={"text": text}, headers=JSON)
    assert "Zeichen eines Links" in answer.json["notice"]


def test_a_file_of_five_megabytes_is_refused_and_the_list_stays(client: FlaskClient) -> None:
    parts = (f'name="text"\r\n\r\n{TEXT}', 'name="file"; filename="large.csv"\r\n\r\n' + "16051000;Mitte\n" * 340_000)
    body = "".join(f"--edge\r\nContent-Disposition: form-data; {part}\r\n" for part in parts) + "--edge--\r\n"
    answer = client.post("/regions", data=body.encode(), content_type="multipart/form-data; boundary=edge")
    assert answer.status_code == 413
    assert "5100 kB" in said(answer)
    assert field(answer) == TEXT


def test_a_request_that_is_far_too_large_is_not_read(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(regions_page, "MOST_BYTES", 5000)
    answer = client.post("/regions", data={"text": "16051000;Mitte\n" * 1000})
    assert answer.status_code == 413
    assert "höchstens 1000 kB" in said(answer)


def test_a_cut_link_is_named_and_the_page_can_be_used(client: FlaskClient) -> None:
    answer = client.get(f"/regions?social_regions={word_of(taken(client))[:-9]}")
    assert answer.status_code == 200
    assert "nicht lesen" in said(answer)
    assert 'id="drawing"' in answer.text


def test_a_script_is_told_the_address_the_regions_and_where_they_lead(client: FlaskClient) -> None:
    given = client.post("/regions", data={"text": TEXT}, headers=JSON).json
    assert given is not None
    assert f"/regions{given['query']}" == taken(client)
    assert given["notice"] == ""
    assert [r["name"] for r in given["regions"]] == ["Mitte", "Ost & West"]
    assert "Ost &amp; West" in given["result"]
    page = client.get(f"/regions{given['query']}").text
    around = [*re.findall(r"<nav.*?</nav>", page, re.DOTALL), page[page.rindex("<p>") :]]
    hrefs = [html.unescape(href) for part in around for href in re.findall(r'<a href="(/[^"]*)"', part)]
    assert given["nav"] == hrefs
    assert sum(given["address"] in href for href in hrefs) > 5
    told = json.loads(re.findall(r'id="regions-told">(.*?)</script>', page)[0])
    assert told["regions"] == given["regions"]


def test_every_way_on_shows_the_regions(client: FlaskClient) -> None:
    page = client.get(taken(client, f"{TEXT}16067;Süd\n16068;Nord\n")).text
    links = re.findall(r'<p class="actions">(.*?)</p>', page[page.index('id="result"') :])[0]
    ways = [html.unescape(href) for href in re.findall(r'href="([^"]+)"', links)]
    assert len(ways) == 4
    for way in ways:
        answer = client.get(way)
        assert answer.status_code == 200
        assert 'id="notice"' not in answer.text, way
        assert "Ost &amp; West" in answer.text, way


def test_districts_as_a_beginning_are_regions_whose_neighbours_differ_in_colour(client: FlaskClient) -> None:
    answer = client.post("/regions", data={"action": "start", "begin": "districts"})
    atlas = shipped_atlas()
    social = read_address(word_of(answer.headers["Location"]), atlas.areas)
    areas = atlas.areas[social.territory]
    assert len(social.regions) == len(atlas.codes(Level.DISTRICT, social.territory))
    colour = {areas[r.codes[0]].parent: r.colour for r in social.regions}
    assert all(colour[code] != colour[near] for code in colour for near in areas[code].neighbours if near in colour)


def test_the_associations_of_a_district_as_a_beginning_hold_all_of_it(client: FlaskClient) -> None:
    answer = client.post("/regions", data={"action": "start", "begin": "associations:16061"})
    atlas = shipped_atlas()
    social = read_address(word_of(answer.headers["Location"]), atlas.areas)
    areas = atlas.areas[social.territory]
    wanted = {c for c, a in areas.items() if a.level is Level.MUNICIPALITY and a.parent == "16061"}
    assert set(social.holders) == wanted
    assert len(social.regions) > 1


def test_regions_of_another_date_keep_their_date(client: FlaskClient) -> None:
    atlas = shipped_atlas()
    date = min(atlas.areas).isoformat()
    answer = client.post("/regions", data={"text": TEXT, "territory": date})
    assert f"territory={date}" in answer.headers["Location"]
    page = client.get(answer.headers["Location"]).text
    assert f'name="territory" value="{date}"' in page
    assert "diese Seite zum Gebietsstand" not in page
    assert "diese Seite zum Gebietsstand" in client.get("/regions").text


def test_without_scripts_a_district_is_shown_alone_and_others_are_cut_off(client: FlaskClient) -> None:
    boxes = [
        [int(n) for n in re.findall(r'id="drawing"[^>]* viewBox="([^"]+)"', client.get(path).text)[0].split()]
        for path in ("/regions", "/regions?focus=16068", "/regions?focus=99999")
    ]
    (whole, own, unknown) = boxes
    assert whole == unknown
    assert own[2] * own[3] < whole[2] * whole[3] / 8
    page = client.get("/regions?focus=16068").text
    places = {
        code: tuple(map(int, at.split())) for code, at in re.findall(r'data-code="(\d+)" data-at="([^"]+)"', page)
    }
    inside = {c for c, (x, y) in places.items() if 0 < x - own[0] < own[2] and 0 < y - own[1] < own[3]}
    assert {code for code in places if code.startswith("16068")} <= inside
    assert len(inside) < len(places) / 4


def test_drawing_can_begin_with_the_regions_that_the_atlas_brings() -> None:
    atlas = shipped_atlas()
    official = [Draft("Planungsraum Mitte", ("16051000", "16055000"), "#123456")]
    brought = with_regions(atlas, made_regions(official, atlas.scope.territory, atlas.areas))
    server = Flask(__name__)
    server.register_blueprint(regions_blueprint(site_of(brought, from_environment({}))))
    own = server.test_client()
    fresh = own.get("/regions").text
    assert "Planungsraum Mitte" not in fresh  # nothing is drawn yet
    assert '<option value="shipped">' in fresh
    assert '<option value="shipped">' in own.get(taken(own)).text
    address = own.post(taken(own), data={"action": "start", "begin": "shipped"}).headers["Location"]
    (region,) = read_address(word_of(address), atlas.areas).regions
    assert (region.name, region.codes, region.colour) == ("Planungsraum Mitte", ("16051000", "16055000"), "#123456")


def test_saving_without_regions_is_refused(client: FlaskClient) -> None:
    answer = client.get("/export/regions.csv")
    assert (answer.status_code, answer.json["error"]["code"]) == (400, "no_regions")  # type: ignore[index]
