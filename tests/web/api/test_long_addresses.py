"""An address may name every area of a level, however the server was started; a longer one is refused with 414."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import pytest

from atlas.model import LEVELS, Level
from atlas.web.api.questions import MOST_CODES
from atlas.web.server.start import LONGEST_LINE
from bench.servers import running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

    from atlas.data.store import Atlas

FIGURES = "/api/v1/observations.parquet?indicator=unemployed_per_100&level=municipality&territory=2021-12-31&regions="
STARTS = {"atlas serve": ["-m", "atlas", "serve"], "gunicorn": ["-m", "gunicorn", "-b", "127.0.0.1:PORT", "app:server"]}


@pytest.fixture(params=STARTS, scope="module")
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    with running(STARTS[request.param], "/healthz") as (url, _process, _ready):
        yield url


def test_the_areas_of_each_level_may_be_named_and_fit_into_an_address(atlas: Atlas) -> None:
    for codes in (atlas.codes(level, date) for date in atlas.territories for level in LEVELS):
        assert len(codes) <= MOST_CODES
        assert len(f"GET {FIGURES}{','.join(codes)} HTTP/1.1\r\n") <= LONGEST_LINE


def test_every_municipality_can_be_named_in_one_address(address: str, atlas: Atlas) -> None:
    codes = atlas.codes(Level.MUNICIPALITY, max(atlas.territories))
    asked = FIGURES.replace(".parquet", "") + ",".join(codes) + "&year=2021"
    with urllib.request.urlopen(address + asked) as answer:
        assert json.load(answer)["total"] == len(codes)


def test_a_longer_address_is_refused_with_its_length_and_the_longest_one(address: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{address}{FIGURES}{'16055000,' * 1000}")
    assert refused.value.code == 414
    assert str(LONGEST_LINE) in refused.value.read().decode()


def test_more_codes_than_there_are_areas_are_refused_in_a_sentence(client: FlaskClient) -> None:
    answer = client.get(FIGURES + ",".join(str(10_000 + i) for i in range(MOST_CODES + 1)))
    assert answer.status_code == 400
    error = answer.json["error"]
    assert (error["code"], error["message"]) == ("too_many_regions", f"regions: found {MOST_CODES + 1}")
    assert f"at most {MOST_CODES}" in error["hint"]
