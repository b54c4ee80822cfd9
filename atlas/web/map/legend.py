"""The legend, built from the same breaks that colour the map; ``assets/map/legend.js`` fills in counts and bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import html

from atlas.views.map.bivariate import SIDE, both_labels
from atlas.views.map.mapview import BARS, LARGEST_CIRCLE, breaks_of, class_colours, class_labels, draw_as, figures_of
from atlas.views.map.palettes import bivariate_colours
from atlas.views.query.view_query import WHY_NO_CHOROPLETH

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.model import Breaks, ViewState
    from atlas.words.words import Words

#: Cells of two indicators that are dark enough for white figures.
DEEP = frozenset({5, 6, 7, 8})


def legend_part(atlas: Atlas, state: ViewState, words: Words) -> list[Any]:
    """Build the legend from the same breaks that colour the map."""
    indicator, figures = figures_of(atlas, state, words)
    breaks = breaks_of(atlas, state)
    labels = class_labels(breaks, indicator.decimals, words)
    shades = class_colours(breaks, state)
    heading = html.P(
        [indicator.unit or indicator.short_title, ", ", html.Span(str(state.year), **{"data-year": ""})],
        className="legend-title",
    )
    none = _box("none", words("no data"), "data-count-none", words)
    hidden = _box("hidden", words("kept secret"), "data-count-hidden", words)
    if state.second:
        return [heading, _grid(atlas, state, words), html.Ul([none, hidden], className="classes")]
    if draw_as(indicator) == "symbols":
        largest = max((v for v in figures.values.flat if v == v), default=0.0)  # noqa: PLR0124  NaN is not itself
        circles = html.Ul(
            [_circle(share, largest, indicator.decimals, words) for share in (1.0, 0.25, 0.05)], className="circles"
        )
        why = html.Details([html.Summary(words("Why circles?")), html.P(words(WHY_NO_CHOROPLETH))])
        return [heading, circles, html.Ul([none, hidden], className="classes"), why]
    rows = [
        html.Li(
            [
                html.Span(className="swatch", style={"background": shade}),
                html.Span(label, className="class-label"),
                html.Span(**{"data-class-count": str(i)}, className="count", title=words("number of areas")),
            ]
        )
        for i, (label, shade) in enumerate(zip(labels, shades, strict=True))
    ]
    note = [html.P(words(breaks.note), className="note")] if breaks.note else []
    return [heading, _bars(breaks, shades), html.Ul([*rows, none, hidden], className="classes"), *note]


def _box(kind: str, label: str, marker: str, words: Words) -> html.Li:
    return html.Li(
        [
            html.Span(className=f"swatch {kind}"),
            html.Span(label, className="class-label"),
            html.Span(**{marker: ""}, className="count", title=words("number of areas")),
        ]
    )


def _bars(breaks: Breaks, shades: list[str]) -> html.Div:
    low, high = breaks.edges[0], breaks.edges[-1]
    step = (high - low) / BARS

    def shade(i: int) -> str:
        middle = low + (i + 0.5) * step
        return shades[next((c for c, edge in enumerate(breaks.edges[1:]) if middle <= edge), breaks.k - 1)]

    n = BARS if step > 0 else 1
    bars = [html.Span(**{"data-bar": str(i)}, style={"background": shade(i)}) for i in range(n)]
    mark = html.Span(**{"data-mark": ""}, className="mark", hidden=True)
    return html.Div(
        [
            html.Div([*bars, mark], className="bars", **{"aria-hidden": "true"}),
            html.P(**{"data-mark-text": ""}, className="mark-text"),
        ],
        className="histogram",
    )


def _grid(atlas: Atlas, state: ViewState, words: Words) -> html.Div:
    """Build the legend of two indicators: rows of the second downwards, columns of the first upwards."""
    across, up = both_labels(atlas, state, words)
    shades = bivariate_colours()
    rows = []
    for row in reversed(range(len(up))):
        cells = [
            html.Td(
                html.Span(**{"data-class-count": str(column + SIDE * row)}),
                style={"background": shades[column + SIDE * row]},
                className="deep" if column + SIDE * row in DEEP else "",
            )
            for column in range(len(across))
        ]
        rows.append(html.Tr([html.Th(up[row], scope="row"), *cells]))
    rows.append(html.Tr([html.Td(), *(html.Th(label, scope="col") for label in across)]))
    first, second = (atlas.indicator(k).short_title for k in (state.indicator, state.second))
    names = html.P(
        words("Upwards: {second}. To the right: {first}.").format(first=first, second=second), className="note"
    )
    return html.Div([html.Table(html.Tbody(rows), className="grid"), names])


def _circle(share: float, largest: float, decimals: int, words: Words) -> html.Li:
    value = largest if share == 1 else float(f"{largest * share:.1g}")
    size = f"{2 * LARGEST_CIRCLE * (value / largest) ** 0.5:.0f}px" if largest else "0"
    return html.Li(
        [html.Span(className="circle", style={"width": size, "height": size}), html.Span(words.number(value, decimals))]
    )
