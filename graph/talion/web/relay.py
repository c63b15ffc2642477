"""Queries passed on to the endpoint that a remote store is, under the limits of local ones.

A query whose time is up is abandoned here; whether the endpoint goes on with it is up to the
endpoint.
"""

import io
import threading
from dataclasses import replace

from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

from talion.errors import EndpointError, QueryError
from talion.store.alignment import are_named
from talion.store.endpoint import RESULTS, TRIPLES, Endpoint, graphs_of
from talion.store.query import graphs_asked
from talion.web import media_types
from talion.web.pool import Limits, QueryRequest, QueryResponse, turn
from talion.web.query_guard import admit


class Relay:
    """An endpoint with the interface of a pool of workers."""

    def __init__(self, endpoint: Endpoint, limits: Limits) -> None:
        self._endpoint = replace(endpoint, timeout=limits.seconds)
        self.limits = limits
        self._slots = threading.BoundedSemaphore(limits.workers)

    def warm(self) -> None:
        """Do nothing: there is no worker to start."""

    def close(self) -> None:
        """Do nothing: there is no worker to end."""

    def ask(self, question: QueryRequest, *, trusted: bool = False) -> QueryResponse:
        """Answer a query; one of the app's own (`trusted`) is not checked first.

        Raises RefusedError and QueryError for what may not or cannot be run, LimitError for what
        took too long or too much, BusyError when no slot became free in the time a query has,
        EndpointError where the endpoint does not answer as it should.
        """
        if not trusted:
            admit(question.query)
        with turn(self._slots, self.limits):
            data, kind = self._asked(question)
        try:
            return _written(question, data, kind)
        except (SyntaxError, ValueError) as error:
            raise EndpointError(self._endpoint.query_url, str(error)) from error

    def _asked(self, question: QueryRequest) -> tuple[bytes, str]:
        graphs = [("default-graph-uri", g) for g in question.default_graphs]
        graphs += [("named-graph-uri", g) for g in question.named_graphs]
        graphs = graphs or graphs_of(question.query)
        if are_named(graphs_asked(question.query, [graph for _, graph in graphs])):
            raise QueryError(
                "the graph of the alignments is not made for a store behind an endpoint;"
                " talion export --alignments writes it"
            )
        wanted = _plain(question.results)
        accept = f"{wanted}, {TRIPLES}" + (f", {RESULTS};q=0.5" if wanted != RESULTS else "")
        return self._endpoint.query(
            question.query,
            accept=accept,
            graphs=graphs,
            most=self.limits.answer,
            base=question.base,
        )


def _plain(media: str | None) -> str:
    """Return the media type by which every endpoint knows a form of results."""
    return RESULTS if media is None else media_types.RESULTS[media].media_type.partition(";")[0]


def _written(question: QueryRequest, data: bytes, kind: str) -> QueryResponse:
    """Return an answer in the form that the client takes, unchanged where it is in that form."""
    out = io.BytesIO()
    if kind == TRIPLES:
        if question.graph is None:
            return QueryResponse(None, b"")
        triples = dict.fromkeys(quad.triple for quad in parse(data, format=RdfFormat.N_TRIPLES))
        media_types.write_graph(triples, out, question.graph)
        return QueryResponse(question.graph, out.getvalue())
    if kind not in (RESULTS, _plain(question.results)):
        raise ValueError(f"answers with {kind}, which was not asked for")
    if question.results is None:
        return QueryResponse(None, b"")
    if kind != _plain(question.results):
        answer = parse_query_results(data, format=QueryResultsFormat.JSON)
        answer.serialize(out, format=media_types.RESULTS[question.results])
        data = out.getvalue()
    return QueryResponse(question.results, data)
