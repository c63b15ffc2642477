"""The ontology in the store: its terms in a graph of their own, and the supertypes of everything.

So `tal:expelled rdfs:label ?l` and `?a a tal:Actor` are answered by any SPARQL engine, without
inference. A supertype stands in the same graph as the type that it follows from.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from pyoxigraph import NamedNode, Quad, Store

from talion.store import iris
from talion.store.reference import parse_ontology
from talion.vocabulary import RDF, RDFS


@cache
def ontology_quads() -> frozenset[Quad]:
    """Return the statements of `ontology/talion.ttl`, in the ontology's graph.

    >>> len({quad.subject for quad in ontology_quads()}) > 100
    True
    """
    return frozenset(
        Quad(q.subject, q.predicate, q.object, iris.ONTOLOGY_GRAPH)
        for q in parse_ontology("talion.ttl")
    )


@cache
def supertypes() -> Mapping[NamedNode, tuple[NamedNode, ...]]:
    """Return all classes above each class that has any, the nearest first.

    >>> from talion.vocabulary import TAL
    >>> [above.value.rpartition("#")[2] for above in supertypes()[TAL.Country.node]]
    ['Actor']
    """
    direct: dict[NamedNode, list[NamedNode]] = {}
    for quad in ontology_quads():
        if quad.predicate == RDFS.subClassOf.node:
            lower, upper = quad.subject, quad.object
            assert isinstance(lower, NamedNode)
            assert isinstance(upper, NamedNode)
            direct.setdefault(lower, []).append(upper)
    return {kind: tuple(_above(kind, direct)) for kind in direct}


def _above(kind: NamedNode, direct: Mapping[NamedNode, list[NamedNode]]) -> Iterable[NamedNode]:
    """Return the classes above one, each once, breadth first."""
    found: dict[NamedNode, None] = {}
    waiting = [kind]
    while waiting:
        above = sorted(direct.get(waiting.pop(0), ()), key=str)
        waiting += (upper for upper in above if upper not in found)
        found.update(dict.fromkeys(above))
    return found


def with_supertypes(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield statements, after each that gives a type also those that give its supertypes.

    >>> from talion.vocabulary import TAL
    >>> given = Quad(NamedNode("x:nl"), RDF.type.node, TAL.Country.node, NamedNode("x:graph"))
    >>> [quad.object.value.rpartition("#")[2] for quad in with_supertypes([given])]
    ['Country', 'Actor']
    """
    above, kind = supertypes(), RDF.type.node
    for quad in quads:
        yield quad
        if quad.predicate == kind and isinstance(quad.object, NamedNode):
            for upper in above.get(quad.object, ()):
                yield Quad(quad.subject, kind, upper, quad.graph_name)


def complete(store: Store) -> None:
    """Write the ontology and all supertypes into a database that may lack them.

    >>> store = Store()
    >>> complete(store)
    >>> is_complete(store)
    True
    """
    store.remove_graph(iris.ONTOLOGY_GRAPH)
    store.bulk_extend(ontology_quads())
    for kind in supertypes():
        typed = list(store.quads_for_pattern(None, RDF.type.node, kind))
        store.bulk_extend(with_supertypes(typed))


def is_complete(store: Store) -> bool:
    """Whether a database has the ontology as this version has it; what is written then has types.

    >>> is_complete(Store())
    False
    """
    return set(store.quads_for_pattern(None, None, None, iris.ONTOLOGY_GRAPH)) == ontology_quads()
