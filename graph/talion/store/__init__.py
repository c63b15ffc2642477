"""The graph kept: rdflib over Oxigraph, in memory or on disk."""

from talion.store.query import Table
from talion.store.store import Store
from talion.store.view import View
from talion.store.writer import Writer

__all__ = ["Store", "Table", "View", "Writer"]
