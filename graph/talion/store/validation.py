"""Validation against the SHACL shapes of `ontology/shapes/`.

A screen of plain checks passes what certainly conforms; the rest goes to pySHACL, which has the
last word and gives the reasons.
"""

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, parse, serialize

from talion.resources import ontology_folder
from talion.store import iris
from talion.store.query import shorten
from talion.store.reference import parse_ontology
from talion.store.shape_screen import (
    About,
    Screen,
    Thing,
    Value,
    compile_shapes,
    readable_date,
)
from talion.vocabulary import EDTF, RDF, RDFS

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from rdflib import Graph


def _files() -> "list[Traversable]":
    """Return the files of shapes for data; the style is about the ontology itself."""
    return [file for file in ontology_folder("shapes", ".ttl") if file.name != "style.ttl"]


@cache
def _screen() -> Screen:
    return compile_shapes(
        quad for file in _files() for quad in parse(file.read_bytes(), format=RdfFormat.TURTLE)
    )


@cache
def _shapes() -> "Graph":
    from rdflib import Graph

    shapes = Graph()
    for file in _files():
        shapes.parse(data=file.read_text("utf-8"), format="turtle")
    return shapes


@cache
def _broader() -> dict[NamedNode, set[NamedNode]]:
    """Return the classes above each class, so that a shape for actors holds for countries."""
    found: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    for quad in parse_ontology("talion.ttl"):
        if quad.predicate == RDFS.subClassOf.node and isinstance(quad.object, NamedNode):
            assert isinstance(quad.subject, NamedNode)
            found[quad.subject].add(quad.object)
    while more := {
        (lower, top) for lower, above in found.items() for a in above for top in found.get(a, ())
    } - {(lower, top) for lower, above in found.items() for top in above}:
        for lower, top in more:
            found[lower].add(top)
    return dict(found)


class _Validated:
    """The statements to validate, those of some graphs or all, and the classes of all things.

    All are those of every graph but the ontology's, which has shapes of its own (`style.ttl`).
    """

    def __init__(
        self, store: Store, graphs: Iterable[NamedNode] | None, *, joined: bool = False
    ) -> None:
        self.store = store
        self.graphs = None if graphs is None else frozenset(graphs)
        self._joined = joined
        self._classes: dict[Value, frozenset[NamedNode]] = {}

    def quads(self, thing: Thing) -> Iterator[Quad]:
        """Yield what the graphs say of a thing; `joined`, what all graphs say of it."""
        for quad in self.store.quads_for_pattern(thing, None, None):
            if self._counts(quad) or (self._joined and quad.graph_name != iris.ONTOLOGY_GRAPH):
                yield quad

    def _counts(self, quad: Quad) -> bool:
        if self.graphs is None:
            return quad.graph_name != iris.ONTOLOGY_GRAPH
        return quad.graph_name in self.graphs

    def about(self, thing: Thing) -> About:
        """Return what the graphs say of a thing."""
        return _grouped(self.quads(thing))

    def about_mentioned(self, thing: Thing) -> About:
        """Return what all graphs say of what another thing mentions."""
        return _grouped(self.store.quads_for_pattern(thing, None, None))

    def classes_of(self, value: Value) -> frozenset[NamedNode]:
        """Return the classes of a thing in any graph, and those above."""
        known = self._classes.get(value)
        if known is None:
            known = self._classes[value] = frozenset(self._looked_up(value))
        return known

    def _looked_up(self, value: Value) -> Iterator[NamedNode]:
        if isinstance(value, Literal):
            return
        for quad in self.store.quads_for_pattern(value, RDF.type.node, None):
            if isinstance(quad.object, NamedNode):
                yield quad.object
                yield from _broader().get(quad.object, ())

    def things(self, partly: Mapping[NamedNode, Collection[NamedNode]]) -> set[Thing]:
        """Return the things that a shape may be about: those with a class in the graphs."""
        whole = (None,) if self.graphs is None else self.graphs - partly.keys()
        classed = None if self._joined else RDF.type.node  # the class may stand in another graph
        found: set[object] = {
            quad.subject
            for graph in whole
            for quad in self.store.quads_for_pattern(None, classed, None, graph)
            if self._counts(quad)
        }
        if self.graphs is None:
            for prop in _screen().by_property:
                found |= {q.subject for q in self.store.quads_for_pattern(None, prop, None)}
            return {thing for thing in found if isinstance(thing, NamedNode | BlankNode)}
        found |= {
            thing
            for graph, things in partly.items()
            for thing in things
            if any(self.store.quads_for_pattern(thing, RDF.type.node, None, graph))
        }
        return {thing for thing in found if isinstance(thing, NamedNode)}


