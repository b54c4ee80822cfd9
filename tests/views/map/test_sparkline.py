from __future__ import annotations

import json
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

from atlas.views.map.sparkline import Line, draw_series, series_figure
from atlas.words.words import words_of

words = words_of("de")
SVG = "{http://www.w3.org/2000/svg}"


def drawn(values: tuple[float | None, ...], years: tuple[int, ...] | None = None) -> ET.Element:
    return picture(years or tuple(range(2000, 2000 + len(values))), (Line(values, "own"),))


def picture(years: tuple[int, ...], lines: tuple[Line, ...], changes: tuple[int, ...] = ()) -> ET.Element:
    return ET.fromstring(draw_series(years, lines, "Verlauf", (1, "%"), words, changes).svg)  # noqa: S314


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
    drawn = draw_series((2000, 2001), (Line((None, None), "own"),), "Verlauf", (1, "%"), words)
    assert (drawn.svg, drawn.data, series_figure(drawn)) == ("", "", "")


def test_labels_are_german_numbers_and_the_first_and_last_year() -> None:
    texts = [t.text for t in drawn((1.25, 4.5)).findall(f"{SVG}text")]
    assert {"2000", "2001", "4,5", "1,3"} <= set(texts)


def test_a_change_of_method_is_marked_only_inside_the_series() -> None:
    svg = picture((2000, 2005, 2010), (Line((1.0, 2.0, 3.0), "own"),), (1990, 2005))
    assert len([e for e in svg.findall(f"{SVG}line") if e.attrib["class"] == "change"]) == 1


def test_what_is_read_out_stands_where_it_is_drawn_and_says_why_a_year_has_none() -> None:
    lines = (
        Line((4.0, 4.25, 5.0), "against", "Thüringen"),
        Line((1.0, None, 3.0), "own", "Weimar", ("", "geheim gehalten", "")),
    )
    drawn = draw_series((2000, 2001, 2002), lines, "Verlauf: Weimar", (1, "%"), words)
    said = json.loads(drawn.data)
    own, against = said["lines"]
    assert (own["name"], against["name"]) == ("Weimar", "Thüringen")
    assert own["texts"] == ["1,0\N{NO-BREAK SPACE}%", "geheim gehalten", "3,0\N{NO-BREAK SPACE}%"]
    assert own["y"][1] is None
    points = " ".join(f"{x},{y}" for x, y in zip(said["x"], against["y"], strict=True))
    assert f'points="{points}"' in drawn.svg


def test_a_unit_other_than_percent_is_not_repeated_with_every_value() -> None:
    said = json.loads(draw_series((2000,), (Line((1.0,), "own"),), "", (1, "je 100 Einwohner"), words).data)
    assert said["lines"][0]["texts"] == ["1,0"]


def test_the_figure_of_a_page_holds_drawing_data_and_a_place_for_the_readout() -> None:
    drawn = draw_series((2000, 2001), (Line((1.0, 2.0), "own", 'A "quoted" <b>'),), 'A "quoted" <b>', (1, ""), words)
    found: list[tuple[str, dict[str, str | None]]] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, given: found.append((tag, dict(given)))  # type: ignore[method-assign]
    parser.feed(series_figure(drawn))
    given = dict(found)
    assert {"figure", "div", "svg", "figcaption"} <= set(given)
    assert "b" not in given
    assert given["figure"]["data-series"] == drawn.data
    assert given["div"]["class"] == "drawing"
