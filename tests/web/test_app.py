"""Routes, names, origins, headers, IRIs; and the API against its own description."""

import json
import re
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from starlette.routing import Route
from starlette.testclient import TestClient
from talion.build import build
from talion.exchange.export_format import Request
from talion.exchange.export_registry import export_formats
from talion.store import Store
from talion.web.app import create_app
from talion.web.pages import version_of_vocabulary

IRI = "https://w3id.org/talion"


def test_a_small_store_is_in_the_page_whole(client: TestClient) -> None:
    page = client.get("/").text
    assert "data-api" not in page
    assert '"2022-03-29-expulsion-netherlands-russia"' in page


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "", "127.0.0.1@evil",
                                  "localhost:x", "[::1"])  # fmt: skip
def test_another_name_for_this_machine_is_refused(client: TestClient, host: str) -> None:
    got = client.get("/api/summary", headers={"Host": host})
    assert got.status_code == 403


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:1", "[::1]:8000"])
def test_the_names_of_loopback_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/api/summary", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://localhost:81",
                                    "https://localhost"])  # fmt: skip
def test_another_origin_is_refused_and_gets_no_cors(client: TestClient, origin: str) -> None:
    got = client.post("/sparql", data={"query": "ASK {}"}, headers={"Origin": origin})
    assert got.status_code == 403
    assert "access-control-allow-origin" not in got.headers


def test_our_own_origin_is_answered_without_cors(client: TestClient) -> None:
    got = client.get("/api/summary", headers={"Origin": "http://localhost"})
    assert got.status_code == 200
    assert not [h for h in got.headers if h.startswith("access-control")]


def test_a_script_of_another_site_reads_nothing_but_a_link_from_there_works(
    client: TestClient,
) -> None:
    site = {"Sec-Fetch-Site": "cross-site"}
    assert (
        client.get("/api/summary", headers={**site, "Sec-Fetch-Mode": "no-cors"}).status_code == 403
    )
    assert client.get("/", headers={**site, "Sec-Fetch-Mode": "navigate"}).status_code == 200


@pytest.mark.parametrize("path", ["/", "/query", "/ns", "/id/actor/russia", "/api/summary",
                                  "/sparql?query=ASK%7B%7D", "/nowhere"])  # fmt: skip
def test_every_answer_carries_a_policy_without_inline(client: TestClient, path: str) -> None:
    headers = client.get(path, headers={"Accept": "text/html, */*;q=0.1"}).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_every_iri_of_the_graph_resolves_to_a_page_and_to_rdf(
    client: TestClient, seeds_store: Path
) -> None:
    with Store.open(seeds_store).view() as view:
        rows = view.select("SELECT DISTINCT ?s WHERE { GRAPH ?g { ?s ?p ?o } }").rows
        about = {str(s) for (s,) in rows if str(s).startswith(f"{IRI}/")}
    kinds: dict[str, list[str]] = {}
    for iri in sorted(about):
        kinds.setdefault("/".join(iri.split("/")[:6]), []).append(iri)
    chosen = [iri for some in kinds.values() for iri in (*some[:2], some[-1])]
    assert len(kinds) > 8
    for iri in chosen:
        path = iri.removeprefix(IRI)
        page = client.get(path, headers={"Accept": "text/html"})
        assert page.status_code == 200, iri
        assert page.headers["content-type"].startswith("text/html")
        rdf = client.get(path, headers={"Accept": "application/n-triples"})
        named = {str(q.subject) for q in parse(rdf.content, format=RdfFormat.N_TRIPLES)}
        assert f"<{iri}>" in named, iri


def test_the_vocabulary_is_a_page_with_anchors_and_rdf(client: TestClient) -> None:
    assert '<tr id="inResponseTo">' in client.get("/ns", headers={"Accept": "text/html"}).text
    rdf = client.get("/ns", headers={"Accept": "text/turtle"})
    named = {str(q.subject) for q in parse(rdf.content, format=RdfFormat.TURTLE)}
    assert f"<{IRI}/ns#expelled>" in named


@pytest.mark.parametrize(
    "path",
    [
        "/id/actor/nobody",
        "/id/",
        "/id/%00",
        "/id/%3E%20x",
        "/type/x",
        "/id/actor/%FF",
        "/assets/../app.py",
        "/id/actor/russia%3E",
    ],
)
@pytest.mark.parametrize("accept", ["text/html", "text/turtle"])
def test_what_the_graph_does_not_know_is_404(client: TestClient, path: str, accept: str) -> None:
    assert client.get(path, headers={"Accept": accept}).status_code == 404


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("/api/neighbourhood?actor=netherland", "did you mean netherlands?"),
        (
            "/api/incident?id=2020-12-10-expulsion-netherlands-rusia",
            "did you mean 2020-12-10-expulsion-netherlands-russia",
        ),
        ("/api/incident?id=1066-10-14-expulsion", "is not an incident of this graph"),
    ],
)
def test_an_unknown_id_is_answered_with_the_nearest(
    client: TestClient, path: str, near: str
) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert near in answer.json()["error"]


def test_a_neighbourhood_is_capped_and_says_so(client: TestClient) -> None:
    got = client.get(
        "/api/neighbourhood", params={"actor": "russia", "partners": 3, "incidents": 4}
    )
    found = got.json()
    assert found["capped"]["capped"] is True
    assert found["capped"]["partners"]["shown"] == 3
    assert found["capped"]["incidents"] == {"shown": 4, "total": 50}
    partners = {t[s] for t in found["ties"] for s in ("source", "target")} - {"russia"}
    assert len(partners) == 3
    assert {"format", "incidents", "reports"} <= found["document"].keys()
    assert len(found["network"]["nodes"]) == len(found["document"]["actors"])


