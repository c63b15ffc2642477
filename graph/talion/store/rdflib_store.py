"""Stores for rdflib's Dataset whose default graph is the union, unless a query says otherwise."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from oxrdflib import OxigraphStore
from rdflib import Graph
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from rdflib.query import Result
from rdflib.term import Identifier

from talion.store.alignment import Ask, Read, are_named, with_alignments
from talion.store.endpoint import RESULTS, TRIPLES, Endpoint, graphs_of
from talion.store.query import aligned, graphs_asked
from talion.store.query_text import dataset_clause
from talion.vocabulary import PREFIXES

#: What rdflib gives as the graph of a query that goes to the union of all.
_UNION = "__UNION__"


class LocalStore(OxigraphStore):
    """An Oxigraph database; a dataset clause (FROM) in a query holds."""

    def query(
        self,
        query: Any,
        initNs: Mapping[str, Any],  # noqa: N803
        initBindings: Mapping[str, Identifier],  # noqa: N803
        queryGraph: Any,  # noqa: N803
        **kwargs: object,
    ) -> Result:
        """Answer a query."""
        text = query if isinstance(query, str) else ""
        graphs, store = graphs_asked(text), self._inner
        if are_named(graphs):
            store = aligned(store, graphs)
        graph: Any = None if dataset_clause(text) and queryGraph == _UNION else queryGraph
        names = dict(self._namespace_for_prefix, **initNs)
        asked = OxigraphStore(store=store)
        answer: Result = asked.query(query, names, initBindings, graph, **kwargs)
        return answer


class EndpointStore(SPARQLStore):
    """A SPARQL endpoint; the graphs of a dataset clause are named beside the query, too."""

    def __init__(self, endpoint: Endpoint, read: Read, ask: Ask) -> None:
        said = endpoint.authorization
        headers = {"Authorization": said} if said else {}
        super().__init__(endpoint.query_url, headers=headers, method="POST")
        self._endpoint = endpoint
        self._read, self._ask = read, ask

    def _query(self, *args: Any, **kwargs: Any) -> Result:
        text = str(args[0])
        named = graphs_asked(text)
        if are_named(named):
            made = LocalStore(store=with_alignments(named, self._read, self._ask))
            return made.query(text, PREFIXES, {}, None)
        graphs = graphs_of(text)
        if not graphs:
            answer: Result = super()._query(*args, **kwargs)
            return answer
        data, kind = self._endpoint.ask(text, graphs=graphs)
        if kind != TRIPLES:
            return Result.parse(BytesIO(data), content_type=RESULTS)
        result = Result("CONSTRUCT")
        result.graph = Graph().parse(data=data, format="nt")
        return result
