"""The catalogue for data portals: DCAT-AP.de, one dataset an indicator and one for the borders.

rdflib writes it, so that JSON-LD and Turtle come from one graph and neither is put together by hand.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, OWL, RDF, RDFS, XSD

from atlas.model import DEFAULT_TERRITORY, STATE_CODE
from atlas.views.viewstate import LEVEL_NAMES

if TYPE_CHECKING:
    from rdflib.term import Node

    from atlas.data.store import Atlas
    from atlas.model import Indicator, Level
    from atlas.views.texts import Translate

DCATDE = Namespace("http://dcat-ap.de/def/dcatde/")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
GEOCODING = "http://dcat-ap.de/def/politicalGeocoding"
EU = "http://publications.europa.eu/resource/authority"
#: Licences that DCAT-AP.de has a name for, by the address under which publishers name them.
LICENCES = {
    "https://www.govdata.de/dl-de/by-2-0": "http://dcat-ap.de/def/licenses/dl-by-de/2.0",
    "https://creativecommons.org/licenses/by/4.0/": "http://dcat-ap.de/def/licenses/cc-by/4.0",
    "https://sg.geodatenzentrum.de/web_public/gdz/lizenz/geonutzv.pdf": (
        "http://dcat-ap.de/def/licenses/geonutz/20130319"
    ),
}
#: Themes of the EU's list beside "population and society", by the field of an indicator.
THEMES = {"work": "ECON", "income": "ECON", "education": "EDUC", "health": "HEAL", "care": "HEAL"}
TABLES = {"csv": ("CSV", "text/csv"), "json": ("JSON", "application/json"), "parquet": ("PARQUET", "")} | {
    "xlsx": ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
}
AREAS = {
    "geojson": ("GEOJSON", "application/geo+json"),
    "topojson": ("JSON", "application/json"),
    "gpkg": ("GPKG", "application/geopackage+sqlite3"),
}


@dataclass(frozen=True, slots=True)
class _Credit:
    """Whose data a dataset holds, and under which licence."""

    publisher: str
    homepage: str
    licence: str
    licence_url: str
    attribution: str


def catalogue(atlas: Atlas, base: str, contact: str, _: Translate) -> Graph:
    """Describe everything that can be downloaded.

    Parameters
    ----------
    atlas : Atlas
        What there is.
    base : str
        Absolute address of the atlas with a slash at the end; all names of the graph begin with it.
    contact : str
        E-mail address of the operator, or empty.
    _ : callable
        Translator.

    Returns
    -------
    Graph
        Without blank nodes, so that the same release is always written in the same bytes.
    """
    book = _Book(atlas, base, contact, _)
    book.catalogue()
    for indicator in atlas.catalogue.indicators.values():
        if indicator.has_figures:
            book.indicator(indicator)
    book.borders()
    return book.graph


def written(graph: Graph, suffix: str) -> bytes:
    """Write a catalogue as ``jsonld`` or ``ttl``."""
    if suffix == "jsonld":
        content = _ordered(json.loads(graph.serialize(format="json-ld", auto_compact=True)))
        return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    return graph.serialize(format="turtle").encode()


class _Book:
    """The graph while it is being written."""

    def __init__(self, atlas: Atlas, base: str, contact: str, _: Translate) -> None:
        self.atlas, self.base, self.contact, self.translate = atlas, base, contact, _
        self.graph = Graph(bind_namespaces="none")
        for prefix, space in (("dcat", DCAT), ("dct", DCTERMS), ("foaf", FOAF), ("dcatde", DCATDE), ("rdfs", RDFS)):
            self.graph.bind(prefix, space)
        self.graph.bind("vcard", VCARD)
        self.graph.bind("xsd", XSD)
        self.graph.bind("owl", OWL)
        self.top = URIRef(f"{base}catalog")
        self.service = URIRef(f"{base}api/v1/")
        self.place = self._place()

    def say(self, about: Node, *facts: tuple[Node, Node]) -> None:
        for verb, thing in facts:
            self.graph.add((about, verb, thing))

    def text(self, text: str) -> Literal:
        return Literal(text, lang="de")

    def catalogue(self) -> None:
        _ = self.translate
        title = self.text(_("Social structure atlas of Thuringia"))
        self.say(
            self.top,
            (RDF.type, DCAT.Catalog),
            (DCTERMS.title, title),
            (DCTERMS.description, self.text(_("Map, time series and comparison of social indicators"))),
            (DCTERMS.publisher, self._agent("operator", _("Social structure atlas of Thuringia"), self.base)),
            (DCTERMS.language, URIRef(f"{EU}/language/DEU")),
            (DCTERMS.modified, Literal(self.atlas.released)),
            (DCTERMS.issued, Literal(self.atlas.released)),
            (FOAF.homepage, URIRef(self.base)),
            (DCTERMS.spatial, self.place),
            (DCAT.themeTaxonomy, URIRef(f"{EU}/data-theme")),
            (DCAT.service, self.service),
        )
        self.say(
            self.service,
            (RDF.type, DCAT.DataService),
            (DCTERMS.title, self.text(_("Open data interface"))),
            (DCAT.endpointURL, URIRef(f"{self.base}api/v1/")),
            (DCAT.endpointDescription, URIRef(f"{self.base}api/v1/openapi.json")),
        )

    def indicator(self, indicator: Indicator) -> None:
        """Describe an indicator with a distribution for each level and format."""
        _, atlas = self.translate, self.atlas
        levels = atlas.levels(indicator, DEFAULT_TERRITORY)
        territory = DEFAULT_TERRITORY
        if not levels:
            territory = next(t for t in atlas.territories if atlas.levels(indicator, t))
            levels = atlas.levels(indicator, territory)
        table = atlas.tables[indicator.measures[0].table]
        source = table.source
        credit = _Credit(source.publisher, source.url, source.licence, source.licence_url, source.attribution)
        text = f"{indicator.definition} {indicator.how_to_read} {indicator.does_not_say}"
        dataset = self._dataset(indicator.id, indicator.title, text, credit)
        years = [y for x in levels for y in atlas.figures(indicator, x, territory).years]
        period = URIRef(f"{dataset}#period")
        self.say(
            period,
            (RDF.type, DCTERMS.PeriodOfTime),
            (DCAT.startDate, Literal(dt.date(min(years), 1, 1))),
            (DCAT.endDate, Literal(dt.date(max(years), 12, 31))),
        )
        field = next(f for f in atlas.catalogue.fields if f.id == indicator.field)
        self.say(
            dataset,
            (DCTERMS.temporal, period),
            (DCAT.keyword, self.text(field.title)),
            (DCAT.keyword, self.text(indicator.short_title)),
            (DCTERMS.provenance, self._provenance(dataset, f"{source.title}: {table.title} ({table.date})")),
            (DCAT.landingPage, URIRef(f"{self.base}?indicator={indicator.id}")),
        )
        if indicator.field in THEMES:
            self.say(dataset, (DCAT.theme, URIRef(f"{EU}/data-theme/{THEMES[indicator.field]}")))
        for level, fmt in product(levels, TABLES):
            suffix = "" if fmt == "json" else f".{fmt}"
            query = f"indicator={indicator.id}&level={level}" + _dated(territory)
            self._distribution(
                dataset,
                f"{level}-{fmt}",
                self._title(level, fmt),
                f"api/v1/observations{suffix}?{query}",
                TABLES[fmt],
                credit,
            )

    def borders(self) -> None:
        """Describe the areas themselves."""
        _, manifest = self.translate, self.atlas.manifest
        credit = _Credit(
            manifest.publisher, manifest.licence_url, manifest.licence, manifest.licence_url, manifest.attribution
        )
        title = _("Areas of Thuringia: municipalities, associations, districts, state")
        dataset = self._dataset("areas", title, manifest.title, credit)
        self.say(dataset, (DCAT.keyword, self.text(_("Borders"))), (DCAT.theme, URIRef(f"{EU}/data-theme/REGI")))
        for territory, level, fmt in product(self.atlas.territories, LEVEL_NAMES, AREAS):
            self._distribution(
                dataset,
                f"{territory}-{level}-{fmt}",
                f"{self._title(level, fmt)}, {territory:%d.%m.%Y}",
                f"api/v1/geometry.{fmt}?level={level}&territory={territory}",
                AREAS[fmt],
                credit,
            )

    def _dataset(self, key: str, title: str, text: str, credit: _Credit) -> URIRef:
        dataset = URIRef(f"{self.base}catalog/{key}")
        publisher = self._agent(f"{dataset}#publisher", credit.publisher, credit.homepage)
        self.say(self.top, (DCAT.dataset, dataset))
        self.say(self.service, (DCAT.servesDataset, dataset))
        self.say(
            dataset,
            (RDF.type, DCAT.Dataset),
            (DCTERMS.identifier, Literal(key)),
            (DCTERMS.title, self.text(title)),
            (DCTERMS.description, self.text(text)),
            (DCTERMS.publisher, publisher),
            (DCATDE.originator, publisher),
            (DCTERMS.spatial, self.place),
            (DCATDE.politicalGeocodingURI, URIRef(f"{GEOCODING}/stateKey/{STATE_CODE}")),
            (DCATDE.politicalGeocodingLevelURI, URIRef(f"{GEOCODING}/Level/state")),
            (DCTERMS.language, URIRef(f"{EU}/language/DEU")),
            (DCTERMS.modified, Literal(self.atlas.released)),
            (OWL.versionInfo, Literal(self.atlas.release)),
            (DCAT.theme, URIRef(f"{EU}/data-theme/SOCI")),
            (DCAT.contactPoint, self._contact()),
        )
        return dataset

    def _distribution(
        self, dataset: URIRef, key: str, title: str, path: str, kind: tuple[str, str], credit: _Credit
    ) -> None:
        node, address = URIRef(f"{dataset}#{key}"), URIRef(f"{self.base}{path}")
        licence = URIRef(LICENCES.get(credit.licence_url, credit.licence_url))
        self.say(dataset, (DCAT.distribution, node))
        self.say(
            node,
            (RDF.type, DCAT.Distribution),
            (DCTERMS.title, self.text(title)),
            (DCAT.accessURL, address),
            (DCAT.downloadURL, address),
            (DCAT.accessService, self.service),
            (DCTERMS.license, licence),
            (DCATDE.licenseAttributionByText, self.text(credit.attribution)),
            (DCTERMS.format, URIRef(f"{EU}/file-type/{kind[0]}")),
            (DCTERMS.modified, Literal(self.atlas.released)),
        )
        self.say(licence, (RDF.type, DCTERMS.LicenseDocument), (RDFS.label, self.text(credit.licence)))
        if kind[1]:
            media = URIRef(f"https://www.iana.org/assignments/media-types/{kind[1]}")
            self.say(node, (DCAT.mediaType, media))

    def _agent(self, name: str, title: str, homepage: str) -> URIRef:
        node = URIRef(name if name.startswith(self.base) else f"{self.top}#{name}")
        self.say(node, (RDF.type, FOAF.Agent), (FOAF.name, self.text(title)), (FOAF.homepage, URIRef(homepage)))
        return node

    def _contact(self) -> URIRef:
        node = URIRef(f"{self.top}#contact")
        name = self.translate("Social structure atlas of Thuringia")
        self.say(node, (RDF.type, VCARD.Organization), (VCARD.fn, self.text(name)), (VCARD.hasURL, URIRef(self.base)))
        if self.contact:
            self.say(node, (VCARD.hasEmail, URIRef(f"mailto:{self.contact}")))
        return node

    def _provenance(self, dataset: URIRef, text: str) -> URIRef:
        node = URIRef(f"{dataset}#provenance")
        self.say(node, (RDF.type, DCTERMS.ProvenanceStatement), (RDFS.label, self.text(text)))
        return node

    def _place(self) -> URIRef:
        west, south, east, north = self.atlas.bounds
        node = URIRef(f"{self.top}#area")
        box = ", ".join(
            f"{x} {y}" for x, y in ((west, south), (east, south), (east, north), (west, north), (west, south))
        )
        wkt = URIRef("http://www.opengis.net/ont/geosparql#wktLiteral")
        self.say(
            node,
            (RDF.type, DCTERMS.Location),
            (DCAT.bbox, Literal(f"POLYGON(({box}))", datatype=wkt)),
        )
        return node

    def _title(self, level: Level, fmt: str) -> str:
        return f"{self.translate(LEVEL_NAMES[level])}, {fmt}"


def _ordered(content: Any) -> Any:  # noqa: ANN401  JSON
    """Sort what is a set in RDF: the library writes it in another order at every start."""
    if isinstance(content, dict):
        return {key: _ordered(value) for key, value in sorted(content.items())}
    if isinstance(content, list):
        return sorted((_ordered(value) for value in content), key=json.dumps)
    return content


def _dated(territory: dt.date) -> str:
    return "" if territory == DEFAULT_TERRITORY else f"&territory={territory}"
