"""The reconciliation service against the rules of Reconciliation Service API 0.2."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

import jsonschema
import pytest
import uvicorn
from starlette.testclient import TestClient
from talion.store import Store
from talion.web.app import create_app
from talion.web.pool import Limits

OPENREFINE = "http://127.0.0.1:3333"

_TEXT: dict[str, Any] = {"type": "string"}
_FEATURE = {"type": ["boolean", "number"]}
_TYPED = {
    "type": "object",
    "required": ["id", "name"],
    "properties": {"id": _TEXT, "name": _TEXT, "description": _TEXT},
}
_SERVICE = {
    "type": "object",
    "required": ["service_url", "service_path"],
    "properties": {"service_url": {"type": "string", "pattern": "^http"}, "service_path": _TEXT},
}
_TEMPLATE = {"type": "string", "pattern": r"^https?://.*\{\{id\}\}"}
#: The rules of the specification, each a JSON Schema.
MANIFEST = {
    "type": "object",
    "required": ["versions", "name", "identifierSpace", "schemaSpace", "defaultTypes"],
    "properties": {
        "versions": {"type": "array", "items": _TEXT, "contains": {"const": "0.2"}},
        "name": _TEXT,
        "identifierSpace": {"type": "string", "pattern": "^https?://"},
        "schemaSpace": {"type": "string", "pattern": "^https?://"},
        "documentation": _TEXT,
        "serviceVersion": _TEXT,
        "defaultTypes": {"type": "array", "items": _TYPED, "uniqueItems": True},
        "view": {"type": "object", "required": ["url"], "properties": {"url": _TEMPLATE}},
        "preview": {
            "type": "object",
            "required": ["url", "width", "height"],
            "properties": {
                "url": _TEMPLATE,
                "width": {"type": "integer"},
                "height": {"type": "integer"},
            },
        },
        "suggest": {
            "type": "object",
            "additionalProperties": False,
            "properties": dict.fromkeys(("entity", "property", "type"), _SERVICE),
        },
        "extend": {
            "type": "object",
            "properties": {"propose_properties": _SERVICE, "property_settings": {"type": "array"}},
        },
        "batchSize": {"type": "integer", "minimum": 1},
    },
}
RESULTS = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "required": ["result"],
        "properties": {
            "result": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["id", "name", "score"],
                    "additionalProperties": False,
                    "properties": {
                        "id": _TEXT,
                        "name": _TEXT,
                        "description": _TEXT,
                        "score": {"type": "number"},
                        "match": {"type": "boolean"},
                        "type": {"type": "array", "items": _TYPED},
                        "features": {
                            "type": "array",
                            "items": {
                                "type": "object",
                                "required": ["id", "value"],
                                "properties": {
                                    "id": _TEXT,
                                    "value": {"type": ["boolean", "number"]},
                                },
                            },
                        },
                    },
                },
            }
        },
    },
}
SUGGESTED = {
    "type": "object",
    "required": ["result"],
    "properties": {"result": {"type": "array", "items": _TYPED}},
}
_ONE_OF = [
    {"type": "object", "additionalProperties": False, "required": [*keys], "properties": keys}
    for keys in (
        {"id": _TEXT, "name": _TEXT},
        {"str": _TEXT},
        {"int": {"type": "integer"}},
    )
]
EXTENDED = {
    "type": "object",
    "required": ["meta", "rows"],
    "properties": {
        "meta": {"type": "array", "items": _TYPED},
        "rows": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "additionalProperties": {"type": "array", "items": {"oneOf": _ONE_OF}},
            },
        },
    },
}


def ask(client: TestClient, **queries: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The candidates of each query of a batch, which keep to the specification."""
    got = client.post("/reconcile", data={"queries": json.dumps(queries)})
    assert got.status_code == 200, got.text
    found = got.json()
    jsonschema.validate(found, RESULTS)
    assert found.keys() == queries.keys()
    for each in found.values():
        scores = [candidate["score"] for candidate in each["result"]]
        assert scores == sorted(scores, reverse=True)
    return {key: each["result"] for key, each in found.items()}


def test_the_manifest_keeps_to_the_specification_and_its_addresses_answer(
    client: TestClient,
) -> None:
    manifest = client.get("/reconcile").json()
    jsonschema.validate(manifest, MANIFEST)
    for service in manifest["suggest"].values():
        path = f"{service['service_url']}{service['service_path']}"
        jsonschema.validate(client.get(path, params={"prefix": "a"}).json(), SUGGESTED)
    ident = quote("russia", safe="")
    for template in (manifest["view"]["url"], manifest["preview"]["url"]):
        assert "Russia" in client.get(template.replace("{{id}}", ident)).text
    assert manifest["identifierSpace"] + "russia" == "https://w3id.org/talion/id/actor/russia"


