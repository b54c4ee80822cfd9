"""Which names the atlas answers to: nobody else can put a host into links, pictures and catalogues."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.sansio.utils import get_host

from app import create_app
from atlas.settings import from_environment
from atlas.web.server.hosts import LOOPBACK, is_known, known_hosts

if TYPE_CHECKING:
    from flask.testing import FlaskClient

#: Answers that hold absolute links.
LINKING = (
    "/",
    "/?level=district",
    "/embed",
    "/compare/",
    "/data",
    "/profile/16055000",
    "/publish/embed",
    "/publish/map",
)
OPEN = ("/catalog.ttl", "/catalog.jsonld", "/export/map.svg", "/export/profile/16055000.pdf", "/api/v1/openapi.json")
OTHER = ("/api/v1/", "/no/page", "/embed.js", "/accessibility")


@pytest.fixture(scope="module")
def named() -> FlaskClient:
    """Give a client of an atlas that is known by names of its own, behind a proxy that names the host."""
    settings = {
        "ATLAS_PUBLIC_URL": "https://atlas.example.org",
        "ATLAS_ALLOWED_HOSTS": "intern.example .below.example [2001:db8::1]",
        "ATLAS_PROXIES": "1",
        "HOST": "0.0.0.0",  # noqa: S104
    }
    return create_app(from_environment(settings)).server.test_client()


@pytest.mark.parametrize("path", [*LINKING, *OPEN, *OTHER])
def test_a_host_that_is_not_ours_gets_one_sentence_and_no_page(client: FlaskClient, path: str) -> None:
    answer = client.get(path, headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.text.count("evil.example") == 1
    assert "ATLAS_ALLOWED_HOSTS" in answer.text
    assert answer.mimetype == ("application/json" if path in OPEN or path == "/api/v1/" else "text/plain")
    again = client.get("/api/v1/regions?level=state")
    assert again.status_code == 200


def test_an_answer_that_is_kept_is_not_given_to_another_host(client: FlaskClient) -> None:
    path = "/api/v1/regions?level=association"
    assert client.get(path).status_code == client.get(path).status_code == 200
    assert client.get(path, headers={"Host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("host", ["localhost", "localhost:8050", "127.0.0.1:9", "[::1]", "[::1]:8050", "LOCALHOST"])
def test_ones_own_computer_may_always_ask(client: FlaskClient, host: str) -> None:
    assert client.get("/imprint", headers={"Host": host}).status_code == 200


def test_ones_own_computer_gets_a_catalogue_of_its_own_links(client: FlaskClient) -> None:
    answer = client.get("/catalog.ttl", headers={"Host": "[::1]:8050"})
    assert answer.status_code == 200
    assert "http://[::1]:8050/" in answer.text


@pytest.mark.parametrize(
    "host",
    ["atlas.example.org", "intern.example:8080", "a.below.example", "a.b.below.example:1", "[2001:db8::1]:80", "::1"],
)
def test_names_of_the_settings_are_known_with_any_port(named: FlaskClient, host: str) -> None:
    assert named.get("/imprint", headers={"Host": host}).status_code == (400 if host == "::1" else 200)


@pytest.mark.parametrize("host", ["0.0.0.0:8050", "xbelow.example", "intern.example.evil", "evil.org/atlas", "a b", ""])
def test_names_like_them_are_not(named: FlaskClient, host: str) -> None:
    assert named.get("/imprint", headers={"Host": host}).status_code == 400


def test_a_trusted_proxy_names_the_host_that_is_checked(named: FlaskClient) -> None:
    asked = {"Host": "10.0.0.1:8050", "X-Forwarded-Host": "atlas.example.org"}
    assert named.get("/imprint", headers=asked).status_code == 200
    assert named.get("/imprint", headers=asked | {"X-Forwarded-Host": "evil.example"}).status_code == 400


def test_the_check_of_health_minds_no_name(client: FlaskClient) -> None:
    assert client.get("/healthz", headers={"Host": "10.1.2.3:8050"}).json["status"] == "ok"


def test_the_address_that_the_server_listens_on_is_a_name_unless_it_is_all() -> None:
    assert "192.0.2.7" in known_hosts(from_environment({"HOST": "192.0.2.7"}))
    assert known_hosts(from_environment({"HOST": "0.0.0.0"})) == LOOPBACK  # noqa: S104


@given(st.text("locahst127.0[]:@/\\#?evil ", max_size=20) | st.from_regex(r"[a-z.@]{0,9}localhost[a-z.:0-9@]{0,9}"))
def test_whatever_is_asked_for_is_known_by_its_whole_name_alone(host: str) -> None:
    if is_known(get_host("http", host), frozenset(("localhost",))):
        assert host.rpartition(":")[0] == "localhost" or host.rstrip(".:") == "localhost"
