"""What stands below the map: definitions, how to read them, sources, licences, territory date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dash import html

from atlas.model import Kind
from atlas.web.map.dated import dated
from atlas.web.pages_list import TERRITORIES

if TYPE_CHECKING:
    from atlas.data.subject import Subject
    from atlas.views.map.scene import Scene
    from atlas.words.words import Words


def about_part(scene: Scene) -> list[Any]:
    """Say what is shown, how to read it, what it does not say, and whose figures and borders these are."""
    words, owner = scene.words, scene.edition.scope.credit(scene.state.territory)
    parts: list[Any] = [html.H2(words("About this indicator")), _terms(_definition(scene.first, words))]
    if scene.second:
        heading = words("About the second indicator: {title}").format(title=scene.second.indicator.title)
        parts += [html.H2(heading), _terms(_definition(scene.second, words))]
    day = words.day(scene.state.territory)
    changes = html.A(words(TERRITORIES.title), href=f"{TERRITORIES.path}{dated(scene.state)}")
    borders = [owner.attribution, ", ", html.A(owner.licence, href=owner.licence_url, rel="license external")]
    return [
        *parts,
        html.H2(words("About the areas")),
        _terms(
            [
                (words("Territory date"), [words("areas as of {date}").format(date=day), ", ", changes]),
                (words("Borders"), borders),
            ]
        ),
    ]


def _terms(rows: list[tuple[str, Any]]) -> html.Dl:
    return html.Dl([item for term, text in rows for item in (html.Dt(term), html.Dd(text))])


def _definition(subject: Subject, words: Words) -> list[tuple[str, Any]]:
    indicator = subject.indicator
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
    for table in subject.tables:
        source = table.source
        rows += [
            (words("Source"), f"{source.publisher}: {table.title} ({table.date})"),
            (
                words("Licence"),
                [source.attribution, ", ", html.A(source.licence, href=source.licence_url, rel="license external")],
            ),
        ]
    return rows
