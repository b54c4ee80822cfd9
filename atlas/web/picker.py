"""The list of indicators by field, with a search; what has no figures yet is listed and cannot be picked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import dcc, html

if TYPE_CHECKING:
    from atlas.data.catalogue import Catalogue
    from atlas.model import Indicator
    from atlas.views.texts import Translate


def picker(catalogue: Catalogue, _: Translate) -> html.Div:
    """Build the list; ``assets/controls.js`` filters it and reports what was picked."""
    groups = [
        html.Details(
            [
                html.Summary([f.title, html.Span(_count(own), className="count")]),
                html.Ul([html.Li(_entry(i, _), **_words(i, f.title)) for i in own]),
            ]
        )
        for f in catalogue.fields
        if (own := [i for i in catalogue.indicators.values() if i.field == f.id])
    ]
    return html.Div(
        [
            html.Label(_("Search an indicator"), htmlFor="picker-search", className="visually-hidden"),
            dcc.Input(id="picker-search", type="text", placeholder=_("Search, for instance rent"), autoComplete="off"),
            html.Div(
                [*groups, html.P(_("Nothing found. Try another word."), id="picker-none", hidden=True)],
                className="groups",
            ),
        ],
        id="picker",
        className="picker",
    )


def _count(indicators: list[Indicator]) -> str:
    with_figures = sum(i.has_figures for i in indicators)
    return f"{with_figures}/{len(indicators)}"


def _words(indicator: Indicator, field: str) -> dict[str, str]:
    return {"data-words": f"{indicator.title} {indicator.short_title} {indicator.plain_title} {field}"}


def _entry(indicator: Indicator, _: Translate) -> html.Button | html.Div:
    if indicator.has_figures:
        return html.Button(
            indicator.short_title, type="button", title=indicator.title, **{"data-indicator": indicator.id}
        )
    return html.Div(
        [
            html.Span(indicator.short_title),
            html.Small(_("no data yet; would come from: {source}").format(source=indicator.source_table)),
        ],
        className="without-figures",
    )
