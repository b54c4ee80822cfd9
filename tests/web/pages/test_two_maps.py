from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from atlas.model import Level
from tests.shared import DEFAULT_TERRITORY

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from atlas.data.store import Atlas


def frames(client: FlaskClient, query: str) -> list[dict[str, str]]:
    page = client.get(f"/compare/maps{query}").text
    found = re.findall(r'<iframe src="([^"]+)"', page)
    return [{k: v[0] for k, v in parse_qs(urlsplit(f.replace("&amp;", "&")).query).items()} for f in found]


def test_a_view_is_shown_beside_its_first_year_with_the_same_classes(client: FlaskClient, atlas: Atlas) -> None:
    left, right = frames(client, "?indicator=unemployed_per_100&level=district&year=2021")
    first = atlas.figures(atlas.indicator("unemployed_per_100"), Level.DISTRICT, DEFAULT_TERRITORY).years[0]
    assert (left["year"], right["year"]) == ("2021", str(first))
    assert left["breaks_over"] == right["breaks_over"] == "all"


def test_classes_of_each_year_are_shown_where_the_address_wants_them(client: FlaskClient) -> None:
    query = "?indicator=unemployed_per_100&level=district&year=2021&breaks_over=year"
    assert [frame["breaks_over"] for frame in frames(client, query)] == ["year", "year"]
    assert "Beide Karten haben dieselben Klassen" not in client.get(f"/compare/maps{query}").text


def test_year_and_regions_of_a_view_are_kept(client: FlaskClient) -> None:
    query = "?indicator=unemployed_per_100&level=district&year=2017&regions=16055,16051"
    left, right = frames(client, query)
    assert left["year"] == "2017"
    assert left["regions"] == right["regions"] == "16055,16051"
    page = client.get(f"/compare/maps{query}").text
    assert '<input type="hidden" name="regions" value="16055,16051">' in page
    assert re.search(r'href="/data\?[^"]*year=2017[^"]*regions=16055,16051', page)


def test_two_indicators_of_a_view_stand_side_by_side_in_its_year(client: FlaskClient) -> None:
    left, right = frames(client, "?indicator=gross_pay,cars&level=district&year=2018")
    assert (left["indicator"], right["indicator"]) == ("gross_pay", "cars")
    assert left["year"] == right["year"] == "2018"
    page = client.get("/compare/maps?left_indicator=gross_pay&right_indicator=cars&level=district").text
    assert re.search(r'href="/compare/maps\?indicator=gross_pay,cars&', page), "the link to the page itself"
    alone = client.get("/compare/maps?left_indicator=gross_pay&right_indicator=gross_pay&level=district").text
    assert re.search(r'href="/compare/maps\?indicator=gross_pay&', alone)


def test_two_indicators_have_their_own_classes(client: FlaskClient) -> None:
    left, right = frames(
        client, "?level=district&left_indicator=gross_pay&right_indicator=cars&left_year=2019&right_year=2019"
    )
    assert (left["indicator"], right["indicator"]) == ("gross_pay", "cars")
    assert (left["year"], right["year"]) == ("2019", "2019")
    assert "breaks" not in left


def test_two_territories_share_their_classes(client: FlaskClient) -> None:
    left, right = frames(
        client,
        "?level=municipality&left_indicator=population_density&right_indicator=population_density"
        "&left_territory=2016-01-01&left_year=2017&right_year=2021",
    )
    assert left["territory"] == "2016-01-01"
    assert "territory" not in right
    assert left["breaks"] == right["breaks"]


@pytest.mark.parametrize(
    "query", ["?left_indicator=nothing", "?level=galaxy", "?right_year=1789", "?left_territory=x&y=<b>"]
)
def test_nonsense_is_named_and_two_maps_are_shown_all_the_same(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/compare/maps{query}")
    assert answer.status_code == 200
    assert 'class="notice"' in answer.text
    assert "<b>" not in answer.text
    assert len(frames(client, query)) == 2
