"""Queries under a limit: answered, refused, or really ended."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from talion.errors import BusyError, LimitError, QueryError, RefusedError
from talion.store import Store
from talion.web.pool import Limits, Pool, QueryRequest

JSON = "application/sparql-results+json"
#: Seven unbound triples over a few hundred statements: longer than anybody waits.
_TRIPLES = " . ".join(f"?a{i} ?b{i} ?c{i}" for i in range(7))
ENDLESS = f"SELECT (COUNT(*) AS ?n) WHERE {{ {_TRIPLES} }}"


def _ask(text: str, **more: str | None) -> QueryRequest:
    return QueryRequest(text, more.get("results", JSON), more.get("graph", "text/turtle"))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    store = Store.create(tmp_path_factory.mktemp("store") / "s")
    with store.writer(validate=False) as writer:
        writer.put_reference()
    reading = store.engine.read()
    yield str(reading.folder)
    reading.close()


@pytest.fixture(scope="module")
def pool(place: str) -> Iterator[Pool]:
    with Pool(place, Limits(seconds=20)) as pool:
        yield pool


def test_a_select_comes_back_in_the_form_asked_for(pool: Pool) -> None:
    found = pool.ask(_ask("SELECT ?l { actor:russia rdfs:label ?l }"))
    assert found.media == JSON
    rows = json.loads(found.body)["results"]["bindings"]
    assert [row["l"]["value"] for row in rows] == ["Russia"]


def test_a_construct_comes_back_as_a_graph(pool: Pool) -> None:
    found = pool.ask(_ask("CONSTRUCT { ?a rdfs:label ?l } { ?a rdfs:label ?l } LIMIT 2"))
    assert found.media == "text/turtle"
    assert found.body.count(b"rdfs:label") == 2


def test_an_answer_in_no_form_the_client_takes_says_so(pool: Pool) -> None:
    assert pool.ask(_ask("ASK {}", results=None)).media is None


@pytest.mark.parametrize(
    "text",
    ["SELECT", "", "CLEAR ALL", "LOAD <file:///etc/passwd>", "SELECT (<http://e/f>(1) AS ?x) {}",
     "SELECT ?x { ?x ?y \ud800 }".encode("utf-8", "replace").decode(), "\0"],
)  # fmt: skip
def test_what_cannot_be_run_is_answered_with_a_reason(pool: Pool, text: str) -> None:
    with pytest.raises(QueryError):
        pool.ask(_ask(text))


def test_a_service_is_refused(pool: Pool) -> None:
    with pytest.raises(RefusedError):
        pool.ask(_ask("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"))


def test_a_query_over_its_time_is_really_ended_and_the_next_is_answered(place: str) -> None:
    with Pool(place, Limits(seconds=1, workers=1)) as pool:
        pool.ask(_ask("ASK {}"))
        process = pool._free[0]._process
        with pytest.raises(LimitError, match="1 s"):
            pool.ask(_ask(ENDLESS))
        assert process.returncode is not None
        assert pool.ask(_ask("ASK {}")).media == JSON


def test_an_answer_over_its_size_is_cut_off_with_a_reason(place: str) -> None:
    with Pool(place, Limits(seconds=20, answer=1 << 20)) as pool:
        with pytest.raises(LimitError, match="1 MiB"):
            pool.ask(_ask("SELECT * { ?a ?b ?c . ?d ?e ?f }"))
        assert pool.ask(_ask("ASK {}")).media == JSON


def test_a_query_that_wants_too_much_memory_is_ended(place: str) -> None:
    with (
        Pool(place, Limits(seconds=60, memory=300 << 20)) as pool,
        pytest.raises(LimitError, match="memory"),
    ):
        pool.ask(_ask("SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f"))


def test_nesting_that_no_stack_holds_harms_nobody(place: str) -> None:
    deep = "(" * 100_000 + "1" + ")" * 100_000
    with Pool(place, Limits(seconds=20)) as pool:
        with pytest.raises((LimitError, QueryError)):
            pool.ask(_ask(f"SELECT * {{ FILTER{deep} }}"))
        assert pool.ask(_ask("ASK {}")).media == JSON


def test_when_all_workers_are_at_it_the_next_is_told_so(place: str) -> None:
    with Pool(place, Limits(seconds=2, workers=1)) as pool:
        pool.ask(_ask("ASK {}"))
        busy = threading.Thread(target=_endless, args=(pool,))
        pool._slots.acquire()
        busy.start()
        with pytest.raises(BusyError):
            pool.ask(_ask("ASK { ?s ?p ?o }"))
        assert pool.ask(_ask("ASK {}")).media == JSON  # it remembers that one
        pool._slots.release()
        busy.join()


def _endless(pool: Pool) -> None:
    with pytest.raises(LimitError):
        pool.ask(_ask(ENDLESS))


def test_a_store_without_files_is_served_from_a_dump(tmp_path: Path) -> None:
    dump = tmp_path / "dump.nq"
    dump.write_text("<http://e/s> <http://e/p> <http://e/o> <http://e/g> .\n", "utf-8")
    with Pool(str(dump)) as pool:
        assert b"http://e/s" in pool.ask(_ask("SELECT * { ?s ?p ?o }")).body
