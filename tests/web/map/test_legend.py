"""A legend on the screen has the colours and classes of what it says."""

from __future__ import annotations

import re

from atlas.views.map.legend_content import CircleKey, ClassKey, GridKey, Key, Legend
from atlas.web.map.legend import legend_html
from atlas.words.words import words_of

words = words_of("de")
NINE = tuple(f"#00000{i}" for i in range(9))


def legend_of(key: Key, note: str = "") -> Legend:
    return Legend(
        heading="%",
        year=2021,
        over=None,
        range_text="",
        key=key,
        no_data=("none", 0),
        hidden=("hidden", 0),
        scope="",
        note=note,
        remarks=(),
        benchmark=None,
    )


def told(key: Key, note: str = "") -> str:
    """Write all components of a legend as one text."""
    return "".join(str(part) for part in legend_html(legend_of(key, note), words))


def test_bars_have_the_colours_of_their_classes() -> None:
    bars = ((3, 0), (2, 0), (4, 1), (0, 2), (1, 2), (1, 3), (0, 4))
    key = ClassKey(
        labels=tuple("abcde"),
        colours=NINE[:5],
        counts=(5, 4, 1, 1, 0),
        limits=tuple("012357"),
        bars=bars,
        ends=("0", "7"),
        span=(0.0, 7.0),
    )
    text = told(key)
    assert re.findall(r"'background': '(#\w+)'\}, data-bar", text) == [NINE[k] for _n, k in bars]
    # once in the strip of the folded legend, once with their names
    assert re.findall(r"swatch', style=\{'background': '(#\w+)'", text) == list(NINE[:5]) * 2


def test_a_grid_grows_upwards_and_to_the_right() -> None:
    names = ("low", "middle", "high")
    key = GridKey(first="x", second="y", across=names, up=names, colours=NINE, counts=(0,) * 9)
    text = told(key)
    cells = [int(i) for i in re.findall(r"data-class-count='(\d)'", text)]
    assert cells == [6, 7, 8, 3, 4, 5, 0, 1, 2]
    assert re.findall(r"'background': '(#\w+)'", text) == [NINE[i] for i in cells] * 2


def test_circles_are_as_large_as_on_the_map() -> None:
    text = told(CircleKey(samples=((1.0, "100"), (0.5, "25")), why="Why."))
    assert re.findall(r"'width': '(\d+)px'", text) == ["68", "34"]


def test_a_remark_on_classes_stands_only_where_there_are_classes() -> None:
    key = ClassKey(
        labels=("a",),
        colours=NINE[:1],
        counts=(1,),
        limits=("0", "1"),
        bars=((1, 0),),
        ends=("0", "1"),
        span=(0.0, 1.0),
    )
    assert "Joined." in told(key, "Joined.")
    assert "Joined." not in told(CircleKey(samples=(), why="Why."), "Joined.")


def test_a_folded_legend_keeps_each_colour_with_the_limits_at_its_sides() -> None:
    key = ClassKey(
        labels=("low", "high"),
        colours=NINE[:2],
        counts=(1, 2),
        limits=("0", "4", "9"),
        bars=(),
        ends=(),
        span=(0.0, 9.0),
    )
    _heading, strip, *_whole = legend_html(legend_of(key), words)
    texts = [
        [s.children for s in row.children.children if s.className.startswith("limit") and s.children]
        for row in strip.children
        if not row.hidden
    ]
    assert texts == [["0"], ["4", "9"]]
