"""Validation against the SHACL shapes of `ontology/shapes/`, by pySHACL."""

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, serialize

from talion.resources import ontology_folder
from talion.store.query import shorten
from talion.store.reference import parse_ontology
from talion.vocabulary import RDF, RDFS

if TYPE_CHECKING:
    from rdflib import Graph


@cache
def _shapes() -> "Graph":
    from rdflib import Graph

    shapes = Graph()
    for file in ontology_folder("shapes", ".ttl"):
        if file.name != "style.ttl":  # that one is about the ontology itself
            shapes.parse(data=file.read_text("utf-8"), format="turtle")
    return shapes


@cache
def _classes() -> "Graph":
    """Return the class hierarchy, so that a shape for actors holds for countries."""
    from rdflib import Graph, URIRef

    found = Graph()
    for quad in parse_ontology("talion.ttl"):
        if quad.predicate == RDFS.subClassOf.node and isinstance(quad.object, NamedNode):
            assert isinstance(quad.subject, NamedNode)
            lower, upper = URIRef(quad.subject.value), URIRef(quad.object.value)
            found.add((lower, RDFS.subClassOf.uriref, upper))
    return found


def violations(store: Store, graphs: Iterable[NamedNode] | None = None) -> list[str]:
    """Return one line for each violation of a shape: the node, the property, the reason.

    With `graphs`, only their statements are validated, with the classes of all that they mention;
    so the cost is that of what was written, not that of the store.

    >>> violations(view.database())
    []
    """
    import pyshacl
    from rdflib import Graph

    data = Graph()
    data.parse(data=_triples(store, graphs), format="nt")
    data += _classes()
    _, report, _ = pyshacl.validate(data, shacl_graph=_shapes(), advanced=False, inplace=True)
    # Of what is only mentioned no more than its class is at hand, so nothing can be said of it.
    about = None if graphs is None else _described(store, graphs)
    return sorted(line for node, line in _lines(report) if about is None or node in about)


def _described(store: Store, graphs: Iterable[NamedNode]) -> set[str]:
    """Return the subjects of which some graphs give the class."""
    return {
        quad.subject.value
        for graph in graphs
        for quad in store.quads_for_pattern(None, RDF.type.node, None, graph)
        if isinstance(quad.subject, NamedNode)
    }


def _triples(store: Store, graphs: Iterable[NamedNode] | None) -> bytes:
    quads: list[Quad]
    if graphs is None:
        quads = list(store)
    else:
        quads = [q for g in graphs for q in store.quads_for_pattern(None, None, None, g)]
        known = {q.object for q in quads}
        quads += [
            q
            for node in known
            if isinstance(node, NamedNode)
            for q in store.quads_for_pattern(node, RDF.type.node, None)
        ]
    written = serialize((q.triple for q in quads), format=RdfFormat.N_TRIPLES)
    assert written is not None
    return written


def _lines(report: "Graph") -> Iterable[tuple[str, str]]:
    """Yield for each violation the node and a line of text."""
    from rdflib import URIRef
    from rdflib.namespace import SH

    for result in report.subjects(RDF.type.uriref, SH.ValidationResult):
        node, path, message = (
            report.value(result, prop) for prop in (SH.focusNode, SH.resultPath, SH.resultMessage)
        )
        at = f" {shorten(str(path))}" if isinstance(path, URIRef) else ""
        yield str(node), f"{shorten(str(node))}{at}: {message}"
