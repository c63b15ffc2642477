from datetime import date

import pytest
from talion.errors import UnknownError
from talion.events.table import EventTable
from talion.reciprocity.antecedents import Antecedents
from talion.reciprocity.event_history import event_history, related_history


@pytest.fixture
def table() -> tuple[EventTable, Antecedents]:
    """Norway and Russia exchange expulsions; Iran and Cuba have nothing to do with it."""
    rows = (
        ("a", 1, "Norway", "Russia", "expulsion", None),
        ("b", 3, "Russia", "Norway", "expulsion", "a"),
        ("c", 4, "Iran", "Cuba", "threat", None),
        ("d", 9, "Norway", "Gondor", "expulsion", "b"),
    )
    events = EventTable.from_rows(
        {
            "id": ident,
            "date": date(2021, 1, day),
            "time": float(day),
            "source": source,
            "target": target,
            "type": kind,
            "responds_to": antecedent,
            "basis": antecedent and "stated",
        }
        for ident, day, source, target, kind, antecedent in rows
    )
    return events, Antecedents.stated_only(events.columns())


def test_states_that_are_known_have_their_ids_and_others_their_names(
    table: tuple[EventTable, Antecedents],
) -> None:
    history = event_history(*table, [0, 3])
    assert history.events["a"].by == ("norway",)
    assert history.events["d"].against == ("Gondor",)
    assert history.name("Gondor") == "Gondor"


def test_only_responses_among_the_rows_are_in_it(table: tuple[EventTable, Antecedents]) -> None:
    assert [(r.event, r.antecedent) for r in event_history(*table, [0, 1]).responses] == [
        ("b", "a")
    ]
    assert event_history(*table, [0, 3]).responses == ()


def test_what_is_related_shares_a_party_or_the_type_and_is_no_later(
    table: tuple[EventTable, Antecedents],
) -> None:
    assert list(related_history(*table, "b", 0.5).events) == ["a", "b", "d"]  # d responds to b
    assert list(related_history(*table, "c", 0.5).events) == ["c"]


def test_an_event_that_is_not_there_is_unknown(table: tuple[EventTable, Antecedents]) -> None:
    with pytest.raises(UnknownError, match="'x' is not an event"):
        related_history(*table, "x", 0.5)
