"""The SPARQL 1.1 Protocol, read-only."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse
from starlette.testclient import TestClient
from talion.store import Store
from talion.store.questions import questions
from talion.web.app import create_app
from talion.web.pool import Limits

WHO = "SELECT ?a WHERE { ?a tal:expelled actor:russia } ORDER BY ?a LIMIT 2"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"


def test_a_query_comes_by_get_by_form_and_by_body(client: TestClient) -> None:
    got = client.get("/sparql", params={"query": WHO})
    form = client.post("/sparql", data={"query": WHO})
    body = client.post("/sparql", content=WHO, headers={"Content-Type": QUERY})
    assert got.status_code == form.status_code == body.status_code == 200
    assert got.json() == form.json() == body.json()
    assert [r["a"]["value"].rpartition("/")[2] for r in got.json()["results"]["bindings"]] == [
        "belgium",
        "czech-republic",
    ]


@pytest.mark.parametrize(
    ("accept", "media", "holds"),
    [
        ("application/sparql-results+json", "application/sparql-results+json", '"vars":["a"]'),
        ("application/sparql-results+xml", "application/sparql-results+xml", "<variable name="),
        ("text/csv", "text/csv", "a\r\nhttps://w3id.org/talion/id/actor/belgium"),
        ("text/tab-separated-values", "text/tab-separated-values", "?a\n<https://"),
        ("image/png, text/csv;q=0.5, */*;q=0.1", "text/csv", "a\r\n"),
        ("application/json", "application/json", '"bindings"'),
    ],
)
def test_results_come_in_the_form_that_is_liked_best(
    client: TestClient, accept: str, media: str, holds: str
) -> None:
    got = client.get("/sparql", params={"query": WHO}, headers={"Accept": accept})
    assert got.headers["content-type"].split(";")[0] == media
    assert holds in got.text


@pytest.mark.parametrize(
    ("media", "form"),
    [
        ("text/turtle", RdfFormat.TURTLE),
        ("application/ld+json", RdfFormat.JSON_LD),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/rdf+xml", RdfFormat.RDF_XML),
    ],
)
def test_a_graph_comes_in_each_form_with_the_same_triples(
    client: TestClient, media: str, form: RdfFormat
) -> None:
    text = "CONSTRUCT { ?a tal:expelled ?b } WHERE { ?a tal:expelled ?b }"
    got = client.get("/sparql", params={"query": text}, headers={"Accept": media})
    count = client.get("/sparql", params={"query": "SELECT * { ?a tal:expelled ?b }"})
    assert got.headers["content-type"].split(";")[0] == media
    triples = {q.triple for q in parse(got.content, format=form)}
    assert len(triples) == len(count.json()["results"]["bindings"]) > 5


def test_no_form_that_would_do_is_406(client: TestClient) -> None:
    got = client.get("/sparql", params={"query": WHO}, headers={"Accept": "image/png"})
    assert got.status_code == 406
    assert "text/csv" in got.text


def test_the_default_graph_can_be_chosen(client: TestClient) -> None:
    ask = {"query": "ASK { ?a a tal:Incident }"}
    graph = "https://w3id.org/talion/id/graph/"
    actors = client.get("/sparql", params={**ask, "default-graph-uri": f"{graph}actors"})
    derived = client.get("/sparql", params={**ask, "default-graph-uri": f"{graph}derived"})
    assert (actors.json()["boolean"], derived.json()["boolean"]) == (False, True)


def test_without_a_query_the_service_describes_itself(client: TestClient) -> None:
    got = client.get("/sparql", headers={"Accept": "text/turtle"})
    said = {str(q.object) for q in parse(got.content, format=RdfFormat.TURTLE)}
    space = "<http://www.w3.org/ns/sparql-service-description#{}>"
    assert {space.format(n) for n in ("Service", "SPARQL11Query", "UnionDefaultGraph")} <= said
    reader = client.get("/sparql", headers={"Accept": "text/html"}, follow_redirects=False)
    assert (reader.status_code, reader.headers["location"]) == (303, "/query")


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"SELECT", QUERY, 400),
        (b"\xff\xfe", QUERY, 400),
        (b"query=%FF", FORM, 400),
        (b"query=ASK%7B%7D&query=ASK%7B%7D", FORM, 400),
        (b"", FORM, 400),
        (b"update=CLEAR%20ALL", FORM, 403),
        (b"CLEAR ALL", "application/sparql-update", 403),
        (b"CLEAR ALL", QUERY, 400),
        (b"SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", QUERY, 403),
        (b"ASK {}", "text/plain", 415),
        (b"ASK {}", "", 415),
        (b"ASK {}", f"{QUERY}; charset=utf-16", 400),
        (b"#" * (1 << 20) + b"\nASK {}", QUERY, 413),
        (b"query=ASK%7B%7D&default-graph-uri=%3C", FORM, 400),
    ],
)
def test_what_is_wrong_is_said_with_the_right_status(
    client: TestClient, body: bytes, kind: str, status: int
) -> None:
    got = client.post("/sparql", content=body, headers={"Content-Type": kind})
    assert got.status_code == status, got.text
    assert got.text.strip()


def test_other_methods_are_refused(client: TestClient) -> None:
    assert {client.request(m, "/sparql").status_code for m in ("PUT", "DELETE", "OPTIONS")} == {405}


def test_a_query_over_its_time_is_503_and_names_the_limit(seeds_store: Path) -> None:
    app = create_app(Store.open(seeds_store), limits=Limits(seconds=0.5, workers=1))
    with TestClient(app, base_url="http://localhost") as client:
        triples = " . ".join(f"?a{i} ?b{i} ?c{i}" for i in range(7))
        got = client.get("/sparql", params={"query": f"SELECT (COUNT(*) AS ?n) {{ {triples} }}"})
        assert (got.status_code, "0.5 s" in got.text) == (503, True)
        assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200


@pytest.mark.parametrize("question", list(questions()), ids=lambda q: q.name)
def test_each_ready_made_question_is_answered(client: TestClient, question: object) -> None:
    got = client.get("/sparql", params={"query": getattr(question, "text")})  # noqa: B009
    assert got.status_code == 200
    assert "vars" in got.json()["head"]


def test_xml_holds_hostile_text_as_text(client: TestClient) -> None:
    text = "SELECT ('</literal><script>&' AS ?x) {}"
    got = client.get(
        "/sparql", params={"query": text}, headers={"Accept": "application/sparql-results+xml"}
    )
    literals = [e.text for e in ElementTree.fromstring(got.text).iter() if "literal" in e.tag]
    assert literals == ["</literal><script>&"]


_KEYWORDS = """SELECT SERVICE FROM GRAPH FILTER BIND AS COUNT REGEX LIMIT OFFSET VALUES UNDEF MINUS
CONSTRUCT WHERE ASK DESCRIBE IRI CONCAT INSERT PREFIX BASE UNION OPTIONAL DISTINCT ?a '  " ^^ -1 a
tal:expelled actor:russia xsd:date @en <file:///etc/passwd> 1e999 99999999999999999999"""
_WORDS = st.sampled_from(
    [*_KEYWORDS.split(), *"*{}()<>#.;/+\\", "\n", "\0", "\u202e", "\U0001f600", "ORDER BY"]
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(_WORDS, max_size=25).map(" ".join) | st.binary(max_size=60))
def test_whatever_is_sent_is_never_a_500(client: TestClient, text: str | bytes) -> None:
    got = client.post("/sparql", content=text, headers={"Content-Type": QUERY})
    assert got.status_code in (200, 400, 403, 503), (got.status_code, got.text)
    raw = text if isinstance(text, bytes) else text.encode()
    form = client.post("/sparql", content=b"query=" + raw, headers={"Content-Type": FORM})
    assert form.status_code in (200, 400, 403, 503)


