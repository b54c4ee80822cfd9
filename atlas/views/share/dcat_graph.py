"""The parts of a catalogue in DCAT-AP.de: datasets, distributions, agents, places, with the words of its lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, RDFS, XSD

if TYPE_CHECKING:
    from rdflib.term import Node

    from atlas.data.store import Atlas
    from atlas.words.words import Words

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
#: For terms that the list has no name for: they allow less than an open licence does, and stand as text beside it.
OTHER_LICENCE = "http://dcat-ap.de/def/licenses/other-closed"
#: Not yet among the terms that rdflib knows.
VERSION = URIRef(f"{DCAT}version")
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
class Credit:
    """Whose data a dataset holds, and under which licence."""

    publisher: str
    homepage: str
    licence: str
    licence_url: str
    attribution: str


class Addresses(Protocol):
    """What a catalogue asks of the addresses of an atlas, absolute ones."""

    @property
    def home(self) -> str:
        """The map page."""

    @property
    def service(self) -> str:
        """The page of the open interface."""

    @property
    def description(self) -> str:
        """The description of the open interface for programs."""

    def map(self, *queries: str) -> str:
        """Address the map of a query."""

    def dataset(self, key: str = "") -> str:
        """Name a dataset; without a key the catalogue itself."""

    def observations(self, suffix: str, *queries: str) -> str:
        """Address figures; without a suffix as JSON."""

    def boundaries(self, suffix: str, *queries: str) -> str:
        """Address areas."""


class Book:
    """The graph while it is being written."""

    def __init__(self, atlas: Atlas, urls: Addresses, words: Words, *, contact: str, contributor: str) -> None:
        self.atlas, self.urls, self.words = atlas, urls, words
        self.contact, self.contributor = contact, contributor
        self.graph = Graph(bind_namespaces="none")
        for prefix, space in (("dcat", DCAT), ("dct", DCTERMS), ("foaf", FOAF), ("dcatde", DCATDE), ("rdfs", RDFS)):
            self.graph.bind(prefix, space)
        self.graph.bind("vcard", VCARD)
        self.graph.bind("xsd", XSD)
        self.top = URIRef(urls.dataset())
        self.service = URIRef(urls.service)
        self.place = self._place()
        self.states = [URIRef(f"{GEOCODING}/stateKey/{key}") for key in atlas.scope.keys]
        for state in self.states:
            self.say(state, (RDF.type, DCTERMS.Location))

    def say(self, about: Node, *facts: tuple[Node, Node]) -> None:
        """State facts about a node."""
        for verb, thing in facts:
            self.graph.add((about, verb, thing))

    def text(self, text: str) -> Literal:
        """Write a German text."""
        return Literal(text, lang="de")

    def dataset(self, key: str, title: str, text: str, credit: Credit) -> URIRef:
        """Begin a dataset: whose it is, what and where it is about."""
        dataset = URIRef(self.urls.dataset(key))
        if self.contributor:
            self.say(dataset, (DCATDE.contributorID, URIRef(self.contributor)))
        publisher = self.agent(f"{dataset}#publisher", credit.publisher, credit.homepage)
        self.say(self.top, (DCAT.dataset, dataset))
        self.say(self.service, (DCAT.servesDataset, dataset))
        self.say(
            dataset,
            (RDF.type, DCAT.Dataset),
            (DCTERMS.identifier, Literal(key)),
            (DCTERMS.title, self.text(title)),
            (DCTERMS.description, self.text(text)),
            (DCTERMS.publisher, publisher),
            (DCTERMS.creator, publisher),
            (DCTERMS.spatial, self.place),
            *((DCTERMS.spatial, state) for state in self.states),
            (DCATDE.politicalGeocodingLevelURI, URIRef(f"{GEOCODING}/Level/state")),
            (DCTERMS.language, URIRef(f"{EU}/language/DEU")),
            (DCTERMS.modified, Literal(self.atlas.released)),
            (DCTERMS.issued, Literal(self.atlas.released)),
            (VERSION, Literal(self.atlas.release)),
            (DCAT.theme, URIRef(f"{EU}/data-theme/SOCI")),
            (DCAT.contactPoint, self._contact()),
        )
        return dataset

    def distribution(
        self, dataset: URIRef, key: str, title: str, address: str, kind: tuple[str, str], credit: Credit
    ) -> None:
        """Add a file of a dataset with its licence and attribution."""
        node, file = URIRef(f"{dataset}#{key}"), URIRef(address)
        licence = URIRef(LICENCES.get(credit.licence_url, OTHER_LICENCE))
        self.say(dataset, (DCAT.distribution, node))
        self.say(
            node,
            (RDF.type, DCAT.Distribution),
            (DCTERMS.title, self.text(title)),
            (DCAT.accessURL, file),
            (DCAT.downloadURL, file),
            (DCAT.accessService, self.service),
            (DCTERMS.license, licence),
            (DCATDE.licenseAttributionByText, self.text(credit.attribution)),
            (DCTERMS.format, URIRef(f"{EU}/file-type/{kind[0]}")),
            (DCTERMS.modified, Literal(self.atlas.released)),
        )
        self.say(licence, (RDF.type, DCTERMS.LicenseDocument))
        rights = URIRef(f"{dataset}#rights")
        self.say(node, (DCTERMS.rights, rights))
        terms = self.text(f"{credit.licence} ({credit.licence_url})")
        self.say(rights, (RDF.type, DCTERMS.RightsStatement), (RDFS.label, terms))
        if kind[1]:
            media = URIRef(f"https://www.iana.org/assignments/media-types/{kind[1]}")
            self.say(node, (DCAT.mediaType, media))

    def agent(self, name: str, title: str, homepage: str) -> URIRef:
        """Name a publisher or the operator."""
        node = URIRef(name if name.startswith(self.urls.home) else f"{self.top}#{name}")
        self.say(node, (RDF.type, FOAF.Agent), (FOAF.name, self.text(title)), (FOAF.homepage, URIRef(homepage)))
        return node

    def _contact(self) -> URIRef:
        node = URIRef(f"{self.top}#contact")
        name = self.words.own(self.atlas.scope.title)
        self.say(
            node, (RDF.type, VCARD.Organization), (VCARD.fn, self.text(name)), (VCARD.hasURL, URIRef(self.urls.home))
        )
        if self.contact:
            self.say(node, (VCARD.hasEmail, URIRef(f"mailto:{self.contact}")))
        return node

    def provenance(self, dataset: URIRef, text: str) -> URIRef:
        """Say where figures come from."""
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
