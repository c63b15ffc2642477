"""The graph: an RDF dataset in Oxigraph, in memory, on disk or behind a SPARQL endpoint.

In the examples of this package `view` is the graph of the seed articles, open for reading.
"""

from talion.store.query import Table
from talion.store.store import Store
from talion.store.view import View
from talion.store.writer import Writer

__all__ = ["Store", "Table", "View", "Writer"]
