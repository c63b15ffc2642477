"""What follows from the incidents: contradictions, and what the rules of `ontology/rules/` make."""

from pyoxigraph import Quad, QueryTriples, Store

from talion.resources import ontology_folder
from talion.store import iris
from talion.store.impossible_responses import contradictions, derive_contradictions
from talion.store.query import evaluate
from talion.vocabulary import RDF, TAL

_LINKS = frozenset(term.node for term in (TAL.inResponseTo, TAL.precedentOf, TAL.partOf))


def derive(store: Store) -> int:
    """Derive contradictions, then run every rule, in order of name, over what earlier ones gave.

    Returns the number of new statements.

    >>> derive(Store())
    0
    """
    before = len(store)
    derive_contradictions(store)
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


def corrected(store: Store) -> bool:
    """Derive again where a response is derived that the dates rule out; whether that was so.

    A graph that an earlier version of the rules derived may hold such a response.

    >>> corrected(Store())
    False
    """
    links = (
        (response, TAL.inResponseTo.node, antecedent)
        for response, antecedent in contradictions(store)[1].values()
    )
    if not any(any(store.quads_for_pattern(*link)) for link in links):
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
