"""The terms of the ontology: the same in Turtle and in Python, and in one style."""

from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDFS, SH, SKOS, XSD
from talion.vocabulary import NS, TAL

ONTOLOGY = Path(__file__).parents[2] / "ontology"


@pytest.fixture
def terms() -> Graph:
    return Graph().parse(ONTOLOGY / "talion.ttl")


def broken_paths(data: Graph) -> set[URIRef]:
    """Return the properties on which the ontology's own style is broken."""
    shapes = Graph().parse(ONTOLOGY / "shapes" / "style.ttl")
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    assert isinstance(report, Graph)
    return {path for path in report.objects(None, SH.resultPath) if isinstance(path, URIRef)}


def declared(terms: Graph) -> set[str]:
    return {str(s) for s in terms.subjects(RDFS.isDefinedBy) if str(s).startswith(NS)}


def test_the_turtle_declares_exactly_the_terms_of_the_python_namespace(terms: Graph) -> None:
    assert declared(terms) == set(TAL.terms().values())


def test_the_ontology_keeps_to_its_own_style(terms: Graph) -> None:
    assert broken_paths(terms) == set()


@pytest.mark.parametrize("path", [RDFS.label, SKOS.definition, RDFS.isDefinedBy])
def test_a_term_without_a_label_definition_or_home_is_reported(terms: Graph, path: URIRef) -> None:
    terms.remove((TAL.expelled.uriref, path, None))
    assert broken_paths(terms) == {path}


def test_every_domain_and_range_is_a_class_that_exists(terms: Graph) -> None:
    classes = {str(c) for c in terms.subjects(predicate=None, object=OWL.Class)}
    others = (str(XSD), "http://id.loc.gov/datatypes/edtf/", "http://www.w3.org/1999/02/22-rdf")
    for prop in (RDFS.domain, RDFS.range):
        for value in terms.objects(None, prop):
            assert str(value) in classes or str(value).startswith(others)


def test_the_alignments_speak_of_declared_terms_only(terms: Graph) -> None:
    alignments = Graph().parse(ONTOLOGY / "alignments.ttl")
    own = {str(s) for s in alignments.subjects() if str(s).startswith(NS)}
    assert own
    assert own <= declared(terms)


def test_no_file_of_the_ontology_stamps_a_clock() -> None:
    for file in ONTOLOGY.rglob("*.ttl"):
        assert "dcterms:modified" not in file.read_text("utf-8").replace("sh:path dcterms:m", "")