def test_json_is_json(client: TestClient) -> None:
    got = client.get("/sparql", params={"query": "SELECT ?l { actor:russia rdfs:label ?l }"})
    (row,) = json.loads(got.content)["results"]["bindings"]
    assert row["l"] == {"type": "literal", "value": "Russia", "xml:lang": "en"}


def test_relative_iris_are_resolved_against_the_address_of_the_request(client: TestClient) -> None:
    made = client.get(
        "/sparql",
        params={"query": "CONSTRUCT { <s> <p> 1 } {}"},
        headers={"Accept": "application/n-triples"},
    )
    assert made.status_code == 200, made.text
    assert made.text.startswith("<http://localhost/s> <http://localhost/p> ")


def test_a_dataset_clause_in_a_query_gives_way_to_the_graphs_of_the_request(
    client: TestClient,
) -> None:
    query = "SELECT (COUNT(*) AS ?n) FROM <http://example.org/none> { ?s ?p ?o }"
    alone = client.get("/sparql", params={"query": query}).json()
    graph = "https://w3id.org/talion/id/graph/decisions"
    beside = client.get("/sparql", params={"query": query, "default-graph-uri": graph}).json()
    counts = [int(r["results"]["bindings"][0]["n"]["value"]) for r in (alone, beside)]
    assert counts[0] == 0 < counts[1]


