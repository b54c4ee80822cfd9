"""How far the areas within a region lie apart: what its profile says, against sums from the same figures."""

from __future__ import annotations

import re

import numpy as np
import pytest

from atlas.data.regions.atlas_with import with_regions
from atlas.data.regions.definition import Region, SocialRegions
from atlas.model import Level
from atlas.views.spread.measured import spread
from atlas.views.spread.told import earlier_year
from atlas.views.spread.within import MOST_ROWS, spread_part, spreads_within
from atlas.words.words import words_of
from tests.shared import DEFAULT_INDICATOR, DEFAULT_TERRITORY, shipped_atlas

words = words_of("de")
DISTRICT, STATE = "16074", "16"


def test_the_rows_of_a_district_are_few_and_begin_with_the_indicator_of_the_atlas() -> None:
    atlas = shipped_atlas()
    part = spread_part(atlas, atlas.areas[DEFAULT_TERRITORY][DISTRICT], DEFAULT_TERRITORY, words)
    assert part is not None
    assert len(part.rows) == MOST_ROWS
    assert part.rows[0].key == DEFAULT_INDICATOR
    assert part.heading == "Wie weit die Gemeinden auseinanderliegen"
    assert part.between == "davon zwischen den Gemeindeverbänden"
    assert "18 Gebiete mit geheim gehaltenen" in part.rows[0].left_out
    assert part.rows[0].areas == "73 von 91 Gemeinden"
    assert "Die Datei enthält alle Jahre und" in part.order
    refused = {title for _why, titles in part.not_measured for title in titles}
    assert {"Wanderungssaldo", "Deprivationsindex"} <= refused


def test_what_has_changed_most_stands_first_then_what_has_not_then_what_cannot_be_compared_and_all_is_counted() -> None:
    atlas = shipped_atlas()
    area = atlas.areas[DEFAULT_TERRITORY][STATE]
    (first, *others) = spreads_within(atlas, area, DEFAULT_TERRITORY, words).measured
    ways = [moved.direction for _one, moved in others]
    parts = [{"up": 0, "down": 0, "same": 1, "": 2}[way] for way in ways]
    assert parts == sorted(parts)
    ginis = [
        (one.years[earlier_year(one)].gini, one.years[one.newest].gini) for one, _moved in others[: parts.count(0)]
    ]
    sizes = [abs(now - then) / then for then, now in ginis]
    assert len(sizes) > 5
    assert sizes == sorted(sizes, reverse=True)
    assert [way == "up" for way in ways[: len(ginis)]] == [now > then for then, now in ginis]
    part = spread_part(atlas, area, DEFAULT_TERRITORY, words)
    assert part is not None
    ways.append(first[1].direction)
    counts = [len(ways), *(ways.count(way) for way in ("up", "down", "same", ""))]
    assert re.findall(r"\d+", part.sentences[1]) == [str(n) for n in counts]


def test_the_parts_between_and_within_districts_add_up_for_the_state() -> None:
    atlas = shipped_atlas()
    found = spreads_within(atlas, atlas.areas[DEFAULT_TERRITORY][STATE], DEFAULT_TERRITORY, words)
    by_id = {one.indicator.id: one for one, _moved in found.measured}
    own = by_id[DEFAULT_INDICATOR]
    assert (own.level, own.between) == (Level.MUNICIPALITY, Level.DISTRICT)
    figures = atlas.figures(own.indicator, own.level, DEFAULT_TERRITORY)
    below = own.indicator.denominator
    assert below is not None
    counted = atlas.measured(below, own.level, DEFAULT_TERRITORY)
    year = own.newest
    x, n = figures.values[figures.years.index(year)], counted.values[counted.years.index(year)]
    known = ~np.isnan(x) & (n > 0)
    x, n = x[known], n[known]
    districts = np.array(atlas.holders(own.level, Level.DISTRICT, DEFAULT_TERRITORY))[known]
    mean, within, between = np.average(x, weights=n), 0.0, 0.0
    for code in set(districts):
        mine = districts == code
        own_mean = np.average(x[mine], weights=n[mine])
        share = n[mine].sum() * own_mean / (n.sum() * mean)
        relative = x[mine] / own_mean
        logs = np.log(relative, out=np.zeros_like(relative), where=relative > 0)
        within += share * np.average(relative * logs, weights=n[mine])
        between += share * np.log(own_mean / mean)
    assert own.years[year].between == pytest.approx(between, abs=1e-12)
    assert own.years[year].within == pytest.approx(within, abs=1e-12)


def test_every_region_says_something_true_or_nothing() -> None:
    atlas = shipped_atlas()
    areas = atlas.areas[DEFAULT_TERRITORY]
    said = {}
    for area in areas.values():
        if area.level is Level.MUNICIPALITY:
            assert spread_part(atlas, area, DEFAULT_TERRITORY, words) is None
        else:
            said[area.code] = spread_part(atlas, area, DEFAULT_TERRITORY, words)
    for code, part in said.items():
        inside = sum(code in {a.parent, a.association} for a in areas.values() if a.level is Level.MUNICIPALITY)
        if part is None:
            assert inside <= 1, code
        elif not part.rows:
            assert inside < 5, code
            assert "Weniger als 5 Gebiete" in part.sentences[0]
        else:
            assert all("nan" not in text for row in part.rows for text in (row.gini, row.fifths, row.between))
    assert sum(part is not None and not part.rows for part in said.values()) > 10  # small associations say why


def test_towns_that_hold_themselves_alone_have_no_part_between_them() -> None:
    atlas = shipped_atlas()
    part = spread_part(atlas, atlas.areas[DEFAULT_TERRITORY]["16072"], DEFAULT_TERRITORY, words)
    assert part is not None
    assert part.between == ""  # seven associations of eight municipalities


def test_municipalities_of_a_drawn_region_are_measured_as_those_of_the_district_that_holds_the_same() -> None:
    atlas = shipped_atlas()
    areas = atlas.areas[DEFAULT_TERRITORY]
    inside = tuple(sorted(a.code for a in areas.values() if a.level is Level.MUNICIPALITY and a.parent == DISTRICT))
    drawn = with_regions(atlas, SocialRegions(DEFAULT_TERRITORY, (Region("Nord", "#0072b2", inside),)))
    (region,) = (a for a in drawn.areas[DEFAULT_TERRITORY].values() if a.level is Level.SOCIAL_REGION)
    own, same = (
        spread(drawn, DEFAULT_INDICATOR, Level.MUNICIPALITY, code, DEFAULT_TERRITORY, words)
        for code in (region.code, DISTRICT)
    )
    assert {y: one.gini for y, one in own.years.items()} == {y: one.gini for y, one in same.years.items()}
    assert spread_part(drawn, region, DEFAULT_TERRITORY, words) is not None
