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
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, QueryTriples
from starlette.testclient import TestClient
from talion.build import build
from talion.cli import COMMANDS, main
from talion.errors import EndpointError, OutdatedStoreWarning, QueryError, StoreLockedError
from talion.store import Store, iris
from talion.store.endpoint import Endpoint
from talion.store.remote import RemoteEngine
from talion.web.app import create_app
from talion.web.live_store import LiveStore
from talion.web.pool import Limits

SEEDS = Path(__file__).parents[2] / "seeds"


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
    endpoint.update("CLEAR ALL")
    return Store(RemoteEngine(endpoint.query_url, endpoint))


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
    assert isinstance(engine, RemoteEngine)

    def write() -> None:
        with store.writer() as writer:
            writer.put_decisions(())
            engine.endpoint.update(
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
    store = Store(RemoteEngine(f"{server}/query", Endpoint(f"{server}/query")))
    with pytest.raises(EndpointError, match="TALION_UPDATE_URL"):
        build(store)


def test_an_endpoint_whose_graphs_stay_apart_is_refused_with_the_remedy() -> None:
    with _serving() as address:
        endpoint = Endpoint(f"{address}/query", f"{address}/update")
        endpoint.update("INSERT DATA { GRAPH <http://e/g> { <http://e/s> <http://e/p> 1 } }")
        with pytest.raises(EndpointError, match="union"):
            Store(RemoteEngine(endpoint.query_url, endpoint)).view()


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


#: What reads, each command with arguments that have an answer in the seeds.
READING = [
    ["actor", "Russia"],
    ["actor", "SVR", "--json"],
    ["incident", "2020-12-10-moscow-times#e1"],
    ["incident", "2020-12-10-expulsion-netherlands-russia", "--json"],
    ["query"],
    ["query", "who-expelled-whom"],
    ["query", "ledger", "-p", "one=Netherlands", "-p", "other=Russia"],
    ["query", "SELECT ?a ?b WHERE { ?a tal:expelled ?b } ORDER BY ?a ?b"],
    ["query", "CONSTRUCT { ?a tal:expelled ?b } WHERE { ?a tal:expelled ?b }"],
    ["chains"],
    ["chains", "--between", "Russia", "Netherlands", "--json"],
    ["chains", "--infer", "--json"],
    ["ledger", "NATO", "Moscow", "--since", "2021"],
    ["unanswered"],
    ["list", "incidents", "--type", "expulsion"],
    ["precedents", "2021-10-06-expulsion-nato-russia"],
    ["waves", "--states", "2"],
    ["replies"],
    ["replies", "--json"],
    ["network"],
    ["network", "--relation", "expelled", "--top", "5", "--json"],
    ["decisions"],
    ["export"],
    ["export", "--format", "csv"],
    ["export", "--format", "json", "--kind", "incidents"],
    ["export", "--format", "graphml"],
    ["export", "--format", "gexf"],
    ["validate"],
]
#: What writes, one after the other on the same store.
WRITING = [
    ["build"],
    ["add", str(SEEDS / "2020-12-dutchreview.txt")],
    ["split", "2020-12-10-moscow-times#e1", "2020-12-dutchreview#e1"],
    ["decisions", "--by", "person"],
    ["merge", "2020-12-10-moscow-times#e1", "2020-12-dutchreview#e1"],
    ["decisions", "--forget", "2020-12-10-moscow-times#e1", "2020-12-dutchreview#e1"],
    ["rename", "NATO", "Atlantic Alliance"],
    ["retype", "Yulia Skripal", "organization"],
    ["note", "Netherlands", "ask the ministry for the list"],
    ["replies", "--write", "--min-probability", "0.05"],
    ["chains", "--json"],
]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The seeds in a folder and behind a server of their own: two places for `--store`."""
    here = tmp_path_factory.mktemp("here") / "store"
    build(Store.create(here))
    with _serving("--union-default-graph") as address:
        endpoint = Endpoint(f"{address}/query", f"{address}/update")
        build(Store(RemoteEngine(endpoint.query_url, endpoint)))
        yield str(here), endpoint.query_url


def _told(place: str, arguments: list[str]) -> tuple[str, str]:
    ran = CliRunner().invoke(main, ["--store", place, *arguments])
    assert ran.exit_code == 0, (place, arguments, ran.output, ran.exception)
    return ran.stdout, ran.stderr.replace(place, "STORE")


@pytest.mark.parametrize("arguments", READING, ids=" ".join)
def test_a_command_that_reads_prints_the_same_here_and_there(
    both: tuple[str, str], arguments: list[str]
) -> None:
    here, there = (_told(place, arguments) for place in both)
    assert here == there


def test_a_page_of_there_is_the_page_of_here(both: tuple[str, str], tmp_path: Path) -> None:
    pages = []
    for number, place in enumerate(both):
        file = tmp_path / f"{number}.html"
        _told(place, ["browse", "--html", str(file)])
        pages.append(file.read_text("utf-8"))
    assert pages[0] == pages[1]


def test_a_figure_is_the_same_from_both(both: tuple[str, str], tmp_path: Path) -> None:
    figures = []
    for number, place in enumerate(both):
        file = tmp_path / f"{number}.svg"
        _told(place, ["figure", "exchange", "Netherlands", "Russia", "-o", str(file)])
        figures.append(file.read_bytes())
    assert figures[0] == figures[1]


def test_commands_that_write_leave_the_same_here_and_there(
    server: str, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "TALION_UPDATE_URL", f"{server}/update")
    here = str(tmp_path / "here")
    for arguments in WRITING:
        assert _told(here, arguments) == _told(f"{server}/query", arguments), arguments
        assert _export(store) == _export(Store.open(here)), arguments
    table = tmp_path / "acts.csv"
    table.write_text("date,source,target,type\n2018-03-26,Russia,France,expulsion\n", "utf-8")
    arguments = ["load", "--replace", str(table)]
    assert _told(here, arguments) == _told(f"{server}/query", arguments)
    assert _export(store) == _export(Store.open(here))
    copy = tmp_path / "copy.trig"
    _told(f"{server}/query", ["export", str(copy)])
    before = _export(store)
    _told(f"{server}/query", ["import", str(copy)])
    assert _export(store) == before


def test_every_command_over_a_store_is_tried_over_an_endpoint() -> None:
    apart = {
        "serve",
        "browse",
        "figure",
        "import",
        "load",
        "review",
    }  # tested beside; review asks a person
    without = {
        "events",
        "extract",
        "evaluate",
        "fit",
        "motifs",
        "benchmark",
    }  # read files, no store
    without |= {"completion"}  # for the shell
    without |= {"repair"}  # mends the files of a folder
    without |= {"formats", "requests", "responses"}  # print what is known; write and read files
    assert {a[0] for a in (*READING, *WRITING)} == set(COMMANDS) - apart - without


def test_articles_are_added_there_by_the_command(
    server: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "TALION_UPDATE_URL", f"{server}/update")
    ran = CliRunner().invoke(main, ["--store", f"{server}/query", "build"])
    assert ran.exit_code == 0, ran.output
    with store.view() as view:
        assert len(list(view.articles())) == 5


def test_the_app_asks_an_endpoint_about_some_graphs_only(store: Store) -> None:
    build(store)
    article = iris.article_graph("2020-12-dutchreview").value
    with store.view() as view:
        rows = view.select(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{article}> {{ ?s ?p ?o }} }}").rows
    everything = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    named = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
    with TestClient(create_app(store), base_url="http://localhost") as client:

        def values(**asked: str) -> list[str]:
            found = client.get("/sparql", params=asked).json()
            return [v["value"] for row in found["results"]["bindings"] for v in row.values()]

        one = values(query=everything, **{"default-graph-uri": article})
        assert one == [str(rows[0][0])]
        assert 0 < int(one[0]) < int(values(query=everything)[0])
        assert values(query=named, **{"named-graph-uri": article}) == [article]


@pytest.mark.parametrize(
    ("query", "accept", "begins"),
    [
        ("ASK {}", "application/sparql-results+xml", b"<?xml"),
        ("SELECT (1 AS ?n) {}", "text/csv", b"n\r\n1"),
        ("SELECT (1 AS ?n) {}", "text/tab-separated-values", b"?n\n1"),
        ("SELECT (1 AS ?n) {}", "application/json", b"{"),
        ("DESCRIBE actor:russia", "text/turtle", b"@prefix"),
        ("DESCRIBE actor:russia", "application/n-triples", b"<https://w3id.org/talion/id/actor/"),
        ("DESCRIBE actor:russia", "application/ld+json", b"["),
    ],
)
def test_answers_of_an_endpoint_come_in_every_form(
    both: tuple[str, str], query: str, accept: str, begins: bytes
) -> None:
    app = create_app(Store.open(both[1]))
    with TestClient(app, base_url="http://localhost") as client:
        got = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert got.status_code == 200, got.text
    assert got.headers["content-type"].startswith(accept)
    assert got.content.startswith(begins)


def test_an_endpoint_is_kept_to_the_limits_and_told_what_it_says(both: tuple[str, str]) -> None:
    app = create_app(Store.open(both[1]), limits=Limits(seconds=1.0, answer=1 << 20))
    many = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
    with TestClient(app, base_url="http://localhost") as client:

        def asked(query: str, accept: str = "*/*") -> Any:
            return client.get("/sparql", params={"query": query}, headers={"Accept": accept})

        slow = asked(f"SELECT (COUNT(*) AS ?n) {{ {many} . ?j ?k ?l }}")
        assert (slow.status_code, "within 1 s" in slow.text) == (503, True)
        long = asked(f"SELECT * {{ {many} }}")
        assert (long.status_code, "1 MiB" in long.text or "within" in long.text) == (503, True)
        assert asked("SELECT WHERE").status_code == 400
        assert asked("ASK {}", "image/png").status_code == 406
        assert asked("DESCRIBE actor:russia", "text/csv").status_code == 406


def test_a_change_behind_an_endpoint_is_noticed_in_time(store: Store) -> None:
    build(store)
    served = LiveStore(store, refresh=0.001)

    def count() -> int:
        with served.use() as state:
            return int(state.summary["incidents"])

    assert count() == 53
    with store.writer(validate=False) as writer:
        writer.put_incidents((), {})
    for _ in range(200):
        if count() == 0:
            break
        time.sleep(0.05)
    else:
        pytest.fail("the old index answers on")
    served.close()


def test_what_stays_as_it_was_tells_no_change_and_a_changed_label_does(store: Store) -> None:
    build(store)
    engine = store.engine
    assert isinstance(engine, RemoteEngine)
    before = engine.version
    assert engine.version == before
    engine.endpoint.update(
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
        "DELETE { GRAPH ?g { ?i rdfs:label ?l } } INSERT { GRAPH ?g { ?i rdfs:label ?m } } WHERE {"
        " { SELECT ?g ?i ?l { GRAPH ?g { ?i <https://w3id.org/talion/ns#incidentType> ?t ;"
        ' rdfs:label ?l } FILTER(CONTAINS(?l, "2022")) } LIMIT 1 }'
        ' BIND(STRLANG(REPLACE(STR(?l), "2022", "2023"), "en") AS ?m) }'
    )
    assert engine.version != before


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


DECISIONS = f"SELECT ?s ?p ?o FROM {iris.DECISIONS_GRAPH} {{ ?s ?p ?o }}"
NOTHING = "SELECT ?s FROM <http://example.org/no/such/graph> { ?s ?p ?o }"


@pytest.mark.parametrize("query", [DECISIONS, NOTHING])
def test_a_dataset_clause_holds_by_whatever_way_one_asks(both: tuple[str, str], query: str) -> None:
    with Store.open(both[0]).view() as view:
        wanted = len(list(view.quads(iris.DECISIONS_GRAPH))) if query == DECISIONS else 0
    assert wanted or query == NOTHING
    for place in both:
        with Store.open(place).view() as view:
            assert len(view.select(query).rows) == wanted, "by Python"
            assert len(list(view.dataset.query(query))) == wanted, "by rdflib"
        assert _told(place, ["query", query, "--json"])[0].count('"s"') == wanted
        app = create_app(Store.open(place))
        with TestClient(app, base_url="http://localhost") as client:
            answer = client.get("/sparql", params={"query": query}).json()
        assert len(answer["results"]["bindings"]) == wanted, "over HTTP"


def test_an_endpoint_without_the_ontology_is_told_of(store: Store) -> None:
    assert isinstance(store.engine, RemoteEngine)
    store.view().close()  # nothing is there that it is for
    actor = "<x:nl> a <https://w3id.org/talion/ns#Country>"
    store.engine.endpoint.update(f"INSERT DATA {{ GRAPH {iris.ACTORS_GRAPH} {{ {actor} }} }}")
    with pytest.warns(OutdatedStoreWarning):
        store.view().close()
    with store.writer(validate=False):
        pass
    with store.view() as view:
        assert view.select("SELECT ?a { ?a a tal:Actor }").rows == (("x:nl",),)
