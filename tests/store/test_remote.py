"""A store behind a SPARQL endpoint, against a real Oxigraph server on loopback."""

import io
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QueryTriples
from starlette.testclient import TestClient
from talion.assembly import build
from talion.cli import COMMANDS, main
from talion.errors import EndpointError, QueryError, StoreLockedError
from talion.store import Store
from talion.store.remote import Endpoint, Remote
from talion.web.app import create_app


def _program() -> Path:
    beside = Path(sys.executable).with_name("oxigraph")
    found = str(beside) if beside.is_file() else shutil.which("oxigraph")
    if not found:
        pytest.skip("needs the package oxigraph, a server of SPARQL")
    return Path(found)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        assert isinstance(port, int)
        return port


def _await(url: str) -> None:
    for _ in range(200):
        try:
            urlopen(url).close()
        except HTTPError as error:
            error.close()
            return
        except (URLError, ConnectionError):
            time.sleep(0.05)
        else:
            return
    pytest.fail("the server does not answer")


@contextmanager
def _serving(*options: str) -> Iterator[str]:
    address = f"127.0.0.1:{_free_port()}"
    with subprocess.Popen(
        [_program(), "serve", "--bind", address, *options],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            _await(f"http://{address}/query")
            yield f"http://{address}"
        finally:
            server.kill()


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with _serving("--union-default-graph") as address:
        yield address


@pytest.fixture
def store(server: str) -> Store:
    """The server's store, emptied."""
    endpoint = Endpoint(f"{server}/query", f"{server}/update")
    endpoint.tell("CLEAR ALL")
    return Store(Remote(endpoint.query_url, endpoint))


@pytest.fixture(scope="module")
def local() -> Store:
    store = Store.memory()
    build(store)
    return store


def _export(store: Store) -> bytes:
    out = io.BytesIO()
    store.export(out)
    return out.getvalue()


def test_a_graph_built_there_is_the_graph_built_here(store: Store, local: Store) -> None:
    build(store)
    assert _export(store) == _export(local)


def test_typed_values_and_questions_read_the_same(store: Store, local: Store) -> None:
    build(store)
    with store.view() as there, local.view() as here:
        for name in ("actors", "articles", "incidents", "reports", "claims", "relations",
                     "offices", "decisions", "acting"):  # fmt: skip
            assert list(getattr(there, name)()) == list(getattr(here, name)()), name
        text = "SELECT ?a ?b WHERE { ?a tal:expelled ?b } ORDER BY ?a ?b"
        assert there.select(text) == here.select(text)
        assert len(there.dataset) == len(here.dataset)


def test_construct_gives_triples_and_ask_a_truth(store: Store) -> None:
    build(store)
    with store.view() as view:
        found = view.query("CONSTRUCT { ?a tal:expelled ?b } WHERE { ?a tal:expelled ?b }")
        assert isinstance(found, QueryTriples)
        assert len(list(found)) > 0
        assert view.select("ASK { ?a tal:expelled ?b }").rows == (("true",),)


def test_a_malformed_query_and_an_update_are_refused_in_words(store: Store) -> None:
    with store.view() as view:
        with pytest.raises(QueryError):
            view.query("SELECT WHERE")
        with pytest.raises(QueryError, match="CLEAR"):
            view.query("CLEAR ALL")


def test_nothing_is_sent_when_the_block_ends_in_an_error(store: Store) -> None:
    build(store)
    before = _export(store)

    def fail() -> None:
        with store.writer() as writer:
            writer.put_decisions(())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert _export(store) == before


def test_a_writer_that_another_overtook_is_refused_and_changes_nothing(store: Store) -> None:
    build(store)
    engine = store.engine
    assert isinstance(engine, Remote)

    def write() -> None:
        with store.writer() as writer:
            writer.put_decisions(())
            engine.endpoint.tell(
                "INSERT DATA { GRAPH <http://e/g> { <http://e/s> <http://e/p> 1 } }"
            )

    before = _export(store)
    with pytest.raises(StoreLockedError):
        write()
    assert len(_export(store)) > len(before)  # the other's statement stands, ours do not


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(
            st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20),
            st.sampled_from(["en", "nl-BE", ""]),
        ),
        max_size=6,
    )
)
def test_any_text_comes_back_as_it_went(store: Store, texts: list[tuple[str, str]]) -> None:
    graph, node = NamedNode("http://e/g"), NamedNode("http://e/s")
    quads = {
        Quad(node, NamedNode(f"http://e/p{i}"), Literal(t, language=tag or None), graph)
        for i, (t, tag) in enumerate(texts)
    }
    with store.engine.write(fresh=True) as database:
        database.extend(quads)
    with store.view() as view:
        assert set(view.quads()) == quads
        assert set(view.quads(graph)) == quads


