"""Parties: whom a noun phrase stands for."""

from talion.extract.entities.mentions import EntityMention
from talion.extract.entities.noun_phrases import Party, party_of
from talion.model.actor import ActorKind
from talion.model.gazetteer import NameUse


def test_two_parties_together_name_each_state_once() -> None:
    assert Party(("Peru",)) + Party(("Chile", "Peru"), ("Ana Ruiz",)) == Party(
        ("Peru", "Chile"), ("Ana Ruiz",)
    )


def test_a_party_of_nobody_is_false() -> None:
    assert not Party()
    assert Party((), ("Ana Ruiz",))


def test_without_a_state_the_persons_stay() -> None:
    assert Party(("Peru",), ("Ana Ruiz",)).without(("Peru",)) == Party((), ("Ana Ruiz",))


def test_an_agency_stands_beside_its_state() -> None:
    mention = EntityMention(0, 1, ("AIVD",), ActorKind.AGENCY, NameUse.NAME, ("Netherlands",))
    assert party_of(mention).names == ("Netherlands", "AIVD")
