from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from atlas.data.inhabitants import INHABITANTS
from atlas.data.regions.address import read_address, regions_address
from atlas.data.regions.atlas_with import with_regions
from atlas.data.regions.definition import Draft, made_regions
from atlas.data.regions.guard import region_checks
from atlas.model import Level
from tests.shared import shipped_app, shipped_atlas

client = shipped_app().server.test_client()
atlas = shipped_atlas()
DATE = atlas.scope.territory
AREAS = atlas.areas[DATE]


def hidden_region() -> tuple[str, ...]:
    """Find half of a district in which something stays hidden."""
    for district in atlas.codes(Level.DISTRICT, DATE):
        own = [c for c in atlas.codes(Level.MUNICIPALITY, DATE) if AREAS[c].parent == district]
        half = tuple(own[: len(own) // 2])
        if half and any(c.hidden for c in region_checks(with_regions(atlas, drawn(half)))):
            return half
    pytest.fail("the shipped figures hide nothing")


def drawn(codes: tuple[str, ...]):  # noqa: ANN201  a helper of the tests
    return made_regions([Draft("Süd", codes)], DATE, atlas.areas)


def word_of(address: str) -> str:
    return parse_qs(urlsplit(unescape(address)).query)["social_regions"][0]


def test_what_stays_hidden_is_told_and_each_way_out_leads_to_regions_that_hide_nothing() -> None:
    page = client.get(f"/regions?social_regions={regions_address(drawn(hidden_region()), AREAS)}").text
    told = page[page.index("Was geheim bleibt") :]
    told = told[: told.index("</dl>")]
    assert "unterliegen der Geheimhaltung" in told
    ways = re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', told)
    assert ways
    for address, text in ways:
        social = read_address(word_of(address), atlas.areas)
        before, after = set(hidden_region()), set(social.regions[0].codes)
        for moved, verb in ((after - before, "dazunehmen"), (before - after, "herausnehmen")):
            assert (verb in text) == bool(moved), text
            assert sum(AREAS[code].label in text for code in moved) >= min(4, len(moved))
        assert [c.hidden for c in region_checks(with_regions(atlas, social))] == [{}]


def test_regions_that_hide_nothing_say_so() -> None:
    district = atlas.codes(Level.DISTRICT, DATE)[0]
    page = client.get(f"/regions?social_regions={regions_address(drawn((district,)), AREAS)}").text
    assert "In diesen Regionen ist nichts geheim." in page


def large_district() -> str:
    sizes = {d: sum(a.parent == d for a in AREAS.values()) for d in atlas.codes(Level.DISTRICT, DATE)}
    return max(sizes, key=lambda d: sizes[d])


def test_regions_of_like_size_are_made_from_a_district() -> None:
    answer = client.post("/regions", data={"action": "make", "k": "5", "within": large_district()})
    assert answer.status_code == 303
    social = read_address(word_of(answer.headers["Location"]), atlas.areas)
    assert len(social.regions) == 5
    held = {c for r in social.regions for c in r.codes}
    assert held == {c for c in atlas.codes(Level.MUNICIPALITY, DATE) if AREAS[c].parent == large_district()}
    figures = atlas.figures(atlas.indicator(INHABITANTS), Level.MUNICIPALITY, DATE)
    people = dict(zip(figures.codes, figures.values[-1], strict=True))
    for region in social.regions:
        largest = AREAS[max(region.codes, key=lambda code: people[code])].label
        assert region.name == (f"{largest} und Umland" if len(region.codes) > 1 else largest)
    sizes = [sum(people[code] for code in region.codes) for region in social.regions]
    assert max(sizes) < 1.3 * min(sizes)


@pytest.mark.parametrize("k", ["0", "1", "-3", "5.5", "", "x", "9" * 400, "98"])
def test_so_many_regions_as_there_cannot_be_are_named_and_what_was_entered_stays(k: str) -> None:
    answer = client.post("/regions", data={"action": "make", "k": k, "within": large_district(), "text": "a;b"})
    assert answer.status_code == 400
    page = answer.text
    assert "Die Zahl der Regionen ist" in page
    assert f'<option value="{large_district()}" selected>' in page
    assert "a;b" in page
