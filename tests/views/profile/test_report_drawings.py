"""The courses of a report: a missing value breaks the line, texts do not lie upon each other, the scale is round."""

from __future__ import annotations

import re

import pytest

from atlas.views.map.sparkline import Line
from atlas.views.profile.report_drawings import TYPE, course_svg, print_strip
from tests.shared import english
from tests.small_atlas import indicator, method

YEARS = (2016, 2017, 2018, 2019, 2020)
NAMES = {"district": "District", "against": "State"}


def drawn(*lines: Line, **more: object) -> str:
    return course_svg(YEARS, list(lines), NAMES, indicator("rate", **more), 56.0, english)


def test_a_missing_value_breaks_the_line_and_is_not_bridged() -> None:
    whole = drawn(Line((1.0, 2.0, 3.0, 4.0, 5.0), "own"))
    broken = drawn(Line((1.0, 2.0, None, 4.0, 5.0), "own"))
    assert [svg.count("<polyline") for svg in (whole, broken)] == [1, 2]
    assert broken.count("<circle") == whole.count("<circle")
    lone = drawn(Line((1.0, None, 3.0, None, 5.0), "own"))
    assert lone.count("<polyline") == 0
    assert lone.count('r="0.75"') == 3


def test_lines_differ_in_more_than_their_colour() -> None:
    svg = drawn(*(Line((1.0, 2.0, 3.0, 4.0, 5.0), kind) for kind in ("own", "district", "against")))
    looks = re.findall(r'<polyline [^>]*stroke-width="([\d.]+)"(?: stroke-dasharray="([^"]+)")?', svg)
    assert len(set(looks)) == 3


def test_names_of_lines_that_end_in_one_place_stand_apart() -> None:
    svg = drawn(*(Line((1.0, 2.0, 3.0, 4.0, 5.0), kind) for kind in ("own", "district", "against")))
    found = re.findall(r'<text x="[\d.]+" y="([\d.]+)"([^>]*)>(?:District |State )?5,0<', svg)
    places = [float(y) for y, more in found if "anchor" not in more]  # those of the scale end at it
    assert len(places) == 3
    assert all(abs(a - b) >= TYPE for i, a in enumerate(places) for b in places[:i])


def test_a_benchmark_that_ends_earlier_names_its_year() -> None:
    svg = drawn(Line((1.0, 2.0, 3.0, 4.0, 5.0), "own"), Line((1.0, 2.0, 3.0, None, None), "against"))
    assert "State 3,0 (2018)" in svg


def test_a_change_of_method_is_marked() -> None:
    line = Line((1.0, 2.0, 3.0, 4.0, 5.0), "own")
    assert "0.6 0.6" in drawn(line, method_changes=method(2018))
    assert "0.6 0.6" not in drawn(line, method_changes=method(2010))


@pytest.mark.parametrize("value", [0.0, 5.0])
def test_a_course_that_never_changes_is_drawn(value: float) -> None:
    assert drawn(Line((value,) * 5, "own")).count("<polyline") == 1


def test_a_strip_on_paper_brings_its_inks_along_and_none_stays_none() -> None:
    made = print_strip('<svg class="strip" viewBox="0 0 1 1"><path class="axis" d="M0 0"/></svg>')
    assert made.startswith('<svg class="strip" viewBox="0 0 1 1" xmlns="http://www.w3.org/2000/svg"><style>')
    assert print_strip("") == ""
