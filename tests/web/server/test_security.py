"""Who may show a page in a frame: nobody, but for the map alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from atlas.settings import from_environment
from atlas.web.pages_list import EMBEDDED_MAP, PAGES
from atlas.web.server.security import secure
from atlas.web.site import site_of

if TYPE_CHECKING:
    from dash import Dash
    from flask.testing import FlaskClient

    from atlas.data.store import Atlas

NOBODY = "'self'"


def framed_by(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    if answer.mimetype == "text/javascript":  # no document, so nothing that could be framed
        return NOBODY
    policy = answer.headers["Content-Security-Policy"]
    (found,) = re.findall(r"frame-ancestors ([^;]+)", policy)
    return str(found)


def test_of_all_paths_only_the_map_alone_may_be_framed_by_others(app: Dash, client: FlaskClient) -> None:
    rules = [rule for rule in app.server.url_map.iter_rules() if "GET" in (rule.methods or ())]
    paths = {re.sub(r"<[^>]+>", "x", str(rule)) for rule in rules} | {"/embed"}  # Dash answers it with its own page
    assert {"/", "/compare/", "/data", "/profile/x", "/api/v1/regions", "/embed.js"} <= paths
    assert {path for path in paths if framed_by(client, path) != NOBODY} == {"/embed"}


@pytest.mark.parametrize("path", ["/", "/Embed", "/embedded", "/embed/x", "/x/embed", "/publish/embed", "/no/page"])
def test_an_address_like_that_of_the_map_alone_may_not(client: FlaskClient, path: str) -> None:
    assert framed_by(client, path) == NOBODY


@pytest.mark.parametrize("path", ["/", "/embed/x", "/data", "/profile/16055000", "/export/map.svg", "/api/v1/regions"])
def test_an_answer_to_what_is_not_allowed_may_not_be_framed_either(client: FlaskClient, path: str) -> None:
    answer = client.delete(path)
    assert answer.status_code in {404, 405}
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("hosts", ["https://a.example", "none"])
def test_whoever_may_frame_the_map_alone_may_frame_no_other_page(atlas: Atlas, hosts: str) -> None:
    server = Flask("bare", static_folder=None)
    secure(server, site_of(atlas, from_environment({"ATLAS_EMBED_HOSTS": hosts})))
    others = {page.path for page in PAGES} - {EMBEDDED_MAP.path} | {"no/page", "files/x", "export/map.svg", "embed.js"}
    assert {framed_by(server.test_client(), f"/{path}") for path in others} == {NOBODY}


@pytest.mark.parametrize(
    ("hosts", "allowed"),
    [
        ("", "*"),
        ("*", "*"),
        ("none", NOBODY),
        ("https://a.example", f"{NOBODY} https://a.example"),
        ("https://a.example http://*.b.example:8080", f"{NOBODY} https://a.example http://*.b.example:8080"),
    ],
)
@pytest.mark.parametrize("prefix", ["/", "/thueringen/"])
def test_the_operator_says_who_may_frame_the_map_alone(atlas: Atlas, hosts: str, allowed: str, prefix: str) -> None:
    server = Flask("bare", static_folder=None)
    secure(server, site_of(atlas, from_environment({"ATLAS_EMBED_HOSTS": hosts, "ATLAS_PREFIX": prefix})))
    client = server.test_client()
    assert framed_by(client, f"{prefix}embed") == framed_by(client, f"{prefix}embed/") == allowed
    assert framed_by(client, f"{prefix}data") == NOBODY
