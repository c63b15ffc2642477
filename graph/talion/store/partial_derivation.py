"""What follows from some incidents that changed, without deriving everything again.

A rule may use what is said of incidents and which reports they have, of the claims about these and
of actors and types. What it concludes must be about incidents that it uses, about a claim, or be a
relation between two actors that one of these incidents explains (`tal:explainedBy`); claims must
join all incidents that it uses. All of `ontology/rules/` are so. Then the conclusions that a change
can touch follow from the changed incidents and from those that claims join to these. Contradictions
follow from whatever responses join, step by step; where one comes or goes, its incidents changed.
"""

from collections.abc import Collection, Iterable, Iterator

from pyoxigraph import NamedNode, Quad, Store

from talion.resources import ontology_folder
from talion.store import iris
from talion.store.derivation import conclusions
from talion.store.impossible_responses import derive_contradictions
from talion.vocabulary import ID, TAL

_ENDS = (TAL.source.node, TAL.claimTarget.node)
_NAMED = frozenset(t.node for t in (TAL.agent, TAL.target, TAL.incidentType))


def remove_conclusions(store: Store, incidents: Collection[NamedNode]) -> None:
    """Remove what was derived of some incidents, but for the relations that they explain.

    >>> remove_conclusions(Store(), [])
    """
    graph = iris.DERIVED_GRAPH
    about = {
        quad.subject
        for incident in incidents
        for prop in _ENDS
        for quad in store.quads_for_pattern(None, prop, incident, graph)
    }
    gone = [
        q for node in (*about, *incidents) for q in store.quads_for_pattern(node, None, None, graph)
    ]
    gone += [
        quad
        for incident in incidents
        for quad in store.quads_for_pattern(None, None, incident, graph)
        if quad.predicate != TAL.explainedBy.node
    ]
    for quad in gone:
        store.remove(quad)


def derive_near(
    store: Store, incidents: Collection[NamedNode], former: Collection[NamedNode]
) -> set[NamedNode]:
    """Derive what follows from some incidents, and end the relations that nothing explains now.

    `former` are the incidents that claims joined to any of these before the change. Returns what
    the new conclusions are about.

    >>> derive_near(Store(), [], [])
    set()
    """
    near = {*incidents, *former} | joined(store, incidents)
    for response, antecedent in derive_contradictions(store, near):
        store.remove(Quad(response, TAL.inResponseTo.node, antecedent, iris.DERIVED_GRAPH))
        near |= {response, antecedent}
    explained = [
        quad
        for incident in near
        for quad in store.quads_for_pattern(
            None, TAL.explainedBy.node, incident, iris.DERIVED_GRAPH
        )
    ]
    for quad in explained:
        store.remove(quad)
    found = _concluded(_part(store, near))
    new = {quad for quad in found if quad not in store}.difference(explained)
    store.extend(found)
    _end(store, {quad.subject for quad in explained})
    return {quad.subject for quad in new if isinstance(quad.subject, NamedNode)}


def joined(store: Store, incidents: Iterable[NamedNode]) -> set[NamedNode]:
    """Return the incidents that claims join to some, and these.

    >>> joined(Store(), [])
    set()
    """
    return _joined(store, incidents)[0]


def _part(store: Store, incidents: Collection[NamedNode]) -> Store:
    """Return the part of a database that the conclusions about some incidents follow from."""
    part = Store()
    others, claims = _joined(store, incidents)
    ruled_out = {s for claim in claims for s in _subjects(store, TAL.contradicts.node, claim)}
    things = {*incidents, *others, *claims, *ruled_out}
    about = [q for thing in things for q in store.quads_for_pattern(thing, None, None)]
    named = {q.object for q in about if q.predicate in _NAMED and isinstance(q.object, NamedNode)}
    about += (q for thing in named for q in store.quads_for_pattern(thing, None, None))
    part.bulk_extend(about)
    return part


def _concluded(part: Store) -> list[Quad]:
    found: list[Quad] = []
    for rule in ontology_folder("rules", ".rq"):
        made = conclusions(part, rule.read_text("utf-8"))
        part.extend(made)
        found += made
    return found


def _end(store: Store, relations: Iterable[object]) -> None:
    """Remove those of some relations that no incident explains, and what they say of actors."""
    graph = iris.DERIVED_GRAPH
    for node in relations:
        assert isinstance(node, NamedNode)
        if any(store.quads_for_pattern(node, TAL.explainedBy.node, None, graph)):
            continue
        about = list(store.quads_for_pattern(node, None, None, graph))
        said = {q.predicate: q.object for q in about}
        relation = said.get(TAL.relation.node)
        if isinstance(relation, NamedNode):
            one, other = said[TAL.subject.node], said[TAL.object.node]
            about += store.quads_for_pattern(one, relation, other, graph)  # type: ignore[arg-type]
        for quad in about:
            store.remove(quad)


def _objects(store: Store, node: NamedNode, prop: NamedNode) -> list[NamedNode]:
    quads = store.quads_for_pattern(node, prop, None)
    return [quad.object for quad in quads if isinstance(quad.object, NamedNode)]


def _subjects(store: Store, prop: NamedNode, node: NamedNode) -> Iterator[NamedNode]:
    for quad in store.quads_for_pattern(None, prop, node):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject


def _joined(store: Store, incidents: Iterable[NamedNode]) -> tuple[set[NamedNode], set[NamedNode]]:
    """Return the incidents that claims join to some, with these, and the claims."""
    incidents = set(incidents)
    claims: set[NamedNode] = set()
    for incident in incidents:
        for end in (incident, *_objects(store, incident, TAL.reportedBy.node)):
            for prop in _ENDS:
                claims.update(_subjects(store, prop, end))
    ends = {end for claim in claims for prop in _ENDS for end in _objects(store, claim, prop)}
    joined = {i for end in ends for i in _subjects(store, TAL.reportedBy.node, end)}
    joined |= {end for end in ends if end.value.startswith(f"{ID}incident/")}
    return joined.union(incidents), claims
