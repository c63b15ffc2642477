"""A served store behind an endpoint: what is sent to it, what comes back, what is refused."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from pyoxigraph import QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat, serialize
from talion.errors import QueryError
from talion.store import View, iris
from talion.store.endpoint import RESULTS, TRIPLES, Endpoint
from talion.store.remote import RemoteBackend
from talion.web.pool import Limits, QueryRequest
from talion.web.relay import Relay


@dataclass(frozen=True)
class Answering(Endpoint):
    """An endpoint that answers from a graph in this process, and keeps what it was sent."""

    view: View = field(kw_only=True)
    sent: list[str] = field(default_factory=list, kw_only=True)

    def ask(
        self,
        text: str,
        *,
        accept: str = "",
        graphs: Sequence[tuple[str, str]] = (),
        most: int | None = None,
    ) -> tuple[bytes, str]:
        """Answer as a server does that says little of what is wrong."""
        self.sent.append(text)
        try:
            answer = self.view.query(text)
        except QueryError:
            raise QueryError("parse error") from None
        if isinstance(answer, QueryTriples):
            return serialize(answer, format=RdfFormat.N_TRIPLES) or b"", TRIPLES
        written = answer.serialize(format=QueryResultsFormat.JSON)
        assert written is not None
        assert isinstance(answer, QuerySolutions) or b"boolean" in written
        return written, RESULTS


@pytest.fixture
def endpoint(view: View) -> Answering:
    return Answering("http://127.0.0.1:9/query", view=view)


def asked(query: str, **given: object) -> QueryRequest:
    return QueryRequest(query, RESULTS, TRIPLES, **given)  # type: ignore[arg-type]


def test_what_is_wrong_is_said_as_for_a_store_on_this_machine(endpoint: Answering) -> None:
    relay = Relay(endpoint, Limits())
    for text, reason in (
        ("", "it is empty"),
        ("ASK {\n?a ex:b ?c }", "line 2, column 4: the prefix ex: is not declared"),
        ("SELECT * {} GROUP BY ?y", "line 1, column 24: SELECT * is not authorized"),
    ):
        for ask in (lambda text: relay.ask(asked(text)), RemoteBackend(endpoint).query):
            with pytest.raises(QueryError) as error:
                ask(text)
            assert error.value.reason.startswith(reason)


def test_what_only_the_endpoint_finds_wrong_is_said_in_its_words(endpoint: Answering) -> None:
    with pytest.raises(QueryError, match="parse error"):
        RemoteBackend(endpoint).query("SELECT * { SERVICE ?where { ?a ?b } }")


def test_relative_iris_are_resolved_against_the_address_of_the_request(
    endpoint: Answering,
) -> None:
    made = Relay(endpoint, Limits()).ask(
        asked("CONSTRUCT { <s> <p> 1 } {}", base="http://localhost:8000/sparql")
    )
    assert made.body.startswith(b"<http://localhost:8000/s> <http://localhost:8000/p> ")


def test_a_mark_of_byte_order_is_not_sent(endpoint: Answering) -> None:
    assert Relay(endpoint, Limits()).ask(asked("\ufeffASK {}")).body
    assert "\ufeff" not in endpoint.sent[-1]


def test_a_relay_does_not_make_the_alignments_and_says_so(endpoint: Answering) -> None:
    relay = Relay(endpoint, Limits())
    for question in (
        asked("ASK FROM graph:alignments { ?e a sem:Event }"),
        asked("ASK {}", named_graphs=(iris.ALIGNMENTS_GRAPH.value,)),
    ):
        with pytest.raises(QueryError, match="talion export --alignments writes it"):
            relay.ask(question)
    assert endpoint.sent == []


def test_in_python_a_store_behind_an_endpoint_makes_them(endpoint: Answering, view: View) -> None:
    text = "SELECT ?e FROM graph:alignments { ?e a sem:Event } ORDER BY ?e"
    backend = RemoteBackend(endpoint)
    found = backend.query(text)
    assert isinstance(found, QuerySolutions)
    here = view.query(text)
    assert isinstance(here, QuerySolutions)
    events = [row["e"].value for row in found]
    assert events == [row["e"].value for row in here]
    assert [str(row[0]) for row in backend.dataset().query(text)] == events  # type: ignore[index]
