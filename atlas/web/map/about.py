"""What stands below the map: definitions, how to read them, sources, licences, territory date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import html

from atlas.model import Kind

if TYPE_CHECKING:
    from atlas.data.store import Atlas
    from atlas.model import Indicator, ViewState
    from atlas.words.words import Words


def about_part(atlas: Atlas, state: ViewState, words: Words) -> list[Any]:
    """Say what is shown, how to read it, what it does not say, and whose figures and borders these are."""
    first = atlas.indicator(state.indicator)
    parts: list[Any] = [html.H2(words("About this indicator")), _terms(_definition(atlas, first, words))]
    if state.second:
        second = atlas.indicator(state.second)
        heading = words("About the second indicator: {title}").format(title=second.title)
        parts += [html.H2(heading), _terms(_definition(atlas, second, words))]
    manifest = atlas.manifest
    borders = [manifest.attribution, ", ", html.A(manifest.licence, href=manifest.licence_url, rel="license external")]
    return [
        *parts,
        html.H2(words("About the areas")),
        _terms(
            [
                (words("Territory date"), words("areas as of {date}").format(date=words.day(state.territory))),
                (words("Borders"), borders),
            ]
        ),
    ]


def _terms(rows: list[tuple[str, Any]]) -> html.Dl:
    return html.Dl([item for term, text in rows for item in (html.Dt(term), html.Dd(text))])


def _definition(atlas: Atlas, indicator: Indicator, words: Words) -> list[tuple[str, Any]]:
    rows: list[tuple[str, Any]] = [
        (words("In plain words"), indicator.plain_title),
        (words("Definition"), indicator.definition),
        (words("How to read it"), indicator.how_to_read),
        (words("What it does not say"), indicator.does_not_say),
    ]
    if indicator.kind is Kind.RATIO and indicator.numerator and indicator.denominator:
        rows.append(
            (words("Calculation"), words("From counts; larger areas are added up from counts, never averaged."))
        )
    rows += [(words("From {year} on").format(year=m.year), m.note) for m in indicator.method_changes]
    for key in dict.fromkeys(m.table for m in indicator.measures):
        table = atlas.tables[key]
        source = table.source
        rows += [
            (words("Source"), f"{source.publisher}: {table.title} ({table.date})"),
            (
                words("Licence"),
                [source.attribution, ", ", html.A(source.licence, href=source.licence_url, rel="license external")],
            ),
        ]
    return rows
