"""What follows from the incidents: the CONSTRUCT rules of `ontology/rules/`, in order of name."""

from pyoxigraph import Quad, QueryBoolean, QueryTriples, Store

from talion.resources import ontology_folder
from talion.store import iris
from talion.store.query import evaluate
from talion.vocabulary import RDF, TAL

_BACKWARD = """ASK {
  ?response tal:inResponseTo ?antecedent ; tal:latest ?last .
  ?antecedent tal:earliest ?first .
  FILTER (?last < ?first)
}"""
_CONTRADICTIONS = "00-contradictions.rq"
_LINKS = frozenset(term.node for term in (TAL.inResponseTo, TAL.precedentOf, TAL.partOf))


def derive(store: Store) -> int:
    """Run every rule over what the earlier ones gave; return the number of new statements.

    >>> derive(Store())
    0
    """
    before = len(store)
    for rule in ontology_folder("rules", ".rq"):
        _apply(store, rule.read_text("utf-8"))
    return len(store) - before


def _apply(store: Store, rule: str) -> None:
    store.bulk_extend(conclusions(store, rule))


def conclusions(store: Store, rule: str) -> list[Quad]:
    """Return what a rule concludes, in the graph of what is derived.

    >>> conclusions(Store(), "CONSTRUCT { ?a ?b ?c } { ?a ?b ?c }")
    []
    """
    found = evaluate(store, rule)
    assert isinstance(found, QueryTriples), rule
    return [Quad(t.subject, t.predicate, t.object, iris.DERIVED_GRAPH) for t in found]


def derive_contradictions(store: Store) -> None:
    """Derive anew which claims of responses the dates rule out; claims may have come or gone.

    >>> derive_contradictions(Store())
    """
    old = store.quads_for_pattern(None, RDF.type.node, TAL.Contradiction.node, iris.DERIVED_GRAPH)
    for node in [quad.subject for quad in old]:
        for quad in list(store.quads_for_pattern(node, None, None, iris.DERIVED_GRAPH)):
            store.remove(quad)
    for rule in ontology_folder("rules", ".rq"):
        if rule.name == _CONTRADICTIONS:
            _apply(store, rule.read_text("utf-8"))


def corrected(store: Store) -> bool:
    """Derive again where a response is derived that the dates rule out; whether that was so.

    A graph that an earlier version of the rules derived may hold such a response.

    >>> corrected(Store())
    False
    """
    found = evaluate(store, _BACKWARD)
    assert isinstance(found, QueryBoolean)
    if not found:
        return False
    incidents = {
        quad.subject
        for quad in store.quads_for_pattern(
            None, RDF.type.node, TAL.Incident.node, iris.DERIVED_GRAPH
        )
    }
    for quad in list(store.quads_for_pattern(None, None, None, iris.DERIVED_GRAPH)):
        if quad.subject not in incidents or quad.predicate in _LINKS:
            store.remove(quad)
    derive(store)
    return True
