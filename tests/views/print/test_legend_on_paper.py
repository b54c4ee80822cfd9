"""What a printed map says of itself: change, signs, greys, key of the bars, reading aid, licences, locator."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from atlas.views.map.legend_content import CircleKey
from tests.views.print.printed import (
    BOTH,
    CHANGE,
    COUNT,
    LONG,
    RATE,
    SECTION,
    SIGNED,
    SVG,
    drawn,
    look,
    said,
    svg_of,
    texts,
)

if TYPE_CHECKING:
    from atlas.data.store import Atlas


def test_in_grey_dots_tell_a_fall_from_a_rise(atlas: Atlas) -> None:
    shown = look(atlas, CHANGE)
    fills, edges = shown.representation.fills(shown.row, grey=True), shown.breaks.edges
    assert 0 in edges
    for fill, below, upper in zip(fills, edges, edges[1:], strict=False):
        assert fill.startswith("dots-") == (upper <= 0), (below, upper)
    svg = svg_of(atlas, CHANGE, grey=True)
    assert "Gepunktet: Rückgang" in svg
    assert "Die Farben wechseln" not in svg
    assert_patterns_are_defined(svg)
    cover = [int(fill.removeprefix("dots-")) for fill in fills if fill.startswith("dots-")]
    assert cover == sorted(cover, reverse=True)


def test_two_indicators_in_grey_have_shades_and_lines(atlas: Atlas) -> None:
    shown = look(atlas, BOTH)
    fills = shown.representation.fills(shown.row, grey=True)
    assert len(set(fills)) == 9
    svg = svg_of(atlas, BOTH, grey=True)
    assert "Grautöne zeigen Arbeitslosenanteil" in svg
    assert_patterns_are_defined(svg)


def assert_patterns_are_defined(svg: str) -> None:
    used, defined = set(re.findall(r"url\(#([\w-]+)\)", svg)), set(re.findall(r' id="([\w-]+)"', svg))
    assert used
    assert used <= defined


@pytest.mark.parametrize("query", [CHANGE, f"{CHANGE}&breaks_over=year", SIGNED, f"{SIGNED}&scheme=equal_interval"])
def test_no_class_holds_values_of_both_signs(atlas: Atlas, query: str) -> None:
    shown = look(atlas, query)
    assert [(a, b) for a, b in pairwise(shown.breaks.edges) if a < 0 < b] == []
    below = sum(edge <= 0 for edge in shown.breaks.edges[1:])
    fills = shown.representation.fills(shown.row)
    assert 0 < below < len(fills)
    warm = [int(fill[1:3], 16) > int(fill[5:7], 16) for fill in fills]
    assert len({*warm[:below]}) == len({*warm[below:]}) == 1
    assert warm[0] != warm[-1]


def test_a_change_is_called_so_with_both_years_and_its_unit(atlas: Atlas) -> None:
    lines = [t.text for t in texts(drawn(atlas, CHANGE))]
    assert "Gemeinden · Veränderung 2021 gegenüber 2005, je 100 Einwohner (15–64)" in lines  # noqa: RUF001
    assert any(line.startswith("Veränderung 2021 gegenüber") for line in lines)
    assert not [line for line in lines if line.startswith("je 100 Einwohner")]


def test_the_line_of_the_bars_is_named_and_empty_rows_are_left_out(atlas: Atlas) -> None:
    printed = said(drawn(atlas, LONG))
    assert "Linie: Median der Gemeinden" in printed
    assert "geheim gehalten" not in printed
    assert "Arbeitslosenanteil (15–64), Vergleichswert: Thüringen" in said(drawn(atlas, BOTH))  # noqa: RUF001


def test_each_licence_is_named_once(atlas: Atlas) -> None:
    assert said(drawn(atlas, LONG)).count("CC BY 4.0") == 1


def test_circles_of_the_legend_stand_for_round_numbers(atlas: Atlas) -> None:
    key = look(atlas, COUNT).legend().key
    assert isinstance(key, CircleKey)
    labels = [label.replace("\N{NARROW NO-BREAK SPACE}", "") for _share, label in key.samples]
    assert labels == [
        "200000",
        "50000",
        "10000",
    ]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        (
            RATE,
            r"Lesebeispiel: Weimar hat den Wert [\d,]+ je 100 Einwohner .*, Klasse „über [\d,]+ bis [\d,]+“\.",
        ),
        (COUNT, r"Lesebeispiel: Der Kreis bei Erfurt.* steht für 213 227 Personen\."),
        (CHANGE, r"Lesebeispiel: Erfurt.*, Veränderung seit 2005: −[\d,]+ je .*“\."),  # noqa: RUF001
        (BOTH, r"Lesebeispiel: Erfurt.* liegt bei Arbeitslosenanteil .* in „über .*“, bei .* in „.*“\."),
    ],
)
def test_the_legend_reads_one_area_out(atlas: Atlas, query: str, sentence: str) -> None:
    printed = re.sub(r"[\N{THIN SPACE}\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]", " ", said(drawn(atlas, query)))
    assert re.search(sentence, printed), printed


@pytest.mark.parametrize("query", [RATE, COUNT, SECTION, BOTH])
def test_no_type_on_a4_is_below_seven_and_a_half_points(atlas: Atlas, query: str) -> None:
    assert min(t.size for t in texts(drawn(atlas, query))) >= 7.5 * 25.4 / 72 - 0.005


def test_only_a_section_has_a_small_map_of_the_state(atlas: Atlas) -> None:
    assert "locator" not in svg_of(atlas, RATE)
    for sheet in ("a4-landscape", "a4-portrait"):
        box = drawn(atlas, SECTION, sheet).find(".//*[@class='locator']/" + f"{SVG}rect")
        assert box is not None
        wide, high = float(box.attrib["width"]), float(box.attrib["height"])
        assert 5 < wide < 30
        assert 5 < high < 30
