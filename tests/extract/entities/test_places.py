"""The places of a sentence where a party stands: names, descriptions, pronouns."""

import pytest
from talion.extract.entities.places import Unnamed, places_in

from tests.extract.sides.conftest import Texts


@pytest.mark.parametrize(
    ("text", "use", "states"),
    [
        ("Peru protested. It expelled a Cuban envoy.", Unnamed.PRONOUN, ("Peru",)),
        (
            "Peru protested. The country expelled a Cuban envoy.",
            Unnamed.DESCRIPTION,
            ("Peru",),
        ),
        ("An envoy left. Peru and Chile protested.", Unnamed.GROUP, ("Peru", "Chile")),
    ],
)
def test_a_party_stands_also_where_it_is_not_named(
    context: Texts, text: str, use: Unnamed, states: tuple[str, ...]
) -> None:
    assert (use, states) in {(p.use, p.party.states) for p in places_in(context(text), 1)}


def test_an_indefinite_description_stands_for_nobody(context: Texts) -> None:
    places = places_in(context("Peru protested. A country expelled an envoy."), 1)
    assert places == []


def test_the_places_are_those_of_one_sentence_in_reading_order(context: Texts) -> None:
    text = context("Peru met Chile. Cuba protested.")
    assert [p.party.states for p in places_in(text, 0)] == [("Peru",), ("Chile",)]
    assert [p.party.states for p in places_in(text, 1)] == [("Cuba",)]
    heads = [p.head for p in places_in(text, 0)]
    assert heads == sorted(heads)
