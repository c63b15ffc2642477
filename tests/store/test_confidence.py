"""How sure it is that something was read right: in the graph, in chains, in every list."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import talion as api
from click.testing import Result
from talion.model.record import Origin, Record
from talion.render.page_contents import page_data
from talion.render.page_data import document
from talion.store import Store
from talion.store.kept_values import KeptValues
from talion.store.value_rows import CLAIM, INCIDENT, REPORT

from .stories import put, record

Talion = Callable[..., Result]
_ROWS = [
    ("e1", "uk ru", "expulsion", "2018-03-14", 23),
    ("e2", "ru uk", "expulsion", "2018-03-17", 23),
    ("e3", "uk ru", "sanction", "2018-04-01", None),
]


def _read(links: str = "e2<e1 e3<e2") -> Record:
    """An article as a program read it: three steps, of which the last link is the weakest."""
    told = record("gazette", _ROWS, links)
    reports = zip(told.reports, (0.9, 0.8, 0.4), strict=True)
    claims = zip(told.claims, (0.7, 0.3), strict=False)
    return replace(
        told,
        origin=Origin.EXTRACTED,
        reports=tuple(replace(r, confidence=c) for r, c in reports),
        claims=tuple(replace(k, confidence=c) for k, c in claims),
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(Store.create(tmp_path / "store"), _read())
    return tmp_path / "store"


def test_the_graph_gives_back_what_was_put_in_and_the_kept_rows_too(folder: Path) -> None:
    for _ in range(2):  # statements first, then the rows kept beside them
        with Store.open(folder).view() as view:
            assert [r.confidence for r in view.reports()] == [0.9, 0.8, 0.4]
            assert [i.confidence for i in view.incidents()] == [0.9, 0.8, 0.4]
            assert sorted(c.confidence or 1 for c in view.claims()) == [0.3, 0.7]
    kept = next(folder.rglob("*.values"))
    values = KeptValues(kept)
    assert [r.confidence for r in values.all(REPORT)] == [0.9, 0.8, 0.4]
    assert [i.confidence for i in values.all(INCIDENT)] == [0.9, 0.8, 0.4]
    assert [c.confidence for c in values.all(CLAIM)] == [0.7, 0.3]


def test_an_incident_is_as_sure_as_its_surest_report_and_certain_once_reviewed() -> None:
    with put(Store.memory(), _read(), record("herald", _ROWS[:1])).view() as view:
        sure = {
            i.date.edtf if i.date else "": (len(i.reports), i.confidence) for i in view.incidents()
        }
    assert sure == {"2018-03-14": (2, None), "2018-03-17": (1, 0.8), "2018-04-01": (1, 0.4)}


def test_a_chain_is_as_probable_as_its_weakest_link(talion: Talion, folder: Path) -> None:
    [chain] = json.loads(talion("chains", "--json", store=folder).output)["chains"]
    assert chain["probability"] == 0.3
    links = [r["confidence"] for step in chain["steps"] for r in step["responses"]]
    assert links == [0.7, 0.3]
    assert [e["confidence"] for step in chain["steps"] for e in step["events"]] == [0.9, 0.8, 0.4]
    text = talion("chains", store=folder).output
    assert "3 steps; stated, 30% sure; tit for tat" in text
    assert "response 3 days later (stated, 70% sure)" in text
    assert "United Kingdom → Russia: expulsion of 23, 90% sure" in text


@pytest.mark.parametrize(("least", "lengths"), [(0.3, [3]), (0.31, [2]), (0.7, [2]), (0.71, [])])
def test_what_is_less_sure_than_asked_for_is_left_out(
    talion: Talion, folder: Path, least: float, lengths: list[int]
) -> None:
    asked = ("chains", "--json", "--min-confidence", str(least))
    shown = json.loads(talion(*asked, store=folder).output)
    assert [c["length"] for c in shown["chains"]] == lengths
    found = api.chains(Store.open(folder), confidence=least)
    assert [len(c.steps) for c in found] == lengths


def test_every_command_on_incidents_leaves_the_unsure_out(talion: Talion, folder: Path) -> None:
    def run(*args: str) -> dict[str, list[object]]:
        result = talion(*args, "--json", "--min-confidence", "0.5", store=folder)
        assert result.exit_code == 0, result.output
        return dict(json.loads(result.stdout))

    assert len(run("ledger", "UK", "Russia")["entries"]) == 2
    assert len(run("list")["incidents"]) == 2
    assert run("waves")["waves"] == []
    assert len(run("precedents", "2018-03-17-expulsion-russia-united-kingdom")["precedents"]) == 1
    dates = [s["event"]["date"] for s in run("unanswered", "--answers")["unanswered"]]  # type: ignore[index]
    assert dates == ["2018-03-17"]
    assert len(api.ledger(Store.open(folder), "UK", "Russia", confidence=0.5).entries) == 2


def test_people_read_it_in_the_same_words_everywhere(talion: Talion, folder: Path) -> None:
    shown = talion("incident", "gazette#e3", store=folder).output
    assert "reported, 40% sure, id 2018-04-01-sanction" in shown
    assert "is a response to" in shown
    assert "stated by Gazette, 30% sure: “e1”" in shown
    actor = talion("actor", "Russia", store=folder).output
    assert "sanction, 2018-04-01, 40% sure" in actor
    assert "0.40" in talion("list", store=folder).output


def test_the_page_has_the_confidence_of_incidents_reports_and_claims(folder: Path) -> None:
    with Store.open(folder).view() as view:
        shown = document(page_data(view, chains=(), ask=False))
    for key in ("incidents", "reports"):
        assert [it["confidence"] for it in shown[key]] == [0.9, 0.8, 0.4]
    assert [it["confidence"] for it in shown["claims"]] == [0.7, 0.3]


def test_what_is_reviewed_is_certain(talion: Talion) -> None:
    shown = json.loads(talion("chains", "--json", "--min-confidence", "1").output)
    assert shown["total"] == 14
    assert {c["probability"] for c in shown["chains"]} == {1}
    assert "% sure" not in talion("chains").output
