"""The pages of regions as the server writes them, in English: the texts of the code itself."""

from __future__ import annotations

import gc
import gzip
import math
import re
import weakref
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from flask import Flask

from atlas.data.load import load
from atlas.model import VALUELESS, Level
from atlas.settings import ROOT, Settings
from atlas.statistics.intervals import byar
from atlas.views.numbers.rank_and_change import standing
from atlas.web.pages.profile import profile_blueprint
from atlas.web.shelf import Shelf
from atlas.web.site import Site
from atlas.web.urls import Urls
from atlas.words.numbers import number
from tests.shared import DEFAULT_TERRITORY, english

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from atlas.data.store import Atlas

VOID = {"meta", "link", "input", "br"}


def client_of(atlas: Atlas, prefix: str = "/") -> FlaskClient:
    server = Flask("test", static_folder=None)
    pages = profile_blueprint(Site(Shelf(atlas), Settings(prefix=prefix), english, Urls(prefix)))
    server.register_blueprint(pages, url_prefix=prefix.rstrip("/") or None)
    server.add_url_rule(f"{prefix}<path:path>", view_func=lambda path: f"the map, {path}", endpoint="map")
    return server.test_client()


@pytest.fixture(scope="module")
def client(atlas: Atlas) -> FlaskClient:
    return client_of(atlas)


