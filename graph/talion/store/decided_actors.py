"""People's decisions about actors in the graph: merged, told apart, renamed, of another kind.

What was decided stands in the place of what an article was read as saying. That is kept beside it,
under the same term `…AsRead`, and comes back when the decision is withdrawn. Nothing else of an
article changes: neither its text nor its quotes, nor the ids of its reports.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad, Store

from talion.model.actor import ActorKind
from talion.model.decision import Decision, DecisionKind
from talion.model.identities import Identities, other_actor
from talion.store import iris
from talion.store.closed_terms import ACTOR_CLASSES
from talion.store.ontology_graph import with_supertypes
from talion.store.to_rdf import label
from talion.vocabulary import ID, RDF, RDFS, SKOS, TAL

#: What a property said before it was decided otherwise.
AS_READ: Mapping[NamedNode, NamedNode] = {
    RDFS.label.node: TAL.labelAsRead.node,
    RDF.type.node: TAL.classAsRead.node,
    TAL.agent.node: TAL.agentAsRead.node,
    TAL.target.node: TAL.targetAsRead.node,
    TAL.mentions.node: TAL.mentionAsRead.node,
    TAL.holder.node: TAL.holderAsRead.node,
    TAL.state.node: TAL.stateAsRead.node,
    TAL.belongsTo.node: TAL.ownerAsRead.node,
    TAL.member.node: TAL.memberAsRead.node,
    TAL.organization.node: TAL.organizationAsRead.node,
    TAL.memberOf.node: TAL.memberOfAsRead.node,
    TAL.succeededBy.node: TAL.successorAsRead.node,
}
#: The properties that name an actor.
_NAMING = tuple(AS_READ)[2:]
_CLASSES = frozenset(term.node for term in ACTOR_CLASSES.values())
_NAMES = (
    RDFS.label.node,
    TAL.labelAsRead.node,
    SKOS.altLabel.node,
    TAL.demonym.node,
    TAL.capital.node,
    TAL.metonym.node,
)
#: What is no more said of an actor that was merged into another.
_OF_ITS_OWN = (RDF.type.node, TAL.memberOf.node, TAL.succeededBy.node)


def decide_actors(store: Store, decisions: Iterable[Decision]) -> set[NamedNode]:
    """Make a graph say what was decided about actors, and no more what no longer is.

    A decision about an actor that the graph does not have waits until it does. Returns the graphs
    that changed.

    >>> decide_actors(Store(), [])
    set()
    """
    changed = _restore(store)
    work = _Applied(store, [d for d in decisions if d.is_of_identity])
    if work.decisions:
        work.tell_apart()
        work.merge()
        work.rename()
        work.retype()
    imply(store, work.decisions)
    return changed | work.changed


def overridden(store: Store) -> set[Quad]:
    """Return what was read and is not in force, by decisions about actors.

    >>> overridden(Store())
    set()
    """
    return {q for kept in AS_READ.values() for q in store.quads_for_pattern(None, kept, None)}


def imply(store: Store, decisions: Iterable[Decision]) -> None:
    """Write beside the decisions what follows: the redirects of merged actors, their other names.

    >>> imply(Store(), [])
    """
    for prop in (TAL.sameAs.node, SKOS.altLabel.node):
        for quad in list(store.quads_for_pattern(None, prop, None, iris.DECISIONS_GRAPH)):
            store.remove(quad)
    told = [d for d in decisions if d.is_of_identity]
    identities = Identities.by(told)
    for decision in told:
        if decision.kind in (DecisionKind.MERGE, DecisionKind.RENAME):
            old = _actor(decision.first)
            now = _actor(identities.of(decision.first))
            if old != now and _is_known(store, now):
                store.add(Quad(old, TAL.sameAs.node, now, iris.DECISIONS_GRAPH))
            names = _values(store, now, RDFS.label.node)
            for name in sorted({*_other_names(store, old)} - names, key=str):
                store.add(Quad(now, SKOS.altLabel.node, name, iris.DECISIONS_GRAPH))


class _Applied:
    """Decisions about actors, as they are applied to a graph in which none is yet."""

    def __init__(self, store: Store, decisions: list[Decision]) -> None:
        self.store, self.decisions = store, decisions
        self.changed: set[NamedNode] = set()

    def of_kind(self, kind: DecisionKind) -> Iterator[Decision]:
        return (d for d in self.decisions if d.kind is kind)

    def tell_apart(self) -> None:
        """Give the actor that an article means a description of its own, and name it there."""
        for decision in self.of_kind(DecisionKind.SPLIT):
            old, graph = _actor(decision.first), iris.article_graph(decision.second)
            new = _actor(other_actor(decision.first, decision.second))
            if not any(self.store.quads_for_pattern(None, None, old, graph)):
                continue
            described = [
                Quad(new, prop, value, graph)
                for prop in (RDF.type.node, RDFS.label.node, TAL.belongsTo.node)
                for value in _values(self.store, old, prop)
            ]
            self._replace(old, new, lambda one, graph=graph: one == graph)  # type: ignore[misc]
            self.store.extend([*described, Quad(new, TAL.splitFrom.node, old, graph)])
            self.changed.add(graph)

    def merge(self) -> None:
        """Name the actor that stays where one merged into it is named, and describe it no more."""
        identities = Identities.by(self.decisions)
        for decision in self.of_kind(DecisionKind.MERGE):
            old, now = _actor(decision.first), _actor(identities.of(decision.first))
            if old != now and _is_known(self.store, now):
                self._replace(old, now, lambda _: True)
                for prop in _OF_ITS_OWN:
                    self._say(old, prop, ())

    def rename(self) -> None:
        for decision in self.of_kind(DecisionKind.RENAME):
            self._say(_actor(decision.first), RDFS.label.node, [label(decision.second)])

    def retype(self) -> None:
        for decision in self.of_kind(DecisionKind.RETYPE):
            kind = ACTOR_CLASSES[ActorKind(decision.second)].node
            if _is_known(self.store, _actor(decision.first)):  # one that was merged has no class
                self._say(_actor(decision.first), RDF.type.node, [kind])

    def _replace(self, old: NamedNode, new: NamedNode, wanted: Callable[[NamedNode], bool]) -> None:
        """Name one actor in place of another, in the wanted graphs."""
        for prop in _NAMING:
            for quad in list(self.store.quads_for_pattern(None, prop, old)):
                graph = quad.graph_name
                if isinstance(graph, NamedNode) and _is_source(graph) and wanted(graph):
                    assert isinstance(quad.subject, NamedNode)
                    named = _values(self.store, quad.subject, prop, graph) - {old} | {new}
                    self._put(quad.subject, prop, named, graph)

    def _say(
        self, actor: NamedNode, prop: NamedNode, values: Collection[NamedNode | Literal]
    ) -> None:
        """Have every graph that says something of an actor say this."""
        quads = list(self.store.quads_for_pattern(actor, prop, None))
        for graph in {quad.graph_name for quad in quads}:
            if isinstance(graph, NamedNode) and _is_source(graph):
                self._put(actor, prop, values, graph)

    def _put(
        self,
        subject: NamedNode,
        prop: NamedNode,
        values: Collection[NamedNode | Literal],
        graph: NamedNode,
    ) -> None:
        """Write what was decided; what was read is kept, unless it is already."""
        old = list(self.store.quads_for_pattern(subject, prop, None, graph))
        kept = AS_READ[prop]
        if not any(self.store.quads_for_pattern(subject, kept, None, graph)):
            read = [q.object for q in old if prop != RDF.type.node or q.object in _CLASSES]
            self.store.extend(Quad(subject, kept, value, graph) for value in read)
        for quad in old:
            self.store.remove(quad)
        self.store.extend(with_supertypes(Quad(subject, prop, v, graph) for v in values))
        self.changed.add(graph)


def _restore(store: Store) -> set[NamedNode]:
    """Put back what was read; return the graphs that changed."""
    changed: set[NamedNode] = set()
    for made in list(store.quads_for_pattern(None, TAL.splitFrom.node, None)):
        for quad in list(store.quads_for_pattern(made.subject, None, None, made.graph_name)):
            store.remove(quad)
        changed.update(_graph(made))
    for prop, kept in AS_READ.items():
        read = list(store.quads_for_pattern(None, kept, None))
        for subject, graph in {(quad.subject, quad.graph_name) for quad in read}:
            for quad in list(store.quads_for_pattern(subject, prop, None, graph)):
                store.remove(quad)
        for quad in read:
            store.remove(quad)
            changed.update(_graph(quad))
        store.extend(with_supertypes(Quad(q.subject, prop, q.object, q.graph_name) for q in read))
    return changed


def _graph(quad: Quad) -> Iterator[NamedNode]:
    if isinstance(quad.graph_name, NamedNode):
        yield quad.graph_name


def _actor(ident: str) -> NamedNode:
    return iris.iri("actor", ident)


def _is_source(graph: NamedNode) -> bool:
    """Whether a graph holds what an article, the reference data or an imported file says."""
    article = graph.value.startswith(f"{ID}graph/article/")
    return article or graph == iris.ACTORS_GRAPH or iris.is_foreign(graph.value)


def _is_known(store: Store, actor: NamedNode) -> bool:
    return any(store.quads_for_pattern(actor, RDF.type.node, None))


def _values(
    store: Store, subject: NamedNode, prop: NamedNode, graph: NamedNode | None = None
) -> set[NamedNode | Literal]:
    found = store.quads_for_pattern(subject, prop, None, graph)
    return {q.object for q in found if isinstance(q.object, NamedNode | Literal)}


def _other_names(store: Store, actor: NamedNode) -> Iterator[Literal]:
    """Yield the names that articles and the reference data have for an actor."""
    for prop in _NAMES:
        for quad in store.quads_for_pattern(actor, prop, None):
            if isinstance(quad.object, Literal) and quad.graph_name != iris.DECISIONS_GRAPH:
                yield quad.object
