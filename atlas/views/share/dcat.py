"""The catalogue for data portals: DCAT-AP.de, one dataset an indicator and one for the borders.

rdflib writes it, so that JSON-LD and Turtle come from one graph and neither is put together by hand.
"""

from __future__ import annotations

import datetime as dt
import json
from itertools import product
from typing import TYPE_CHECKING, Any

from rdflib import Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF

from atlas.views.map.whole import within
from atlas.views.share.dcat_graph import AREAS, EU, TABLES, THEMES, Book, Credit

if TYPE_CHECKING:
    from rdflib import Graph

    from atlas.data.scope import Credit as Owner
    from atlas.data.store import Atlas
    from atlas.model import Indicator, Level
    from atlas.views.share.dcat_graph import Addresses
    from atlas.words.words import Words


def catalogue(atlas: Atlas, urls: Addresses, words: Words, *, contact: str, contributor: str) -> Graph:
    """Describe everything that can be downloaded.

    Parameters
    ----------
    atlas : Atlas
        What there is.
    urls : Addresses
        Absolute ones; all names of the graph begin with that of the map page.
    words : Words
        Language of the texts.
    contact : str
        E-mail address of the operator, or empty.
    contributor : str
        Address of the operator in the list of those who deliver to GovData, or empty.

    Returns
    -------
    Graph
        Without blank nodes, so that the same release is always written in the same bytes.
    """
    book = Book(atlas, urls, words, contact=contact, contributor=contributor)
    _catalogue(book)
    for indicator in atlas.catalogue.indicators.values():
        if indicator.has_figures:
            _indicator(book, indicator)
    _borders(book)
    return book.graph


def written(graph: Graph, suffix: str) -> bytes:
    """Write a catalogue as ``jsonld`` or ``ttl``."""
    if suffix == "jsonld":
        content = _ordered(json.loads(graph.serialize(format="json-ld", auto_compact=True)))
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    return graph.serialize(format="turtle").encode()


def _catalogue(book: Book) -> None:
    words = book.words
    name = words.own(book.atlas.scope.title)
    operator, title = book.agent("operator", name, book.urls.home), book.text(name)
    book.say(
        book.top,
        (RDF.type, DCAT.Catalog),
        (DCTERMS.title, title),
        (DCTERMS.description, book.text(words("Map, time series and comparison of social indicators"))),
        (DCTERMS.publisher, operator),
        (DCTERMS.language, URIRef(f"{EU}/language/DEU")),
        (DCTERMS.modified, Literal(book.atlas.released)),
        (DCTERMS.issued, Literal(book.atlas.released)),
        (FOAF.homepage, URIRef(book.urls.home)),
        (DCTERMS.spatial, book.place),
        (DCAT.themeTaxonomy, URIRef(f"{EU}/data-theme")),
        (DCAT.service, book.service),
    )
    book.say(
        book.service,
        (RDF.type, DCAT.DataService),
        (DCTERMS.title, book.text(words("Open data interface"))),
        (DCTERMS.publisher, operator),
        (DCAT.endpointURL, book.service),
        (DCAT.endpointDescription, URIRef(book.urls.description)),
    )


def _indicator(book: Book, indicator: Indicator) -> None:
    """Describe an indicator with a distribution for each level and format."""
    atlas = book.atlas
    territory = atlas.scope.territory
    levels = atlas.levels(indicator, territory)
    if not levels:
        territory = next(t for t in atlas.territories if atlas.levels(indicator, t))
        levels = atlas.levels(indicator, territory)
    table = atlas.tables[indicator.measures[0].table]
    source = table.source
    credit = Credit(source.publisher, source.url, source.licence, source.licence_url, source.attribution)
    text = f"{indicator.definition} {indicator.how_to_read} {indicator.does_not_say}"
    dataset = book.dataset(indicator.id, indicator.title, text, credit)
    years = [y for x in levels for y in atlas.figures(indicator, x, territory).years]
    period = URIRef(f"{dataset}#period")
    book.say(
        period,
        (RDF.type, DCTERMS.PeriodOfTime),
        (DCAT.startDate, Literal(dt.date(min(years), 1, 1))),
        (DCAT.endDate, Literal(dt.date(max(years), 12, 31))),
    )
    field = next(f for f in atlas.catalogue.fields if f.id == indicator.field)
    book.say(
        dataset,
        (DCTERMS.temporal, period),
        (DCAT.keyword, book.text(field.title)),
        (DCAT.keyword, book.text(indicator.short_title)),
        (DCTERMS.provenance, book.provenance(dataset, f"{source.title}: {table.title} ({table.date})")),
        (DCAT.landingPage, URIRef(book.urls.map(f"indicator={indicator.id}"))),
    )
    if indicator.field in THEMES:
        book.say(dataset, (DCAT.theme, URIRef(f"{EU}/data-theme/{THEMES[indicator.field]}")))
    for level, fmt in product(levels, TABLES):
        suffix = "" if fmt == "json" else f".{fmt}"
        query = f"indicator={indicator.id}&level={level}" + _dated(territory, atlas)
        book.distribution(
            dataset,
            f"{level}-{fmt}",
            _title(book, level, fmt),
            book.urls.observations(suffix, query),
            TABLES[fmt],
            credit,
        )


def _borders(book: Book) -> None:
    """Describe the areas themselves."""
    words, scope = book.words, book.atlas.scope
    title = words("Areas {within}: municipalities, associations, districts, state").format(within=within(scope, words))
    dataset = book.dataset("areas", title, scope.borders.title, _owner(scope.borders))
    book.say(dataset, (DCAT.keyword, book.text(words("Borders"))), (DCAT.theme, URIRef(f"{EU}/data-theme/REGI")))
    for territory, level, fmt in product(book.atlas.territories, book.atlas.scope.levels, AREAS):
        book.distribution(
            dataset,
            f"{territory}-{level}-{fmt}",
            f"{_title(book, level, fmt)}, {book.words.day(territory)}",
            book.urls.boundaries(f".{fmt}", f"level={level}&territory={territory}"),
            AREAS[fmt],
            _owner(scope.credit(territory)),
        )


def _owner(borders: Owner) -> Credit:
    return Credit(borders.publisher, borders.licence_url, borders.licence, borders.licence_url, borders.attribution)


def _title(book: Book, level: Level, fmt: str) -> str:
    return f"{book.words.levels(level)}, {fmt}"


def _ordered(content: Any) -> Any:  # noqa: ANN401  JSON
    """Sort what is a set in RDF: the library writes it in another order at every start."""
    if isinstance(content, dict):
        return {key: _ordered(value) for key, value in sorted(content.items())}
    if isinstance(content, list):
        return sorted((_ordered(value) for value in content), key=json.dumps)
    return content


def _dated(territory: dt.date, atlas: Atlas) -> str:
    return "" if territory == atlas.scope.territory else f"&territory={territory}"