class Page(HTMLParser):
    """Links, ids and the balance of tags of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.names: list[str] = []
        self.labels: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        assert not [key for key in given if key.startswith("on") or key == "style"]
        self.names.append(tag)
        self.links += [str(given["href"])] if tag == "a" else []
        self.ids += [str(given["id"])] if "id" in given else []
        self.labels += [str(given["aria-label"])] if given.get("class") == "strip" else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("code", ["16", "16055", "16051", "160675007", "16055000", "16076041", "16061021"])
def test_a_profile_is_well_formed_and_holds_every_id_once(client: FlaskClient, code: str) -> None:
    answer = client.get(f"/profile/{code}")
    assert answer.status_code == 200
    page = Page(answer.text)
    assert len(page.ids) == len(set(page.ids))
    # they read the charts out, sort tables, describe the data, move the years of the ages; all works without
    assert page.names.count("script") == 3 + ("ages-year" in page.ids)
    assert answer.text.count('<script type="application/ld+json">') == 1
    assert page.names.count("h1") == 1
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)


def test_every_profile_of_both_territories_can_be_written(client: FlaskClient, atlas: Atlas) -> None:
    for territory in atlas.territories:
        for code in sorted(atlas.areas[territory])[::40]:
            answer = client.get(f"/profile/{code}?territory={territory}")
            assert answer.status_code == 200, code
            assert 'id="notice"' not in answer.text


def test_links_inside_lead_to_pages_that_exist(client: FlaskClient) -> None:
    page = Page(client.get("/profile/16076041").text)
    inside = {link for link in page.links if link.startswith("/profile")}
    assert len(inside) > 12
    assert {client.get(link).status_code for link in inside} == {200}


def test_map_and_comparison_are_linked_with_the_state_of_the_address(client: FlaskClient, atlas: Atlas) -> None:
    text = client.get("/profile/16055000?indicator=deprivation_index&year=2010&regions=16051000&palette=viridis").text
    query = "indicator=deprivation_index&amp;level=district&amp;year=2010&amp;regions=16055,16051"
    assert f'href="/?{query}&amp;palette=viridis"' in text
    assert f'href="/compare/?{query}&amp;palette=viridis"' in text
    for key, level, code in (("dwellings", "district", "16055"), ("vacancy_rate_census", "municipality", "16055000")):
        newest = atlas.figures(atlas.indicator(key), Level(level), DEFAULT_TERRITORY).years[-1]
        assert f'href="/?indicator={key}&amp;level={level}&amp;year={newest}&amp;regions={code}' in text


def test_a_rate_of_events_stands_with_its_interval_and_full_counts_without(client: FlaskClient, atlas: Atlas) -> None:
    at = standing(atlas, "births", Level.DISTRICT, DEFAULT_TERRITORY)
    assert at
    births, people = (part[at.row, at.column["16055"]] for part in (at.figures.numerator, at.figures.denominator))
    low, high = (float(end) for end in byar(births, people, 1000))
    text = client.get("/profile/16055").text
    rows = dict(re.findall(r'<tr role="row" id="(\w+)">(.*?)</tr>', text, re.DOTALL))
    assert f"95 % interval {number(low, 1)} to {number(high, 1)}" in rows["births"]
    assert "The events are counted in full." in text
    assert all("interval" not in rows[key] for key in ("women_share", "population_density", "turnout_state_election"))
    assert "The events are counted in full." not in client.get("/profile/16063105").text


def test_each_strip_says_in_words_what_it_shows(client: FlaskClient, atlas: Atlas) -> None:
    labels = Page(client.get("/profile/16076041").text).labels
    found = [standing(atlas, key, Level.MUNICIPALITY, DEFAULT_TERRITORY) for key in atlas.catalogue.indicators]
    assert len(labels) == len([at for at in found if at and at.strip and not math.isnan(at.value("16076041"))])
    assert all(
        re.search(r"from .+ to .+, median .+\. Langenwolschendorf: .+ higher than \d+ and lower than \d+", x)
        for x in labels
    )


def test_a_hidden_figure_stands_nowhere_on_the_page(client: FlaskClient, atlas: Atlas) -> None:
    at = standing(atlas, "unemployed", Level.MUNICIPALITY, DEFAULT_TERRITORY)
    assert at is not None
    code = next(c for c in at.column if at.state(c) in VALUELESS)
    row = client.get(f"/profile/{code}").text.partition('id="unemployed"')[2].partition("</tr>")[0]
    assert "no value" in row
    assert "kept secret" in row
    assert "<svg" not in row
    assert f" of {at.n}" not in row


@pytest.mark.parametrize(
    "code", ["99", "1605500", "16055001", "Weimar", "%3Cscript%3E", "16055000/extra", "%00", "x" * 500]
)
def test_an_unknown_code_gives_a_page_that_names_it_and_offers_the_search(client: FlaskClient, code: str) -> None:
    answer = client.get(f"/profile/{code}")
    assert answer.status_code == 404
    page = Page(answer.text)
    assert "form" in page.names
    assert page.names.count("script") == 1  # suggests places while one types; the form works without


def test_a_name_in_place_of_a_code_offers_the_regions_of_that_name(client: FlaskClient) -> None:
    assert 'href="/profile/16055"' in client.get("/profile/weimar").text


def test_a_code_of_another_territory_leads_there(client: FlaskClient, atlas: Atlas) -> None:
    new, old = atlas.territories
    code = min(set(atlas.areas[old]) - set(atlas.areas[new]))
    answer = client.get(f"/profile/{code}")
    assert answer.status_code == 404
    link = f"/profile/{code}?territory={old.isoformat()}"
    assert f'href="{link}"' in answer.text
    assert client.get(link).status_code == 200


def test_wrong_words_of_the_query_give_notices_and_a_page(client: FlaskClient) -> None:
    answer = client.get("/profile/16055?like=nope&territory=1871-01-01&palette=%3Cscript%3E&q=x")
    assert answer.status_code == 200
    notice = answer.text.partition('id="notice"')[2].partition("</div>")[0]
    assert notice.count("<p>") == 3
    assert "nope" in notice
    assert "1871-01-01" in notice
    assert "&lt;script&gt;" in notice


def test_boxes_of_the_form_become_one_short_address_that_keeps_the_rest(client: FlaskClient) -> None:
    answer = client.get("/profile/16055?indicator=cars&regions=16055,16051&like=cars&like=asking_rent")
    assert answer.status_code == 302
    assert answer.location == "/profile/16055?indicator=cars&regions=16055,16051&like=asking_rent,cars#like"
    text = client.get(answer.location).text
    assert text.count("checked") == 2
    assert 'id="notice"' not in text


def test_one_chosen_indicator_gives_a_sentence_in_place_of_regions(client: FlaskClient) -> None:
    text = client.get("/profile/16055?like=cars").text
    assert "at least two indicators" in text
    assert "<details open>" in text


def test_similar_regions_can_be_compared_with_one_click(client: FlaskClient) -> None:
    links = [x for x in Page(client.get("/profile/16055").text).links if x.startswith("/compare/")]
    assert max(len(x.partition("regions=")[2].split(",")) for x in links) == 10


def test_the_list_holds_all_regions_and_the_search_works_without_a_script(client: FlaskClient, atlas: Atlas) -> None:
    every = Page(client.get("/profile").text)
    assert len([x for x in every.links if x.startswith("/profile/")]) == len(atlas.areas[DEFAULT_TERRITORY])
    assert client.get("/profile/").status_code == 200
    found = client.get("/profile?q=weimar")
    assert len([x for x in Page(found.text).links if x.startswith("/profile/")]) == 2
    nothing = client.get("/profile?q=%3Cb%3Exyzzy")
    assert nothing.status_code == 200
    assert "No place is called &#34;&lt;b&gt;xyzzy&#34;" in nothing.text


def test_a_profile_names_what_the_region_was_and_what_it_became(client: FlaskClient, atlas: Atlas) -> None:
    newer, older = map(english.day, atlas.territories)
    now = client.get("/profile/16070004").text
    assert f'<dt>Areas as of {older}</dt><dd><a href="/profile/16070004?territory=2016-01-01">' in now
    assert '<a href="/profile/16070053?territory=2016-01-01">Wipfratal</a>' in now
    before = client.get("/profile/16070017?territory=2016-01-01").text
    assert f'<dt>Areas as of {newer}</dt><dd><a href="/profile/16054">Suhl</a></dd>' in before


def test_a_code_of_former_times_leads_to_what_it_has_become(client: FlaskClient) -> None:
    answer = client.get("/profile/16070017")
    assert answer.status_code == 404
    assert '<a href="/profile/16054">Suhl</a>' in answer.text


def test_the_territory_is_kept_from_the_list_to_a_profile_and_to_the_search(client: FlaskClient) -> None:
    text = client.get("/profile?territory=2016-01-01").text
    assert 'href="/profile/16063?territory=2016-01-01"' in text
    assert '<input type="hidden" name="territory" value="2016-01-01">' in text


def test_a_prefix_moves_every_address_and_the_page_wins_over_the_catch_all(atlas: Atlas) -> None:
    client = client_of(atlas, "/atlas/")
    assert client.get("/atlas/elsewhere").text == "the map, elsewhere"
    page = Page(client.get("/atlas/profile/16055").text)
    own = [x for x in page.links if not x.startswith("#") and not urlsplit(x).netloc]
    assert own
    assert all(x.startswith("/atlas/") for x in own)


def test_an_atlas_whose_regions_were_listed_shown_and_compared_can_be_freed() -> None:
    own = load(ROOT / "geodata")
    client = client_of(own)
    for path in ("/profile", "/profile/16055", "/profile/16055000"):
        assert client.get(path).status_code == 200
    gone = weakref.ref(own)
    del own, client
    gc.collect()
    assert gone() is None


def test_a_profile_is_small(client: FlaskClient) -> None:
    for code in ("16055000", "16051000", "16055"):
        assert len(gzip.compress(client.get(f"/profile/{code}").data)) < 60_000


def test_all_codes_of_a_place_show_one_page_that_names_one_address(client: FlaskClient) -> None:
    pages = [client.get(f"/profile/{code}") for code in ("16051", "16051000", "160510000")]
    assert [page.status_code for page in pages] == [200, 200, 200]
    assert len({page.text for page in pages}) == 1
    assert '<link rel="canonical" href="http://localhost/profile/16051">' in pages[0].text
    rows = dict(re.findall(r'<tr role="row" id="(\w+)">(.*?)</tr>', pages[0].text, re.DOTALL))
    assert {"rent_per_m2_census", "asking_rent", "income_tax_per_head"} <= rows.keys()
    assert "of 22 districts" in rows["asking_rent"]
    assert "municipalities" in rows["rent_per_m2_census"]


def test_likeness_asked_under_another_code_leads_to_the_one_address(client: FlaskClient) -> None:
    answer = client.get("/profile/16055000?like=cars&like=asking_rent")
    assert answer.location == "/profile/16055?like=asking_rent,cars#like"
    assert client.get(answer.location).status_code == 200


def test_what_has_no_figures_stands_in_one_line(client: FlaskClient) -> None:
    text = client.get("/profile/16076041").text
    assert text.count('class="missing"') == 1
    assert re.search(r"<summary>Without figures here: \d+ indicators, among them all of .*Gesundheit", text)
    assert 'id="field-health"' not in text
    assert 'href="#field-health"' not in text
