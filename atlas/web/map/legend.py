"""Draws a legend on the screen; counts and bars follow the year and are filled in by the scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import html

from atlas.statistics.classify import MAX_CLASSES
from atlas.views.map.bivariate import SIDE
from atlas.views.map.circles import LARGEST_PX
from atlas.views.map.legend_content import CircleKey, ClassKey, GridKey
from atlas.views.map.representation import BARS

if TYPE_CHECKING:
    from atlas.views.map.legend_content import Key, Legend
    from atlas.words.words import Words

#: Cells of two indicators from this one on are dark enough for white figures.
DEEP_FROM = 5


def legend_html(legend: Legend, words: Words) -> list[Any]:
    """Build the legend of a view."""
    before, _year, after = legend.heading.partition("{year}")
    heading = html.P(
        [before, html.Span(str(legend.year), **{"data-year": ""}), after],
        className="legend-title",
    )
    boxes = [
        _box("none", legend.no_data, "data-count-none", words),
        _box("hidden", legend.hidden, "data-count-hidden", words),
    ]
    has_note = isinstance(legend.key, ClassKey)
    note = [html.P(legend.note, className="note", hidden=not legend.note, **{"data-classes-note": ""})] * has_note
    scope = [html.P(legend.scope, className="note scope")] if legend.scope else []
    key = [*_key_html(legend.key, boxes, words), *note, *_offer(legend)]
    parts = [*scope, *_range(legend, words), *key, *_marks(legend, words)]
    return [heading, *_strip(legend.key, words), *_signs(legend), html.Div(parts, className="whole")]


def _strip(key: Key, words: Words) -> list[Any]:
    """Build what stays of a folded legend: its colours in one line; those of classes lift their areas."""
    match key:
        case ClassKey():
            rows = [_strip_row(i, key) for i in range(MAX_CLASSES)]
            return [html.Ol(rows, className="strip")]
        case CircleKey():
            return [html.Ul([_circle(share, label) for share, label in key.samples], className="circles")]
        case GridKey():
            cells = [_cell(across, up, key, html.Span, words) for up in reversed(range(SIDE)) for across in range(SIDE)]
            tiny = html.Span(cells, className="tiny")
            return [html.Div([tiny, _directions(key, words)], className="strip", **{"aria-hidden": "true"})]


def _strip_row(i: int, key: ClassKey) -> html.Li:
    last = len(key.labels) - 1
    return html.Li(
        _lifting(
            html.Span(className="swatch", style={"background": key.colours[i]} if i <= last else {}),
            html.Span(key.limits[i] if i <= last else "", className="limit"),
            html.Span(key.limits[-1] if i == last else "", className="limit last", hidden=i != last),
            group=str(i),
        ),
        hidden=i > last,
        **{"data-strip": str(i)},
    )


def _range(legend: Legend, words: Words) -> list[Any]:
    """Say whose values make the classes, with the switch between them."""
    said = [html.P(legend.range_text, className="range", **{"data-range": ""})] if legend.range_text else []
    if legend.over is None:
        return said
    buttons = [
        html.Button(text, type="button", **{"data-over": over, "aria-pressed": str(over == legend.over).lower()})
        for over, text in (("year", words("this year")), ("all", words("all years")))
    ]
    name = html.Span(words("Classes"), id="over-name")
    return [
        html.Div([name, *buttons], className="breaks-switch", role="group", **{"aria-labelledby": "over-name"}),
        *said,
    ]


def _offer(legend: Legend) -> list[Any]:
    """Leave the place where the scripts offer better classes for a year that nearly stands in one."""
    if not isinstance(legend.key, ClassKey):
        return []
    button = html.Button(type="button", **{"data-offered": ""})
    return [html.Div([html.P(), button], className="offer", hidden=True, **{"data-offer": ""})]


def _key_html(key: Key, boxes: list[html.Li], words: Words) -> list[Any]:
    """Build what the colours or circles mean; each kind has its own below."""
    match key:
        case ClassKey():
            return _classes(key, boxes, words)
        case CircleKey():
            why = html.Details([html.Summary(words("Why circles?")), html.P(key.why)])
            return [html.Ul(boxes, className="classes"), why]
        case GridKey():
            return _grid(key, boxes, words)


def _classes(key: ClassKey, boxes: list[html.Li], words: Words) -> list[Any]:
    rows = [_row(i, key, words) for i in range(MAX_CLASSES)]
    bars = [_bar(i, key) for i in range(BARS)]
    mark = html.Span(**{"data-mark": ""}, className="mark", hidden=True)
    histogram = html.Div(
        [
            html.Div([*bars, mark], className="bars", **{"aria-hidden": "true"}),
            html.P(**{"data-mark-text": ""}, className="mark-text"),
        ],
        className="histogram",
    )
    return [histogram, html.Ul([*rows, *boxes], className="classes")]


def _row(i: int, key: ClassKey, words: Words) -> html.Li:
    """Build the row of a class; another year may have more classes than this one, so there are rows for all."""
    there = i < len(key.labels)
    return html.Li(
        _lifting(
            html.Span(className="swatch", style={"background": key.colours[i]} if there else {}),
            html.Span(key.labels[i] if there else "", className="class-label"),
            html.Span(**{"data-class-count": str(i)}, className="count", title=words("number of areas")),
            group=str(i),
        ),
        hidden=not there,
        **{"data-class": str(i)},
    )


def _lifting(*parts: html.Span, group: str) -> html.Button:
    """Build what the scripts lift the areas of a class by; they make all of them one stop of the Tab key."""
    return html.Button(list(parts), type="button", tabIndex=-1, **{"data-lift": group})


def _bar(i: int, key: ClassKey) -> html.Span:
    there = i < len(key.bars)
    return html.Span(
        **{"data-bar": str(i)}, style={"background": key.colours[key.bars[i][1]]} if there else {}, hidden=not there
    )


def _grid(key: GridKey, boxes: list[html.Li], words: Words) -> list[Any]:
    """Build rows of the second indicator downwards, columns of the first to the right."""
    rows = []
    for up in reversed(range(SIDE)):
        cells = [_cell(across, up, key, html.Td, words) for across in range(SIDE)]
        rows.append(html.Tr([_head(key.up, up, "row", "data-up"), *cells]))
    rows.append(html.Tr([html.Td(), *(_head(key.across, i, "col", "data-across") for i in range(SIDE))]))
    names = html.P(_directions(key, words), className="note")
    grid = html.Div([html.Table(html.Tbody(rows), className="grid"), names])
    return [grid, html.Ul(boxes, className="classes")]


def _directions(key: GridKey, words: Words) -> str:
    return words("Upwards: {second}. To the right: {first}.").format(first=key.first, second=key.second)


def _head(labels: tuple[str, ...], i: int, scope: str, marker: str) -> html.Th:
    there = i < len(labels)
    return html.Th(labels[i] if there else "", scope=scope, hidden=not there, **{marker: str(i)})


def _cell(across: int, up: int, key: GridKey, element: type[html.Td | html.Span], words: Words) -> html.Td | html.Span:
    """Build the field of two classes: with its count in the grid, without in the folded legend."""
    there = across < len(key.across) and up < len(key.up)
    k = across + len(key.across) * up
    counted = html.Span(**{"data-class-count": str(k)}, title=words("number of areas"))
    return element(
        _lifting(counted, group=str(k)) if element is html.Td else None,
        style={"background": key.colours[k]} if there else {},
        className="deep" if across + SIDE * up >= DEEP_FROM else "",
        hidden=not there,
        **{"data-cell": f"{across},{up}"},
    )


def _box(kind: str, told: tuple[str, int], marker: str, words: Words) -> html.Li:
    label, n = told
    return html.Li(
        _lifting(
            html.Span(className=f"swatch {kind}"),
            html.Span(label, className="class-label"),
            html.Span(**{marker: ""}, className="count", title=words("number of areas")),
            group=kind,
        ),
        hidden=n == 0,
    )


def _signs(legend: Legend) -> list[Any]:
    """Build what stays of the marks in a folded legend."""
    if legend.marks is None:
        return []
    rows = [html.Li([html.Span(className=f"sign sign-{i}"), label]) for i, label in enumerate(legend.marks.labels)]
    return [html.Ul(rows, className="strip signs")]


def _marks(legend: Legend, words: Words) -> list[Any]:
    """Say what the marks mean; the scripts write the numbers of another year."""
    if legend.marks is None:
        return []
    rows = [
        html.Li(
            [
                html.Span(className=f"sign sign-{i}"),
                html.Span(label, className="class-label"),
                html.Span(
                    words.number(n, 0), className="count", title=words("number of areas"), **{"data-marked": str(i)}
                ),
            ]
        )
        for i, (label, n) in enumerate(zip(legend.marks.labels, legend.marks.counts, strict=True))
    ]
    return [
        html.P(legend.marks.heading, className="legend-title marks-title"),
        html.Ul(rows, className="classes marks"),
        html.P(legend.marks.said, className="note", **{"data-marks-said": ""}),
    ]


def _circle(share: float, label: str) -> html.Li:
    size = f"{2 * LARGEST_PX * share:.0f}px"
    return html.Li([html.Span(className="circle", style={"width": size, "height": size}), html.Span(label)])
