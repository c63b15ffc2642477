"""Stores for rdflib's Dataset whose default graph is the union, unless a query says otherwise."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from oxrdflib import OxigraphStore
from rdflib import Graph
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from rdflib.query import Result
from rdflib.term import Identifier

from talion.store.endpoint import RESULTS, TRIPLES, Endpoint, graphs_of
from talion.store.query_text import dataset_clause

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
        clause = isinstance(query, str) and dataset_clause(query) is not None
        graph: Any = None if clause and queryGraph == _UNION else queryGraph
        answer: Result = super().query(query, initNs, initBindings, graph, **kwargs)
        return answer


class EndpointStore(SPARQLStore):
    """A SPARQL endpoint; the graphs of a dataset clause are named beside the query, too."""

    def __init__(self, endpoint: Endpoint) -> None:
        said = endpoint.authorization
        headers = {"Authorization": said} if said else {}
        super().__init__(endpoint.query_url, headers=headers, method="POST")
        self._endpoint = endpoint

    def _query(self, *args: Any, **kwargs: Any) -> Result:
        text = str(args[0])
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
