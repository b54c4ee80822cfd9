"""What is said of a change: only between years that compare, and only of a difference that is one."""

from __future__ import annotations

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
    numbers = {"then": words.number(gini_by_pairs(then, TEN), 3), "now": words.number(gini_by_pairs(now, TEN), 3)}
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
