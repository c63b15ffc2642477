"""The pages of things: the sentence first, then the facts; the same for machines."""

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from talion.build import build
from talion.store import Store
from talion.web.app import create_app

HTML = {"Accept": "text/html"}
ID = "https://w3id.org/talion/id"


def page(client: TestClient, path: str) -> str:
    got = client.get(path, headers=HTML)
    assert got.status_code == 200
    return got.text


def machine(text: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text)
    assert found
    loaded = json.loads(found[1])
    assert isinstance(loaded, dict)
    return loaded


def heading(text: str) -> str:
    found = re.search(r"<h1><bdi>(.*?)</bdi></h1>", text)
    assert found
    return unescape(found[1])


def facts(text: str) -> dict[str, list[str]]:
    """The values of each fact, as text."""
    rows = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", text, re.DOTALL)
    return {
        name: [
            unescape(re.sub(r"<.*?>", "", value)).strip()
            for value in re.findall(r"<div>(.*?)</div>", values, re.DOTALL)
        ]
        for name, values in rows
    }


def test_an_actor_is_told_with_its_incidents(client: TestClient) -> None:
    text = page(client, "/id/actor/svr")
    assert heading(text) == "SVR is an agency of Russia; 1 incident."
    told = facts(text)
    assert told["belongs to"] == ["Russia"]
    assert len(told["latest incidents"]) == 1
    assert 'href="/id/actor/russia"' in text
    assert machine(text)["@type"] == "GovernmentOrganization"
    assert text.index("SVR is an agency") < text.index("Statements about it")


def test_an_incident_is_told_with_what_it_answers_and_the_words(client: TestClient) -> None:
    text = page(client, "/id/incident/2020-12-10-expulsion-netherlands-russia")
    assert heading(text).startswith("Netherlands → Russia: expulsion of 2")
    told = facts(text)
    assert told["source"] == ["Netherlands"]
    assert told["date"] == ["2020-12-10"]
    assert any("espionage" in words and "stated by" in words for words in told["answers"])
    assert any("threat" in words for words in told["answered by"])
    assert len(told["reports"]) == 2
    assert all("“" in words for words in told["reports"])
    assert machine(text) == {
        "@context": "https://schema.org",
        "@id": f"{ID}/incident/2020-12-10-expulsion-netherlands-russia",
        "@type": ["Event", "Action"],
        "name": heading(text).removesuffix("."),
        "agent": [{"@id": f"{ID}/actor/netherlands"}],
        "object": [{"@id": f"{ID}/actor/russia"}],
        "startDate": "2020-12-10",
        "endDate": "2020-12-10",
    }
    assert '<meta property="og:description" content="Netherlands → Russia: expulsion of 2' in text
    assert 'href="/#select=incident' in text


def test_what_is_only_alleged_or_expected_is_no_event_for_machines(client: TestClient) -> None:
    query = "SELECT ?i WHERE { ?i a tal:Incident ; tal:status tal:alleged } ORDER BY ?i LIMIT 1"
    asked = client.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"})
    iri = asked.text.splitlines()[1]
    text = page(client, iri.removeprefix("https://w3id.org/talion"))
    assert heading(text).endswith(", alleged.")
    assert machine(text)["@type"] == "Claim"


def test_an_article_and_a_response_have_their_sentences(client: TestClient) -> None:
    article = page(client, "/id/article/2022-03-29-france24")
    assert machine(article)["@type"] == "Article"
    assert len(facts(article)["reports"]) > 3
    response = page(client, "/id/claim/2021-10-06-daily-beast/l13")
    assert " answers " in heading(response)
    assert facts(response)["basis"][0].startswith("stated by The Daily Beast")
    assert "“in response to the Biden" in facts(response)["basis"][0]


@pytest.mark.parametrize("path", ["/ns", "/type/expulsion", "/id/report/2022-03-29-france24/e3"])
def test_other_things_have_their_statements_alone(client: TestClient, path: str) -> None:
    assert '<script type="application/ld+json"' not in page(client, path)


def test_hostile_words_stay_words(client: TestClient) -> None:
    text = page(client, "/id/actor/russia")
    assert text.count("<script") == 1
    assert "\\u003c" not in heading(text)


@pytest.mark.parametrize(
    ("url", "linked"), [("https://news.example/one", True), ("javascript:alert(1)", False)]
)
def test_the_address_of_an_article_is_a_link_if_it_is_one_of_the_web(
    tmp_path: Path, url: str, linked: bool
) -> None:
    article = tmp_path / "one.txt"
    article.write_text(f"url: {url}\n---\nPeru expelled two Chilean diplomats.\n")
    store = Store.create(tmp_path / "store")
    build(store, [article])
    with TestClient(create_app(store), base_url="http://localhost") as client:
        text = page(client, "/id/article/one")
    assert facts(text)["address"] == [url]
    assert (f'href="{url}"' in text) is linked