@pytest.mark.parametrize(
    ("name", "ident"),
    [
        ("Russia", "russia"),
        ("russia", "russia"),
        ("Russian Federation", "russia"),
        ("RUS", "russia"),
        ("RUSGOV", "russia"),
        ("Q159", "russia"),
        ("Iran, Islamic Republic of", "iran"),
        ("Government of Ukraine", "ukraine"),
        ("Türkiye", "turkey"),
        ("Dutch", "netherlands"),
        ("Foreign Intelligence Service", "svr"),
        ("NATO", "nato"),
        ("Soviet Union", "soviet-union"),
    ],
)
def test_a_name_code_or_id_matches_its_actor(client: TestClient, name: str, ident: str) -> None:
    best = ask(client, q={"query": name})["q"][0]
    assert (best["id"], best["match"]) == (ident, True)


@pytest.mark.parametrize(
    ("name", "idents"),
    [
        ("Congo", {"democratic-republic-of-the-congo", "republic-of-the-congo"}),
        ("AUS", {"australia", "austria"}),  # ISO 3166, Correlates of War
        ("Belgum", {"belgium"}),
        ("Moscow", {"russia"}),
        ("Police (France)", {"france"}),
    ],
)
def test_what_is_not_certain_is_offered_and_no_match(
    client: TestClient, name: str, idents: set[str]
) -> None:
    found = ask(client, q={"query": name})["q"]
    assert idents <= {candidate["id"] for candidate in found}
    assert not any(candidate["match"] for candidate in found)


def test_a_name_of_nobody_has_no_candidates(client: TestClient) -> None:
    assert ask(client, q={"query": "Zzyzx Qwrt"}) == {"q": []}


def test_queries_of_a_batch_do_not_depend_on_each_other(client: TestClient) -> None:
    names = ("Russia", "Zzyzx Qwrt", "Congo", "Belgum")
    together = ask(client, **{name: {"query": name} for name in names})
    assert together == {name: ask(client, q={"query": name})["q"] for name in names}


def test_types_limits_and_properties_narrow_the_candidates(client: TestClient) -> None:
    found = ask(
        client,
        agency={"query": "SVR", "type": "Agency"},
        state={"query": "SVR", "type": ["Country"]},
        two={"query": "Congo", "limit": 1},
        then={"query": "Germany", "properties": [{"pid": "date", "v": "1975"}]},
        other={"query": "Russia", "properties": [{"pid": "iso2", "v": ["UA", "BY"]}]},
        same={"query": "Russia", "properties": [{"pid": "memberOf", "v": {"id": "opcw"}}]},
        code={"properties": [{"pid": "iso2", "v": "NL"}]},
    )
    assert found["agency"][0]["id"] == "svr"
    assert found["state"] == []
    assert len(found["two"]) == 1
    assert found["then"][0]["id"] == "west-germany"
    assert not found["other"][0]["match"]
    assert {"id": "same-iso2", "value": False} in found["other"][0]["features"]
    assert [each["id"] for each in found["code"]] == ["netherlands"]


def test_beginnings_of_names_are_completed_in_pages(client: TestClient) -> None:
    def begun(**parameters: str) -> list[str]:
        got = client.get("/reconcile/suggest/entity", params=parameters)
        jsonschema.validate(got.json(), SUGGESTED)
        return [each["id"] for each in got.json()["result"]]

    assert begun(prefix="Nether")[0] == "netherlands"
    assert begun(prefix="netherlands")[0] == "netherlands"
    assert begun(prefix="south")[:3] == ["south-africa", "south-korea", "south-ossetia"]
    first = begun(prefix="s")
    assert begun(prefix="s", cursor="3") == [*first[3:], *begun(prefix="s", cursor="20")[:3]]
    assert "south-africa" not in begun(prefix="south", type="Organization")


def test_types_and_properties_are_completed(client: TestClient) -> None:
    def ids(path: str, **parameters: str) -> list[str]:
        return [e["id"] for e in client.get(path, params=parameters).json()["result"]]

    assert ids("/reconcile/suggest/type", prefix="cou") == ["Country"]
    assert ids("/reconcile/suggest/property", prefix="ISO") == ["iso2", "iso3"]
    proposed = client.get("/reconcile/properties", params={"type": "Person", "limit": "3"}).json()
    assert proposed["type"] == "Person"
    assert [each["id"] for each in proposed["properties"]] == ["alias", "wikidata", "code"]


