"""One number everywhere: what overlapping reports add up to, in every command, file and page."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from talion.build.decisions import decide
from talion.events.table import EventTable
from talion.events.to_store import write_to_store
from talion.model.date import Date
from talion.model.decision import DecisionKind
from talion.network.measures import standings
from talion.network.projection import to_networkx
from talion.reciprocity.ledger import ledger
from talion.reciprocity.party import sides
from talion.reciprocity.stored_history import read_history
from talion.reciprocity.waves import waves
from talion.render.page_contents import page_data
from talion.render.page_data import document
from talion.store import Store
from talion.store.questions import question
from talion.store.read_overlaps import read_overlaps
from talion.store.validation import violations
from talion.web.documents import part

from .stories import put, record

Run = Callable[..., Result]


@pytest.fixture
def store() -> Store:
    """The United States expelled 60 in 2018; undated 48 and 100 may be those; 12 of 60 are a part.

    35 of 2016 are dated apart: that makes 95 at least, were there not one report of 100.
    """
    return put(
        Store.memory(),
        record(
            "post",
            [
                ("e1", "us ru", "expulsion", "2016-12-29", 35),
                ("e2", "us ru", "expulsion", "2018-03-26", 60),
                ("e3", "us ru", "expulsion", "2018-03-26", 12),
            ],
            "e3+e2",
        ),
        record("times", [("e1", "us ru", "expulsion", None, 48)]),
        record("daily", [("e1", "us ru", "expulsion", None, 100)]),
    )


def test_the_ledger_the_network_and_the_questions_give_the_same_numbers(store: Store) -> None:
    with store.view() as view:
        known = read_history(view)
        found = ledger(known, *sides(known, "America", "Russia")).totals[0]
        total = found.by_type["expulsion"]
        assert (total.least, total.most) == (100, 35 + 60 + 48 + 100)
        assert (total.different, total.incidents) == (2, 4)
        assert (total.reports, total.counting) == (5, 5)
        assert found.total.least == 100
        edge = to_networkx(view).edges["united-states", "russia", "expelled"]
        assert (edge["persons_at_least"], edge["persons_up_to"]) == (100, 243)
        assert (edge["different"], edge["reports"]) == (2, 5)
        america = next(
            s for s in standings(to_networkx(view), read_overlaps(view)) if s.actor != "russia"
        )
        assert (america.given, america.given_different) == ({"expelled": 5}, {"expelled": 2})
        assert view.select(question("most-expelling").text).rows == (
            ("United States", 2, 4, 4, 100, 243, 5),
        )
        assert view.select(question("expulsions-by-year").text).rows == (
            ("2016", 1, 1, 1, 35, 35, 1),
            ("2018", 1, 1, 1, 60, 60, 2),
        )
        assert violations(view.database()) == []


def test_the_commands_say_at_least_and_up_to(talion: Run, store: Store, tmp_path: Path) -> None:
    out = io.BytesIO()
    store.export(out)
    folder = tmp_path / "store"
    with Store.create(folder).writer(fresh=True) as writer:
        writer.load_trig(out.getvalue(), "graph.trig")
    again = io.BytesIO()
    Store.open(folder).export(again)
    assert again.getvalue() == out.getvalue()
    shown = " ".join(talion("ledger", "America", "Russia", store=folder).stdout.split())
    assert "at least 2 different events, up to 4 in 5 reports that may overlap" in shown
    assert "2 to 4 × expulsion (at least 100 persons, up to 243 in 5 reports that" in shown
    found = json.loads(talion("ledger", "America", "Russia", "--json", store=folder).stdout)
    assert found["totals"][0]["types"]["expulsion"]["at_least"] == 100
    actor = json.loads(talion("actor", "Russia", "--json", store=folder).stdout)
    (expelled,) = (r["total"] for r in actor["relations"] if r["relation"] == "expelled")
    assert (expelled["at_least"], expelled["up_to"]) == (100, 243)
    assert "2 to 4   100 to 243" in talion("actor", "Russia", store=folder).stdout


def test_a_persons_split_makes_two_of_what_may_be_one(store: Store) -> None:
    decide(store, DecisionKind.SPLIT, "times#e1", "daily#e1", "another year")
    with store.view() as view:
        ((*_, least, most, _),) = view.select(question("most-expelling").text).rows
        assert (least, most) == (48 + 100, 243)


def test_a_wave_adds_up_likewise() -> None:
    day = "2018-03-26"
    rows = [
        (f"e{n}", f"{state} ru", "expulsion", day, 4) for n, state in enumerate(("uk", "us"), 1)
    ]
    store = put(
        Store.memory(),
        record("post", [*rows, ("e3", "nl ru", "expulsion", day, 2)], "e2+e1 e3+e1"),
        record("times", [("e1", "us ru", "expulsion", "2018-03-26", 60)]),
    )
    with store.view() as view:
        (wave,) = waves(read_history(view))
        assert (wave.total.least, wave.total.most, wave.total.incidents) == (66, 70, 4)


def test_the_rows_of_a_table_are_told_apart_by_it() -> None:
    sheet = [("a", "2018", 10), ("b", "2018-03-26", 60), ("c", "2018-03", None)]
    events = EventTable.from_rows(
        {
            "id": ident,
            "date": Date(when).earliest,
            "last": Date(when).latest,
            "precision": Date(when).precision,
            "time": float(Date(when).earliest.toordinal() - 719_163),
            "source": "United States",
            "target": "Russia",
            "type": "expulsion",
            "count": count,
        }
        for ident, when, count in sheet
    )
    store = Store.memory()
    write_to_store(store, events, publisher="My table")
    with store.view() as view:
        known = read_history(view)
        total = ledger(known, *sides(known, "America", "Russia")).totals[0].total
        assert (total.incidents, total.different, total.least, total.most) == (3, 3, 70, 70)
        rows = view.select(question("most-expelling").text).rows
        assert rows == (("United States", 3, 3, 2, 70, 70, 3),)
        assert violations(view.database()) == []


def test_a_part_of_a_large_store_tells_apart_as_the_whole_does() -> None:
    store = put(
        Store.memory(),
        record("post", [("e1", "us ru", "expulsion", "2018-03-26", 60)]),
        record("times", [("e1", "nato ru", "expulsion", "2018-03-26", 130)]),
    )
    with store.view() as view:
        ids = [incident.id for incident in view.incidents()]
        shown = part(view, ids)["document"]
        assert shown["overlaps"] == [sorted(ids)]
        assert document(page_data(view))["overlaps"] == shown["overlaps"]


def test_expulsions_without_a_number_are_counted_too() -> None:
    rows = [("e1", "us ru", "expulsion", "2018", None), ("e2", "us ru", "expulsion", "2019", None)]
    store = put(Store.memory(), record("post", rows))
    with store.view() as view:
        found = view.select(question("most-expelling").text).rows
        assert found == (("United States", 2, 2, 0, None, None, 2),)
