from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from atlas.data.figures import RANK
from atlas.data.regions.atlas_with import RegionAtlas, own_regions, with_regions
from atlas.data.regions.definition import Draft, made_regions
from atlas.data.regions.sums import Members, region_sums
from atlas.model import Kind, Level, Measure, ValueState
from tests.shared import shipped_atlas
from tests.small_atlas import CODES, DATE, block, indicator, small_atlas

if TYPE_CHECKING:
    from atlas.data.figures import Figures
    from tests.small_atlas import Cell

SECRET, UNKNOWN = ValueState.SECRET, ValueState.UNKNOWN
DISTRICTS = ("16001", "16002")
COUNT = indicator("people", kind=Kind.COUNT, unit="")
SHARE = indicator("share")
RATE = indicator("rate", value=None, numerator=Measure("table", "people"), denominator=Measure("table", "all"))
ROW = (10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 7)


def regional(
    *groups: tuple[str, ...], people: tuple[object, ...] = ROW, total: float | ValueState = 660
) -> RegionAtlas:
    blocks: dict[tuple[str, Level], Figures] = {
        ("people", Level.MUNICIPALITY): block({2021: people}, CODES),
        ("people", Level.DISTRICT): block({2020: (600, 6), 2021: (total, 7)}, DISTRICTS),
        ("all", Level.MUNICIPALITY): block({2021: (100,) * 12}, CODES),
        ("share", Level.MUNICIPALITY): block({2021: (1.5,) * 12}, CODES),
        ("share", Level.DISTRICT): block({2021: (1.5, 2.5)}, DISTRICTS),
    }
    atlas = small_atlas(blocks, COUNT, SHARE, RATE)
    drafts = [Draft(f"Region {n}", codes) for n, codes in enumerate(groups)]
    return with_regions(atlas, made_regions(drafts, DATE, atlas.areas), "1x", "Sozialregion")


def shown(atlas: RegionAtlas, key: str = "people", year: int = 2021) -> list[tuple[float | None, ValueState]]:
    figures = atlas.figures(atlas.indicator(key), Level.SOCIAL_REGION, DATE)
    return [(figures.value(year, c), figures.state(year, c)) for c in figures.codes]


def test_a_region_is_the_sum_of_its_municipalities() -> None:
    assert shown(regional(CODES[:3], CODES[3:5])) == [(60, "ok"), (90, "ok")]


def test_a_rate_is_made_from_the_sums_of_both_counts() -> None:
    figures = (atlas := regional(CODES[:3])).figures(atlas.indicator("rate"), Level.SOCIAL_REGION, DATE)
    assert (figures.value(2021, "R01"), figures.numerator, figures.denominator) == (0.2, [[60]], [[300]])


def test_a_whole_district_has_its_published_count_also_in_a_region_of_more() -> None:
    assert shown(regional(("16001", "16002"), people=(*ROW[:11], 7), total=661)) == [(668, "ok")]
    assert shown(regional(("16001",), total=661), year=2020) == [(600, "ok")]


def test_a_year_of_districts_alone_is_one_of_regions_that_hold_a_whole_one() -> None:
    atlas = regional(CODES[:3])
    assert atlas.figures(atlas.indicator("people"), Level.SOCIAL_REGION, DATE).years == (2021,)
    assert shown(regional(CODES[:3], ("16002",)), year=2020) == [(None, "unknown"), (6, "ok")]


def test_a_year_in_which_all_is_hidden_stays() -> None:
    assert shown(regional(CODES[:1], people=(SECRET, SECRET, *ROW[2:]))) == [(None, "secret")]


def test_a_region_with_a_hidden_municipality_is_hidden() -> None:
    people = (SECRET, SECRET, *ROW[2:])
    assert shown(regional((CODES[0], CODES[2]), (CODES[1], CODES[3]), people=people)) == [(None, "secret")] * 2


def test_all_hidden_municipalities_of_a_district_together_are_what_the_others_leave() -> None:
    people = (SECRET, SECRET, *ROW[2:])
    assert shown(regional(CODES[:3], people=people)) == [(60, "estimated")]


def left_by(*others: Cell, total: float, state: ValueState = ValueState.OK) -> tuple[float | None, ValueState]:
    """Give what a region has that holds the two hidden ones of a district of three; another district has two others."""
    small = block({2021: (SECRET, SECRET, 5, *others)}, ("a", "b", "c", "d", "e"))
    large = block({2021: (45, total)}, ("x", "y"))
    if state is not ValueState.OK:
        large.states[0, 0] = RANK[state]
    members = Members(np.array([0, 0, -1, -1, -1]), np.array([0, 0, 0, 1, 1]))
    found = region_sums(small, large, members, ("R01",))
    return found.value(2021, "R01"), found.state(2021, "R01")


