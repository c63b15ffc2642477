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

from talion.model.claim import Claim
from talion.resources import ontology_folder
from talion.store import iris
from talion.store.derivation import conclusions
from talion.store.from_rdf import claim_iri
from talion.store.graph_change import KnownClaims
from talion.store.impossible_responses import put_contradictions
from talion.vocabulary import TAL

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
    store: Store, changed: Iterable[str], former: Iterable[str], known: KnownClaims
) -> set[NamedNode]:
    """Derive what follows from some incidents, and end the relations that nothing explains now.

    `changed` are the ids of these, `former` those of the incidents that claims joined to any of
    them before the change; `known` are all claims after it. Returns what the new conclusions are
    about.

    >>> derive_near(Store(), [], [], KnownClaims((), ()))
    set()
    """
    near = {iris.iri("incident", i) for i in {*former, *joined(known.told, changed)}}
    for response, antecedent in put_contradictions(store, known.ruled_out):
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
    found = _concluded(_part(store, near, known))
    new = {quad for quad in found if quad not in store}.difference(explained)
    store.extend(found)
    _end(store, {quad.subject for quad in explained})
    return {quad.subject for quad in new if isinstance(quad.subject, NamedNode)}


def joined(claims: Iterable[Claim], incidents: Iterable[str]) -> set[str]:
    """Return the incidents that claims join to some, and these, by id.

    >>> from talion.model.claim import Basis, ClaimType
    >>> claim = Claim("a#l1", ClaimType.RESPONSE, "b", "a", Basis.STATED)
    >>> sorted(joined([claim], ["a"])), joined([claim], ["c"])
    (['a', 'b'], {'c'})
    """
    some = set(incidents)
    ends = ((c.source, c.target) for c in claims if c.source in some or c.target in some)
    return some.union(*ends)


def _part(store: Store, incidents: Collection[NamedNode], known: KnownClaims) -> Store:
    """Return the part of a database that the conclusions about some incidents follow from."""
    part = Store()
    ids = {iris.ident(node.value, "incident") for node in incidents}
    others = {iris.iri("incident", i) for i in joined(known.told, ids)}
    claims = {NamedNode(claim_iri(c.id)) for c in known.told if c.source in ids or c.target in ids}
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


def _subjects(store: Store, prop: NamedNode, node: NamedNode) -> Iterator[NamedNode]:
    for quad in store.quads_for_pattern(None, prop, node):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject
