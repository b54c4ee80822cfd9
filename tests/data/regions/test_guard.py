from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest

from atlas.data.regions import joining
from atlas.data.regions.atlas_with import with_regions
from atlas.data.regions.definition import Draft, made_regions
from atlas.data.regions.guard import hidden_cells, region_checks
from atlas.data.regions.joining import neighbours_to_join
from atlas.model import Level, ValueState
from tests.data.regions.test_region_figures import SECRET, UNKNOWN, regional
from tests.shared import shipped_atlas
from tests.small_atlas import CODES, DATE

if TYPE_CHECKING:
    from atlas.data.regions.atlas_with import RegionAtlas
    from tests.small_atlas import Cell

HIDDEN_HERE = (SECRET, SECRET, *(30, 40, 50, 60, 70, 80, 90, 100, 110, 7))


def test_a_region_without_hidden_parts_has_nothing_to_say() -> None:
    (check,) = region_checks(regional(CODES[2:5], people=HIDDEN_HERE))
    assert (check.hidden, check.because, check.change) == ({}, (), None)


def test_a_hidden_region_says_which_figures_and_because_of_whom() -> None:
    (check,) = region_checks(regional(CODES[1:5], people=HIDDEN_HERE))
    assert (check.hidden, check.because) == ({"people": (2021,), "rate": (2021,)}, (CODES[1],))


def test_the_smallest_change_is_one_municipality_out_or_in() -> None:
    (out,) = region_checks(regional(CODES[1:5], people=HIDDEN_HERE))
    assert out.change is not None
    assert (out.change.add, out.change.take_out) == ((CODES[0],), ())
    (no_total,) = region_checks(regional(CODES[1:5], people=HIDDEN_HERE, total=SECRET))
    assert no_total.change is not None
    assert (no_total.change.add, no_total.change.take_out) == ((), (CODES[1],))


def test_a_change_after_which_an_estimate_would_be_far_off_is_none() -> None:
    people = (*HIDDEN_HERE[:11], 7)
    atlas = regional(CODES[:1], people=people, total=661)
    cells = hidden_cells(atlas.plain, DATE)
    inside = np.isin(cells.codes, CODES[:2])
    assert not cells.hides(inside).any()
    assert replace(cells, off=np.full_like(cells.off, 40)).hides(inside).any()


def test_a_region_of_hidden_ones_alone_needs_the_others() -> None:
    (check,) = region_checks(regional(CODES[:1], people=HIDDEN_HERE))
    assert check.change is not None
    assert check.change.add == (CODES[1],)


def test_of_changes_that_help_the_one_with_fewer_municipalities_is_named() -> None:
    people = (SECRET, SECRET, SECRET, *HIDDEN_HERE[3:])
    (check,) = region_checks(regional((*CODES[:2], CODES[3]), people=people))
    assert check.change is not None
    assert (check.change.add, check.change.take_out) == ((CODES[2],), ())


def test_no_change_is_named_that_a_gap_in_the_district_makes_useless() -> None:
    people = (SECRET, SECRET, UNKNOWN, *HIDDEN_HERE[3:])
    (check,) = region_checks(regional((CODES[1], CODES[3]), people=people))
    assert check.change is not None
    assert (check.change.add, check.change.take_out) == ((), (CODES[1],))


