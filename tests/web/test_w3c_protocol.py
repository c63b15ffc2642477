"""The W3C's tests of the SPARQL 1.1 protocol, its part on queries, by their names there.

Three graphs with one statement each stand in for the suite's own. A test of an update passes where
the update is refused: the endpoint only reads.
"""

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient
from talion.store import Store
from talion.web.app import create_app

GRAPH = "http://example.org/data{}"
TRIG = "\n".join(f'<{GRAPH.format(n)}> {{ <x:s> <x:p> "{n}" }}' for n in (1, 2, 3)).encode()
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
QUERY = {"Content-Type": "application/sparql-query"}
UPDATE = {"Content-Type": "application/sparql-update"}
RESULTS = {
    "application/sparql-results+xml",
    "application/sparql-results+json",
    "text/csv",
    "text/tab-separated-values",
}
GRAPHS = {"application/rdf+xml", "text/turtle", "application/n-triples", "application/ld+json"}


@pytest.fixture(scope="module")
def endpoint() -> Iterator[TestClient]:
    store = Store.memory()
    with store.writer(validate=False) as writer:
        writer.load_trig(TRIG, "three.trig")
    with TestClient(create_app(store), base_url="http://localhost") as client:
        yield client


def graphs(default: str = "", named: str = "") -> list[tuple[str, str]]:
    """The fields that name graphs by their numbers."""
    return [("default-graph-uri", GRAPH.format(n)) for n in default] + [
        ("named-graph-uri", GRAPH.format(n)) for n in named
    ]


def holds(default: str, named: str) -> str:
    """Ask whether the dataset has these graphs and no others."""
    has = [f'EXISTS {{ ?s ?p "{n}" }}' for n in default]
    has += [f'EXISTS {{ GRAPH <{GRAPH.format(n)}> {{ ?s ?p "{n}" }} }}' for n in named]
    has += [f'NOT EXISTS {{ ?s ?p "{n}" }}' for n in "123" if n not in default]
    has += [f'NOT EXISTS {{ GRAPH ?g {{ ?s ?p "{n}" }} }}' for n in "123" if n not in named]
    return f"ASK {{ FILTER ({' && '.join(has)}) }}"


@pytest.mark.parametrize("method", ["get", "post_form", "post_direct"])
@pytest.mark.parametrize(
    ("default", "named"),
    [
        pytest.param("12", "", id="dataset_default_graphs"),
        pytest.param("", "12", id="dataset_named_graphs"),
        pytest.param("12", "13", id="dataset_full"),
        pytest.param("3", "", id="dataset_default_graph"),
    ],
)
def test_the_request_names_the_dataset(
    endpoint: TestClient, method: str, default: str, named: str
) -> None:
    text, fields = holds(default, named), graphs(default, named)
    if method == "get":
        got = endpoint.get("/sparql", params=[("query", text), *fields])
    elif method == "post_form":
        body = urlencode([("query", text), *fields])
        got = endpoint.post("/sparql", content=body, headers=FORM)
    else:
        got = endpoint.post(f"/sparql?{urlencode(fields)}", content=text, headers=QUERY)
    assert got.status_code == 200, got.text
    assert got.json()["boolean"] is True


def test_query_multiple_dataset(endpoint: TestClient) -> None:
    clause = f"FROM <{GRAPH.format(1)}> FROM NAMED <{GRAPH.format(2)}> "
    text = holds("3", "").replace("ASK ", f"ASK {clause}")
    got = endpoint.get("/sparql", params=[("query", text), *graphs("3")])
    assert got.json()["boolean"] is True


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        pytest.param("SELECT (1 AS ?value) {}", RESULTS, id="query_content_type_select"),
        pytest.param("ASK {}", RESULTS, id="query_content_type_ask"),
        pytest.param("DESCRIBE <x:s>", GRAPHS, id="query_content_type_describe"),
        pytest.param(
            "CONSTRUCT { <x:s> <x:p> 1 } WHERE {}", GRAPHS, id="query_content_type_construct"
        ),
    ],
)
def test_an_answer_has_a_content_type_of_its_kind(
    endpoint: TestClient, text: str, kinds: set[str]
) -> None:
    for accept in (None, *kinds):
        headers = {} if accept is None else {"Accept": accept}
        got = endpoint.get("/sparql", params={"query": text}, headers=headers)
        assert got.status_code == 200
        kind = got.headers["content-type"].partition(";")[0]
        assert kind in kinds
        assert accept in (None, kind)


@pytest.mark.parametrize(
    ("method", "url", "headers", "body"),
    [
        pytest.param("PUT", "?query=ASK%20%7B%7D", {}, b"", id="bad_query_method"),
        pytest.param("GET", "?query=ASK{}&query=SELECT*{}", {}, b"", id="bad_multiple_queries"),
        pytest.param(
            "POST", "", {"Content-Type": "text/plain"}, b"ASK {}", id="bad_query_wrong_media_type"
        ),
        pytest.param("POST", "", {}, b"query=ASK%20%7B%7D", id="bad_query_missing_form_type"),
        pytest.param("POST", "", {}, b"ASK {}", id="bad_query_missing_direct_type"),
        pytest.param(
            "POST",
            "",
            {"Content-Type": "application/sparql-query; charset=UTF-16"},
            "ASK {}".encode("utf-16"),
            id="bad_query_non_utf8",
        ),
        pytest.param("GET", "?query=ASK%20%7B", {}, b"", id="bad_query_syntax"),
        pytest.param("GET", "?update=CLEAR%20NAMED", {}, b"", id="bad_update_get"),
        pytest.param("POST", "", UPDATE, b"CLEAR NAMED", id="update_post_direct"),
        pytest.param("POST", "", FORM, b"update=CLEAR%20NAMED", id="update_post_form"),
        pytest.param("POST", "", QUERY, b"CLEAR NAMED", id="update_as_a_query"),
    ],
)
def test_a_bad_request_is_refused_with_a_sentence(
    endpoint: TestClient, method: str, url: str, headers: dict[str, str], body: bytes
) -> None:
    got = endpoint.request(method, f"/sparql{url}", headers=headers, content=body)
    assert 400 <= got.status_code < 500
    assert len(got.text.split()) > 2
    assert endpoint.get("/sparql", params={"query": holds("123", "123")}).json()["boolean"]
