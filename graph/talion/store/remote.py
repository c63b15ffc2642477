"""A store that is a SPARQL 1.1 endpoint: the way to outgrow one machine.

Reading asks the query address (SPARQL 1.1 Protocol, query by POST). Writing works on a copy of the
statements in a temporary folder and sends what changed as one update request, which the protocol
makes all or nothing. The request is conditional: it holds only while the endpoint still has as many
statements as were copied, so that two writers do not mix.

Addresses and credentials come from the environment:

    TALION_UPDATE_URL                  where to write; without it the store is only read
    TALION_USER and TALION_PASSWORD    HTTP basic authentication, or
    TALION_TOKEN                       a bearer token

The default graph that the endpoint queries must be the union of its named graphs, as it is in many
stores by default (`oxigraph serve --union-default-graph`; in Jena TDB `unionDefaultGraph`).
"""

import os
import tempfile
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from pyoxigraph import (
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)

from talion.errors import EndpointError, OutputError, QueryError, StoreLockedError
from talion.store.engine import Reading
from talion.store.query import Answer, refuse_update
from talion.vocabulary import PREFIXES

if TYPE_CHECKING:
    from rdflib import Dataset

_RESULTS = "application/sparql-results+json"
_TRIPLES = "application/n-triples"
_HEADER = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())
_COUNT = "{ SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } }"
#: Whether a statement of a named graph is missing from the default graph; one tells of all.
_APART = """ASK { { SELECT * WHERE { GRAPH ?g { ?s ?p ?o } } LIMIT 1 }
FILTER NOT EXISTS { ?s ?p ?o } }"""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The addresses of an endpoint and what to say to be let in."""

    query_url: str
    update_url: str | None = None
    authorization: str | None = field(default=None, repr=False)
    timeout: float = 600.0

    @classmethod
    def from_environment(
        cls, query_url: str, environ: Mapping[str, str] = os.environ
    ) -> "Endpoint":
        """Return an endpoint with the update address and credentials of the environment."""
        user, token = environ.get("TALION_USER"), environ.get("TALION_TOKEN")
        authorization = None
        if user is not None:
            pair = f"{user}:{environ.get('TALION_PASSWORD', '')}"
            authorization = "Basic " + b64encode(pair.encode()).decode()
        elif token is not None:
            authorization = f"Bearer {token}"
        return cls(query_url, environ.get("TALION_UPDATE_URL"), authorization)

    def ask(self, text: str) -> tuple[bytes, str]:
        """Send a query; return the answer and its media type."""
        accept = f"{_RESULTS}, {_TRIPLES}"
        return self._post(self.query_url, "application/sparql-query", text, accept)

    def tell(self, text: str) -> None:
        """Send an update."""
        if self.update_url is None:
            raise EndpointError(
                self.query_url, "is read-only: set TALION_UPDATE_URL to its update address"
            )
        self._post(self.update_url, "application/sparql-update", text, "*/*")

    def _post(self, address: str, kind: str, text: str, accept: str) -> tuple[bytes, str]:
        request = Request(address, text.encode(), {"Content-Type": kind, "Accept": accept})
        if self.authorization is not None:  # not handed on to where a redirect may lead
            request.add_unredirected_header("Authorization", self.authorization)
        try:
            with urlopen(request, timeout=self.timeout) as answer:
                return answer.read(), answer.headers.get_content_type()
        except HTTPError as error:
            with error:
                said = error.read(2000).decode("utf-8", "replace").strip()
            if error.code == 400:
                raise QueryError(said or "the endpoint finds it malformed") from error
            raise EndpointError(address, f"answers {error.code} {error.reason}") from error
        except URLError as error:
            raise EndpointError(address, f"cannot be reached: {error.reason}") from error
        except (OSError, ValueError) as error:
            raise EndpointError(address, f"cannot be reached: {error}") from error


class RemoteSource:
    """Statements behind an endpoint."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint

    def query(self, text: str) -> Answer:
        """Answer a query."""
        refuse_update(text)
        data, kind = self.endpoint.ask(_HEADER + text)
        try:
            if kind == _TRIPLES:
                return _triples(data)
            if kind != _RESULTS:
                raise ValueError(f"answers with {kind}, which was not asked for")
            return parse_query_results(data, format=QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise EndpointError(self.endpoint.query_url, str(error)) from error

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Yield every statement, or those of one named graph."""
        if graph is not None:
            text = f"SELECT ?s ?p ?o WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}"
        else:
            text = "SELECT ?s ?p ?o ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
        rows = self.query(text)
        assert isinstance(rows, QuerySolutions)
        for row in rows:
            yield Quad(row["s"], row["p"], row["o"], graph or row["g"])

    def database(self) -> Store:
        """Return a copy of all statements."""
        copy = Store()
        copy.bulk_extend(self.quads())
        return copy

    def dataset(self) -> "Dataset":
        """Return the same graph for rdflib."""
        from rdflib import Dataset
        from rdflib.plugins.stores.sparqlstore import SPARQLStore

        said = self.endpoint.authorization
        headers = {"Authorization": said} if said else {}
        store = SPARQLStore(self.endpoint.query_url, headers=headers, method="POST")
        return Dataset(store, default_union=True)


class Remote:
    """The engine of a store behind an endpoint."""

    def __init__(self, address: str, endpoint: Endpoint | None = None) -> None:
        self.place = address
        self.endpoint = endpoint or Endpoint.from_environment(address)
        self._source = RemoteSource(self.endpoint)

    @property
    def version(self) -> str:
        """Nothing: an endpoint does not tell when it changes."""
        return ""

    def read(self) -> Reading:
        """Return the endpoint to read from; EndpointError where it does not serve our graphs."""
        if self._is(_APART):
            raise EndpointError(
                self.place,
                "its default graph is not the union of its named graphs;"
                " start it so (oxigraph serve --union-default-graph)",
            )
        return Reading(self._source)

    @contextmanager
    def write(self, *, fresh: bool = False) -> Iterator[Store]:
        """Give a copy to change; what changed is sent as one request at the end."""
        if self.endpoint.update_url is None:
            self.endpoint.tell("")
        self.read()
        with tempfile.TemporaryDirectory(prefix="talion-", ignore_cleanup_errors=True) as folder:
            try:
                before, changed = Store(f"{folder}/before"), Store(f"{folder}/after")
                before.bulk_extend(self._source.quads())
                if not fresh:
                    changed.bulk_extend(before)
            except OSError as error:
                raise OutputError(folder, error.strerror or str(error)) from error
            yield changed
            self._send(before, changed)

    def _send(self, before: Store, after: Store) -> None:
        gone = [quad for quad in before if quad not in after]
        come = [quad for quad in after if quad not in before]
        if not gone and not come:
            return
        self.endpoint.tell(
            f"DELETE {{\n{_data(gone)}}}\nINSERT {{\n{_data(come)}}}\n"
            f"WHERE {{ {_COUNT} FILTER(?n = {len(before)}) }}"
        )
        witness, kept = (come[0], True) if come else (gone[0], False)
        if self._is(f"ASK {{ {_data([witness])} }}") != kept:
            raise StoreLockedError(self.place)

    def _is(self, question: str) -> bool:
        answer = self._source.query(question)
        assert isinstance(answer, QueryBoolean)
        return bool(answer)


def _data(quads: Iterable[Quad]) -> str:
    """Return statements as they stand in an update, one a line."""
    return "".join(f"GRAPH {q.graph_name} {{ {q.triple} }}\n" for q in quads)


def _triples(data: bytes) -> Answer:
    """Return triples as a query gives them, each once."""
    store = Store()
    store.extend(Quad(*t.triple) for t in parse(data, format=RdfFormat.N_TRIPLES))
    return store.query("CONSTRUCT WHERE { ?s ?p ?o }")