def test_without_an_update_address_a_store_is_read_only(server: str) -> None:
    store = Store(Remote(f"{server}/query", Endpoint(f"{server}/query")))
    with pytest.raises(EndpointError, match="TALION_UPDATE_URL"):
        build(store)


def test_an_endpoint_whose_graphs_stay_apart_is_refused_with_the_remedy() -> None:
    with _serving() as address:
        endpoint = Endpoint(f"{address}/query", f"{address}/update")
        endpoint.tell("INSERT DATA { GRAPH <http://e/g> { <http://e/s> <http://e/p> 1 } }")
        with pytest.raises(EndpointError, match="union"):
            Store(Remote(endpoint.query_url, endpoint)).view()


def test_nobody_there_is_said_in_one_line() -> None:
    address = f"http://127.0.0.1:{_free_port()}/query"
    with pytest.raises(EndpointError, match="cannot be reached"):
        Store.open(address).view()


def test_credentials_come_from_the_environment_and_are_not_shown() -> None:
    basic = Endpoint.from_environment(
        "http://e/q",
        {"TALION_USER": "ann", "TALION_PASSWORD": "é", "TALION_UPDATE_URL": "http://e/u"},
    )
    assert basic.authorization == "Basic YW5uOsOp"
    assert basic.update_url == "http://e/u"
    assert "YW5" not in repr(basic)
    token = Endpoint.from_environment("http://e/q", {"TALION_TOKEN": "t"})
    assert token.authorization == "Bearer t"


def test_every_command_that_reads_prints_the_same_here_and_there(
    server: str, store: Store, local: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    folder = Store.create(here)
    build(folder)
    build(store)
    monkeypatch.setitem(os.environ, "TALION_UPDATE_URL", f"{server}/update")
    runner = CliRunner()
    for arguments in (
        ["actor", "Russia"],
        ["query", "SELECT ?a ?b WHERE { ?a tal:expelled ?b } ORDER BY ?a ?b"],
        ["query", "CONSTRUCT { ?a tal:expelled ?b } WHERE { ?a tal:expelled ?b }"],
        ["export"],
        ["validate"],
        ["network"],
    ):
        if arguments[0] not in COMMANDS:
            continue
        there = runner.invoke(main, ["--store", f"{server}/query", *arguments])
        mine = runner.invoke(main, ["--store", str(here), *arguments])
        assert there.exit_code == mine.exit_code == 0, (arguments, there.output)
        assert there.stdout == mine.stdout, arguments


def test_articles_are_added_there_by_the_command(
    server: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "TALION_UPDATE_URL", f"{server}/update")
    ran = CliRunner().invoke(main, ["--store", f"{server}/query", "build"])
    assert ran.exit_code == 0, ran.output
    with store.view() as view:
        assert len(list(view.articles())) == 5


def test_the_app_serves_a_store_that_is_elsewhere(store: Store) -> None:
    build(store)
    with TestClient(create_app(store), base_url="http://localhost") as client:
        assert client.get("/api/summary").json()["incidents"] == 53
        got = client.get("/sparql", params={"query": "ASK { ?a tal:expelled actor:russia }"})
        assert got.json() == {"head": {}, "boolean": True}
        graph = client.get("/id/actor/russia", headers={"Accept": "text/turtle"})
        assert "Russia" in graph.text
        refused = "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"
        assert client.get("/sparql", params={"query": refused}).status_code == 403
