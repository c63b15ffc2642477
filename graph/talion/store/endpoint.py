"""A SPARQL 1.1 endpoint: what is sent to it, what comes back (SPARQL 1.1 Protocol).

The update address and credentials come from the environment:

    TALION_UPDATE_URL                  where to write; without it the store is only read
    TALION_USER and TALION_PASSWORD    HTTP basic authentication, or
    TALION_TOKEN                       a bearer token
"""

import os
import time
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPResponse
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from pyoxigraph import NamedNode

from talion.errors import EndpointError, LimitError, QueryError
from talion.store.query import in_our_words
from talion.store.query_depth import refuse_deep
from talion.store.query_text import dataset_clause, in_order
from talion.vocabulary import PREFIXES

RESULTS = "application/sparql-results+json"
TRIPLES = "application/n-triples"
#: Our prefixes, before a query; in its first line, so that the parser's line numbers stay right.
HEADER = "".join(f"PREFIX {prefix}: <{namespace}> " for prefix, namespace in PREFIXES.items())
_PIECE = 1 << 16


def graphs_of(text: str) -> list[tuple[str, str]]:
    """Return the graphs of a query's dataset clause as the protocol's fields with their values.

    They are sent beside the query, since an endpoint whose default graph is the union of its graphs
    may pass over the clause.
    """
    clause = dataset_clause(text)
    if clause is None:
        return []
    default = [("default-graph-uri", graph) for graph in clause.default]
    return default + [("named-graph-uri", graph) for graph in clause.named]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The addresses of an endpoint and the credentials for it."""

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

    def ask(
        self,
        text: str,
        *,
        accept: str = f"{RESULTS}, {TRIPLES}",
        graphs: Sequence[tuple[str, str]] = (),
        most: int | None = None,
    ) -> tuple[bytes, str]:
        """Send a query; return the answer and its media type.

        `graphs` are the protocol's `default-graph-uri` and `named-graph-uri`, with their values.
        Raises QueryError for what the endpoint cannot read, LimitError for an answer of more than
        `most` bytes or one that is not there after `timeout` seconds.
        """
        mark = "&" if "?" in self.query_url else "?"
        address = self.query_url + (mark + urlencode(graphs) if graphs else "")
        return self._post(address, "application/sparql-query", text, accept, most)

    def query(
        self,
        text: str,
        *,
        accept: str = f"{RESULTS}, {TRIPLES}",
        graphs: Sequence[tuple[str, str]] = (),
        most: int | None = None,
        base: str | None = None,
    ) -> tuple[bytes, str]:
        """Send a query that may use our prefixes without declaring them; see `ask`.

        `base` is the IRI that its relative ones are resolved against. What is wrong with it is said
        as for a store on this machine.
        """
        text = text.removeprefix("\ufeff")
        refuse_deep(text)
        head = f"BASE {NamedNode(base)} {HEADER}" if base else HEADER
        try:
            return self.ask(head + in_order(text), accept=accept, graphs=graphs, most=most)
        except QueryError as error:
            raise in_our_words(error, text) from error

    def update(self, text: str) -> None:
        """Send an update; EndpointError where there is no update address."""
        if self.update_url is None:
            raise EndpointError(
                self.query_url, "is read-only: set TALION_UPDATE_URL to its update address"
            )
        self._post(self.update_url, "application/sparql-update", text, "*/*")

    def _post(
        self, address: str, kind: str, text: str, accept: str, most: int | None = None
    ) -> tuple[bytes, str]:
        request = Request(address, text.encode(), {"Content-Type": kind, "Accept": accept})
        if self.authorization is not None:  # not handed on to where a redirect may lead
            request.add_unredirected_header("Authorization", self.authorization)
        until = time.monotonic() + self.timeout
        try:
            with urlopen(request, timeout=self.timeout) as answer:
                return self._body(answer, until, most), answer.headers.get_content_type()
        except HTTPError as error:
            with error:
                said = error.read(2000).decode("utf-8", "replace").strip()
            if error.code == 400:
                raise QueryError(said or "the endpoint finds it malformed") from error
            said = f": {said.splitlines()[0]}" if said and _is_plain(error) else ""
            raise EndpointError(address, f"answers {error.code} {error.reason}{said}") from error
        except URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise self._late() from error
            raise EndpointError(address, f"cannot be reached: {error.reason}") from error
        except TimeoutError as error:
            raise self._late() from error
        except (OSError, HTTPException, ValueError) as error:
            raise EndpointError(address, f"cannot be reached: {error}") from error

    def _body(self, answer: HTTPResponse, until: float, most: int | None) -> bytes:
        whole = bytearray()
        while piece := answer.read1(_PIECE):
            whole += piece
            if most is not None and len(whole) > most:
                raise LimitError(f"the answer is over {most >> 20} MiB; ask for less")
            if time.monotonic() > until:
                raise self._late()
        return bytes(whole)

    def _late(self) -> LimitError:
        return LimitError(f"the endpoint gave no whole answer within {self.timeout:g} s, the limit")


def _is_plain(error: HTTPError) -> bool:
    """Whether what an endpoint says of an error is a sentence: no web page, no data."""
    return str(error.headers.get_content_type()) == "text/plain"
