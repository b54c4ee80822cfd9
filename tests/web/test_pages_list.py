from __future__ import annotations

import re
from http import HTTPStatus
from typing import TYPE_CHECKING

import pytest

from app import create_app
from atlas.settings import from_environment
from atlas.web.pages_list import PAGES, STATEMENTS

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from atlas.web.pages_list import Page


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(from_environment({"ATLAS_PREFIX": "/th/"})).server.test_client()


def test_every_page_stands_once_in_the_list() -> None:
    assert len({page.path for page in PAGES}) == len(PAGES)
    assert set(STATEMENTS) <= set(PAGES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path or "map")
def test_every_page_of_the_list_answers(client: FlaskClient, page: Page) -> None:
    answer = client.get(f"/th/{page.path}")
    assert (answer.status_code, answer.mimetype) == (HTTPStatus.OK, "text/html")


def test_the_navigation_names_its_pages_in_the_order_of_the_list(client: FlaskClient) -> None:
    navigation = re.findall(r"<nav[^>]*>(.*?)</nav>", client.get("/th/imprint").text, re.DOTALL)[0]
    paths = [href.removeprefix("/th/") for href in re.findall(r'href="([^"?]+)', navigation)]
    assert paths == [page.path for page in PAGES if page.in_navigation]


def test_every_page_that_the_server_writes_stands_in_the_list() -> None:
    rules = create_app(from_environment({})).server.url_map.iter_rules()
    plain = {rule.rule.lstrip("/") for rule in rules if "GET" in (rule.methods or ()) and not rule.arguments}
    served = {path for path in plain if "_" not in path and not path.startswith("api/v1/")}
    assert served - {page.path for page in PAGES} == {
        "healthz",
        "embed.js",
        "oembed",
        "robots.txt",
        "sitemap.xml",
        "export/qr.svg",
        "favicon.ico",
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path or "map")
def test_landmarks_of_a_page_have_names_of_their_own(client: FlaskClient, page: Page) -> None:
    text = client.get(f"/th/{page.path}").text
    texts = {key: re.sub(r"<[^>]+>", "", inner) for key, inner in re.findall(r'<h\d id="([^"]+)"[^>]*>(.*?)</h', text)}
    named = re.findall(r'<section\b[^>]*aria-labelledby="([^"]+)"', text)
    names = [texts[key] for key in named if key in texts]
    assert len(names) == len(set(names))
