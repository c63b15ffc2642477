"""Where answers come from: a database in this process, or an endpoint elsewhere."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from pyoxigraph import NamedNode, Quad, Store

from talion.store.query import Answer, evaluate

if TYPE_CHECKING:
    from rdflib import Dataset


class Source(Protocol):
    """Something that answers SPARQL over the union of its named graphs."""

    def query(self, text: str) -> Answer:
        """Answer a query; our prefixes need no declaration. Raises QueryError."""

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Yield every statement, or those of one named graph."""

    def database(self) -> Store:
        """Return the statements as a database in this process, to read only."""

    def dataset(self) -> "Dataset":
        """Return the same graph for rdflib, the union of all graphs as its default graph."""


class LocalSource:
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

    def database(self) -> Store:
        """Return the database itself."""
        return self.store

    def dataset(self) -> "Dataset":
        """Return the same graph for rdflib."""
        from rdflib import Dataset

        from talion.store.rdflib_store import LocalStore

        return Dataset(LocalStore(store=self.store), default_union=True)