def test_columns_of_a_star_come_in_the_order_of_the_query(client: TestClient) -> None:
    query = "SELECT * { ?s ?p ?o } LIMIT 1"
    told = client.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"}).text
    assert told.splitlines()[0] == "s,p,o"


def test_an_error_is_a_sentence_with_its_place(client: TestClient) -> None:
    told = client.get("/sparql", params={"query": "SELECT ?a\nWHERE { ?a ex:b ?c }"})
    assert told.status_code == 400
    reason = "line 2, column 12: the prefix ex: is not declared"
    assert told.text == f"the query cannot be run: {reason}\n"


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", "utf8", '"utf-8"', "us-ascii"])
def test_utf_8_may_go_by_any_of_its_names(client: TestClient, charset: str) -> None:
    kind = f"{QUERY}; charset={charset}"
    assert client.post("/sparql", content=WHO, headers={"Content-Type": kind}).status_code == 200


@pytest.mark.parametrize(
    ("kind", "status"),
    [("text/turtle", 415), (f"{QUERY}; charset=latin-1", 400), (f"{QUERY}; charset=no", 400)],
)
def test_another_form_of_a_query_is_refused(client: TestClient, kind: str, status: int) -> None:
    told = client.post("/sparql", content=WHO, headers={"Content-Type": kind})
    assert told.status_code == status


def test_an_empty_query_is_called_empty(client: TestClient) -> None:
    told = client.get("/sparql?query=")
    assert (told.status_code, told.text) == (400, "the query cannot be run: it is empty\n")


@pytest.mark.parametrize(
    ("request_", "status", "told"),
    [
        (("PUT", "/sparql", {}), 405, "this address answers GET and HEAD and POST, not PUT"),
        (("GET", "/nowhere", {}), 404, "there is nothing at this address"),
        (("POST", "/sparql", {}), 415, "and this request names no Content-Type"),
        (
            ("POST", "/sparql", {"Content-Type": QUERY, "Content-Encoding": "gzip"}),
            415,
            "a query comes as text that is not compressed, not as 'gzip'",
        ),
        (("GET", "/sparql?query=%23%20nothing", {}), 400, "the query cannot be run: it is empty"),
        (
            ("GET", "/sparql?query=SELECT%20*%20%7B%7D%0AGROUP%20BY%20%3Fy", {}),
            400,
            "the query cannot be run: line 2, column 12: SELECT * is not authorized with GROUP BY",
        ),
    ],
)
def test_every_refusal_is_a_sentence(
    client: TestClient, request_: tuple[str, str, dict[str, str]], status: int, told: str
) -> None:
    method, url, headers = request_
    got = client.request(method, url, headers=headers, content=b"ASK {}" * (method == "POST"))
    assert got.status_code == status
    assert told in got.text
    assert got.text.endswith("\n")


def test_the_graph_can_be_asked_in_the_words_of_others(client: TestClient) -> None:
    graph = "https://w3id.org/talion/id/graph/alignments"
    query = "SELECT (COUNT(DISTINCT ?e) AS ?n) { ?e a sem:Event }"
    for asked in (
        {"query": query, "default-graph-uri": graph},
        {"query": query.replace("{", "FROM graph:alignments {")},
    ):
        (row,) = client.get("/sparql", params=asked).json()["results"]["bindings"]
        assert row["n"]["value"] == "40"
    told = client.get("/sparql", params={"query": "ASK { GRAPH graph:alignments { ?s ?p ?o } }"})
    assert (told.status_code, "FROM NAMED graph:alignments" in told.text) == (400, True)
