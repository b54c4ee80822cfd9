"""Each place of a territory date has a name of its own, and its codes know of each other."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from atlas.data.same_place import known_as, on_level, told_apart
from atlas.model import Level
from tests.small_atlas import area, areas

if TYPE_CHECKING:
    import datetime as dt

    from atlas.data.store import Atlas

TOWNS = {"2021-12-31": {"16051", "16052", "16053", "16054", "16055"}}
TOWNS["2016-01-01"] = TOWNS["2021-12-31"] | {"16056"}


def territories(atlas: Atlas) -> list[dt.date]:
    assert {t.isoformat() for t in atlas.territories} == set(TOWNS)
    return list(atlas.territories)


def test_no_two_places_of_a_territory_date_share_a_name(atlas: Atlas) -> None:
    for territory in territories(atlas):
        bearers = defaultdict(set)
        for a in atlas.areas[territory].values():
            assert a.label.startswith(a.name)
            bearers[a.label].add(a.place)
        assert {label: places for label, places in bearers.items() if len(places) > 1} == {}


def test_town_and_district_of_one_name_are_told_apart(atlas: Atlas) -> None:
    by_code = atlas.areas[atlas.territories[0]]
    assert by_code["16072018"].label == "Sonneberg, Stadt"
    assert by_code["16072"].label == "Sonneberg, Landkreis"
    assert by_code["16051"].label == by_code["16051000"].label == "Erfurt"
    assert by_code["16068009"].label == "Elxleben, Gemeinde (Sömmerda)"
    assert by_code["16071001"].label == "Apolda"


def test_towns_that_are_a_district_too_are_found_in_the_data(atlas: Atlas) -> None:
    for territory in territories(atlas):
        by_code = atlas.areas[territory]
        found = {c for c, a in by_code.items() if a.level is Level.DISTRICT and len(a.place) > 1}
        assert found == TOWNS[territory.isoformat()]
        for code in found:
            levels = {by_code[c].level for c in by_code[code].place}
            assert levels == {Level.DISTRICT, Level.ASSOCIATION, Level.MUNICIPALITY}
            assert by_code[code].place[0] == code
            assert {by_code[c].place for c in by_code[code].place} == {by_code[code].place}


def test_the_place_is_found_on_another_level(atlas: Atlas) -> None:
    by_code = atlas.areas[atlas.territories[0]]
    erfurt = on_level(by_code["16051"], Level.MUNICIPALITY, by_code)
    assert erfurt is not None
    assert erfurt.code == "16051000"
    assert on_level(by_code["16072"], Level.MUNICIPALITY, by_code) is None
    assert on_level(by_code["16072"], Level.DISTRICT, by_code) is by_code["16072"]


def test_a_lone_municipality_smaller_than_its_district_is_another_place() -> None:
    made = areas()
    assert made["16002"].place == ("16002", "16002000")
    made["16002000"] = replace(made["16002000"], area_km2=9.0)
    apart = told_apart(made)
    assert apart["16002"].place == ("16002",)
    assert [apart[c].label for c in ("16002", "16002000")] == ["Stadt B, kreisfreie Stadt", "Stadt B, Gemeinde"]


@pytest.mark.parametrize(
    ("parents", "labels"),
    [
        (("16001", "16002"), ["Au, Gemeinde (Kreis A)", "Au, Gemeinde (Stadt B)"]),
        (("16001", "16001"), ["Au, Gemeinde (16001801)", "Au, Gemeinde (16001802)"]),
    ],
)
def test_equal_names_take_the_district_and_at_last_the_code(parents: tuple[str, str], labels: list[str]) -> None:
    made = areas() | {
        c: area(c, "Au", Level.MUNICIPALITY, parent)
        for c, parent in zip(("16001801", "16001802"), parents, strict=True)
    }
    apart = told_apart(made)
    assert [apart[c].label for c in ("16001801", "16001802")] == labels


def test_every_indicator_gives_all_codes_of_a_town_one_figure(atlas: Atlas) -> None:
    for territory in territories(atlas):
        by_code = atlas.areas[territory]
        for code in TOWNS[territory.isoformat()]:
            for indicator in atlas.catalogue.indicators.values():
                known = {known_as(atlas, by_code[c], indicator, territory) for c in by_code[code].place}
                assert len(known) == 1
                levels = atlas.levels(indicator, territory)
                (area,) = known
                assert area.level in levels or not set(levels) - {Level.STATE}


def test_the_wanted_level_goes_first_where_the_place_has_a_figure_on_it(atlas: Atlas) -> None:
    territory = atlas.territories[0]
    erfurt = atlas.areas[territory]["16051"]
    for key, code in (("population", "16051000"), ("asking_rent", "16051"), ("income_tax_per_head", "160510000")):
        assert known_as(atlas, erfurt, atlas.indicator(key), territory, Level.MUNICIPALITY).code == code
