from __future__ import annotations

import numpy as np
import pytest

from atlas.model import Kind, Level, ValueState
from atlas.views.numbers.change_sentences import change
from atlas.views.numbers.rank_and_change import benchmarks, standing
from atlas.views.profile.page import Row, profile
from tests.shared import english
from tests.small_atlas import CODES, DATE, YEARS, block, indicator, method, small_atlas

SECRET, UNKNOWN = ValueState.SECRET, ValueState.UNKNOWN
RISING = tuple(float(i) for i in range(1, 13))
FLAT = (5.0,) * 12


def row_of(code: str, *, kind: Kind = Kind.RATIO, rows: dict[int, tuple[float | ValueState, ...]]) -> Row:
    atlas = small_atlas({("rate", Level.MUNICIPALITY): block(rows, CODES)}, indicator("rate", kind=kind))
    made = profile(atlas, atlas.areas[DATE][code], DATE, english)
    (row,) = made.fields[1].rows
    return row


def test_a_row_holds_the_newest_value_with_unit_year_and_rank() -> None:
    row = row_of(CODES[0], rows={2016: RISING, 2021: RISING[::-1]})
    assert (row.value, row.year, row.rank, row.n) == ("12,0\N{NO-BREAK SPACE}%", 2021, 1, 12)


def test_a_year_in_which_no_area_has_a_value_is_not_the_newest() -> None:
    assert row_of(CODES[0], rows={2016: RISING, 2021: (UNKNOWN,) * 12}).year == 2016


@pytest.mark.parametrize(
    ("then", "now", "direction", "text"),
    [
        (4.0, 5.2, "up", "up by 1,2\N{NO-BREAK SPACE}percentage points since 2016"),
        (5.2, 4.0, "down", "down by 1,2\N{NO-BREAK SPACE}percentage points since 2016"),
        (5.0, 5.0, "same", "unchanged since 2016"),
        (5.0, 5.04, "same", "unchanged since 2016 when rounded"),
    ],
)
def test_a_change_is_written_out_against_the_nearest_year_five_years_back(
    then: float, now: float, direction: str, text: str
) -> None:
    rows = {2014: FLAT, 2016: (then, *FLAT[1:]), 2019: FLAT, 2021: (now, *FLAT[1:])}
    found = row_of(CODES[0], rows=rows).change
    assert (found.direction, found.text) == (direction, text)


def test_a_year_without_a_value_gives_way_to_an_earlier_one() -> None:
    rows = {2014: FLAT, 2016: (SECRET, *FLAT[1:]), 2021: (6.0, *FLAT[1:])}
    assert "since 2014" in row_of(CODES[0], rows=rows).change.text
    assert row_of(CODES[0], rows=rows).change.signed.endswith(" since 2014")


def test_years_further_back_than_ten_are_no_five_year_change() -> None:
    assert row_of(CODES[0], rows={2005: FLAT, 2021: FLAT}).change.text == "no earlier year to compare"


def test_a_change_is_not_told_where_a_value_is_missing() -> None:
    rows = {2016: (SECRET, *FLAT[1:]), 2021: (6.0, SECRET, *FLAT[2:])}
    assert row_of(CODES[0], rows=rows).change.direction == ""
    assert row_of(CODES[1], rows=rows).change.text == "without a value no change can be given"


def test_a_count_changes_by_its_unit_and_by_percent_unless_it_was_zero() -> None:
    rows = {2016: (200.0, 0.0, *FLAT[2:]), 2021: (210.0, 3.0, *FLAT[2:])}
    assert (
        "10,0\N{NO-BREAK SPACE}% (5,0\N{NO-BREAK SPACE}%)" in row_of(CODES[0], kind=Kind.COUNT, rows=rows).change.text
    )
    assert row_of(CODES[1], kind=Kind.COUNT, rows=rows).change.text == "up by 3,0\N{NO-BREAK SPACE}% since 2016"


def test_a_change_over_a_change_of_method_says_so() -> None:
    made = indicator("rate", method_changes=method(2018))
    atlas = small_atlas({("rate", Level.MUNICIPALITY): block(dict.fromkeys(YEARS, FLAT), CODES)}, made)
    at = standing(atlas, "rate", Level.MUNICIPALITY, DATE)
    assert at is not None
    assert change(at, made, CODES[0], english).note == "counted differently from 2018 on"


