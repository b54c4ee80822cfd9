from __future__ import annotations

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from atlas.model import MethodChange, ValueState
from atlas.views.numbers.course_sentences import course_sentences
from atlas.words.words import words_of
from tests.small_atlas import Cell, block, indicator

words = words_of("de")
SECRET = ValueState.SECRET
CELL = st.one_of(st.just(SECRET), st.floats(0, 200, allow_nan=False))


def told(rows: dict[int, Cell], until: int = 0, changes: tuple[int, ...] = (), decimals: int = 1) -> list[str]:
    figures = block({year: (cell,) for year, cell in rows.items()}, ("16001001",))
    kind = indicator("x", decimals=decimals, method_changes=tuple(MethodChange(y, "anders") for y in changes))
    return course_sentences(figures, kind, "16001001", until or max(rows), words)


def yearly(first: int, *cells: Cell) -> dict[int, Cell]:
    return dict(enumerate(cells, first))


def test_the_recent_past_and_the_time_since_the_start_are_told_with_the_turn() -> None:
    rows = yearly(2011, 7.8, 12.0, 11.0, 6.0, 4.2, 4.3, 3.7, 3.8, 4.2, 5.2, 5.1)
    assert told(rows) == [
        "Seit 2017 gestiegen: von 3,7 auf 5,1.",
        "Seit 2011 insgesamt gefallen: von 7,8 auf 5,1; Höchststand 12,0 im Jahr 2012; Tiefststand 3,7 im Jahr 2017.",
    ]


def test_a_short_series_is_told_once() -> None:
    assert told(yearly(2017, 3.0, 3.5, 3.6, 3.9, 4.0)) == ["Seit 2017 gestiegen: von 3,0 auf 4,0."]
    assert told(yearly(2019, 3.0, 4.0)) == ["Seit 2019 gestiegen: von 3,0 auf 4,0."]


def test_an_earlier_year_is_told_up_to_it_and_not_as_if_it_were_today() -> None:
    rows = yearly(2015, 1.0, 2.0, 3.0, 9.0)
    assert told(rows, until=2017) == ["Von 2015 bis 2017 gestiegen: von 1,0 auf 3,0."]


def test_what_differs_within_the_rounding_is_about_the_same() -> None:
    assert told(yearly(2019, 5.0, 5.1)) == ["Seit 2019 etwa gleich geblieben: von 5,0 auf 5,1."]
    assert told(yearly(2019, 5.0, 5.02)) == ["Seit 2019 etwa gleich geblieben: 5,0 in beiden Jahren."]
    assert told(yearly(2019, 5.0, 9.0, 5.0)) == [
        "Seit 2019 insgesamt etwa gleich geblieben: 5,0 in beiden Jahren; Höchststand 9,0 im Jahr 2020."
    ]


def test_nothing_is_compared_across_a_change_of_method_which_is_said() -> None:
    rows = yearly(2010, 1.0, 20.0, 19.0)
    remark = "Vor 2011 wurde anders gezählt; diese Jahre werden nicht verglichen."
    assert told(rows, changes=(2005, 2011, 2030)) == ["Seit 2011 gefallen: von 20,0 auf 19,0.", remark]
    assert told(rows, until=2011, changes=(2011,)) == [remark]
    assert told(rows, changes=(2005,)) == [
        "Seit 2010 insgesamt gestiegen: von 1,0 auf 19,0; Höchststand 20,0 im Jahr 2011."
    ]


def test_years_without_a_value_are_said_with_the_reason() -> None:
    unknown = ValueState.UNKNOWN
    rows = yearly(2012, 5.0, SECRET, SECRET, unknown, 4.0, SECRET, 3.0)
    assert told(rows)[-1] == "Ohne Wert: 2013 bis 2014 (geheim gehalten), 2015 (keine Daten), 2017 (geheim gehalten)."


def test_neighbours_in_the_figures_are_gathered_however_far_apart_their_years_are() -> None:
    assert told({1999: 1.0, 2004: SECRET, 2009: SECRET, 2014: 3.0})[-1] == "Ohne Wert: 2004 bis 2009 (geheim gehalten)."


def test_a_year_without_a_value_or_without_another_one_is_told_nothing_of() -> None:
    assert told(yearly(2019, 3.0, SECRET)) == []
    assert told(yearly(2019, SECRET, 3.0)) == []


@given(st.lists(CELL, min_size=1, max_size=25), st.sets(st.integers(1995, 2022), max_size=2), st.integers(0, 2))
def test_no_sentence_contradicts_the_figures_that_it_names(cells: list[Cell], changes: set[int], decimals: int) -> None:
    rows = yearly(1997, *cells)
    last_change = max((y for y in changes if y <= max(rows)), default=0)
    for text in told(rows, changes=tuple(sorted(changes)), decimals=decimals):
        start = re.match(r"Seit (\d{4})", text)
        if not start:
            assert text.startswith(("Ohne Wert: ", "Vor "))
            continue
        assert int(start[1]) >= last_change
        if "in beiden Jahren" in text:
            assert "gleich" in text
            continue
        found = re.search(r"von (\d+(?:,\d+)?) auf (\d+(?:,\d+)?)", text)
        assert found
        a, b = (float(t.replace(",", ".")) for t in found.groups())
        assert b > a or "gestiegen" not in text
        assert b < a or "gefallen" not in text
        for word, beyond in (("Höchststand", np.greater), ("Tiefststand", np.less)):
            extreme = re.search(rf"{word} (\d+(?:,\d+)?) im Jahr (\d{{4}})", text)
            if extreme:
                value = float(extreme[1].replace(",", "."))
                assert beyond(value, a)
                assert beyond(value, b)
