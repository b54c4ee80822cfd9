"""Wherever figures leave the server, neither count from which a hidden rate follows leaves with them."""

from __future__ import annotations

import io
import re
import zipfile
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from atlas.data.edition import Edition
from atlas.model import Level, Measure, ValueState
from atlas.settings import from_environment
from atlas.views.downloads import areas
from atlas.web.api.server import open_server
from atlas.web.map.answer import Asked, answer
from atlas.web.mount import mount_pages
from atlas.web.site import site_of
from tests.small_atlas import CODES, block, indicator, small_atlas

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from atlas.web.site import Site

SECRET = ValueState.SECRET
#: Counts of the first three areas: a hidden numerator, a hidden denominator, and a rate that everybody may know.
ABOVE, BELOW = (SECRET, 7654321.0, 5432109.0), (8765432.0, SECRET, 6543219.0)
HIDDEN, SHOWN = ("8765432", "7654321"), ("5432109", "6543219")
RATE = "unemployed_per_100"  # the indicator that stands in for every other one
FIGURES = f"indicator={RATE}&level=municipality"
TABLES = [f"/export/data.{suffix}?{FIGURES}" for suffix in ("csv", "xlsx", "parquet")]
COUNTS_TOLD = [*TABLES, f"/export/areas.geojson?{FIGURES}", f"/api/v1/observations?{FIGURES}"]
FIGURES_TOLD = [
    f"/data?{FIGURES}",
    f"/profile/{CODES[0]}",
    f"/profile/{CODES[1]}",
    f"/files/figures/0/2021-12-31/municipality/{RATE}/0.json",
    f"/api/v1/breaks?{FIGURES}",
    "/api/v1/indicators",
    "/api/v1/regions",
    f"/publish/map?{FIGURES}",
]


@pytest.fixture(scope="module")
def site() -> Site:
    rest = tuple(float(1000 + i) for i in range(len(CODES) - len(ABOVE)))
    blocks = {
        ("jobless", Level.MUNICIPALITY): block({2021: (*ABOVE, *rest)}, CODES),
        ("people", Level.MUNICIPALITY): block({2021: (*BELOW, *(10 * n for n in rest))}, CODES),
    }
    counts = {"numerator": Measure("table", "jobless"), "denominator": Measure("table", "people"), "factor": 100.0}
    atlas = small_atlas(blocks, indicator(RATE, value=None, levels=(Level.MUNICIPALITY,), **counts))
    return site_of(atlas, from_environment({"ATLAS_EXPORTS_PER_MINUTE": "10000"}))


@pytest.fixture
def served(site: Site, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """Serve the atlas, whose areas have no outlines."""
    point = {"type": "Point", "coordinates": [11.0, 51.0]}
    monkeypatch.setattr(Edition, "layer", lambda *_: SimpleNamespace(file="outlines"))
    monkeypatch.setattr(areas, "_shapes", lambda _: dict.fromkeys(CODES, point))
    monkeypatch.setattr(areas, "_detail", lambda *_: {})
    server = open_server(site)
    mount_pages(server, site)
    return server.test_client()


def numbers(body: bytes, path: str) -> str:
    """Read a file and write its numbers without whatever parts their digits."""
    if ".xlsx" in path:
        book = zipfile.ZipFile(io.BytesIO(body))
        text = "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    elif ".parquet" in path:
        text = pd.read_parquet(io.BytesIO(body)).to_csv()
    else:
        text = body.decode()
    return re.sub(r"(?<=\d)[\s.,\N{NARROW NO-BREAK SPACE}](?=\d{3}(?!\d))", "", text)


@pytest.mark.parametrize("path", COUNTS_TOLD)
def test_counts_are_told_but_for_those_behind_a_hidden_rate(served: FlaskClient, path: str) -> None:
    answered = served.get(path)
    assert answered.status_code == 200, answered.text
    told = numbers(answered.data, path)
    assert [count for count in SHOWN if count in told] == list(SHOWN)
    assert [count for count in HIDDEN if count in told] == []


@pytest.mark.parametrize("path", FIGURES_TOLD)
def test_no_page_or_file_tells_a_count_behind_a_hidden_rate(served: FlaskClient, path: str) -> None:
    answered = served.get(path)
    assert answered.status_code == 200, answered.text
    assert [count for count in HIDDEN if count in numbers(answered.data, path)] == []


def test_the_map_is_told_no_count_behind_a_hidden_rate(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Edition, "layer", lambda *_: SimpleNamespace(file="outlines"))
    page: Any = answer(site, Asked(f"?{FIGURES}&regions={','.join(CODES[:3])}"))
    assert "data-told" in str(page.cards)
    assert [count for count in HIDDEN if count in numbers(str(page).encode(), "")] == []