def test_columns_are_added_to_matched_rows(client: TestClient, seeds_store: Path) -> None:
    names = ("iso3", "belongsTo", "wikidata", "incidents-as-agent")
    asked = {"ids": ["russia", "svr", "nobody"], "properties": [{"id": name} for name in names]}
    got = client.post("/reconcile", data={"extend": json.dumps(asked)}).json()
    jsonschema.validate(got, EXTENDED)
    assert [each["id"] for each in got["meta"]] == [*names]
    assert got["rows"]["russia"]["iso3"] == [{"str": "RUS"}]
    assert got["rows"]["russia"]["wikidata"] == [{"str": "Q159"}]
    assert got["rows"]["svr"]["belongsTo"] == [{"id": "russia", "name": "Russia"}]
    assert got["rows"]["nobody"] == {**{n: [] for n in names[:3]}, names[3]: [{"int": 0}]}
    (count,) = got["rows"]["russia"]["incidents-as-agent"]
    with Store.open(seeds_store).view() as view:
        acted = [i for i in view.incidents() if "russia" in i.agents]
    assert count == {"int": len(acted)}


@pytest.mark.parametrize(
    ("form", "status", "reason"),
    [
        ({"queries": "{"}, 400, "not JSON"),
        ({"queries": "[]"}, 400, "not an object"),
        ({"queries": '{"q": 3}'}, 400, "not an object"),
        ({"queries": '{"q": {}}'}, 400, "neither a name"),
        ({"queries": '{"q": {"query": "a", "limit": 0}}'}, 400, "limit"),
        ({"queries": '{"q": {"query": "a", "type_strict": "no"}}'}, 400, "type_strict"),
        ({"queries": '{"q": {"query": "a", "properties": [{"pid": "iso2"}]}}'}, 400, "'v'"),
        ({"queries": '{"q": {"query": "a", "properties": [{"pid": "x", "v": 1}]}}'}, 400, "'x'"),
        ({"extend": '{"ids": ["russia"], "properties": [{"id": "x"}]}'}, 400, "'x'"),
        ({"extend": '{"properties": []}'}, 400, "ids"),
        ({"other": "1"}, 400, "neither"),
        ({"queries": json.dumps({str(n): {"query": "a"} for n in range(101)})}, 413, "100"),
    ],
)
def test_what_is_no_query_is_refused_with_the_reason(
    client: TestClient, form: dict[str, str], status: int, reason: str
) -> None:
    got = client.post("/reconcile", data=form)
    assert got.status_code == status
    assert reason in got.json()["error"]


def test_an_unknown_actor_has_no_preview(client: TestClient) -> None:
    assert client.get("/reconcile/preview", params={"id": "nobody"}).status_code == 404


def test_a_preview_can_be_framed_by_allowed_origins_alone(
    client: TestClient, seeds_store: Path
) -> None:
    path = "/reconcile/preview?id=russia"
    shut = client.get(path).headers
    assert "frame-ancestors 'none'" in shut["content-security-policy"]
    assert shut["x-frame-options"] == "DENY"
    app = create_app(Store.open(seeds_store), limits=Limits(seconds=20), origins=[OPENREFINE])
    with TestClient(app, base_url="http://localhost") as allowed:
        headers = allowed.get(path).headers
        assert f"frame-ancestors {OPENREFINE}" in headers["content-security-policy"]
        assert "x-frame-options" not in headers
        assert "frame-ancestors 'none'" in allowed.get("/").headers["content-security-policy"]
        got = allowed.get("/reconcile", headers={"Origin": OPENREFINE})
        assert got.headers["access-control-allow-origin"] == OPENREFINE


@pytest.fixture
def address(seeds_store: Path) -> Iterator[str]:
    """The address of the app in a real server."""
    app = create_app(Store.open(seeds_store), limits=Limits(seconds=20))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


def test_over_http_a_client_goes_from_the_manifest_to_a_filled_table(address: str) -> None:
    def fetched(url: str, **form: Any) -> Any:
        data = urlencode({k: json.dumps(v) for k, v in form.items()}).encode() if form else None
        with urlopen(Request(url, data), timeout=20) as answer:
            return json.load(answer)

    endpoint = f"{address}/reconcile"
    manifest = fetched(endpoint)
    assert manifest["view"]["url"].startswith(f"{address}/id/actor/")
    column = ["Netherlands", "Russian Federation", "GBR"]
    batch = {f"q{n}": {"query": name} for n, name in enumerate(column)}
    found = fetched(endpoint, queries=batch)
    ids = [found[key]["result"][0]["id"] for key in batch]
    assert ids == ["netherlands", "russia", "united-kingdom"]
    rows = fetched(endpoint, extend={"ids": ids, "properties": [{"id": "iso2"}]})["rows"]
    assert [rows[ident]["iso2"][0]["str"] for ident in ids] == ["NL", "RU", "GB"]
