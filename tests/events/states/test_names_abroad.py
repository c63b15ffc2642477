"""Names of states in the languages of tables that are not in English."""

import csv
from datetime import date

import pytest
from talion.events.states.dated_names import state_named
from talion.events.states.names_abroad import state_named_abroad
from talion.model.actor import ActorKind
from talion.resources import ontology_file
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
        ("Großbritannien", 2020, "United Kingdom"),
        ("Grande-Bretagne", 2020, "United Kingdom"),
        ("EE. UU.", 2020, "United States"),
        ("США", 2020, "United States"),
        ("Королевство Нидерландов", 2020, "Netherlands"),
        ("République islamique d'Iran", 2020, "Iran"),
        ("Česká republika", 2020, "Czech Republic"),
        ("UdSSR", 1985, "Soviet Union"),
        ("UdSSR", 2022, "Russia"),
        ("DDR", 1985, "East Germany"),
        ("Bundesrepublik Deutschland", 1985, "West Germany"),
        ("Joegoslavië", 1980, "Yugoslavia"),
        ("Königreich Schweden", 2020, "Sweden"),
        ("Republik China", 2020, "Taiwan"),
        ("Volksrepublik China", 2020, "China"),
        ("Republik Kongo", 2020, "Republic of the Congo"),
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


def test_a_style_does_not_decide_between_states_of_one_short_name() -> None:
    assert state_named("Republik Vietnam", date(1970, 5, 1)) is None


def test_an_abbreviation_in_letters_that_no_code_has_is_not_read_as_a_code() -> None:
    assert state_named("ČR") == "Czech Republic"
    assert state_named("CR") == "Costa Rica"


def test_every_other_name_means_one_state_in_all_languages() -> None:
    text = ontology_file("languages/other_names.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        actor = gazetteer().by_id(row["state"])
        assert actor is not None, row
        assert actor.kind is ActorKind.COUNTRY
        for name in row["names"].split(";"):
            assert state_named_abroad(name) == actor.name