@cache
def drawn() -> list[tuple[str, ...]]:
    """Draw regions of a shipped district each that hold hidden municipalities."""
    atlas = shipped_atlas()
    date = atlas.scope.territory
    draw = np.random.default_rng(7)
    found = []
    for district in atlas.codes(Level.DISTRICT, date):
        own = [c for c in atlas.codes(Level.MUNICIPALITY, date) if atlas.areas[date][c].parent == district]
        if len(own) > 10:
            found.append(tuple(sorted(draw.choice(own, len(own) // 3, replace=False).tolist())))
    return found


@pytest.mark.parametrize("at", range(6))
def test_after_the_change_that_is_named_nothing_of_a_shipped_region_is_hidden(at: int) -> None:
    plain, codes = shipped_atlas(), drawn()[at]
    date = plain.scope.territory
    (check,) = region_checks(with_regions(plain, made_regions([Draft("Süd", codes)], date, plain.areas)))
    if check.change is None:
        assert check.hidden == {}
        return
    after = (set(codes) | set(check.change.add)) - set(check.change.take_out)
    atlas = with_regions(plain, made_regions([Draft("Süd", tuple(after))], date, plain.areas))
    assert region_checks(atlas)[0].hidden == {}


@pytest.mark.parametrize("at", range(6))
def test_neighbours_join_one_after_the_other_until_nothing_is_hidden(at: int) -> None:
    plain, codes = shipped_atlas(), drawn()[at]
    date = plain.scope.territory
    atlas = with_regions(plain, made_regions([Draft("Süd", codes)], date, plain.areas))
    joined = neighbours_to_join(atlas, 0)
    inside = set(codes)
    for code in joined:
        assert inside & set(plain.areas[date][code].neighbours)
        inside.add(code)
    after = with_regions(plain, made_regions([Draft("Süd", tuple(inside))], date, plain.areas))
    figures = [after.figures(i, Level.SOCIAL_REGION, date) for i in plain.catalogue.indicators.values()]
    hidden = any(f.state(y, "R01") is ValueState.SECRET for f in figures for y in f.years)
    assert bool(region_checks(atlas)[0].hidden) is (hidden or joined != ())
    assert not (joined and hidden)


def test_what_would_be_hidden_is_what_the_figures_hide() -> None:
    plain = shipped_atlas()
    date = plain.scope.territory
    cells = hidden_cells(plain, date)
    codes = np.array(cells.codes)
    used = dict.fromkeys(m for i in plain.catalogue.indicators.values() for m in i.measures)
    small = {m: plain.measured(m, Level.MUNICIPALITY, date) for m in used if plain.declared[m].sums}
    rows = [(m, y) for m, f in small.items() for y in f.years if SECRET in {f.state(y, c) for c in f.codes}]
    draw = np.random.default_rng(3)
    hidden = 0
    for at in draw.integers(cells.district.max() + 1, size=12):
        own = np.flatnonzero(cells.district == at)
        ever = own[cells.hidden[:, own].any(axis=0)]
        some = draw.choice(own, draw.integers(1, len(own) + 1), replace=False)
        for inside in (some, np.union1d(some, ever)):
            social = made_regions([Draft("Süd", tuple(codes[inside].tolist()))], date, plain.areas)
            atlas = with_regions(plain, social)
            would = cells.hides(np.isin(codes, codes[inside]))
            figures = [(atlas.measured(m, Level.SOCIAL_REGION, date), y) for m, y in rows]
            assert would.tolist() == [f.state(y, "R01") is SECRET for f, y in figures]
            hidden += int(would.sum())
    assert hidden > 50


def ringed(*groups: tuple[str, ...], people: tuple[Cell, ...]) -> RegionAtlas:
    """Let the villages of the small atlas lie in a ring, and draw regions of them."""
    plain = regional(CODES[:1], people=people).plain
    (date,) = plain.areas
    areas = plain.areas[date]
    ring = {
        c: replace(areas[c], neighbours=(CODES[(i + 1) % 11], CODES[(i - 1) % 11])) for i, c in enumerate(CODES[:11])
    }
    plain = replace(plain, areas={date: areas | ring})
    drafts = [Draft(f"Region {n}", codes) for n, codes in enumerate(groups)]
    return with_regions(plain, made_regions(drafts, date, plain.areas))


def test_a_neighbour_that_is_hidden_too_joins_first_whosever_it_is() -> None:
    assert neighbours_to_join(ringed(CODES[:1], CODES[1:2], people=HIDDEN_HERE), 0) == (CODES[1],)


def test_of_neighbours_as_near_one_of_no_region_joins() -> None:
    people = (SECRET, 20, 30, 40, 50, SECRET, 70, 80, 90, 100, 110, 7)
    assert neighbours_to_join(ringed(CODES[:1], CODES[1:2], people=people), 0)[0] == CODES[10]


def test_a_region_that_needs_more_neighbours_than_one_would_take_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    atlas = ringed(CODES[:1], people=(SECRET, 20, SECRET, *HIDDEN_HERE[3:]))
    assert neighbours_to_join(atlas, 0) == CODES[1:3]
    monkeypatch.setattr(joining, "MOST_JOINED", 1)
    assert neighbours_to_join(atlas, 0) == ()
