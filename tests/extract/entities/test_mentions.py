"""Where a text names states, organizations and agencies, and in which sense."""

import pytest
from talion.extract.analysis import context_of
from talion.extract.text.parse import Parse
from talion.extract.text.pipeline import pipeline

from tests.extract.entities.conftest import Contexts

NAMED = {
    "Moscow recalled its ambassador.": [("Russia", "capital")],
    "The Kremlin expelled two diplomats.": [("Russia", "metonym")],
    "Polish diplomats left.": [("Poland", "demonym")],
    "The US closed a consulate.": [("United States", "name")],
    "The European Union froze assets.": [("European Union", "name")],
    "The Baltic states met.": [("Estonia", "name"), ("Latvia", "name"), ("Lithuania", "name")],
    "A Saudi-Canadian dispute began.": [("Saudi Arabia", "demonym"), ("Canada", "demonym")],
    "Tell us about it.": [],
    "The Moscow Times wrote about it.": [],
    "London-based activists wrote about it.": [],
    "Police of New South Wales came.": [],
}


@pytest.mark.parametrize("text", NAMED)
def test_a_name_stands_for_an_actor_in_one_sense(context: Contexts, text: str) -> None:
    found = [(name, m.use) for m in context(text).mentions for name in m.names]
    assert found == NAMED[text]


def test_an_agency_acts_for_its_state(context: Contexts) -> None:
    (agency,) = context("The AIVD wrote a report.").mentions
    assert (agency.kind, agency.states) == ("agency", ("Netherlands",))


def test_a_capital_of_two_is_the_one_that_the_text_names(context: Contexts) -> None:
    names = [m.names for m in context("Belgium protested. Brussels closed a consulate.").mentions]
    assert names == [("Belgium",), ("Belgium",)]


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("A man was poisoned in Salisbury.", []),
        ("Rhodesia objected. Salisbury closed a consulate.", ["Rhodesia", "Rhodesia"]),
    ],
)
def test_without_a_date_a_capital_of_a_past_state_needs_its_name(
    context: Contexts, text: str, states: list[str]
) -> None:
    context("")  # skips where no pipeline is installed
    parsed = Parse.of(pipeline()(text))
    assert [n for m in context_of(parsed, None).mentions for n in m.states] == states


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Who Peru hit: two envoys.", ["Peru"]),
        ("Peru knows Who started it.", ["Peru"]),
        ("Peru left the WHO.", ["Peru", "World Health Organization"]),
        ("It Was Peru, Not Us, Says Minister", ["Peru"]),
        ("Nato expelled eight envoys.", ["NATO"]),
    ],
)
def test_a_function_word_is_no_acronym(context: Contexts, text: str, named: list[str]) -> None:
    assert [n for m in context(text).mentions for n in m.names] == named


@pytest.mark.parametrize("country", ["Iran", "Peru", "Cuba", "Chad"])
def test_a_short_name_in_capitals_is_the_country_that_it_names(
    context: Contexts, country: str
) -> None:
    text = context(f"{country.upper()} -- Ambassador recalled on Friday.")
    assert [m.names for m in text.mentions] == [(country,)]
