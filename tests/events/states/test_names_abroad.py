"""Names of states in the languages of tables that are not in English."""

from datetime import date

import pytest
from talion.events.states.dated_names import state_named
from talion.events.states.names_abroad import state_named_abroad
from talion.model.actor import ActorKind
from talion.store.reference import gazetteer


@pytest.mark.parametrize(
    ("name", "year", "state"),
    [
        ("Deutschland", 2020, "Germany"),
        ("Deutschland", 1985, "West Germany"),
        ("Vereinigte Staaten", 2020, "United States"),
        ("Vereinigtes Königreich", 2020, "United Kingdom"),
        ("Niederlande", 2020, "Netherlands"),
        ("Tschechien", 2020, "Czech Republic"),
        ("Russie", 1985, "Soviet Union"),
        ("États-Unis", 2020, "United States"),
        ("Pays-Bas", 2020, "Netherlands"),
        ("Россия", 2020, "Russia"),
        ("Österreich", 2020, "Austria"),
    ],
)
def test_a_name_in_another_language_is_its_state_on_the_day(
    name: str, year: int, state: str
) -> None:
    assert state_named(name, date(year, 6, 1)) == state


def test_no_english_name_of_a_state_is_read_as_another_in_a_foreign_language() -> None:
    for actor in gazetteer():
        if actor.kind is ActorKind.COUNTRY and actor.until is None:
            assert state_named_abroad(actor.name) in (None, actor.name)


def test_a_word_of_no_language_stays_unknown() -> None:
    assert state_named("Ministerium für Handel") is None
