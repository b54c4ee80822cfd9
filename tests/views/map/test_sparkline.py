from __future__ import annotations

from xml.etree import ElementTree as ET

from atlas.views.map.sparkline import Line, series_svg
from atlas.words.words import words_of

words = words_of("de")
SVG = "{http://www.w3.org/2000/svg}"


def drawn(values: tuple[float | None, ...], years: tuple[int, ...] | None = None) -> ET.Element:
    svg = series_svg(years or tuple(range(2000, 2000 + len(values))), (Line(values, "own"),), 1, words)
    return ET.fromstring(svg)  # noqa: S314


def test_a_missing_year_breaks_the_line() -> None:
    lines = drawn((1.0, 2.0, None, 3.0, 4.0)).findall(f"{SVG}polyline")
    assert [len(line.attrib["points"].split()) for line in lines] == [2, 2]


def test_a_single_year_is_a_dot() -> None:
    svg = drawn((None, 2.0, None))
    assert svg.findall(f"{SVG}polyline") == []
    assert len(svg.findall(f"{SVG}circle")) == 1


def test_years_far_apart_are_marked_where_there_are_figures() -> None:
    svg = drawn((50.0, 52.7, 64.9), (2009, 2014, 2019))
    assert len(svg.findall(f"{SVG}circle")) == 3


def test_equal_values_draw_a_level_line_and_no_number_goes_wrong() -> None:
    (line,) = drawn((3.0, 3.0, 3.0)).findall(f"{SVG}polyline")
    assert len({point.split(",")[1] for point in line.attrib["points"].split()}) == 1


def test_without_any_value_there_is_no_picture() -> None:
    assert series_svg((2000, 2001), (Line((None, None), "own"),), 1, words) == ""


def test_labels_are_german_numbers_and_the_first_and_last_year() -> None:
    texts = [t.text for t in drawn((1.25, 4.5)).findall(f"{SVG}text")]
    assert {"2000", "2001", "4,5", "1,3"} <= set(texts)


def test_a_change_of_method_is_marked_only_inside_the_series() -> None:
    svg = ET.fromstring(series_svg((2000, 2005, 2010), (Line((1.0, 2.0, 3.0), "own"),), 1, words, (1990, 2005)))  # noqa: S314
    assert len([e for e in svg.findall(f"{SVG}line") if e.attrib["class"] == "change"]) == 1
