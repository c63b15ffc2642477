"""Which claims of responses the dates rule out, as statements of a database.

Whether a response is possible depends on all that are joined to it, and where not all are, on how
certain each is: no rule of `ontology/rules/` can say that. See `talion.model.contradiction`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Triple

from talion.model.claim import Basis, Claim, ClaimType
from talion.model.contradiction import parted
from talion.model.date import Date
from talion.store import iris
from talion.store.from_rdf import claim_iri
from talion.vocabulary import ID, RDF, TAL

Pair: TypeAlias = tuple[NamedNode, NamedNode]
Value: TypeAlias = Triple | NamedNode | BlankNode | Literal

_ENDS = (TAL.source.node, TAL.claimTarget.node)
_CLAIM, _NODE = f"{ID}claim/", f"{ID}contradiction/"
_REPORT = f"{ID}report/"


def contradictions(
    store: Store, incidents: Collection[NamedNode] | None = None
) -> tuple[set[NamedNode], dict[NamedNode, Pair]]:
    """Return the claims of responses that were looked at, and those that the dates rule out.

    The latter with the pair of the incident that responds and its antecedent. With some incidents,
    only what they are joined to by responses, step by step, is looked at.

    >>> contradictions(Store())
    (set(), {})
    """
    known = _Claims(store)
    nodes = _responses(store) if incidents is None else known.near(incidents)
    claims = {claim.id: (node, claim) for node in nodes if (claim := known.claim(node))}
    told = [claim for _, claim in claims.values()]
    dates = {end: _date(store, NamedNode(end)) for c in told for end in (c.source, c.target)}
    ruled_out = parted(told, dates)[1]
    return nodes, {claims[c.id][0]: (NamedNode(c.source), NamedNode(c.target)) for c in ruled_out}


def derive_contradictions(
    store: Store, incidents: Collection[NamedNode] | None = None
) -> set[Pair]:
    """Derive the contradictions anew; return the responses for which one came or went.

    With some incidents, only what is near them is derived, see `contradictions`.

    >>> derive_contradictions(Store())
    set()
    """
    looked_at, ruled_out = contradictions(store, incidents)
    nodes = _nodes(store) if incidents is None else map(_node, looked_at)
    return _written(store, nodes, ruled_out)


def put_contradictions(store: Store, ruled_out: Iterable[Claim]) -> set[Pair]:
    """Write contradictions that are known already, all that there are, in place of the former ones.

    The claims are between incidents. Returns the responses for which one came or went.

    >>> put_contradictions(Store(), view.contradictions())
    set()
    """
    pairs = {
        NamedNode(claim_iri(claim.id)): (
            iris.iri("incident", claim.source),
            iris.iri("incident", claim.target),
        )
        for claim in ruled_out
    }
    return _written(store, _nodes(store), pairs)


def _written(
    store: Store, nodes: Iterable[NamedNode], ruled_out: Mapping[NamedNode, Pair]
) -> set[Pair]:
    """Write contradictions in place of some (nodes); return the responses that changed."""
    old = {q for n in nodes for q in store.quads_for_pattern(n, None, None, iris.DERIVED_GRAPH)}
    new = {quad for claim, pair in ruled_out.items() for quad in _said(claim, pair)}
    for quad in old - new:
        store.remove(quad)
    store.extend(new - old)
    return _pairs(old).symmetric_difference(ruled_out.values())


def _pairs(quads: Iterable[Quad]) -> set[Pair]:
    """Return the responses that contradictions are about."""
    ends = [{q.subject: q.object for q in quads if q.predicate == prop} for prop in _ENDS]
    found = ((ends[0][node], ends[1][node]) for node in ends[0].keys() & ends[1].keys())
    return {(a, b) for a, b in found if isinstance(a, NamedNode) and isinstance(b, NamedNode)}


def _nodes(store: Store) -> list[NamedNode]:
    kind = TAL.Contradiction.node
    found = store.quads_for_pattern(None, RDF.type.node, kind, iris.DERIVED_GRAPH)
    return [quad.subject for quad in found if isinstance(quad.subject, NamedNode)]


def _node(claim: NamedNode) -> NamedNode:
    return NamedNode(_NODE + claim.value.removeprefix(_CLAIM))


def _said(claim: NamedNode, ends: Pair) -> Iterator[Quad]:
    """Yield what is said of the contradiction that a claim is."""
    node = _node(claim)
    yield Quad(node, RDF.type.node, TAL.Contradiction.node, iris.DERIVED_GRAPH)
    yield Quad(node, TAL.contradicts.node, claim, iris.DERIVED_GRAPH)
    for prop, incident in zip(_ENDS, ends, strict=True):
        yield Quad(node, prop, incident, iris.DERIVED_GRAPH)


def _responses(store: Store) -> set[NamedNode]:
    found = store.quads_for_pattern(None, RDF.type.node, TAL.Response.node)
    return {q.subject for q in found if isinstance(q.subject, NamedNode)}


class _Claims:
    """The claims of responses in a database, each looked up once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._told: dict[NamedNode, dict[NamedNode, set[Value]]] = {}
        self._incidents: dict[Value, NamedNode | None] = {}

    def near(self, incidents: Iterable[NamedNode]) -> set[NamedNode]:
        """Return the claims that join some incidents to others, these to more, and so on."""
        claims: set[NamedNode] = set()
        met: set[NamedNode] = set()
        ahead = list(incidents)
        while ahead:
            incident = ahead.pop()
            if incident in met:
                continue
            met.add(incident)
            new = self._about(incident) - claims
            claims |= new
            ahead += (i for claim in new for p in _ENDS if (i := self._end(claim, p)) is not None)
        return claims

    def claim(self, node: NamedNode) -> Claim | None:
        """Return a claim between the incidents that its reports are of; None where one has none."""
        response, antecedent = (self._end(node, prop) for prop in _ENDS)
        if response is None or antecedent is None:
            return None
        said = {prop: next(iter(values)) for prop, values in self._said(node).items()}
        return Claim(
            iris.ident(node.value, "claim"),
            ClaimType.RESPONSE,
            response.value,
            antecedent.value,
            Basis.STATED if said.get(TAL.basis.node) == TAL.stated.node else Basis.INFERRED,
            article=_name(said.get(TAL.inArticle.node)),
            run=_name(said.get(TAL.run.node)),
            confidence=_share(said.get(TAL.confidence.node)),
            probability=_share(said.get(TAL.probability.node)),
        )

    def _about(self, incident: NamedNode) -> set[NamedNode]:
        """Return the claims of responses that join an incident to others."""
        store, found = self._store, set[NamedNode]()
        reports = (q.object for q in store.quads_for_pattern(incident, TAL.reportedBy.node, None))
        for end in (incident, *reports):
            if end != incident:
                self._incidents[end] = incident
            for quad in (q for p in _ENDS for q in store.quads_for_pattern(None, p, end)):
                node = quad.subject
                if isinstance(node, NamedNode) and self._is_response(node):
                    found.add(node)
        return found

    def _is_response(self, node: NamedNode) -> bool:
        """Whether it is one; asked without reading all that is said of it, as most are none."""
        kind = TAL.Response.node
        return any(self._store.quads_for_pattern(node, RDF.type.node, kind))

    def _said(self, node: NamedNode) -> dict[NamedNode, set[Value]]:
        """Return what is said of a claim, by property."""
        if node not in self._told:
            told = self._told[node] = defaultdict(set)
            for quad in self._store.quads_for_pattern(node, None, None):
                told[quad.predicate].add(quad.object)
        return self._told[node]

    def _end(self, claim: NamedNode, prop: NamedNode) -> NamedNode | None:
        """Return the incident at an end of a claim, which names it or a report of it."""
        for end in self._said(claim).get(prop, ()):
            if isinstance(end, NamedNode):
                return self._incident(end) if end.value.startswith(_REPORT) else end
        return None

    def _incident(self, report: NamedNode) -> NamedNode | None:
        if report not in self._incidents:
            found = self._store.quads_for_pattern(None, TAL.reportedBy.node, report)
            nodes = (quad.subject for quad in found)
            self._incidents[report] = next((n for n in nodes if isinstance(n, NamedNode)), None)
        return self._incidents[report]


def _name(thing: object) -> str | None:
    return thing.value if isinstance(thing, NamedNode) else None


def _share(number: object) -> float | None:
    return float(number.value) if isinstance(number, Literal) else None


def _date(store: Store, incident: NamedNode) -> Date | None:
    for quad in store.quads_for_pattern(incident, TAL.date.node, None):
        if isinstance(quad.object, Literal):
            return Date(quad.object.value)
    return None
