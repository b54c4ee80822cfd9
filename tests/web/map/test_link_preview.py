"""The head of the map page: what other sites show of a shared link."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from atlas.model import Level
from tests.shared import DEFAULT_TERRITORY

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from atlas.data.store import Atlas


class Tags(HTMLParser):
    """Properties of the head."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "meta" and given.get("property"):
            self.found[str(given["property"])] = str(given["content"])


def tags(proxied: FlaskClient, query: str) -> dict[str, str]:
    return Tags(proxied.get(f"/thueringen/{query}").text).found


def test_a_shared_link_shows_title_sentence_and_picture_of_its_view(proxied: FlaskClient, atlas: Atlas) -> None:
    found = tags(proxied, "?indicator=unemployed_per_100&level=district&year=2010")
    n = len(atlas.codes(Level.DISTRICT, DEFAULT_TERRITORY))
    assert found["og:title"] == "Arbeitslose je 100 Einwohner im Alter von 15 bis 64 Jahren, Kreise, 2010"
    short = atlas.catalogue.indicators["unemployed_per_100"].short_title
    assert found["og:description"].startswith(f"{short}: {n} von {n} Kreisen mit Wert, zwischen ")
    assert "Thüringen: " in found["og:description"]
    query = "?indicator=unemployed_per_100&level=district&year=2010"
    assert found["og:url"] == f"https://atlas.example.org/thueringen/{query}"
    assert found["og:image"] == f"https://atlas.example.org/thueringen/export/map.png{query}&sheet=preview"
    assert (found["og:image:width"], found["og:image:height"]) == ("1200", "630")


def test_the_picture_that_a_shared_link_names_is_there_in_its_size(proxied: FlaskClient) -> None:
    found = tags(proxied, "?indicator=unemployed_per_100&level=district&year=2010")
    picture = proxied.get(found["og:image"].removeprefix("https://atlas.example.org"))
    assert picture.mimetype == "image/png"
    assert int.from_bytes(picture.data[16:20], "big") == 1200
    assert int.from_bytes(picture.data[20:24], "big") == 630


@pytest.mark.parametrize("path", ["compare/", "profile/16055", "data", "publish/map", "compare/maps"])
def test_other_pages_are_shared_with_their_own_words_and_a_picture_that_is_there(
    proxied: FlaskClient, path: str
) -> None:
    found = Tags(proxied.get(f"/thueringen/{path}").text).found
    assert found["og:title"]
    assert found["og:description"]
    picture = proxied.get(found["og:image"].removeprefix("https://atlas.example.org"))
    assert picture.mimetype == "image/png"


def test_a_change_is_called_one(proxied: FlaskClient) -> None:
    assert "Veränderung seit 2005" in tags(proxied, "?level=district&year=2021&change_from=2005")["og:title"]


def test_nonsense_in_a_link_stays_out_of_its_preview(proxied: FlaskClient) -> None:
    text = proxied.get('/thueringen/?indicator="><script>alert(1)</script>').text
    assert "<script>alert" not in text
    assert "alert(1)" not in text.partition("</head>")[0]
    assert Tags(text).found["og:title"].startswith("Arbeitslose je 100")
