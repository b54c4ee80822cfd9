"""What search engines ask of a site."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from app import create_app
from atlas.settings import from_environment

if TYPE_CHECKING:
    from typing import Any

    from flask.testing import FlaskClient

SITE = "https://atlas.example"


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    app = create_app(from_environment({"ATLAS_PUBLIC_URL": SITE, "ATLAS_EXPORTS_PER_MINUTE": "10000"}))
    return app.server.test_client()


def described(client: FlaskClient, path: str) -> dict[str, Any]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', client.get(path).text, re.DOTALL)
    assert len(found) == 1
    answer: dict[str, Any] = json.loads(found[0])
    return answer


def canonical(client: FlaskClient, path: str) -> list[str]:
    return re.findall(r'<link rel="canonical" href="([^"]+)">', client.get(path).text)


def test_crawlers_are_led_to_the_pages_and_kept_from_files_and_dressed_views(client: FlaskClient) -> None:
    text = client.get("/robots.txt").text
    rules = RobotFileParser()
    rules.parse(text.splitlines())
    assert rules.site_maps() == [f"{SITE}/sitemap.xml"]
    for path in ("/", "/data", "/profile/16055", "/?indicator=gross_pay"):
        assert rules.can_fetch("*", f"{SITE}{path}"), path
    for path in ("/export/map.png", "/api/v1/observations", "/files/x.json"):
        assert not rules.can_fetch("*", f"{SITE}{path}"), path
    assert "Disallow: /*regions=" in text  # the parser of Python knows no star


def test_the_sitemap_lists_pages_maps_and_each_place_once(client: FlaskClient) -> None:
    root = ET.fromstring(client.get("/sitemap.xml").data)  # noqa: S314  written by ourselves
    listed = [found.text or "" for found in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert len(listed) == len(set(listed)) > 700
    assert {f"{SITE}/", f"{SITE}/data", f"{SITE}/?indicator=gross_pay", f"{SITE}/profile/16051"} <= set(listed)
    assert f"{SITE}/profile/16051000" not in listed  # the town that is its district: the same page
    for address in (*listed[:12], listed[-1]):
        assert client.get(address.removeprefix(SITE)).status_code == 200, address


def test_the_icon_is_one_that_browsers_read(client: FlaskClient) -> None:
    answer = client.get("/favicon.ico")
    with Image.open(io.BytesIO(answer.data)) as icon:
        assert (icon.format, icon.size) == ("ICO", (48, 48))
        assert len(icon.convert("RGB").getcolors(4000) or []) > 1


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (
            "/?indicator=gross_pay&level=district&year=2020&regions=16055&palette=cividis",
            "/?indicator=gross_pay&amp;level=district&amp;year=2020",
        ),
        (
            "/embed?indicator=gross_pay&level=district&year=2020",
            "/?indicator=gross_pay&amp;level=district&amp;year=2020",
        ),
        ("/data?indicator=gross_pay&regions=16055", "/data"),
        ("/profile/16051000", "/profile/16051"),
        ("/accessibility", "/accessibility"),
    ],
)
def test_every_page_has_one_address_whatever_dresses_it(client: FlaskClient, path: str, address: str) -> None:
    assert canonical(client, path) == [f"{SITE}{address}"]


def test_the_description_of_a_page_follows_its_view(client: FlaskClient) -> None:
    texts = [
        re.findall(r'<meta name="description" content="([^"]+)">', client.get(f"/?indicator={key}").text)
        for key in ("gross_pay", "unemployed_per_100")
    ]
    assert [len(found) for found in texts] == [1, 1]
    assert texts[0] != texts[1]


def test_search_engines_read_what_data_there_are(client: FlaskClient) -> None:
    found = described(client, "/data")
    assert found["@type"] == "DataCatalog"
    one = next(x for x in found["dataset"] if x["name"].startswith("Arbeitslose je 100 Einwohner"))
    assert one["license"].startswith("https://")
    assert one["temporalCoverage"] == "1995/2021"
    for each in found["dataset"]:
        assert each["name"]
        assert len(each["description"]) > 50
        assert client.get(each["distribution"]["contentUrl"].removeprefix(SITE)).status_code == 200


def test_a_profile_is_described_with_its_place_and_reports(client: FlaskClient) -> None:
    found = described(client, "/profile/16055")
    assert found["spatialCoverage"]["identifier"] == "16055"
    assert [x["contentUrl"] for x in found["distribution"]] == [
        f"{SITE}/export/profile/16055.pdf",
        f"{SITE}/export/profile/16055.docx",
    ]
