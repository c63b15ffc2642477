"""Answers that a client has already, compressed answers, and answers in a format by name."""

import gzip

import pytest
from starlette.testclient import TestClient

WHO = "SELECT ?a WHERE { ?a tal:expelled ?b } ORDER BY ?a"
PATHS = ["/", "/assets/page.css", "/api/summary", f"/sparql?query={WHO}", "/ns", "/query"]


@pytest.mark.parametrize("path", PATHS)
def test_what_a_client_has_already_is_not_sent_again(client: TestClient, path: str) -> None:
    headers = {"Accept": "*/*"}
    first = client.get(path, headers=headers)
    tag = first.headers["etag"]
    again = client.get(path, headers={**headers, "If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == tag
    assert client.get(path, headers={**headers, "If-None-Match": '"other"'}).status_code == 200


def test_a_refusal_has_no_tag(client: TestClient) -> None:
    assert "etag" not in client.get("/nowhere").headers
    assert "etag" not in client.get("/sparql", params={"query": "SELECT"}).headers


def test_a_long_answer_is_compressed_for_whoever_can_read_it(client: TestClient) -> None:
    path = "/assets/vis-network.js"
    plain = client.get(path, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    with client.stream("GET", path, headers={"Accept-Encoding": "gzip"}) as answer:
        assert answer.headers["content-encoding"] == "gzip"
        packed = b"".join(answer.iter_raw())
    assert gzip.decompress(packed) == plain.content
    assert len(packed) < len(plain.content) / 2
    assert answer.headers["etag"] == plain.headers["etag"]
    assert "Accept-Encoding" in answer.headers["vary"]


@pytest.mark.parametrize(
    ("form", "media"),
    [
        ("csv", "text/csv"),
        ("tsv", "text/tab-separated-values"),
        ("json", "application/sparql-results+json"),
        ("XML", "application/sparql-results+xml"),
    ],
)
def test_the_format_of_rows_can_be_named_in_the_address(
    client: TestClient, form: str, media: str
) -> None:
    asked = {"query": WHO, "format": form}
    got = client.get("/sparql", params=asked, headers={"Accept": "text/html"})
    assert got.headers["content-type"].split(";")[0] == media


@pytest.mark.parametrize(
    ("form", "media"), [("ttl", "text/turtle"), ("jsonld", "application/ld+json")]
)
def test_the_format_of_a_thing_can_be_named_in_the_address(
    client: TestClient, form: str, media: str
) -> None:
    for path in ("/id/actor/russia", "/ns"):
        got = client.get(path, params={"format": form}, headers={"Accept": "text/html"})
        assert got.headers["content-type"].split(";")[0] == media


def test_an_unknown_format_is_answered_with_the_known_ones(client: TestClient) -> None:
    for path in (
        "/sparql?query=ASK+{}&format=docx",
        "/ns?format=docx",
        "/id/actor/russia?format=x",
    ):
        got = client.get(path)
        assert got.status_code == 400
        assert got.text.startswith("format is none of: json, xml, csv")


def test_a_browser_that_asks_the_endpoint_gets_the_editor_with_the_query(
    client: TestClient,
) -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    got = client.get(
        "/sparql", params={"query": WHO}, headers={"Accept": browser}, follow_redirects=False
    )
    assert got.status_code == 303
    assert got.headers["location"].startswith("/query#query=SELECT+%3Fa+WHERE")
