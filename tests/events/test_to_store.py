from datetime import date

import pytest
from talion.errors import UsageError
from talion.events.event_types import severity_of, type_labels
from talion.events.stated_antecedents import contradictions
from talion.events.table import EventTable
from talion.events.to_store import write_to_store
from talion.hawkes.reply_model import Model
from talion.model.claim import Basis
from talion.reciprocity.stored_events import events_from_history
from talion.reciprocity.stored_history import read_history
from talion.reciprocity.unanswered import unanswered_incidents
from talion.store import Store
from talion.store.validation import violations


def table(*rows: dict[str, object]) -> EventTable:
    return EventTable.from_rows(
        {"time": float(row["date"].toordinal() - 719_163), **row}  # type: ignore[attr-defined]
        for row in rows
    )


FIRST = {
    "id": "x1",
    "date": date(2018, 3, 14),
    "source": "United Kingdom",
    "target": "Russia",
    "type": "expulsion",
    "count": 23,
}
REPLY = {
    "id": "x2",
    "date": date(2018, 3, 17),
    "source": "Russia",
    "target": "United Kingdom",
    "type": "duel",
    "responds_to": "x1",
    "basis": "stated",
}


def test_a_row_is_an_incident_whose_report_quotes_it_and_a_response_is_stated() -> None:
    store = Store.memory()
    done: list[int] = []
    assert write_to_store(store, table(FIRST, REPLY), publisher="My table", tick=done.append) > 0
    assert done[-1] == 2
    with store.view() as view:
        incidents = {i.type: i for i in view.incidents()}
        assert incidents["expulsion"].agents == ("united-kingdom",)
        assert incidents["expulsion"].count == 23
        [claim] = view.claims()
        assert (claim.basis, claim.source, claim.target) == (
            Basis.STATED,
            incidents["duel"].id,
            incidents["expulsion"].id,
        )
        quotes = [r.quote.text for r in view.reports()]
        assert any(q.startswith("x1,2018-03-14,United Kingdom,Russia,expulsion,23") for q in quotes)
        assert {a.publisher for a in view.articles()} == {"My table"}


def test_the_quote_of_a_row_is_the_row_with_its_file_and_all_its_columns() -> None:
    evidence = '{"When": "14/03/2018", "Remark": "after the\\nattack", "Empty": ""}'
    store = Store.memory()
    write_to_store(store, table({**FIRST, "row": "a.csv:7", "evidence": evidence}), publisher="p")
    with store.view() as view:
        [report] = view.reports()
        assert report.quote.text == "a.csv:7 | When: 14/03/2018 | Remark: after the attack"


def test_a_name_that_nobody_knows_is_an_actor_of_its_own() -> None:
    store = Store.memory()
    write_to_store(store, table({**FIRST, "target": "Mordor"}), publisher="p")
    with store.view() as view:
        assert {a.name for a in view.actors()} >= {"Mordor"}
        assert [i.targets for i in view.incidents()] == [("mordor",)]


def test_numeric_times_are_refused() -> None:
    events = EventTable.from_rows([{"id": "a", "time": 1.5, "source": "A", "target": "B"}])
    with pytest.raises(UsageError, match="a store holds dates"):
        write_to_store(Store.memory(), events, publisher="p")


def test_a_response_to_a_later_row_is_kept_as_a_contradiction() -> None:
    store = Store.memory()
    early = {**REPLY, "date": date(2018, 3, 1)}
    events = table(FIRST, early)
    assert events.columns().responds_to.tolist() == [-1, -1]
    write_to_store(store, events, publisher="p")
    with store.view() as view:
        assert list(view.claims()) == []
        (found,) = view.contradictions()
        assert found.quote is not None
        assert "x2" in found.quote.text
        assert violations(view.database()) == []


def test_rows_that_no_days_allow_together_are_parted_alike_in_a_table_and_in_a_store() -> None:
    march = {"date": date(2018, 3, 1), "last": date(2018, 3, 31), "precision": "month"}
    events = table(
        {**REPLY, **march, "id": "b", "responds_to": "a"},
        {**FIRST, "id": "c", "date": date(2018, 3, 17), "responds_to": "b", "basis": "stated"},
        {**FIRST, "id": "a", "date": date(2018, 3, 20)},
    )
    assert contradictions(events.table).tolist() == [1]
    assert events.columns().responds_to.tolist() == [2, -1, -1]
    store = Store.memory()
    write_to_store(store, events, publisher="p")
    with store.view() as view:
        assert [c.quote.text[:2] for c in view.claims() if c.quote] == ["b,"]
        assert [c.quote.text[:2] for c in view.contradictions() if c.quote] == ["c,"]


def test_a_type_that_only_the_table_has_keeps_its_label_and_severity_in_the_store() -> None:
    store = Store.memory()
    write_to_store(store, table({**FIRST, "type": "cameo:01"}), publisher="p")
    with store.view() as view:
        known = read_history(view)
        (event,) = known.events.values()
        assert known.label(event.type) == type_labels()["cameo:01"]
        assert event.severity == pytest.approx(severity_of("cameo:01"))


@pytest.mark.parametrize(
    ("evidence", "quoted"),
    [
        ("seen in\nthe archive", "a.csv:7 | seen in the archive"),
        ("[1, 2]", "a.csv:7 | [1, 2]"),
        ("[" * 100_000, "a.csv:7 | " + "[" * 100_000),
        ('{"Killed": 3, "Remark": null}', "a.csv:7 | Killed: 3"),
    ],
)
def test_evidence_of_another_form_is_quoted_as_it_is(evidence: str, quoted: str) -> None:
    store = Store.memory()
    write_to_store(store, table({**FIRST, "row": "a.csv:7", "evidence": evidence}), publisher="p")
    with store.view() as view:
        [report] = view.reports()
        assert report.quote.text == quoted


def test_a_response_to_what_is_not_in_the_table_stays_one_in_the_store() -> None:
    """Its words are kept; it is not unanswered, and no response to it is owed."""
    reply = {**REPLY, "responds_to": None, "basis": "the measure of July (not listed)"}
    store = Store.memory()
    write_to_store(store, table(FIRST, reply), publisher="p")
    with store.view() as view:
        assert violations(view.database()) == []
        assert list(view.outside().values()) == ["the measure of July (not listed)"]
        history = read_history(view)
        assert history.elsewhere == {"x2": "the measure of July (not listed)"}
        assert events_from_history(history).table["basis"].to_pylist()[1] == reply["basis"]
        found = unanswered_incidents(history, Model.default())
        assert [each.event.id for each in found] == ["x1"]
