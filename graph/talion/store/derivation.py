"""What follows from the incidents: the CONSTRUCT rules of `ontology/rules/`, in order of name."""

from pyoxigraph import Quad, QueryTriples, Store

from talion.resources import ontology_folder
from talion.store import iris
from talion.store.query import evaluate


def derive(store: Store) -> int:
    """Run every rule over what the earlier ones gave; return the number of new statements.

    >>> derive(Store())
    0
    """
    before = len(store)
    for rule in ontology_folder("rules", ".rq"):
        found = evaluate(store, rule.read_text("utf-8"))
        assert isinstance(found, QueryTriples), rule.name
        triples = list(found)
        store.bulk_extend(
            Quad(t.subject, t.predicate, t.object, iris.DERIVED_GRAPH) for t in triples
        )
    return len(store) - before
