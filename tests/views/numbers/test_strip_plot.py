from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.views.numbers.strip_plot import BASE, EDGE, HEIGHT, WIDTH, strip, strip_svg

finite = st.floats(-1e9, 1e9, allow_nan=False)


def ticks(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(h)) for x, h in re.findall(r"M([\d.]+) \d+v-([\d.]+)", path)]


def test_the_lowest_value_stands_left_the_highest_right_and_the_others_by_their_size() -> None:
    made = strip([0.0, 5.0, 10.0])
    assert made is not None
    assert [made.x(v) for v in (0, 5, 10)] == [EDGE, WIDTH / 2, WIDTH - EDGE]
    assert [x for x, _height in ticks(made.ticks)] == [EDGE, WIDTH / 2, WIDTH - EDGE]


def test_areas_at_the_same_place_share_a_higher_tick() -> None:
    made = strip([0.0, 0.0, 0.0, 10.0])
    assert made is not None
    (_left, high), (_right, low) = ticks(made.ticks)
    assert high > low


@pytest.mark.parametrize("values", [[], [1.0, 2.0], [np.nan, 1.0, 2.0, np.nan]])
def test_fewer_than_three_values_make_no_strip(values: list[float]) -> None:
    assert strip(values) is None


def test_equal_values_stand_in_the_middle() -> None:
    made = strip([4.0, 4.0, 4.0])
    assert made is not None
    assert made.x(4) == WIDTH / 2


def test_a_few_giants_do_not_push_all_others_to_the_edge() -> None:
    small = [float(v) for v in range(100, 200)]
    made = strip([*small, 200_000.0])
    assert made is not None
    assert made.squeezed
    assert made.x(made.middle) > EDGE + 10


def test_a_benchmark_beyond_all_areas_stands_at_the_end() -> None:
    made = strip([1.0, 2.0, 3.0])
    assert made is not None
    assert made.x(99) == WIDTH - EDGE
    assert made.x(-99) == EDGE


@given(st.lists(finite, min_size=3, max_size=40))
def test_greater_values_never_stand_further_left_and_nothing_leaves_the_drawing(values: list[float]) -> None:
    made = strip(values)
    assert made is not None
    places = [made.x(v) for v in sorted(values)]
    assert places == sorted(places)
    assert all(EDGE <= x <= WIDTH - EDGE for x in places)
    assert all(EDGE <= x <= WIDTH - EDGE and 0 < height < HEIGHT for x, height in ticks(made.ticks))


def test_the_drawing_is_named_by_its_sentence_and_holds_no_markup_of_others() -> None:
    made = strip([1.0, 2.0, 3.0])
    assert made is not None
    root = ET.fromstring(strip_svg(made, 2.0, 1.0, 'A "B" <script> & C'))  # noqa: S314  written by ourselves
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"] == 'A "B" <script> & C'
    assert [child.attrib["class"] for child in root] == ["axis", "areas", "against", "own"]
    assert "style" not in root.attrib


def test_without_a_benchmark_there_is_no_mark() -> None:
    made = strip([1.0, 2.0, 3.0])
    assert made is not None
    assert "against" not in strip_svg(made, 2.0, None, "A")


def test_an_interval_is_a_whisker_from_its_lower_to_its_upper_end() -> None:
    shown = strip([0.0, 5.0, 10.0])
    assert shown
    svg = strip_svg(shown, 5.0, None, "", (4.0, 7.0))
    assert f'class="between" d="M{shown.x(4.0):g} {BASE}H{shown.x(7.0):g}"' in svg
    assert "between" not in strip_svg(shown, 5.0, None, "")
