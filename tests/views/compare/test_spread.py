"""How unequal areas are: on figures made by hand, and on the shipped ones against sums of their own."""

from __future__ import annotations

import numpy as np
import pytest

from atlas.model import Kind, Level, Measure
from atlas.views.compare.spread import Spread, spread
from atlas.views.query.view_query import read_query
from atlas.words.words import words_of
from tests.shared import shipped_atlas
from tests.small_atlas import CODES, Cell, block, indicator, small_atlas

words = words_of("de")
FLAT = (5.0,) * 12


def of(rows: dict[int, tuple[Cell, ...]], **more: object) -> Spread:
    blocks = {("rate", Level.MUNICIPALITY): block(rows, CODES), ("count", Level.MUNICIPALITY): block(rows, CODES)}
    people = indicator("population", kind=Kind.COUNT, unit="", value=Measure("table", "count"))
    atlas = small_atlas(blocks, indicator("rate", levels=(Level.MUNICIPALITY,), **more), people)
    return spread(atlas, read_query("indicator=rate&level=municipality", atlas, words).state, words)


def test_an_area_counts_by_its_inhabitants_and_districts_are_told_apart() -> None:
    """Eleven villages of one district with 1 each, a town with 9: nine of twenty people live there."""
    found = of({2021: (*(1.0,) * 11, 9.0)})
    own = found.years[2021]
    assert "Einwohnern" in found.counted_by
    assert own.gini == pytest.approx(9 * 9 / 92 - 9 / 20)
    assert own.between == pytest.approx(own.theil)  # within each district all are alike
    assert own.fifths == pytest.approx(9.0)


def test_equal_areas_have_no_inequality_in_any_year() -> None:
    found = of({2016: FLAT, 2021: FLAT})
    assert [year.gini for year in found.years.values()] == pytest.approx([0, 0])


@pytest.mark.parametrize(
    ("more", "first", "why"),
    [
        ({"kind": Kind.COUNT}, 1.0, "Ein größeres Gebiet hat von allem mehr"),
        ({"kind": Kind.INDEX}, 1.0, "keinen Nullpunkt"),
        ({"comparable_across": "none"}, 1.0, "keinen Nullpunkt"),
        ({}, -1.0, "unter null"),
    ],
)
def test_what_cannot_be_measured_says_why(more: dict[str, object], first: float, why: str) -> None:
    found = of({2021: (first, *FLAT[1:])}, **more)
    assert not found.years
    assert why in found.why_none


def test_a_rate_from_counts_is_weighed_by_its_denominator() -> None:
    atlas = shipped_atlas()
    state = read_query("indicator=women_share&level=district", atlas, words).state
    found = spread(atlas, state, words)
    figures = atlas.figures(atlas.indicator("women_share"), Level.DISTRICT, state.territory)
    people = atlas.figures(atlas.indicator("population"), Level.DISTRICT, state.territory)
    year = figures.years[-1]
    x, w = figures.values[-1], people.values[people.years.index(year)]
    pairs = np.abs(x[:, None] - x[None, :]) * w[:, None] * w[None, :]
    assert "Nenner" in found.counted_by
    assert found.years[year].gini == pytest.approx(pairs.sum() / (2 * w.sum() ** 2 * (w @ x) / w.sum()))


def test_all_indicators_are_measured_or_say_why_not() -> None:
    atlas = shipped_atlas()
    for one in atlas.catalogue.indicators.values():
        for level in atlas.levels(one, atlas.territories[0]):
            state = read_query(f"indicator={one.id}&level={level}", atlas, words).state
            found = spread(atlas, state, words)
            assert bool(found.years) != bool(found.why_none), one.id
            for measured in found.years.values():
                assert 0 <= measured.gini < 1, one.id
                assert np.isnan(measured.between) or -1e-9 <= measured.between <= measured.theil + 1e-9, one.id
