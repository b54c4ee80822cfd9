"""The codes by which other pages show a map, as a frame or as a picture: of the state, a district, with regions."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from atlas.web.map import first_sight
from atlas.web.pages import print_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from flask.testing import FlaskClient

VIEW = "indicator=unemployed_per_100&level=municipality&year=2021"
TWO = "regions=16055000,16072013"


def codes(client: FlaskClient, query: str) -> dict[str, str]:
    """Give what the builder writes, by the id of its field."""
    field = r'<textarea id="([\w-]+)"[^>]*>(.*?)</textarea>'
    page = client.get(f"/publish/embed?{query}").text
    return {key: unescape(text) for key, text in re.findall(field, page, re.DOTALL)}


def addresses(code: str) -> list[dict[str, list[str]]]:
    """Give the queries of all addresses of a code in their order."""
    return [parse_qs(urlsplit(unescape(a)).query) for a in re.findall(r'(?:src|href)="([^"]+)"', code)]


def test_regions_of_the_address_are_named_and_outlined_in_frame_and_picture(client: FlaskClient) -> None:
    page = client.get(f"/publish/embed?{VIEW}&{TWO}").text
    assert "Ausgewählt: Weimar; Neuhaus am Rennweg, Stadt</legend>" in page
    found = codes(client, f"{VIEW}&{TWO}")
    for code in found.values():
        assert [query["regions"] for query in addresses(code)] == [["16055000,16072013"]] * len(addresses(code))
    assert "Umrandet: Weimar; Neuhaus am Rennweg, Stadt." in found["picture-code"]


def test_who_leaves_the_regions_out_gets_codes_without_them_and_may_take_them_back(client: FlaskClient) -> None:
    page = client.get(f"/publish/embed?{VIEW}&{TWO}&selection=none").text
    assert '<input type="hidden" name="regions" value="16055000,16072013">' in page
    assert re.search(r'name="selection" value="none" checked', page)
    found = codes(client, f"{VIEW}&{TWO}&selection=none")
    for code in found.values():
        assert "16055000" not in code
        assert "Umrandet" not in code
    assert found == codes(client, VIEW)


def test_without_regions_there_is_nothing_to_choose(client: FlaskClient) -> None:
    assert 'name="selection"' not in client.get(f"/publish/embed?{VIEW}").text


@pytest.mark.parametrize(
    "own", ["", "&focus=16072&fit=wide", f"&{TWO}", "&bbox=10.5,50.4,11.5,51", "&bbox=10.5,50.4,11.5,51&start=state"]
)
def test_frame_and_picture_show_the_same_and_lead_there(client: FlaskClient, own: str) -> None:
    found = codes(client, f"{VIEW}{own}")
    frame, page = addresses(found["embed-code"])
    assert frame == page
    picture_page, picture, again = addresses(found["picture-code"])
    assert picture_page == again
    assert picture.pop("sheet") == ["preview"]
    assert picture == picture_page
    # a frame whose years run has classes over all of them, a picture shows one year
    assert frame.pop("breaks_over") == ["all"]
    assert frame == picture
    asked = parse_qs(VIEW if "start=state" in own else f"{VIEW}{own.removesuffix('&fit=wide')}")
    assert frame == asked
    named = re.search('title="(Karte: [^"]*)"', found["embed-code"])
    assert named is not None
    assert f'alt="{named[1]}. ' in found["picture-code"]


def counting(monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str) -> list[str]:
    """Count the calls of a function."""
    calls: list[str] = []
    compose: Callable[..., object] = getattr(module, name)

    def counted(*args: object, **kwargs: object) -> object:
        calls.append(name)
        return compose(*args, **kwargs)

    monkeypatch.setattr(module, name, counted)
    return calls


@pytest.mark.parametrize(
    ("path", "module", "composer", "control"),
    [
        ("/export/map.png?sheet=preview", print_files, "print_map", "public, max-age=3600"),
        ("/export/map.svg?sheet=a4-landscape", print_files, "print_map", "public, max-age=3600"),
        ("/embed?show=title,legend", first_sight, "screen_map", "public, no-cache"),
    ],
)
def test_a_hundred_embeds_of_a_view_cost_one_picture(
    client: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
    path: str,
    module: ModuleType,
    composer: str,
    control: str,
) -> None:
    # a view that no other test asks for
    address = f"{path}&indicator=gross_pay&level=district&year=2013&classes=7&palette=viridis"
    calls = counting(monkeypatch, module, composer)
    answers = [client.get(address) for _reader in range(100)]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.data for answer in answers}) == 1
    assert calls == [composer]
    first = answers[0]
    # what a cache between them needs: leave to keep it for all, how long, and a name to ask by whether it still holds
    assert first.headers["Cache-Control"] == control
    assert "Set-Cookie" not in first.headers
    assert first.vary.to_header().lower() == "accept-encoding"
    known = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (known.status_code, known.data) == (304, b"")
    assert calls == [composer]
