"""A store that is a SPARQL 1.1 endpoint: the way to outgrow one machine.

Reading asks the query address (SPARQL 1.1 Protocol, query by POST). Writing works on a copy of the
statements in a temporary folder and sends what changed as one update request, which the protocol
makes all or nothing. The request is conditional: it holds only while the endpoint still has as many
statements as were copied, so that two writers do not mix.

The default graph that the endpoint queries must be the union of its named graphs, as it is in many
stores by default (`oxigraph serve --union-default-graph`; in Jena TDB `unionDefaultGraph`).
"""

import tempfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

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

from talion.errors import EndpointError, OutputError, StoreLockedError
from talion.store import iris
from talion.store.alignment import are_named, with_alignments
from talion.store.endpoint import RESULTS, TRIPLES, Endpoint, graphs_of
from talion.store.engine import Carry, Snapshot, nothing
from talion.store.facts import Row
from talion.store.query import Answer, evaluate, graphs_asked, refuse_update
from talion.store.query import values as values_clause
from talion.store.query_backend import own_first
from talion.vocabulary import TAL

if TYPE_CHECKING:
    from rdflib import Dataset

_COUNT = "{ SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } }"
#: Numbers that change with the statements: how many, how long, and a sum over the incidents'
#: labels that does not depend on their order (nine digits of each one's MD5).
_SIZE = """SELECT (COUNT(*) AS ?n) (SUM(STRLEN(STR(?o))) AS ?long)
WHERE { GRAPH ?g { ?s ?p ?o } }"""
_SUM = """SELECT (SUM(xsd:integer(SUBSTR(CONCAT(REPLACE(MD5(CONCAT(STR(?i), STR(?label))),
"[a-f]", ""), "000000000"), 1, 9))) AS ?sum) WHERE { ?i a tal:Incident ; rdfs:label ?label }"""
#: Whether a statement of a named graph is missing from the default graph; one stands for all.
_APART = """ASK { { SELECT * WHERE { GRAPH ?g { ?s ?p ?o } } LIMIT 1 }
FILTER NOT EXISTS { ?s ?p ?o } }"""
#: Whether there is reference data, but no ontology that says what an actor is.
_BARE = f"""ASK {{ {{ SELECT ?a WHERE {{ GRAPH {iris.ACTORS_GRAPH} {{ ?a a ?kind }} }} LIMIT 1 }}
FILTER NOT EXISTS {{ GRAPH {iris.ONTOLOGY_GRAPH} {{ {TAL.Actor.n3} a ?class }} }} }}"""


__all__ = ["Endpoint", "RemoteBackend", "RemoteEngine"]


class RemoteBackend:
    """Statements behind an endpoint."""

    def __init__(self, endpoint: Endpoint) -> None:
        self.endpoint = endpoint

    def query(self, text: str) -> Answer:
        """Answer a query."""
        refuse_update(text)
        graphs = graphs_asked(text)
        if are_named(graphs):
            return evaluate(with_alignments(graphs, self.quads, self.query), text)
        data, kind = self.endpoint.query(text, graphs=graphs_of(text))
        try:
            if kind == TRIPLES:
                return _triples(data)
            if kind != RESULTS:
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

    def graphs(self) -> Iterator[NamedNode]:
        """Yield every named graph."""
        rows = self.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
        assert isinstance(rows, QuerySolutions)
        yield from (row["g"] for row in rows if isinstance(row["g"], NamedNode))

    def about_all(self, classes: Collection[str]) -> Iterator[Row]:
        """Yield all that is said of the things of some classes."""
        clause = values_clause("c", list(classes))
        return self._rows(f"{clause} ?s a ?c . GRAPH ?g {{ ?s ?p ?o }}")

    def about(self, subjects: Collection[str]) -> Iterator[Row]:
        """Yield all that is said of some things."""
        clause = values_clause("s", list(subjects))
        return self._rows(f"{clause} GRAPH ?g {{ ?s ?p ?o }}")

    def _rows(self, pattern: str) -> Iterator[Row]:
        rows = self.query(f"SELECT DISTINCT ?s ?p ?o ?g WHERE {{ {pattern} }}")
        assert isinstance(rows, QuerySolutions)
        things: dict[NamedNode, list[Quad]] = {}
        for row in rows:
            if isinstance(row["s"], NamedNode):
                things.setdefault(row["s"], []).append(Quad(row["s"], row["p"], row["o"], row["g"]))
        for thing, quads in things.items():
            for quad in own_first(quads):
                yield thing.value, quad.predicate.value, quad.object

    def has_ontology(self) -> bool:
        """Whether there is an ontology, or no reference data; its terms are not compared."""
        answer = self.query(_BARE)
        return not bool(answer)

    def database(self) -> Store:
        """Return a copy of all statements."""
        copy = Store()
        copy.bulk_extend(self.quads())
        return copy

    def dataset(self) -> "Dataset":
        """Return the same graph for rdflib."""
        from rdflib import Dataset

        from talion.store.rdflib_store import EndpointStore

        return Dataset(EndpointStore(self.endpoint, self.quads, self.query), default_union=True)


class RemoteEngine:
    """The engine of a store behind an endpoint."""

    def __init__(self, address: str, endpoint: Endpoint | None = None) -> None:
        self.place = address
        self.endpoint = endpoint or Endpoint.from_environment(address)
        self._backend = RemoteBackend(self.endpoint)

    @property
    def version(self) -> str:
        """Numbers that show whether the statements have changed; the endpoint reads them all.

        A change that keeps the number and the length of all statements and every incident's title
        is not noticed.
        """
        answers = [self._backend.query(text) for text in (_SIZE, _SUM)]
        rows = [row for answer in answers if isinstance(answer, QuerySolutions) for row in answer]
        return " ".join(str(value) for row in rows for value in row)

    def read(self) -> Snapshot:
        """Return the endpoint to read from; EndpointError where it does not serve our graphs."""
        if self._is(_APART):
            raise EndpointError(
                self.place,
                "its default graph is not the union of its named graphs;"
                " start it so (oxigraph serve --union-default-graph)",
            )
        return Snapshot(self._backend)

    @contextmanager
    def write(self, *, fresh: bool = False, carry: Carry = nothing) -> Iterator[Store]:
        """Give a copy to change; what changed is sent as one request at the end."""
        if self.endpoint.update_url is None:
            self.endpoint.update("")
        self.read()
        with tempfile.TemporaryDirectory(prefix="talion-", ignore_cleanup_errors=True) as folder:
            try:
                before, changed = Store(f"{folder}/before"), Store(f"{folder}/after")
                before.bulk_extend(self._backend.quads())
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
        self.endpoint.update(
            f"DELETE {{\n{_data(gone)}}}\nINSERT {{\n{_data(come)}}}\n"
            f"WHERE {{ {_COUNT} FILTER(?n = {len(before)}) }}"
        )
        witness, kept = (come[0], True) if come else (gone[0], False)
        if self._is(f"ASK {{ {_data([witness])} }}") != kept:
            raise StoreLockedError(self.place)

    def _is(self, question: str) -> bool:
        answer = self._backend.query(question)
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
