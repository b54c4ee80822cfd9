"""How unequal areas are: on figures made by hand, and on the shipped ones against sums of their own."""

from __future__ import annotations

import numpy as np
import pytest

from atlas.model import Kind, Level, ValueState
from atlas.views.spread.measured import spread
from atlas.views.spread.told import year_sentences
from tests.shared import shipped_atlas
from tests.views.spread.spreads import FLAT, gini_by_pairs, of, words

SECRET, UNKNOWN = ValueState.SECRET, ValueState.UNKNOWN
TEN = (10.0,) * 12


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


def test_too_few_areas_and_nothing_but_zeros_are_said() -> None:
    few = of({2021: (1.0, 2.0, 3.0, 4.0, *(SECRET,) * 8)}, {2021: TEN})
    assert "Weniger als fünf Gebiete haben einen Wert" in few.why_none
    assert "Alle Werte sind null" in of({2021: (0.0,) * 12}, {2021: TEN}).why_none
    alone = of({2021: FLAT}, {2021: TEN}, within="16002")
    assert "weniger als fünf Gebiete" in alone.why_none


def test_hidden_and_missing_values_are_named_and_never_count() -> None:
    rows = (*(1.0,) * 6, *(3.0,) * 3, SECRET, SECRET, UNKNOWN)
    found = of({2021: rows}, {2021: TEN})
    assert found.areas == 12
    assert (found.years[2021].n, found.hidden[2021], found.without[2021]) == (9, 2, 1)
    assert found.years[2021].gini == pytest.approx(gini_by_pairs(rows, TEN))


def test_only_areas_within_the_larger_one_count() -> None:
    rows = (*(1.0,) * 6, *(3.0,) * 5, 99.0)
    found = of({2021: rows}, {2021: TEN}, within="16001")
    assert (found.areas, found.between) == (11, None)  # all of them lie in one association
    assert found.years[2021].gini == pytest.approx(gini_by_pairs(rows[:11], TEN[:11]))


def test_a_zero_in_the_lowest_fifth_says_that_there_is_no_ratio() -> None:
    found = of({2021: (0.0, 0.0, 0.0, *(2.0,) * 9)}, {2021: TEN})
    assert np.isnan(found.years[2021].fifths)
    assert found.years[2021].theil == pytest.approx(np.log(12 / 9))
    assert "durch null lässt sich" in " ".join(year_sentences(found, 2021, words))


def test_a_rate_from_counts_is_weighed_by_its_denominator() -> None:
    atlas = shipped_atlas()
    territory = atlas.territories[0]
    found = spread(atlas, "women_share", Level.DISTRICT, atlas.scope.top, territory, words)
    figures = atlas.figures(atlas.indicator("women_share"), Level.DISTRICT, territory)
    people = atlas.figures(atlas.indicator("population"), Level.DISTRICT, territory)
    year = figures.years[-1]
    x, w = figures.values[-1], people.values[people.years.index(year)]
    pairs = np.abs(x[:, None] - x[None, :]) * w[:, None] * w[None, :]
    assert "Nenner" in found.counted_by
    assert found.years[year].gini == pytest.approx(pairs.sum() / (2 * w.sum() ** 2 * (w @ x) / w.sum()))


def test_all_indicators_are_measured_or_say_why_not() -> None:
    atlas = shipped_atlas()
    for one in atlas.catalogue.indicators.values():
        for level in atlas.levels(one, atlas.territories[0]):
            found = spread(atlas, one.id, level, atlas.scope.top, atlas.territories[0], words)
            assert bool(found.years) != bool(found.why_none), one.id
            for measured in found.years.values():
                assert 0 <= measured.gini < 1, one.id
                assert np.isnan(measured.between) or -1e-9 <= measured.between <= measured.theil + 1e-9, one.id


def test_every_year_is_weighed_by_the_denominator_that_its_rates_are_made_of() -> None:
    atlas = shipped_atlas()
    for one in atlas.catalogue.indicators.values():
        for level in atlas.levels(one, atlas.territories[0]):
            figures = atlas.figures(one, level, atlas.territories[0])
            found = spread(atlas, one.id, level, atlas.scope.top, atlas.territories[0], words)
            if figures.denominator is None or "Nenner" not in found.counted_by:
                continue
            for year, weights in found.weights.items():
                own = figures.denominator[figures.years.index(year)]
                known = np.isfinite(own) & (weights > 0)
                assert weights[known].tolist() == own[known].tolist(), f"{one.id}, {level}, {year}"
