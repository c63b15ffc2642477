"""Where a query is answered: by a database in this process, or by an endpoint elsewhere."""

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from pyoxigraph import NamedNode, Quad, Store

from talion.store import iris
from talion.store.facts import Row
from talion.store.ontology_graph import is_complete
from talion.store.query import Answer, evaluate
from talion.vocabulary import RDF, SKOS

if TYPE_CHECKING:
    from rdflib import Dataset


class Backend(Protocol):
    """Something that answers SPARQL over the union of its named graphs."""

    def query(self, text: str) -> Answer:
        """Answer a query; our prefixes need no declaration. Raises QueryError."""

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Yield every statement, or those of one named graph."""

    def graphs(self) -> Iterator[NamedNode]:
        """Yield every named graph."""

    def about_all(self, classes: Collection[str]) -> Iterator[Row]:
        """Yield all that is said of the things of some classes (IRIs), each thing's together."""

    def about(self, subjects: Collection[str]) -> Iterator[Row]:
        """Yield all that is said of some things (IRIs), each thing's together."""

    def has_ontology(self) -> bool:
        """Whether the ontology is there as this version has it, or there is nothing it is for."""

    def database(self) -> Store:
        """Return the statements as a database in this process, to read only."""

    def dataset(self) -> "Dataset":
        """Return the same graph for rdflib, the union of all graphs as its default graph."""


def own_first(quads: Sequence[Quad]) -> Sequence[Quad]:
    """Return what is said of a thing, of other graphs only what Talion's own do not say.

    Names are the exception: a thing may have those of all graphs.

    >>> thing, label = NamedNode("x:a"), NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    >>> quads = [
    ...     Quad(thing, label, thing, NamedNode("x:notes")),
    ...     Quad(thing, label, label, iris.ACTORS_GRAPH),
    ... ]
    >>> own_first(quads) == quads[1:], own_first(quads[:1]) == quads[:1]
    (True, True)
    """
    foreign = {q.graph_name for q in quads if _is_foreign(q.graph_name)}
    if not foreign:
        return quads
    own = [quad for quad in quads if quad.graph_name not in foreign]
    said = {quad.predicate for quad in own} - {SKOS.altLabel.node}
    return [*own, *(q for q in quads if q.graph_name in foreign and q.predicate not in said)]


@lru_cache(maxsize=65536)
def _is_foreign(graph: object) -> bool:
    return isinstance(graph, NamedNode) and iris.is_foreign(graph.value)


class LocalBackend:
    """A database in this process."""

    def __init__(self, store: Store) -> None:
        self._store: Store | None = store

    @property
    def store(self) -> Store:
        """The database; ValueError after `close`."""
        if self._store is None:
            raise ValueError("the store was closed when its writer ended")
        return self._store

    def close(self) -> None:
        """Release the database: Oxigraph closes one when nobody refers to it any more."""
        self._store = None

    def query(self, text: str) -> Answer:
        """Answer a query."""
        return evaluate(self.store, text)

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Yield every statement, or those of one named graph."""
        return self.store.quads_for_pattern(None, None, None, graph)

    def graphs(self) -> Iterator[NamedNode]:
        """Yield every named graph."""
        yield from (g for g in self.store.named_graphs() if isinstance(g, NamedNode))

    def about_all(self, classes: Collection[str]) -> Iterator[Row]:
        """Yield all that is said of the things of some classes, read by look-ups.

        As one query that sorts, it would take ten times as long.
        """
        found = {
            quad.subject.value
            for kind in classes
            for quad in self.store.quads_for_pattern(None, RDF.type.node, NamedNode(kind))
            if isinstance(quad.subject, NamedNode)
        }
        return self.about(found)

    def about(self, subjects: Collection[str]) -> Iterator[Row]:
        """Yield all that is said of some things."""
        for subject in subjects:
            quads = self.store.quads_for_pattern(NamedNode(subject), None, None)
            for quad in own_first(list(quads)):
                yield subject, quad.predicate.value, quad.object

    def has_ontology(self) -> bool:
        """Whether the ontology is there as this version has it, or there is no reference data."""
        return not self.store.contains_named_graph(iris.ACTORS_GRAPH) or is_complete(self.store)

    def database(self) -> Store:
        """Return the database itself."""
        return self.store

    def dataset(self) -> "Dataset":
        """Return the same graph for rdflib."""
        from rdflib import Dataset

        from talion.store.rdflib_store import LocalStore

        return Dataset(LocalStore(store=self.store), default_union=True)
