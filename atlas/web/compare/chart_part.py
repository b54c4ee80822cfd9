"""A chart of the comparison as a part of the page: title, picture, downloads and the table that says the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import dcc, html

from atlas.views.numbers.uncertainty import interval_meaning

if TYPE_CHECKING:
    from atlas.model import Indicator
    from atlas.words.words import Words

CONFIG = {"displayModeBar": False, "responsive": True, "scrollZoom": False}


def chart_part(name: str, figure: dict[str, Any] | None, table: list[Any], instead: str, words: Words) -> list[Any]:
    """Show a chart with its downloads and table, or the sentence that stands in its place."""
    headings = {
        "series": words("Over the years"),
        "ranking": words("In order"),
        "distribution": words("Distribution"),
        "spread": words("Inequality between the areas"),
        "scatter": words("Against the second indicator"),
    }
    heading = html.H2(headings[name])
    if figure is None:
        return [heading, html.P(instead, className="hint"), *table]
    title, source = (figure["layout"]["meta"][key] for key in ("title", "source"))
    high = {"minHeight": f"{figure['layout']['height']}px"}  # before plotly is there: nothing below it moves
    graph = dcc.Graph(id=f"{name}-graph", figure=figure, config=CONFIG, className="graph")
    downloads = html.Div(
        [
            html.Button(
                text,
                type="button",
                className="quiet",
                **{"data-download": f"{name}-graph", "data-format": suffix, "data-name": title},
            )
            for suffix, text in (("png", words("Save as PNG")), ("svg", words("Save as SVG")))
        ],
        className="downloads",
    )
    return [
        heading,
        html.P(title, className="chart-title"),
        html.Div(
            graph, role="img", style=high, **{"aria-label": title, "data-wait": words("The chart is being drawn.")}
        ),
        html.P(source, className="note"),
        *table,
        downloads,
    ]


def explained(terms: list[tuple[str, str]], words: Words) -> html.Details:
    """Explain terms of statistics for readers who have never met them."""
    listed = [part for term, meaning in terms for part in (html.Dt(term), html.Dd(meaning))]
    return html.Details([html.Summary(words("What the terms mean")), html.Dl(listed)], className="terms")


def interval_term(words: Words) -> tuple[str, str]:
    """Say what an interval of a rate is."""
    return (
        words("95 % interval"),
        interval_meaning(words),
    )


def with_unit_of(text: str, indicator: Indicator) -> str:
    """Head a column of figures, whose unit is then not said in every row."""
    return f"{text}, {indicator.unit}" if indicator.unit else text


def twin_table(head: list[str], rows: list[list[Any]], title: str, *, is_open: bool = False) -> html.Details:
    """Write a table that says what a chart shows; the first cell of a row names it."""
    body = [html.Tr([html.Th(row[0], scope="row"), *(html.Td(cell) for cell in row[1:])]) for row in rows]
    table = html.Table([html.Thead(html.Tr([html.Th(h, scope="col") for h in head])), html.Tbody(body)])
    box = html.Div(table, className="table-box", tabIndex="0", role="region", **{"aria-label": title})
    return html.Details([html.Summary(title), box], open=is_open)
