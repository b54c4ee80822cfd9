"""Pages of maps and charts are written once for an address and given again; what differs by address stays apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from app import create_app
from atlas.settings import from_environment

if TYPE_CHECKING:
    from flask.testing import FlaskClient

PAGES = ["/", "/?indicator=unemployed_per_100&level=district", "/embed?level=district", "/compare/"]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_given_again_without_being_written_anew(
    client: FlaskClient, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = client.get(address)
    assert first.headers["Cache-Control"] == "public, no-cache"

    def wakes(*_args: object) -> None:
        pytest.fail("the application was woken")

    monkeypatch.setattr(client.application.wsgi_app, "inner", wakes)
    again = client.get(address)
    assert again.data == first.data
    assert again.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]
    known = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert known.status_code == 304
    assert not known.data


def test_pages_of_other_hosts_queries_and_frames_are_other_ones() -> None:
    client = create_app(from_environment({"ATLAS_ALLOWED_HOSTS": "atlas.example other.example"})).server.test_client()

    def shared(page: str) -> str:
        return re.findall(r'property="og:url" content="([^"]+)"', page)[0]

    here = client.get("/?level=district", base_url="http://atlas.example/").text
    there = client.get("/?level=district", base_url="https://other.example/").text
    assert shared(here).startswith("http://atlas.example/")
    assert shared(there).startswith("https://other.example/")
    assert client.get("/?level=district").text != client.get("/?level=association").text
    assert 'data-embed="true"' in client.get("/embed?level=district").text
    assert 'data-embed="true"' not in here


def test_a_compressed_page_is_not_given_to_a_client_that_cannot_read_it(client: FlaskClient) -> None:
    packed = client.get("/?level=district&year=2015", headers={"Accept-Encoding": "br"})
    assert packed.headers["Content-Encoding"] == "br"
    plain = client.get("/?level=district&year=2015")
    assert "Content-Encoding" not in plain.headers
    assert plain.text.startswith("<!DOCTYPE html>")
