"""Every page at every territory date that the atlas holds: it says which, and its links and figures keep it."""

from __future__ import annotations

import json
import re
from html import unescape
from http import HTTPStatus
from itertools import product
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from atlas.model import Level
from atlas.web.pages_list import PAGES, Carries
from atlas.words.words import words_of
from tests.shared import shipped_atlas

if TYPE_CHECKING:
    import datetime as dt

    from flask.testing import FlaskClient

    from atlas.data.store import Atlas

DATES = shipped_atlas().territories
USUAL = shipped_atlas().scope.territory
#: Views of the map; each has figures at all dates.
VIEWS = {
    "alone": "",
    "shaded": "indicator=population_density&level=district",
    "focus": "indicator=population_density&level=municipality&focus=16063",
    "change": "indicator=population_density&level=district&change_from=2005",
    "two": "indicator=population_density,women_share&level=municipality",
    "circles": "indicator=population&level=association",
}
#: What tells of several dates by itself: lists of all files, ready recipes, what merged into what, the switch.
OF_OTHER_DATES = re.compile(
    r'<section aria-labelledby="list">.*?</section>|<section><h2 id="(?:dates|crossings)">.*?</section>|'
    r'<[^>]*class="ready".*?</ul>|<p class="(?:hint of|other)-date">.*?</p>|<footer class="page-foot"><p>.*?</p>|'
    r'<dl class="facts">.*?</dl>',
    re.DOTALL,
)
#: Pages that show figures, by their addresses; and what belongs to them.
DATED = {page.path for page in PAGES if page.carries is not Carries.NOTHING}
FILES = re.compile(r"/(profile/\d|export/(?!all|qr)|embed)")


def of(date: dt.date, query: str = "") -> str:
    return "&".join(filter(None, (query, f"territory={date}")))


def day(date: dt.date) -> str:
    return words_of("de").day(date)


def undated(text: str, date: dt.date) -> list[str]:
    """List the links to pages and files with figures that do not name the date."""
    links = re.findall(r'<(?:a|iframe|img)\b[^>]*?\b(?:href|src)="([^"]*)"', OF_OTHER_DATES.sub("", text))
    found = [unescape(link).removeprefix("/") for link in links if "://" not in link and not link.startswith("#")]
    meant = [x for x in found if x and (x.partition("?")[0] in DATED or FILES.match(f"/{x}"))]
    return [link for link in meant if f"territory={date}" not in link]


def gone(atlas: Atlas, date: dt.date) -> str:
    """Find a municipality that there is at this date alone."""
    others = {code for t in atlas.territories if t != date for code in atlas.areas[t]}
    return next(code for code in atlas.codes(Level.MUNICIPALITY, date) if code not in others)


@pytest.mark.parametrize("date", DATES, ids=str)
@pytest.mark.parametrize("path", sorted(DATED | {"profile/16055", "profile/ALONE"}), ids=lambda path: path or "map")
def test_every_page_says_its_date_and_its_links_keep_it(
    client: FlaskClient, atlas: Atlas, path: str, date: dt.date
) -> None:
    answer = client.get(f"/{path.replace('ALONE', gone(atlas, date))}?{of(date)}")
    assert answer.status_code == HTTPStatus.OK
    assert day(date) in answer.text
    assert "gibt es nicht" not in answer.text
    assert "hat keine Daten zum Gebietsstand" not in answer.text
    if date != USUAL:
        assert undated(answer.text, date) == []


