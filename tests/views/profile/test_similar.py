from __future__ import annotations

import numpy as np

from atlas.model import Kind, Level, ValueState
from atlas.views.profile.similar import Likeness, default_keys, likeness
from tests.shared import english
from tests.small_atlas import CODES, DATE, block, indicator, small_atlas

UNKNOWN = ValueState.UNKNOWN
RISING = tuple(float(i) for i in range(1, 13))
OTHER = (3.0, 3.1, 9.0, 1.0, 7.0, 2.0, 8.0, 5.0, 4.0, 6.0, 0.0, 11.0)


def found(code: str, keys: tuple[str, ...] | None, **values: tuple[float | ValueState, ...]) -> Likeness:
    blocks = {(key, Level.MUNICIPALITY): block({2021: row}, CODES) for key, row in values.items()}
    atlas = small_atlas(blocks, *(indicator(key) for key in values))
    return likeness(atlas, atlas.areas[DATE][code], DATE, keys, english)


def test_the_ten_nearest_come_first_with_the_reasons_in_words_and_numbers() -> None:
    made = found(CODES[0], None, a=RISING, b=OTHER)
    assert len(made.regions) == 10
    first, last = made.regions[0], made.regions[-1]
    assert first.area.code == CODES[1]
    assert first.close == ("b 3,1\N{NO-BREAK SPACE}% (here 3,0)", "a 2,0\N{NO-BREAK SPACE}% (here 1,0)")
    assert first.apart == ()
    assert (first.distance, first.summary) == ("very alike", "2 of 2 indicators close")
    assert last.distance == "only partly alike"
    assert last.apart[0].startswith("a ")


def test_regions_without_a_value_are_left_out_and_counted() -> None:
    made = found(CODES[0], None, a=RISING, b=(*OTHER[:10], UNKNOWN, UNKNOWN))
    assert made.regions == ()
    made = found(CODES[0], ("a", "b"), a=RISING, b=(*OTHER[:10], UNKNOWN, UNKNOWN))
    assert not {CODES[10], CODES[11]} & {r.area.code for r in made.regions}
    assert made.remarks == ("2 municipalities lack a value for at least one of these indicators and are not compared.",)


def test_fewer_than_two_indicators_give_a_sentence() -> None:
    made = found(CODES[0], ("a",), a=RISING, b=OTHER)
    assert made.regions == ()
    assert "at least two indicators" in made.why_none


def test_an_indicator_that_the_region_lacks_is_named_and_left_out() -> None:
    made = found(CODES[0], ("a", "b", "c"), a=RISING, b=OTHER, c=(UNKNOWN, *RISING[1:]))
    assert made.remarks[0] == "Dorf 1 has no value for: c. The comparison does without."
    assert len(made.regions) == 10
    made = found(CODES[0], ("a", "c"), a=RISING, c=(UNKNOWN, *RISING[1:]))
    assert made.regions == ()
    assert made.why_none


def test_too_few_complete_regions_give_a_sentence() -> None:
    first, second = (*RISING[:7], *(UNKNOWN,) * 5), (1.0, *(UNKNOWN,) * 6, *RISING[7:])
    made = found(CODES[0], ("a", "b"), a=first, b=second)
    assert made.regions == ()
    assert "Fewer than three areas" in made.why_none


def test_the_only_area_of_a_level_has_no_like() -> None:
    assert "no other regions" in found("16", None, a=RISING).why_none


def test_an_indicator_that_is_the_same_everywhere_is_named() -> None:
    made = found(CODES[0], ("a", "b", "same"), a=RISING, b=OTHER, same=(4.0,) * 12)
    assert "The same everywhere, so it tells nothing: same." in made.remarks


def test_the_default_takes_no_counts_no_repetition_no_patchy_and_no_constant_indicators() -> None:
    values = {
        "a": RISING,
        "again": tuple(v * 2 for v in RISING),
        "b": OTHER,
        "patchy": (*OTHER[:10], UNKNOWN, UNKNOWN),
        "same": (4.0,) * 12,
        "size": OTHER[::-1],
    }
    blocks = {(key, Level.MUNICIPALITY): block({2021: row}, CODES) for key, row in values.items()}
    kinds = {"size": Kind.COUNT}
    atlas = small_atlas(blocks, *(indicator(k, kind=kinds.get(k, Kind.RATIO)) for k in values))
    assert default_keys(atlas, Level.MUNICIPALITY, DATE) == ("a", "b")


def test_every_indicator_with_figures_can_be_chosen_and_says_for_how_many_areas_it_is_known() -> None:
    made = found(CODES[0], ("b", "a"), a=RISING, b=(*OTHER[:10], UNKNOWN, UNKNOWN))
    ((_field, choices),) = made.choices
    assert [(c.key, c.known, c.chosen) for c in choices] == [("a", "", True), ("b", "10 of 12 with a value", True)]


def test_each_side_names_the_two_most_telling_indicators() -> None:
    rng = np.random.default_rng(3)
    values = {f"i{n}": tuple(float(v) for v in rng.normal(size=12)) for n in range(14)}
    made = found(CODES[0], tuple(values), **values)
    assert max(len(reasons) for r in made.regions for reasons in (r.close, r.apart)) == 2
    assert {r.distance for r in made.regions} <= {"very alike", "alike", "only partly alike"}
