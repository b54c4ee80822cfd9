"""oEmbed: a pasted address becomes the frame of its view, never larger than the editor allows."""

from __future__ import annotations

import io
import re
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from PIL import Image

if TYPE_CHECKING:
    from flask.testing import FlaskClient

VIEW = "indicator=unemployed_per_100&level=municipality&year=2021"


def answered(client: FlaskClient, pasted: str, more: str = "") -> dict[str, Any]:
    answer = client.get(f"/oembed?url={quote(f'http://localhost{pasted}', safe='')}{more}")
    assert answer.status_code == 200
    return answer.get_json()  # type: ignore[no-any-return]


def query_of(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)


@pytest.mark.parametrize("page", ["/", "/embed"])
@pytest.mark.parametrize("own", ["", "&focus=16072", "&regions=16055000,16072013", "&show=title,legend&focus=16072"])
def test_frame_link_and_thumbnail_show_what_the_pasted_address_shows(client: FlaskClient, page: str, own: str) -> None:
    found = answered(client, f"{page}?{VIEW}{own}")
    frame, link = (query_of(unescape(re.search(f'{name}="([^"]+)', found["html"])[1])) for name in ("src", "href"))  # type: ignore[index]
    asked = parse_qs(f"{VIEW}{own}")
    runs = {} if "show" in asked else {"breaks_over": ["all"]}
    assert frame == asked | runs
    assert link == {key: value for key, value in frame.items() if key != "show"}
    thumbnail = query_of(found["thumbnail_url"])
    assert thumbnail == {key: value for key, value in asked.items() if key != "show"} | {"sheet": ["preview"]}
    title = "Karte: Arbeitslose je 100 Einwohner im Alter von 15 bis 64 Jahren"
    assert found["title"].startswith(title)
    assert ("im Landkreis Sonneberg" in found["title"]) == ("focus" in asked)


@pytest.mark.parametrize(
    ("limits", "frame"),
    [
        ("", (800, 600)),
        ("&maxwidth=2000&maxheight=2000", (800, 600)),
        ("&maxwidth=500", (500, 600)),
        ("&maxheight=400", (800, 400)),
        ("&maxwidth=300&maxheight=170", (300, 170)),
        ("&maxwidth=120&maxheight=90", (120, 90)),
        ("&maxwidth=&maxheight=0", (800, 600)),
        ("&maxwidth=-5&maxheight=many", (800, 600)),
    ],
)
def test_frame_and_thumbnail_are_never_larger_than_allowed(
    client: FlaskClient, limits: str, frame: tuple[int, int]
) -> None:
    found = answered(client, f"/?{VIEW}", limits)
    assert (found["width"], found["height"]) == frame
    assert f"width:{frame[0]}px;max-width:100%;height:{frame[1]}px" in found["html"]
    most = [int(n) if n.isdecimal() and int(n) else 9999 for n in (parse_qs(limits).get(k, [""])[0] for k in LIMITS)]
    if "thumbnail_url" not in found:
        assert most < [300, 158]
        return
    size = (found["thumbnail_width"], found["thumbnail_height"])
    assert size[0] <= most[0]
    assert size[1] <= most[1]
    picture = client.get(found["thumbnail_url"].removeprefix("http://localhost"))
    assert Image.open(io.BytesIO(picture.data)).size == size


LIMITS = ("maxwidth", "maxheight")