def test_a_hidden_value_shows_its_sign_the_reason_and_the_last_known_one_and_has_no_rank() -> None:
    rows = {2016: FLAT, 2021: (SECRET, *FLAT[1:])}
    row = row_of(CODES[0], rows=rows)
    assert (row.value, row.sign, row.rank, row.strip) == ("no value", ".", 0, "")
    assert "kept secret" in row.remark
    assert "Last known: 5,0\N{NO-BREAK SPACE}% in 2016." in row.remark
    assert row.n == 11


def test_an_estimated_value_carries_its_sign() -> None:
    figures = block({2021: RISING}, CODES)
    figures.states[0, 0] = 6
    atlas = small_atlas({("rate", Level.MUNICIPALITY): figures}, indicator("rate"))
    row = profile(atlas, atlas.areas[DATE][CODES[0]], DATE, english).fields[1].rows[0]
    assert (row.sign, row.remark, row.value) == ("e", "estimated", "1,0\N{NO-BREAK SPACE}%")


def test_values_are_compared_with_district_and_state() -> None:
    blocks = {
        ("rate", Level.MUNICIPALITY): block({2021: RISING}, CODES),
        ("rate", Level.DISTRICT): block({2021: (7.0, 8.0)}, ("16001", "16002")),
        ("rate", Level.STATE): block({2021: (9.0,)}, ("16",)),
    }
    atlas = small_atlas(blocks, indicator("rate"))
    row = profile(atlas, atlas.areas[DATE][CODES[0]], DATE, english).fields[1].rows[0]
    assert [name for name, _value in row.against] == ["Kreis A", "Land"]
    assert "Mark: Land, 9,0." in row.strip


def test_a_town_that_is_its_district_is_not_compared_with_itself_nor_said_to_lie_in_it() -> None:
    blocks = {
        ("rate", Level.MUNICIPALITY): block({2021: RISING}, CODES),
        ("rate", Level.DISTRICT): block({2021: (7.0, 8.0)}, ("16001", "16002")),
    }
    atlas = small_atlas(blocks, indicator("rate"))
    town = profile(atlas, atlas.areas[DATE]["16002000"], DATE, english)
    (row,) = town.fields[1].rows
    assert (row.area.code, row.value) == ("16002", "8,0\N{NO-BREAK SPACE}%")
    assert [name for name, _value in row.against] == ["median of the districts"]
    assert [a.code for a in town.above] == ["16"]


def test_without_a_figure_of_the_state_the_median_stands_in_and_is_called_so() -> None:
    atlas = small_atlas({("rate", Level.MUNICIPALITY): block({2021: RISING}, CODES)}, indicator("rate"))
    (found,) = benchmarks(atlas, atlas.indicator("rate"), atlas.areas[DATE][CODES[0]], DATE, english)
    assert (found.name, found.value) == ("median of the municipalities", 6.5)


def test_counts_are_compared_with_nothing() -> None:
    assert row_of(CODES[0], kind=Kind.COUNT, rows={2021: RISING}).against == ()


def test_indicators_of_other_levels_and_without_figures_are_listed_with_the_reason() -> None:
    blocks = {("rate", Level.DISTRICT): block({2021: (7.0, 8.0)}, ("16001", "16002"))}
    atlas = small_atlas(blocks, indicator("rate"), indicator("later", value=None))
    part = profile(atlas, atlas.areas[DATE][CODES[0]], DATE, english).fields[1]
    assert part.rows == ()
    assert [(m.reason, m.area.code if m.area else "") for m in part.missing] == [
        ("figures only for: districts", "16001"),
        ("no data yet; would come from: Amt, Tabelle 1", ""),
    ]


def test_a_field_names_each_source_once_with_its_licence() -> None:
    blocks = {(k, Level.MUNICIPALITY): block({2021: RISING}, CODES) for k in ("one", "two")}
    atlas = small_atlas(blocks, indicator("one"), indicator("two"))
    (credit,) = profile(atlas, atlas.areas[DATE][CODES[0]], DATE, english).fields[1].credits
    assert (credit.titles, credit.attribution, credit.licence) == ("one, two", "© Amt <2021>", "Freie Lizenz")


