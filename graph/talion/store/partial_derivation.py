"""What follows from some incidents that changed, without deriving everything again.

A rule may use what is said of incidents, of their reports and of the claims about these, and of
actors and types; what it concludes must be about the incidents, about a claim, or about two actors
that are agent and target of one of the incidents that it uses. All of `ontology/rules/` are so.
Then the conclusions that a change can touch follow from the changed incidents, from those with the
same two parties, and from those that claims join to these.
"""

from collections.abc import Collection, Iterable, Iterator
from itertools import product

from pyoxigraph import NamedNode, Quad, Store

from talion.resources import ontology_folder
from talion.store import iris
from talion.store.derivation import conclusions
from talion.vocabulary import ID, TAL

_PARTIES = (TAL.agent.node, TAL.target.node)
_ENDS = (TAL.source.node, TAL.claimTarget.node)

Pair = frozenset[NamedNode]


def pairs_of(store: Store, incidents: Iterable[NamedNode]) -> set[Pair]:
    """Return the pairs of an agent and a target of some incidents.

    >>> pairs_of(Store(), [])
    set()
    """
    found: set[Pair] = set()
    for incident in incidents:
        sides = [_objects(store, incident, prop) for prop in _PARTIES]
        found |= {frozenset(pair) for pair in product(*sides)}
    return found


def remove_conclusions(
    store: Store, incidents: Collection[NamedNode], pairs: Collection[Pair]
) -> None:
    """Remove what was derived of some incidents, and of the relations of some pairs of actors.

    >>> remove_conclusions(Store(), [], [])
    """
    gone = set(incidents)
    nodes = {
        quad.subject
        for incident in incidents
        for prop in (*_ENDS, TAL.explainedBy.node)
        for quad in store.quads_for_pattern(None, prop, incident, iris.DERIVED_GRAPH)
    }
    nodes |= {node for pair in pairs for node in _relations(store, pair)}
    for node in (*gone, *nodes):
        _remove(store, store.quads_for_pattern(node, None, None, iris.DERIVED_GRAPH))
    for incident in gone:
        _remove(store, store.quads_for_pattern(None, None, incident, iris.DERIVED_GRAPH))
    for one, other in (p for pair in pairs for p in product(pair, pair)):
        _remove(store, store.quads_for_pattern(one, None, other, iris.DERIVED_GRAPH))


def derive_near(
    store: Store, incidents: Collection[NamedNode], pairs: Collection[Pair]
) -> set[NamedNode]:
    """Derive what follows from some incidents and of some pairs; return what it is about.

    >>> derive_near(Store(), [], [])
    set()
    """
    part = Store()
    near = set(incidents) | {i for pair in pairs for i in _between(store, pair)}
    joined, claims = _joined(store, near)
    reports = {r for i in near | joined for r in _objects(store, i, TAL.reportedBy.node)}
    things = near | joined | claims | reports
    part.bulk_extend(q for thing in things for q in store.quads_for_pattern(thing, None, None))
    for graph in (iris.ACTORS_GRAPH, iris.ONTOLOGY_GRAPH):
        part.bulk_extend(store.quads_for_pattern(None, None, None, graph))
    about: set[NamedNode] = set()
    for rule in ontology_folder("rules", ".rq"):
        found = conclusions(part, rule.read_text("utf-8"))
        part.extend(found)
        store.extend(found)
        about |= {q.subject for q in found if isinstance(q.subject, NamedNode)}
    return about


def _remove(store: Store, quads: Iterator[Quad]) -> None:
    for quad in list(quads):
        store.remove(quad)


def _objects(store: Store, node: NamedNode, prop: NamedNode) -> list[NamedNode]:
    quads = store.quads_for_pattern(node, prop, None)
    return [quad.object for quad in quads if isinstance(quad.object, NamedNode)]


def _subjects(store: Store, prop: NamedNode, node: NamedNode) -> Iterator[NamedNode]:
    for quad in store.quads_for_pattern(None, prop, node):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject


def _relations(store: Store, pair: Pair) -> Iterator[NamedNode]:
    """Yield the relations between two actors, in either direction."""
    for actor in pair:
        for node in _subjects(store, TAL.subject.node, actor):
            if pair.issuperset(_objects(store, node, TAL.object.node)):
                yield node


def _between(store: Store, pair: Pair) -> Iterator[NamedNode]:
    """Yield the incidents in which one actor of a pair does something to the other."""
    for agent in pair:
        others = (pair - {agent}) or pair
        for quad in store.quads_for_pattern(None, TAL.agent.node, agent, iris.DERIVED_GRAPH):
            incident = quad.subject
            if isinstance(incident, NamedNode) and not others.isdisjoint(
                _objects(store, incident, TAL.target.node)
            ):
                yield incident


def _joined(store: Store, incidents: Iterable[NamedNode]) -> tuple[set[NamedNode], set[NamedNode]]:
    """Return the incidents that claims join to some, and these claims."""
    claims: set[NamedNode] = set()
    for incident in incidents:
        for end in (incident, *_objects(store, incident, TAL.reportedBy.node)):
            for prop in _ENDS:
                claims.update(_subjects(store, prop, end))
    ends = {end for claim in claims for prop in _ENDS for end in _objects(store, claim, prop)}
    joined = {i for end in ends for i in _subjects(store, TAL.reportedBy.node, end)}
    return joined | {end for end in ends if end.value.startswith(f"{ID}incident/")}, claims