@pytest.mark.parametrize("date", [date for date in DATES if date != USUAL], ids=str)
@pytest.mark.parametrize("path", ["", "compare/", "compare/maps", "data", "publish/map", "publish/embed", "embed"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_stands_at_the_date_of_its_address(client: FlaskClient, path: str, view: str, date: dt.date) -> None:
    text = client.get(f"/{path}?{of(date, VIEWS[view])}").text
    assert "hat keine Daten" not in text
    assert f"Gebietsstand {day(date)}" in text
    assert undated(text, date) == []
    if path == "" and view != "alone":
        first = json.loads(re.findall(r'id="first-view" type="application/json">(.*?)</script>', text)[0])
        assert all(f"/{date}/" in first["files"][key] for key in ("figures", "places"))


@pytest.mark.parametrize(
    ("found", "path"),
    # the other ones on one page for each way in which an address is read
    [
        *product(["2099-01-01"], sorted(DATED | {"profile/16055"})),
        *product(["abc", "", "twice"], ["", "profile", "types", "index"]),
    ],
)
def test_an_unknown_date_is_named_and_the_usual_one_shown(client: FlaskClient, path: str, found: str) -> None:
    older = next(t for t in DATES if t != USUAL)
    query = [("territory", t) for t in ((str(older), str(USUAL)) if found == "twice" else (found,))]
    answer = client.get(f"/{path}?{urlencode(query)}")
    assert answer.status_code == HTTPStatus.OK
    assert day(USUAL) in answer.text
    named = f"Den Gebietsstand „{found}“ gibt es nicht; gezeigt wird der Gebietsstand {day(USUAL)}."
    assert (named in answer.text) is (found in {"2099-01-01", "abc"})


@pytest.mark.parametrize("date", DATES, ids=str)
@pytest.mark.parametrize("level", [Level.DISTRICT, Level.MUNICIPALITY])
def test_figures_are_joined_to_the_areas_of_their_own_date(
    client: FlaskClient, atlas: Atlas, level: Level, date: dt.date
) -> None:
    query = of(date, f"indicator=population_density&level={level}&year=2017")
    figures = atlas.figures(atlas.indicator("population_density"), level, date)
    row = figures.years.index(2017)
    values = {c: None if v != v else v for c, v in zip(figures.codes, figures.values[row].tolist(), strict=True)}  # noqa: PLR0124
    exported = client.get(f"/export/areas.geojson?{query}").get_json()["features"]
    answered = client.get(f"/api/v1/geometry.geojson?{query}").get_json()["features"]
    told = client.get(f"/api/v1/observations?{query}").get_json()["observations"]
    for features in (exported, answered):
        assert {f["properties"]["code"] for f in features} == set(atlas.codes(level, date))
        found = {f["properties"]["code"]: f["properties"]["value"] for f in features}
        assert {c: v for c, v in found.items() if v is not None} == pytest.approx(
            {c: v for c, v in values.items() if v is not None}, abs=0.06
        )
    assert {o["code"] for o in told} == set(figures.codes)
    listed = client.get(f"/api/v1/regions?level={level}&territory={date}").get_json()
    assert (listed["territory"], [r["code"] for r in listed["regions"]]) == (str(date), list(atlas.codes(level, date)))
    breaks = client.get(f"/api/v1/breaks?{query}&over=year").get_json()
    assert breaks["territory"] == str(date)
    assert sum(breaks["counts"][0]["classes"]) == sum(v is not None for v in values.values())


@pytest.mark.parametrize("date", DATES, ids=str)
def test_every_file_says_its_date(client: FlaskClient, atlas: Atlas, date: dt.date) -> None:
    query = of(date, "indicator=population_density&level=district&year=2017")
    assert day(date) in client.get(f"/export/map.svg?{query}").text
    assert str(date) in client.get(f"/export/data.csv?{query}").text
    for suffix, there in (("topojson", str(date)), ("gpkg", "")):
        answer = client.get(f"/api/v1/geometry.{suffix}?{query}")
        assert answer.status_code == HTTPStatus.OK
        assert there.encode() in answer.data
    alone = gone(atlas, date)
    for name in (f"profile/{alone}.docx", f"profile/{alone}.pdf"):
        assert client.get(f"/export/{name}?{of(date)}").status_code == HTTPStatus.OK
        others = [t for t in DATES if t != date]
        assert [client.get(f"/export/{name}?{of(t)}").status_code for t in others] == [HTTPStatus.NOT_FOUND] * len(
            others
        )
