"""Draws a legend on the screen; counts and bars follow the year and are filled in by the scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import html

from atlas.views.map.circles import LARGEST_PX
from atlas.views.map.legend_content import CircleKey, ClassKey, GridKey

if TYPE_CHECKING:
    from atlas.views.map.legend_content import Key, Legend
    from atlas.words.words import Words

#: Cells of two indicators from this one on are dark enough for white figures.
DEEP_FROM = 5


def legend_html(legend: Legend, words: Words) -> list[Any]:
    """Build the legend of a view."""
    heading = html.P(
        [legend.heading, ", ", html.Span(str(legend.year), **{"data-year": ""})],
        className="legend-title",
    )
    boxes = [
        _box("none", legend.no_data[0], "data-count-none", words),
        _box("hidden", legend.hidden[0], "data-count-hidden", words),
    ]
    note = [html.P(legend.note, className="note")] if legend.note and isinstance(legend.key, ClassKey) else []
    scope = [html.P(legend.scope, className="note scope")] if legend.scope else []
    return [
        heading,
        *_strip(legend.key, words),
        html.Div([*scope, *_key_html(legend.key, boxes, words), *note], className="whole"),
    ]


def _strip(key: Key, words: Words) -> list[Any]:
    """Build what stays of a folded legend: its colours in one line, with the limits of the classes."""
    match key:
        case ClassKey():
            last = len(key.colours) - 1
            rows = [
                html.Li(
                    [
                        html.Span(className="swatch", style={"background": shade}),
                        html.Span(key.limits[i], className="limit"),
                        *([html.Span(key.limits[-1], className="limit last")] if i == last else ()),
                    ]
                )
                for i, shade in enumerate(key.colours)
            ]
            return [html.Ol(rows, className="strip", **{"aria-hidden": "true"})]
        case CircleKey():
            return [html.Ul([_circle(share, label) for share, label in key.samples], className="circles")]
        case GridKey():
            wide = len(key.across)
            order = [a + wide * b for b in reversed(range(len(key.up))) for a in range(wide)]
            cells = [html.Span(style={"background": key.colours[i]}) for i in order]
            tiny = html.Span(cells, className="tiny")
            return [html.Div([tiny, _directions(key, words)], className="strip", **{"aria-hidden": "true"})]


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
    rows = [
        html.Li(
            [
                html.Span(className="swatch", style={"background": shade}),
                html.Span(label, className="class-label"),
                html.Span(**{"data-class-count": str(i)}, className="count", title=words("number of areas")),
            ]
        )
        for i, (label, shade) in enumerate(zip(key.labels, key.colours, strict=True))
    ]
    bars = [
        html.Span(**{"data-bar": str(i)}, style={"background": key.colours[k]}) for i, (_n, k) in enumerate(key.bars)
    ]
    mark = html.Span(**{"data-mark": ""}, className="mark", hidden=True)
    histogram = html.Div(
        [
            html.Div([*bars, mark], className="bars", **{"aria-hidden": "true"}),
            html.P(**{"data-mark-text": ""}, className="mark-text"),
        ],
        className="histogram",
    )
    return [histogram, html.Ul([*rows, *boxes], className="classes")]


def _grid(key: GridKey, boxes: list[html.Li], words: Words) -> list[Any]:
    """Build rows of the second indicator downwards, columns of the first to the right."""
    wide = len(key.across)
    rows = []
    for row in reversed(range(len(key.up))):
        cells = [
            html.Td(
                html.Span(**{"data-class-count": str(cell)}),
                style={"background": key.colours[cell]},
                className="deep" if cell >= DEEP_FROM else "",
            )
            for cell in range(wide * row, wide * (row + 1))
        ]
        rows.append(html.Tr([html.Th(key.up[row], scope="row"), *cells]))
    rows.append(html.Tr([html.Td(), *(html.Th(label, scope="col") for label in key.across)]))
    names = html.P(_directions(key, words), className="note")
    grid = html.Div([html.Table(html.Tbody(rows), className="grid"), names])
    return [grid, html.Ul(boxes, className="classes")]


def _directions(key: GridKey, words: Words) -> str:
    return words("Upwards: {second}. To the right: {first}.").format(first=key.first, second=key.second)


def _box(kind: str, label: str, marker: str, words: Words) -> html.Li:
    return html.Li(
        [
            html.Span(className=f"swatch {kind}"),
            html.Span(label, className="class-label"),
            html.Span(**{marker: ""}, className="count", title=words("number of areas")),
        ]
    )


def _circle(share: float, label: str) -> html.Li:
    size = f"{2 * LARGEST_PX * share:.0f}px"
    return html.Li([html.Span(className="circle", style={"width": size, "height": size}), html.Span(label)])