def test_words_find_actors_incidents_and_quotes(client: TestClient) -> None:
    found = client.get("/api/search", params={"q": "kremlin"}).json()
    assert found["actors"]["ids"][0] == "russia"
    quotes = client.get("/api/search", params={"q": "suspected of spyi"}).json()["quotes"]
    assert quotes["total"] >= 1


def test_a_slice_of_time_holds_just_its_incidents(client: TestClient) -> None:
    found = client.get("/api/incidents", params={"from": "2022-03-29", "to": "2022-03-29"}).json()
    rows = {i["id"]: (i["earliest"], i["latest"]) for i in found["document"]["incidents"]
            if i["id"] in found["ids"]}  # fmt: skip
    assert {day for day in rows.values() if day[0] == day[1]} == {("2022-03-29", "2022-03-29")}
    assert all(first <= "2022-03-29" <= last for first, last in rows.values())
    sure = {"from": "2022-03-29", "to": "2022-03-29", "sure": "1"}
    certain = client.get("/api/incidents", params=sure).json()
    assert set(certain["ids"]) == {i for i, (first, last) in rows.items() if first == last}


def test_incidents_of_parties_are_counted_and_come_in_pages(client: TestClient) -> None:
    asked = {"actor": "russia", "partner": ["netherlands", "estonia"]}
    counts = client.get("/api/counts", params=asked).json()
    found = client.get("/api/incidents", params={**asked, "limit": 500}).json()
    assert found["total"] == counts["incidents"] == sum(r["incidents"] for r in counts["counts"])
    pages = [
        client.get("/api/incidents", params={**asked, "limit": 2, "offset": o}).json()["ids"]
        for o in range(0, found["total"], 2)
    ]
    assert [i for page in pages for i in page] == found["ids"]


def test_the_timeline_keeps_to_a_slice(client: TestClient) -> None:
    def told(**asked: str) -> int:
        months = client.get("/api/timeline", params=asked).json()["months"]
        return sum(n for month in months for n in month["types"].values())

    alleged = client.get("/api/counts", params={"status": "alleged"}).json()["incidents"]
    assert 0 < told(status="alleged") <= alleged < told()
    assert told(type="expulsion", actor="netherlands") < told(actor="netherlands")


@pytest.mark.parametrize(
    "query",
    [
        "q=",
        "q=x&q=y",
        "x=1",
        "q=x&limit=0",
        "q=x&limit=-1",
        "q=x&limit=1e3",
        "q=%FF",
        "q=x&limit=\u0663",
    ],
)
def test_a_bad_parameter_is_400_with_a_sentence(client: TestClient, query: str) -> None:
    got = client.get(f"/api/search?{query}")
    assert got.status_code == 400
    assert got.json()["error"]


def test_a_commit_is_seen_by_the_next_request(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "s")
    with TestClient(create_app(store), base_url="http://localhost") as client:
        assert client.get("/api/summary").json()["incidents"] == 0
        ask = {"query": "ASK { ?i a tal:Incident }"}
        assert client.get("/sparql", params=ask).json()["boolean"] is False
        build(store)
        assert client.get("/api/summary").json()["incidents"] == 53
        assert client.get("/sparql", params=ask).json()["boolean"] is True


def test_a_store_in_memory_is_served_too() -> None:
    store = Store.memory()
    build(store)
    with TestClient(create_app(store), base_url="http://localhost") as client:
        assert client.get("/api/summary").json()["incidents"] == 53
        got = client.get("/sparql", params={"query": "ASK { ?a tal:expelled ?b }"})
        assert got.json()["boolean"] is True


def test_the_description_and_the_routes_are_the_same(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()["paths"].keys()
    routes = {r.path for r in client.app.routes if isinstance(r, Route)}  # type: ignore[attr-defined]
    apart = {"/", "/query", "/ns", "/ns/context.jsonld", "/type", "/api/openapi.json"}
    described_by_its_manifest = {r for r in routes if r.startswith("/reconcile")}
    assert described == {r for r in routes if "{" not in r} - apart - described_by_its_manifest


def test_the_version_of_the_vocabulary_has_a_page_with_downloads(client: TestClient) -> None:
    version = version_of_vocabulary()
    page = client.get(f"/ns/{version}", headers={"Accept": "text/html"}).text
    for address in re.findall(r'href="(/ns/[^"]+)"', page):
        assert client.get(address).status_code == 200
    assert f"/ns/{version}?format=rdfxml" in page
    turtle = client.get(f"/ns/{version}", params={"format": "turtle"})
    assert "owl:versionInfo" in turtle.text or "versionInfo" in turtle.text
    assert client.get("/ns/9.9.9").status_code == 404


def test_the_context_reads_what_is_exported(client: TestClient, seeds_store: Path) -> None:
    got = client.get("/ns/context.jsonld")
    assert got.headers["content-type"] == "application/ld+json"
    exported = json.loads(export_formats()["jsonld"].write(Store.open(seeds_store), Request()))
    assert exported["@context"] == got.json()["@context"]
    assert got.json()["@context"]["earliest"] == {"@id": "tal:earliest", "@type": "xsd:date"}


def test_the_query_page_says_how_dates_compare(client: TestClient) -> None:
    page = client.get("/query").text
    assert "tal:earliest" in page
    assert "tal:latest" in page