@pytest.mark.parametrize(("total", "state"), [(30, "ok"), (32, "estimated")])
def test_what_the_others_leave_is_exact_where_the_publisher_adds_up(total: float, state: str) -> None:
    assert left_by(10, 20, total=total) == (40, state)


@pytest.mark.parametrize("total", [33, 27, 300])
def test_what_would_be_far_off_by_what_other_districts_tell_stays_hidden(total: float) -> None:
    assert left_by(10, 20, total=total) == (None, "secret")


def test_of_a_district_that_had_other_borders_nothing_is_subtracted() -> None:
    assert left_by(10, 20, total=30, state=ValueState.ESTIMATED) == (None, "secret")


def test_where_no_other_district_is_known_what_is_left_is_estimated() -> None:
    assert left_by(UNKNOWN, 20, total=30) == (40, "estimated")


def test_hidden_ones_of_shipped_villages_are_never_estimated_at_rates_that_no_district_has() -> None:
    plain = shipped_atlas()
    date = plain.scope.territory
    compared = 0
    for one in plain.catalogue.indicators.values():
        small = plain.figures(one, Level.MUNICIPALITY, date)
        large = plain.figures(one, Level.DISTRICT, date)
        ever = (small.states == RANK[SECRET]).any(axis=0)
        if not ever.any() or large.numerator is None:
            continue
        for at, year in enumerate(small.years):
            groups: dict[str, list[str]] = {}
            for code in np.array(small.codes)[small.states[at] == RANK[SECRET]].tolist():
                groups.setdefault(plain.areas[date][code].parent, []).append(code)
            drafts = [Draft(d, tuple(codes)) for d, codes in groups.items()]
            if not drafts:
                continue
            atlas = with_regions(plain, made_regions(drafts, date, plain.areas))
            ours = atlas.figures(one, Level.SOCIAL_REGION, date)
            if year in ours.years:
                shown_ones = [v for c in ours.codes if (v := ours.value(year, c)) is not None]
                compared += len(shown_ones)
                assert all(v < 2 * np.nanmax(large.values[large.years.index(year)]) for v in shown_ones)
    assert compared > 20


def test_a_whole_district_is_never_estimated_however_its_publisher_rounds() -> None:
    small = block({2021: (SECRET, SECRET, 5, 10, 20)}, ("a", "b", "c", "d", "e"))
    members = Members(np.array([0, 0, 0, 0, -1]), np.array([0, 0, 0, 1, 1]))
    found = region_sums(small, block({2021: (20, 31)}, ("x", "y")), members, ("R01",))
    assert (found.value(2021, "R01"), found.state(2021, "R01")) == (30, "ok")


def test_the_hidden_of_a_shipped_district_together_are_its_total_less_what_is_shown() -> None:
    plain = shipped_atlas()
    date = plain.scope.territory
    areas, codes = plain.areas[date], np.array(plain.codes(Level.MUNICIPALITY, date))
    found = 0
    for measure in (m for m in plain.declared if m.table in {t.id for t in plain.tables.values() if t.minimum}):
        small, large = (plain.measured(measure, x, date) for x in (Level.MUNICIPALITY, Level.DISTRICT))
        for year in small.years[-1:]:
            hidden = [c for c in codes if small.state(year, c) is SECRET]
            if not hidden:
                continue
            district = areas[hidden[0]].parent
            own = tuple(c for c in hidden if areas[c].parent == district)
            others = [c for c in codes if areas[c].parent == district and c not in own]
            atlas = with_regions(plain, made_regions([Draft("Süd", own)], date, plain.areas))
            figures = atlas.measured(measure, Level.SOCIAL_REGION, date)
            if figures.value(year, "R01") is not None:
                rest = large.value(year, district) - sum(small.value(year, c) for c in others)
                assert figures.value(year, "R01") == rest
                found += 1
    assert found > 10


@pytest.mark.parametrize("total", [631, SECRET, UNKNOWN])
def test_without_a_total_that_fits_the_region_stays_hidden(total: Cell) -> None:
    people = (SECRET, SECRET, *ROW[2:])
    assert shown(regional(CODES[:2], people=people, total=total)) == [(None, "secret")]


def test_a_gap_beside_hidden_ones_is_never_filled_by_a_subtraction() -> None:
    people = (SECRET, SECRET, UNKNOWN, *ROW[3:])
    assert shown(regional(CODES[:2], people=people)) == [(None, "secret")]
    assert shown(regional(CODES[:3], people=people)) == [(None, "secret")]


