"""What is said of a change: only between years that compare, and only of a difference that is one."""

from __future__ import annotations

import re

import pytest

from atlas.model import ValueState
from atlas.views.spread.line import line_svg, line_text
from atlas.views.spread.told import change, sentence
from tests.small_atlas import Cell, method
from tests.views.spread.spreads import FLAT, gini_by_pairs, of, words

SECRET = ValueState.SECRET
TEN = (10.0,) * 12
NEAR: tuple[Cell, ...] = (*(4.0,) * 6, *(5.0,) * 6)
FAR: tuple[Cell, ...] = (*(2.0,) * 6, *(7.0,) * 6)
PEOPLE = {2021: TEN}


@pytest.mark.parametrize(
    ("then", "now", "direction", "said"),
    [
        (
            NEAR,
            FAR,
            "up",
            "Die Gemeinden liegen 2021 weiter auseinander als 2016 (Gini {now}, damals {then}).",
        ),
        (
            FAR,
            NEAR,
            "down",
            "Die Gemeinden liegen 2021 näher beieinander als 2016 (Gini {now}, damals {then}).",
        ),
        (
            FAR,
            FAR,
            "same",
            "Die Gemeinden liegen 2021 etwa so weit auseinander wie 2016 (Gini {now}, damals {then}).",
        ),
        (FLAT, FLAT, "same", "Die Gemeinden liegen 2021 etwa so weit auseinander wie 2016"),
    ],
)
def test_the_sentence_tells_what_became_of_five_years(
    then: tuple[Cell, ...], now: tuple[Cell, ...], direction: str, said: str
) -> None:
    found = of({2016: then, 2021: now}, PEOPLE)
    moved = change(found, words)
    assert moved.direction == direction
    before, after = gini_by_pairs(then, TEN), gini_by_pairs(now, TEN)
    sign = {"up": "+", "down": "\N{MINUS SIGN}", "same": ""}[direction]
    assert moved.text in said
    assert moved.signed == (f"{sign}{words.number(abs(after - before), 3)}" if sign else "")
    numbers = {"then": words.number(before, 3), "now": words.number(after, 3)}
    assert f"Titel rate: {said.format(**numbers)}" in sentence(found, moved, words)


def test_a_difference_below_a_tenth_is_none() -> None:
    nearly = (*(2.0,) * 6, *(7.3,) * 6)
    found = of({2016: FAR, 2021: nearly}, PEOPLE)
    assert 0 < found.years[2021].gini / found.years[2016].gini - 1 < 0.1
    assert change(found, words).direction == "same"


def test_years_are_not_compared_across_a_change_of_method() -> None:
    found = of({2016: NEAR, 2021: FAR}, PEOPLE, method_changes=method(2019))
    moved = change(found, words)
    assert (moved.direction, moved.text) == ("", "nicht verglichen: ab 2019 anders gezählt")
    assert "auseinander als" not in sentence(found, moved, words)
    assert line_svg(found, words).count('class="change"') == 1
    assert line_text(found, words).endswith("ab 2019 anders gezählt")


def test_years_are_not_compared_where_other_areas_had_a_value() -> None:
    found = of({2016: (SECRET, *NEAR[1:]), 2021: FAR}, PEOPLE)
    assert change(found, words).text == "nicht verglichen: 2016 hatten andere Gebiete einen Wert"
    small = (0.1, *TEN[1:])  # a hamlet that was hidden then makes no difference
    assert change(of({2016: (SECRET, *NEAR[1:]), 2021: FAR}, {2021: small}), words).direction == "up"


@pytest.mark.parametrize("year", [2019, 2010])
def test_a_year_too_near_or_too_far_is_not_compared(year: int) -> None:
    found = of({year: NEAR, 2021: FAR}, PEOPLE)
    assert change(found, words).text == "kein früheres Jahr zum Vergleich"


def test_the_sentence_names_who_is_left_out() -> None:
    found = of({2021: (*FAR[:10], SECRET, ValueState.UNKNOWN)}, PEOPLE)
    said = sentence(found, change(found, words), words)
    assert said.startswith("Titel rate 2021 (Gini-Koeffizient 0,")
    assert said.endswith("mit geheim gehaltenem, meist niedrigem Wert fehlt darin. Ein Gebiet hat keinen Wert.")


def test_the_line_rises_with_the_coefficient_and_names_its_ends_its_lowest_and_its_highest_year() -> None:
    found = of({2014: NEAR, 2016: FAR, 2019: FLAT, 2021: NEAR}, PEOPLE)
    near = words.number(gini_by_pairs(NEAR, TEN), 3)
    assert line_text(found, words).endswith(f"2014: {near}; 2021: {near}; am niedrigsten 2019, am höchsten 2016")
    svg = line_svg(found, words)
    (points,) = re.findall(r'polyline class="own" points="([^"]+)"', svg)
    heights = [float(point.split(",")[1]) for point in points.split()]
    assert heights == [
        pytest.approx(25 - 21 * one.gini / found.years[2016].gini, abs=0.06) for one in found.years.values()
    ]
    assert heights[1] < heights[0] < heights[2] == 25


@pytest.mark.parametrize(("years", "dots"), [((2016, 2019), 2), ((2019, 2021), 2), ((2020, 2021), 1)])
def test_years_that_lie_apart_have_a_dot_each(years: tuple[int, int], dots: int) -> None:
    assert line_svg(of(dict.fromkeys(years, FAR), PEOPLE), words).count("<circle") == dots
