"""The catalogue for data portals, read by an RDF library and held against the obligations of DCAT-AP.de."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyshacl import validate
from rdflib import Graph, Literal, URIRef
from rdflib.compare import to_isomorphic
from rdflib.namespace import DCAT, DCTERMS, OWL, RDF, RDFS

from atlas.views.share.dcat_graph import DCATDE, LICENCES, OTHER_LICENCE, VERSION

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from atlas.data.store import Atlas

#: rdflib and pyshacl still call what rdflib itself has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")
SHAPES = Path(__file__).with_name("dcat_ap_de.ttl")
BASE = "https://atlas.example.org/thueringen/"


@pytest.fixture(scope="module")
def graph(proxied: FlaskClient) -> Graph:
    return Graph().parse(data=proxied.get("/thueringen/catalog.ttl").data, format="turtle")


def test_turtle_and_json_ld_say_the_same(proxied: FlaskClient, graph: Graph) -> None:
    answer = proxied.get("/thueringen/catalog.jsonld")
    assert answer.mimetype == "application/ld+json"
    other = Graph().parse(data=answer.data, format="json-ld")
    assert to_isomorphic(other) == to_isomorphic(graph)


def test_the_catalogue_keeps_every_obligation(graph: Graph) -> None:
    conforms, _report, text = validate(graph, shacl_graph=str(SHAPES), shacl_graph_format="turtle")
    assert conforms, text


@pytest.mark.parametrize("gone", [DCTERMS.license, DCATDE.licenseAttributionByText, DCTERMS.publisher, DCAT.accessURL])
def test_the_shapes_find_what_is_missing(graph: Graph, gone: URIRef) -> None:
    torn = Graph() + graph
    torn.remove(next(iter(torn.triples((None, gone, None)))))
    conforms, *_rest = validate(torn, shacl_graph=str(SHAPES), shacl_graph_format="turtle")
    assert not conforms


def test_each_indicator_with_figures_is_a_dataset_and_no_other(graph: Graph, atlas: Atlas) -> None:
    named = {str(x) for x in graph.objects(None, DCTERMS.identifier)}
    assert named == {i.id for i in atlas.catalogue.indicators.values() if i.has_figures} | {"areas"}


def test_a_dataset_names_publisher_licence_attribution_and_years_of_its_source(graph: Graph, atlas: Atlas) -> None:
    for indicator in atlas.catalogue.indicators.values():
        if not indicator.has_figures:
            continue
        dataset = URIRef(f"{BASE}catalog/{indicator.id}")
        source = atlas.tables[indicator.measures[0].table].source
        assert {
            str(x) for x in graph.objects(dataset, DCTERMS.publisher / URIRef("http://xmlns.com/foaf/0.1/name"))
        } == {source.publisher}
        found = set(graph.objects(dataset, DCAT.distribution / DCATDE.licenseAttributionByText))
        assert found == {Literal(source.attribution, lang="de")}
        licences = {str(x) for x in graph.objects(dataset, DCAT.distribution / DCTERMS.license)}
        assert licences == {LICENCES.get(source.licence_url, OTHER_LICENCE)}
        (terms,) = set(graph.objects(dataset, DCAT.distribution / DCTERMS.rights / RDFS.label))
        assert str(terms) == f"{source.licence} ({source.licence_url})"
        years = {
            y
            for t in atlas.territories
            for x in atlas.levels(indicator, t)
            for y in atlas.figures(indicator, x, t).years
        }
        (start,) = graph.objects(dataset, DCTERMS.temporal / DCAT.startDate)
        (end,) = graph.objects(dataset, DCTERMS.temporal / DCAT.endDate)
        assert int(str(start)[:4]) >= min(years)
        assert int(str(end)[:4]) == max(years)


def test_licences_are_those_of_the_list_alone(graph: Graph) -> None:
    named = set(graph.objects(None, DCTERMS.license))
    assert named
    assert all(str(licence).startswith("http://dcat-ap.de/def/licenses/") for licence in named)


def test_each_dataset_names_its_contributor_and_the_days_of_its_release(graph: Graph, atlas: Atlas) -> None:
    datasets = set(graph.subjects(RDF.type, DCAT.Dataset))
    assert datasets
    for dataset in datasets:
        assert set(graph.objects(dataset, DCATDE.contributorID)) == {
            URIRef("http://dcat-ap.de/def/contributors/statistik")
        }
        assert set(graph.objects(dataset, DCTERMS.issued)) == {Literal(atlas.released)}
        assert set(graph.objects(dataset, DCTERMS.modified)) == {Literal(atlas.released)}
        assert set(graph.objects(dataset, VERSION)) == {Literal(atlas.release)}


def test_the_service_names_the_publisher_of_the_catalogue(graph: Graph) -> None:
    (service,) = graph.subjects(RDF.type, DCAT.DataService)
    (catalogue,) = graph.subjects(RDF.type, DCAT.Catalog)
    found = set(graph.objects(service, DCTERMS.publisher))
    assert found == set(graph.objects(catalogue, DCTERMS.publisher)) != set()


def test_no_term_is_used_that_version_3_has_given_up(graph: Graph) -> None:
    given_up = {OWL.versionInfo, DCATDE.originator, DCATDE.politicalGeocodingURI}
    assert given_up & set(graph.predicates()) == set()


def test_every_download_it_names_answers(graph: Graph, proxied: FlaskClient) -> None:
    dataset = URIRef(f"{BASE}catalog/unemployed_per_100")
    addresses = sorted({str(x) for x in graph.objects(dataset, DCAT.distribution / DCAT.downloadURL)})
    borders = sorted(
        {str(x) for x in graph.objects(URIRef(f"{BASE}catalog/areas"), DCAT.distribution / DCAT.downloadURL)}
    )
    assert len(addresses) == 16
    for address in (*addresses, *borders[:3]):
        answer = proxied.get(address.removeprefix("https://atlas.example.org"))
        assert (answer.status_code, answer.mimetype == "text/html") == (200, False), address


def test_names_of_datasets_lead_to_their_description(proxied: FlaskClient) -> None:
    assert proxied.get("/thueringen/catalog/cars").headers["Location"] == "/thueringen/data#cars"
    assert proxied.get("/thueringen/catalog/nothing").status_code == 404


def test_all_names_begin_with_the_public_address(graph: Graph) -> None:
    own = {str(s) for s in graph.subjects(RDF.type, None) if "atlas.example.org" in str(s)}
    assert all(s.startswith(BASE) for s in own)
    assert not [s for s, _p, o in graph if "localhost" in f"{s} {o}"]


def test_an_unknown_form_is_refused_in_the_one_shape(proxied: FlaskClient) -> None:
    answer = proxied.get("/thueringen/catalog.xml")
    assert answer.status_code == 404
    assert set(answer.json["error"]) == {"code", "message", "hint"}


def test_an_unchanged_catalogue_is_not_sent_twice(proxied: FlaskClient) -> None:
    first = proxied.get("/thueringen/catalog.ttl")
    again = proxied.get("/thueringen/catalog.ttl", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