def _grouped(quads: Iterable[Quad]) -> dict[NamedNode, set[Value]]:
    found: dict[NamedNode, set[Value]] = defaultdict(set)
    for quad in quads:
        assert isinstance(quad.object, NamedNode | BlankNode | Literal)
        found[quad.predicate].add(quad.object)
    return found


def violations(
    store: Store,
    graphs: Iterable[NamedNode] | None = None,
    partly: Mapping[NamedNode, Collection[NamedNode]] | None = None,
    *,
    joined: bool = False,
) -> list[str]:
    """Return one line for each violation of a shape: the node, the property, the reason.

    With `graphs`, only their statements are validated, with the classes of all that they mention,
    and of a graph that was `partly` written, only those about the things given for it; so the cost
    is that of what was written, not that of the store. With `joined`, the things in these graphs
    are validated with what all graphs say of them: two graphs may only together break a shape.

    >>> violations(view.database())
    []
    """
    data = _Validated(store, graphs, joined=joined)
    suspect = [thing for thing in data.things(partly or {}) if not _screen().passes(thing, data)]
    if not suspect:
        return []
    return sorted((*_reasons(data, suspect), *_unreadable_dates(data, suspect)))


def _unreadable_dates(data: _Validated, things: Iterable[Thing]) -> Iterator[str]:
    """Yield the dates that are none, which SHACL has no constraint for."""
    for thing in things:
        for quad in data.quads(thing):
            value = quad.object
            if not isinstance(value, Literal) or value.datatype != EDTF.node:
                continue
            if readable_date(value.value) is None:
                name, prop = shorten(thing.value), shorten(quad.predicate.value)
                yield f"{name} {prop}: '{value.value}' is not a date in EDTF"


def _reasons(data: _Validated, things: Sequence[Thing]) -> Iterator[str]:
    """Yield why some things violate a shape, according to pySHACL.

    It cannot compare what is not of its datatype; a thing with such a value is found by halving.
    """
    try:
        yield from _judged(data, things)
    except (ValueError, TypeError, ArithmeticError):
        if len(things) == 1:
            name = shorten(things[0].value)
            yield f"{name}: has values that cannot be compared, as one is not of its datatype"
            return
        middle = len(things) // 2
        yield from _reasons(data, things[:middle])
        yield from _reasons(data, things[middle:])


def _judged(data: _Validated, things: Collection[Thing]) -> list[str]:
    import pyshacl
    from rdflib import Graph, URIRef

    graph = Graph()
    with _quiet():
        graph.parse(data=_triples(data, things), format="nt")
    for lower, above in _broader().items():
        for upper in above:
            graph.add((URIRef(lower.value), RDFS.subClassOf.uriref, URIRef(upper.value)))
    with _quiet():
        _, report, _ = pyshacl.validate(graph, shacl_graph=_shapes(), advanced=False, inplace=True)
    # Of what is only mentioned no more than its class is at hand, so nothing can be said of it.
    about = {thing.value for thing in things}
    return [line for node, line in _lines(report) if node in about]


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep rdflib from logging every literal that is not of its datatype, with a traceback."""
    log = logging.getLogger("rdflib.term")
    before = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(before)


def _triples(data: _Validated, things: Iterable[Thing]) -> bytes:
    quads = [quad for thing in things for quad in data.quads(thing)]
    on_the_way = {q.object for q in quads if q.predicate in _screen().through} - set(things)
    quads += [
        quad
        for thing in on_the_way
        if isinstance(thing, NamedNode | BlankNode)
        for quad in data.store.quads_for_pattern(thing, None, None)
    ]
    quads += [
        quad
        for value in {quad.object for quad in quads}
        if isinstance(value, NamedNode | BlankNode)
        for quad in data.store.quads_for_pattern(value, RDF.type.node, None)
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
