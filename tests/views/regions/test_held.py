from __future__ import annotations

from dataclasses import replace

from atlas.data.regions.atlas_with import with_regions
from atlas.data.regions.definition import Draft, made_regions
from atlas.model import Level, ValueState
from atlas.views.regions.held import holding, pieces
from atlas.views.regions.sheet import regions_plan
from tests.data.regions.test_region_figures import ROW, regional
from tests.shared import english, shipped_atlas
from tests.small_atlas import CODES, areas


def test_pieces_are_counted_over_common_borders() -> None:
    row = areas()
    for at, code in enumerate(CODES):
        near = tuple(CODES[i] for i in (at - 1, at + 1) if 0 <= i < len(CODES))
        row[code] = replace(row[code], neighbours=near)
    assert pieces(CODES[:4], row) == 1
    assert pieces((CODES[0], CODES[1], CODES[3], CODES[5]), row) == 3
    assert pieces((), row) == 0


def test_regions_of_whole_districts_hold_what_the_districts_hold() -> None:
    atlas = shipped_atlas()
    territory = atlas.scope.territory
    districts = atlas.codes(Level.DISTRICT, territory)[:7]
    drafts = [Draft(atlas.areas[territory][code].label, (code,)) for code in districts]
    held = holding(with_regions(atlas, made_regions(drafts, territory, atlas.areas), "word"), english)
    figures = atlas.figures(atlas.indicator("population"), Level.DISTRICT, territory)
    assert held.year == figures.years[-1]
    for row, code in zip(held.rows, districts, strict=True):
        people = figures.values[-1][figures.codes.index(code)]
        inside = [a for a in atlas.areas[territory].values() if a.level is Level.MUNICIPALITY and a.parent == code]
        assert row.inhabitants == english.number(people, 0)
        assert row.municipalities == english.number(len(inside), 0)
        assert row.area == english.number(atlas.areas[territory][code].area_km2, 0)
        assert row.parts == ""
    total = len(atlas.codes(Level.MUNICIPALITY, territory))
    assert held.left == total - sum(int(row.municipalities) for row in held.rows)


def test_the_sheet_says_how_many_municipalities_are_left_and_which_figures_are_estimated() -> None:
    people = (ValueState.SECRET, ValueState.SECRET, *ROW[2:])
    plan = regions_plan(regional(CODES[:3], people=people), english)
    assert plan.notes[1] == "9 municipalities are in no region."
    (figures,) = (one for one in plan.tables if one.title == "Some figures")
    assert figures.rows == (("Region 0", "0,2 e"),)
    whole = regions_plan(regional(("16001",), ("16002",)), english)
    assert len(whole.notes) == 1