def test_the_indicators_farthest_from_the_median_stand_out_in_words_without_blame() -> None:
    middle = (6.5, *RISING[1:])
    blocks = {
        ("high", Level.MUNICIPALITY): block({2021: RISING[::-1]}, CODES),
        ("low", Level.MUNICIPALITY): block({2021: RISING}, CODES),
        ("middle", Level.MUNICIPALITY): block({2021: middle}, CODES),
        ("size", Level.MUNICIPALITY): block({2021: RISING[::-1]}, CODES),
    }
    atlas = small_atlas(
        blocks, indicator("middle"), indicator("low"), indicator("high"), indicator("size", kind=Kind.COUNT)
    )
    found = profile(atlas, atlas.areas[DATE][CODES[0]], DATE, english).striking
    assert [item.key for item in found] == ["high", "low", "middle"]
    assert "the highest value of the 12 municipalities; the median is 6,5" in found[0].sentence
    assert "the lowest value of the 12 municipalities" in found[1].sentence
    assert "lower than in 6 of the other 11 municipalities" in found[2].sentence


def test_nothing_stands_out_where_all_values_are_equal_or_missing() -> None:
    for rows in ({2021: FLAT}, {2021: (UNKNOWN, *RISING[1:])}):
        atlas = small_atlas({("rate", Level.MUNICIPALITY): block(rows, CODES)}, indicator("rate"))
        assert profile(atlas, atlas.areas[DATE][CODES[0]], DATE, english).striking == ()


def test_the_head_says_how_many_people_live_on_how_much_land() -> None:
    rows = {2014: (100.0,) * 12, 2021: (90.0,) * 12}
    people = indicator("population", field="people", kind=Kind.COUNT, unit="Personen", decimals=0)
    atlas = small_atlas({("population", Level.MUNICIPALITY): block(rows, CODES)}, people)
    assert profile(atlas, atlas.areas[DATE][CODES[0]], DATE, english).head == (
        "Dorf 1 has 90 inhabitants (2021).",
        "The area is 10,00\N{NO-BREAK SPACE}km².",
        "Since 2014 the number of inhabitants has fallen by 10,0\N{NO-BREAK SPACE}%.",
    )


def test_neighbours_parents_and_members_are_those_of_the_territory() -> None:
    atlas = small_atlas({})
    village = profile(atlas, atlas.areas[DATE][CODES[0]], DATE, english)
    assert [a.code for a in village.neighbours] == [CODES[1]]
    assert [a.code for a in village.above] == ["16001", "16"]
    assert len(profile(atlas, atlas.areas[DATE]["16001"], DATE, english).members) == 11
    assert profile(atlas, atlas.areas[DATE]["16002"], DATE, english).members == ()
    assert [a.code for a in profile(atlas, atlas.areas[DATE]["16"], DATE, english).members] == ["16001", "16002"]


def test_a_profile_of_a_level_without_any_figure_is_still_a_profile() -> None:
    atlas = small_atlas({}, indicator("later", value=None))
    made = profile(atlas, atlas.areas[DATE]["16"], DATE, english)
    assert made.striking == ()
    assert all(not part.rows for part in made.fields)


def test_ranks_and_others_leave_areas_without_a_value_out() -> None:
    atlas = small_atlas(
        {("rate", Level.MUNICIPALITY): block({2021: (UNKNOWN, UNKNOWN, *RISING[2:])}, CODES)}, indicator("rate")
    )
    at = standing(atlas, "rate", Level.MUNICIPALITY, DATE)
    assert at is not None
    assert at.n == 10
    assert at.others(CODES[2]) == (0, 9)
    assert np.isnan(at.ranks[0])


def test_a_count_stands_beside_the_sum_of_its_parts_where_that_is_another() -> None:
    blocks = {
        ("rate", Level.MUNICIPALITY): block({2021: FLAT}, CODES),
        ("rate", Level.DISTRICT): block({2021: (54.0, 5.0)}, ("16001", "16002")),
    }
    levels = (Level.DISTRICT, Level.MUNICIPALITY)
    atlas = small_atlas(blocks, indicator("rate", kind=Kind.COUNT, levels=levels, unit="", decimals=0))
    rows = {
        code: profile(atlas, atlas.areas[DATE][code], DATE, english).fields[1].rows[0] for code in ("16001", CODES[0])
    }
    assert rows["16001"].against == (("sum of the municipalities", "55"),)
    assert rows[CODES[0]].against == ()
