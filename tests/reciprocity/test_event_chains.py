"""Chains in tables of events."""

import numpy as np
import pytest
from talion.errors import UsageError
from talion.events.table import EventTable
from talion.hawkes.replies import Replies
from talion.model.date import Date
from talion.reciprocity.antecedents import Antecedents
from talion.reciprocity.event_chains import event_chains
from talion.reciprocity.event_history import event_history
from talion.reciprocity.history import History
from talion.reciprocity.party import ExchangeSide
from talion.reciprocity.scope import Scope

Table = tuple[EventTable, Antecedents]


def table(*rows: tuple[str, str, str, str, str, float]) -> Table:
    """Events `(id, date, source, target, antecedent, probability)`; probability 1 is stated."""
    events = EventTable.from_rows(
        {
            "id": ident,
            "date": Date(date).earliest,
            "last": Date(date).latest,
            "precision": Date(date).precision,
            "time": float(Date(date).earliest.toordinal() - 719_163),
            "source": source,
            "target": target,
            "type": "expulsion",
            "responds_to": antecedent if probability == 1 else None,
        }
        for ident, date, source, target, antecedent, probability in rows
    )
    place = {str(i): n for n, i in enumerate(events.table["id"].to_pylist())}
    shares = np.zeros((len(rows), 1), np.float32)
    others = np.full((len(rows), 1), -1, np.int32)
    for ident, _, _, _, antecedent, probability in rows:
        if antecedent and probability < 1:
            others[place[ident]], shares[place[ident]] = place[antecedent], probability
    reply = shares[:, 0].astype(np.float64)
    replies = Replies(reply, np.zeros_like(reply), others, shares)
    return events, Antecedents.of(events.columns(), replies)


@pytest.fixture
def exchange() -> Table:
    return table(
        ("a", "2018-03-14", "United Kingdom", "Russia", "", 0),
        ("b", "2018-03-17", "Russia", "United Kingdom", "a", 1),
        ("c", "2018-03-26", "United States", "Russia", "", 0),
        ("d", "2018-03-29", "Russia", "United States", "c", 0.9),
        ("e", "2018-04-05", "United States", "Russia", "d", 0.6),
        ("f", "2018-05", "Finland", "Russia", "", 0),
        ("g", "2018-06-01", "Russia", "Finland", "f", 0.8),
    )


def ids(events: EventTable, antecedents: Antecedents, scope: Scope) -> list[list[str]]:
    found = event_chains(events, antecedents, scope).found
    return [[step.events[0].id for step in chain.steps] for chain in found.chains]


def test_stated_and_inferred_responses_make_chains_the_longest_first(exchange: Table) -> None:
    assert ids(*exchange, Scope()) == [["c", "d", "e"], ["a", "b"], ["f", "g"]]
    found = event_chains(*exchange).found
    assert [c.basis for c in found.chains] == ["inferred", "stated", "inferred"]
    assert found.chains[0].probability == pytest.approx(0.6)  # its weakest link
    assert found.total == 3


def test_the_scope_holds_for_events_too(exchange: Table) -> None:
    known = event_history(*exchange, ())
    russia = ExchangeSide(known, "russia")
    scopes: dict[str, Scope] = {
        "between": Scope(between=(russia, ExchangeSide(known, "united-kingdom"))),
        "bloc": Scope(between=(ExchangeSide(known, "nato"), russia)),
        "probability": Scope(probability=0.85),
        "until": Scope(until=Date("2018-03")),
        "since": Scope(since=Date("2018-05-20")),
        "length": Scope(length=3),
        "none": Scope(only=frozenset({"sanction"})),
    }
    found = {name: ids(*exchange, scope) for name, scope in scopes.items()}
    assert found == {
        "between": [["a", "b"]],
        "bloc": [["c", "d", "e"], ["a", "b"]],
        "probability": [["a", "b"], ["c", "d"]],
        "until": [["a", "b"], ["c", "d"]],
        "since": [["f", "g"]],
        "length": [["c", "d", "e"]],
        "none": [],
    }


def test_dates_are_as_precise_as_in_the_table(exchange: Table) -> None:
    known: History = event_history(*exchange, [5, 6])
    assert [a.date and a.date.edtf for a in known.events.values()] == ["2018-05", "2018-06-01"]
    assert [a.by for a in known.events.values()] == [("finland",), ("russia",)]
    [response] = known.responses
    assert (response.event, response.antecedent, response.basis) == ("g", "f", "inferred")


def test_a_table_of_bare_times_has_chains_but_no_dates() -> None:
    events = EventTable.from_rows(
        {"id": i, "time": t, "source": s, "target": g, "responds_to": r, "precision": "numeric"}
        for i, t, s, g, r in [("a", 0.5, "X", "Y", None), ("b", 0.75, "Y", "X", "a")]
    )
    antecedents = Antecedents.stated_only(events.columns())
    assert ids(events, antecedents, Scope()) == [["a", "b"]]
    with pytest.raises(UsageError, match="times without dates"):
        event_chains(events, antecedents, Scope(since=Date("2018")))


def test_what_a_source_states_stands_above_what_is_inferred() -> None:
    events, antecedents = table(
        ("a", "2018-01-01", "X", "Y", "", 0),
        ("b", "2018-01-05", "X", "Y", "", 0),
        ("c", "2018-01-09", "Y", "X", "a", 1),
    )
    assert antecedents.row.tolist() == [-1, -1, 0]
    assert antecedents.certainty.tolist() == [0, 0, 1]
    assert ids(events, antecedents, Scope()) == [["a", "c"]]


def test_a_state_that_nobody_knows_keeps_its_name_and_can_be_asked_about() -> None:
    events, antecedents = table(
        ("a", "2018-01-01", "Ruritania", "France", "", 0),
        ("b", "2018-01-05", "France", "Ruritania", "a", 1),
    )
    known = event_history(events, antecedents, ())
    assert known.name("Ruritania") == "Ruritania"
    between = Scope(between=(ExchangeSide(known, "Ruritania"), ExchangeSide(known, "france")))
    assert ids(events, antecedents, between) == [["a", "b"]]
