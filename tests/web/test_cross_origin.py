"""Pages of other origins: refused, unless they are allowed; then they may read data alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from talion.errors import UsageError
from talion.store import Store
from talion.web.app import create_app
from talion.web.cross_origin import AllowedOrigins
from talion.web.pool import Limits

YASGUI = "https://yasgui.example"


@pytest.fixture(scope="module")
def shared_client(seeds_store: Path) -> Iterator[TestClient]:
    app = create_app(Store.open(seeds_store), limits=Limits(seconds=20), origins=[YASGUI])
    with TestClient(app, base_url="http://localhost") as client:
        yield client


def test_an_allowed_page_asks_and_reads(shared_client: TestClient) -> None:
    headers = {"Origin": YASGUI, "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"}
    got = shared_client.post("/sparql", data={"query": "ASK {}"}, headers=headers)
    assert got.status_code == 200
    assert got.headers["access-control-allow-origin"] == YASGUI
    assert got.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "Origin" in got.headers["vary"]


def test_its_preflight_is_answered(shared_client: TestClient) -> None:
    headers = {
        "Origin": YASGUI,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    got = shared_client.options("/sparql", headers=headers)
    assert got.status_code == 204
    assert "POST" in got.headers["access-control-allow-methods"]
    assert "Content-Type" in got.headers["access-control-allow-headers"]


@pytest.mark.parametrize(
    ("origin", "path"),
    [
        ("https://other.example", "/sparql"),
        ("https://yasgui.example:8443", "/sparql"),
        ("http://yasgui.example", "/sparql"),
        ("null", "/sparql"),
        (YASGUI, "/"),
        (YASGUI, "/query"),
    ],
)
def test_others_and_the_pages_themselves_stay_closed(
    shared_client: TestClient, origin: str, path: str
) -> None:
    got = shared_client.get(path, params={"query": "ASK {}"}, headers={"Origin": origin})
    assert got.status_code == 403
    assert "access-control-allow-origin" not in got.headers


def test_by_default_no_origin_is_allowed(client: TestClient) -> None:
    headers = {"Origin": YASGUI, "Access-Control-Request-Method": "POST"}
    assert client.options("/sparql", headers=headers).status_code == 403


def test_an_allowed_origin_still_has_to_name_a_known_host(shared_client: TestClient) -> None:
    got = shared_client.get("/api/summary", headers={"Origin": YASGUI, "Host": "rebound.example"})
    assert got.status_code == 403


@pytest.mark.parametrize("origin", ["example.org", "https://", "https://a.b/c", "ftp://a.b", ""])
def test_what_is_no_origin_is_refused(origin: str) -> None:
    with pytest.raises(UsageError, match="is no origin"):
        AllowedOrigins([origin])


def test_a_star_allows_any_page() -> None:
    assert AllowedOrigins(["*"]).allows("https://anything.example", "/sparql")
    assert not AllowedOrigins(["*"]).allows("https://anything.example", "/query")


NEWS = "https://news.example"


@pytest.mark.parametrize(
    ("frames", "path", "ancestors"),
    [
        ((), "/", "'none'"),
        ((NEWS,), "/", NEWS),
        ((NEWS,), "/?embed=1", NEWS),
        ((NEWS, "*"), "/", f"* {NEWS}"),
        ((NEWS,), "/query", "'none'"),
        ((NEWS,), "/id/actor/russia", "'none'"),
    ],
)
def test_only_allowed_pages_show_the_graph_in_a_frame(
    seeds_store: Path, frames: tuple[str, ...], path: str, ancestors: str
) -> None:
    app = create_app(Store.open(seeds_store), limits=Limits(seconds=20), frames=frames)
    asked = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Accept": "text/html"}
    with TestClient(app, base_url="http://localhost") as client:
        got = client.get(path, headers=asked)
    assert got.status_code == 200
    policy = got.headers["content-security-policy"]
    assert policy.count("frame-ancestors") == 1
    assert f"frame-ancestors {ancestors}" in policy
    assert ("x-frame-options" in got.headers) is (ancestors == "'none'")


def test_what_is_no_origin_cannot_frame(seeds_store: Path) -> None:
    with pytest.raises(UsageError, match="is no origin"):
        create_app(Store.open(seeds_store), frames=["news.example"])
