"""An incident that articles in two languages report is one, with a quote in each of them."""

import json
from pathlib import Path

import pytest
from talion.build import build
from talion.model.incident import Incident
from talion.store import Store

#: Publisher's language, day of publication, article, quote of the expulsion.
ARTICLES = {
    "english": (
        "2018-03-27",
        "OSLO - Norway on Monday expelled two Danish diplomats over the theft of fishing charts.",
        "Norway on Monday expelled two Danish diplomats",
    ),
    "dutch": (
        "2018-03-27",
        "OSLO - Noorwegen heeft maandag twee Deense diplomaten uitgezet wegens de diefstal van"
        " visserijkaarten.",
        "Noorwegen heeft maandag twee Deense diplomaten uitgezet",
    ),
    "russian": (
        "2018-03-28",
        "ОСЛО - Норвегия в понедельник выслала двух датских дипломатов из-за кражи карт.",
        "Норвегия в понедельник выслала двух датских дипломатов",
    ),
    "another": (
        "2019-09-03",
        "OSLO - Noorwegen heeft maandag drie Deense diplomaten uitgezet.",
        "Noorwegen heeft maandag drie Deense diplomaten uitgezet",
    ),
}


def findings(name: str, date: str, count: int, quote: str, published: str) -> str:
    """What a reader found: one expulsion."""
    actors = [{"name": state, "type": "country"} for state in ("Norway", "Denmark")]
    incident = {
        "id": "e1", "type": "expulsion", "status": "reported", "agents": ["Norway"],
        "targets": ["Denmark"], "count": count, "date": date, "quote": quote,
    }  # fmt: skip
    made = {"article": name, "published": published, "actors": actors, "links": []}
    return json.dumps({**made, "incidents": [incident]}, ensure_ascii=False)


@pytest.fixture(scope="module")
def incidents(tmp_path_factory: pytest.TempPathFactory) -> list[Incident]:
    folder: Path = tmp_path_factory.mktemp("languages")
    for name, (published, text, quote) in ARTICLES.items():
        date, count = ("2018-03-26", 2) if published < "2019" else ("2019-09-02", 3)
        (folder / f"{name}.txt").write_text(f"published: {published}\n---\n{text}\n")
        (folder / f"{name}.json").write_text(findings(name, date, count, quote, published))
    store = Store.memory()
    assert not build(store, folder).problems
    with store.view() as view:
        return list(view.incidents())


def test_reports_in_three_languages_are_of_one_incident(incidents: list[Incident]) -> None:
    first = incidents[0]
    assert sorted(report.partition("#")[0] for report in first.reports) == [
        "dutch",
        "english",
        "russian",
    ]
    assert (first.agents, first.targets, first.count) == (("norway",), ("denmark",), 2)


def test_another_incident_in_one_of_them_stays_apart(incidents: list[Incident]) -> None:
    assert [len(incident.reports) for incident in incidents] == [3, 1]
    assert incidents[1].count == 3