def test_what_does_not_add_up_has_no_figure_but_for_a_region_that_is_an_area() -> None:
    assert not regional(CODES[:3]).levels(SHARE, DATE).count(Level.SOCIAL_REGION)
    atlas = regional(("16001",), ("16002",))
    assert shown(atlas, "share") == [(1.5, "ok"), (2.5, "ok")]
    assert shown(regional(("16002",), CODES[:2]), "share") == [(2.5, "ok"), (None, "not_meaningful")]


def test_scores_of_regions_are_of_one_level_that_of_most_of_them() -> None:
    score = replace(SHARE, kind=Kind.INDEX, comparable_across="none")
    blocks = {
        ("share", Level.MUNICIPALITY): block({2020: (0.2,) * 12, 2021: (0.4,) * 12}, CODES),
        ("share", Level.DISTRICT): block({2021: (0.7, 0.8)}, DISTRICTS),
    }
    plain = small_atlas(blocks, score)

    def scores(*groups: tuple[str, ...]) -> dict[int, list[float | None]]:
        drafts = [Draft(f"Region {n}", codes) for n, codes in enumerate(groups)]
        figures = with_regions(plain, made_regions(drafts, DATE, plain.areas)).figures(score, Level.SOCIAL_REGION, DATE)
        return {year: [figures.value(year, c) for c in figures.codes] for year in figures.years}

    assert scores(("16001",), ("16002",)) == {2021: [0.7, 0.8]}
    assert scores(CODES[:1], CODES[1:2], ("16002",)) == {2020: [0.2, 0.2, 0.2], 2021: [0.4, 0.4, 0.4]}
    assert scores(("16001",), CODES[11:]) == {2021: [0.7, 0.8]}
    assert scores(CODES[:1], CODES[11:], CODES[1:3]) == {2020: [0.2, 0.2, None], 2021: [0.4, 0.4, None]}


def test_a_region_knows_its_size_its_neighbours_and_a_point_inside() -> None:
    atlas = regional(CODES[:1], CODES[1:3])
    first, second = (atlas.areas[DATE][c] for c in ("R01", "R02"))
    assert (second.area_km2, second.neighbours, first.parent, first.label) == (20.0, (), "16001", "Region 0")


def test_new_regions_take_the_place_of_former_ones_and_the_atlas_stays_as_it_was() -> None:
    atlas = regional(CODES[:3])
    other = with_regions(atlas, made_regions([Draft("Neu", CODES[:1])], DATE, atlas.plain.areas))
    assert [a.name for a in other.areas[DATE].values() if a.level is Level.SOCIAL_REGION] == ["Neu"]
    assert own_regions(atlas.plain) is None
    assert "R01" not in atlas.plain.areas[DATE]


def test_regions_that_are_districts_have_the_figures_of_the_districts_to_the_digit() -> None:
    plain = shipped_atlas()
    date = plain.scope.territory
    districts = plain.codes(Level.DISTRICT, date)
    drafts = [Draft(plain.areas[date][d].name, (d,)) for d in districts]
    atlas = with_regions(plain, made_regions(drafts, date, plain.areas))
    compared = 0
    for one in plain.catalogue.indicators.values():
        theirs = plain.figures(one, Level.DISTRICT, date)
        ours = atlas.figures(one, Level.SOCIAL_REGION, date)
        rows = [ours.years.index(y) for y in theirs.years]
        np.testing.assert_array_equal(ours.values[rows], theirs.values)
        np.testing.assert_array_equal(ours.states[rows], theirs.states)
        compared += theirs.values.size
    assert compared > 20_000


def test_the_outlines_of_regions_are_those_of_their_municipalities_without_the_lines_between() -> None:
    import json  # noqa: PLC0415

    import shapely  # noqa: PLC0415

    from atlas.data.manifest import unpacked  # noqa: PLC0415

    plain = shipped_atlas()
    date = plain.scope.territory
    districts = plain.codes(Level.DISTRICT, date)[:6]
    atlas = with_regions(plain, made_regions([Draft(d, (d,)) for d in districts], date, plain.areas))

    def shapes(level: Level) -> dict[str, shapely.Geometry]:
        found = json.loads(unpacked(atlas.edition.outlines(date, level, "fine")))["features"]
        return {f["properties"]["code"]: shapely.geometry.shape(f["geometry"]) for f in found}

    regions, wanted = shapes(Level.SOCIAL_REGION), shapes(Level.DISTRICT)
    for at, district in enumerate(districts):
        own, theirs = regions[f"R{at + 1:02}"], wanted[district]
        assert own.symmetric_difference(theirs).area < 0.001 * theirs.area
