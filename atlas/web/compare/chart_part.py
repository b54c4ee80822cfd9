"""A chart of the comparison as a part of the page: title, picture, downloads and the table that says the same."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dash import dcc, html

from atlas.views.numbers.uncertainty import interval_meaning

if TYPE_CHECKING:
    from atlas.model import Indicator
    from atlas.words.words import Words

CONFIG = {"displayModeBar": False, "responsive": True, "scrollZoom": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartPart:
    """A part of the page.

    Attributes
    ----------
    above, below : list
        What stands around the chart.
    chart : dict or None
        What Dash draws (``graph``), its ``title``, and the height of its place in pixels (``high``); None where a
        sentence stands in its place.
    """

    above: list[Any]
    chart: dict[str, Any] | None = None
    below: list[Any] = field(default_factory=list)


def chart_part(name: str, figure: dict[str, Any] | None, table: list[Any], instead: str, words: Words) -> ChartPart:
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
        return ChartPart(above=[heading, html.P(instead, className="hint")], below=table)
    title, source = (figure["layout"]["meta"][key] for key in ("title", "source"))
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
    return ChartPart(
        above=[heading, html.P(title, className="chart-title")],
        chart={
            "graph": graph,
            "title": title,
            "high": figure["layout"]["height"],
        },
        below=[html.P(source, className="note"), *table, downloads],
    )


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
    """Write a table that says what a chart shows; the first cell of a row names it.

    A closed one travels as data and is written when a reader opens it: hundreds of rows as components keep the page
    waiting.
    """
    told = {} if is_open else {"data-table": json.dumps({"head": head, "rows": rows}, ensure_ascii=False)}
    box = html.Div(
        table_of(head, rows) if is_open else None,
        className="table-box",
        tabIndex="0",
        role="region",
        **{"aria-label": title, **told},
    )
    return html.Details([html.Summary(title), box], open=is_open)


def table_of(head: list[str], rows: list[list[Any]]) -> html.Table:
    """Write a table; the first cell of a row names it."""
    body = [html.Tr([html.Th(row[0], scope="row"), *(html.Td(cell) for cell in row[1:])]) for row in rows]
    heads = html.Tr([html.Th(h, scope="col") for h in head])
    return html.Table([html.Thead(heads), html.Tbody(body)], className="sortable")
