"""Parties of a deed that the measure against it names."""

import pytest

from tests.extract.conftest import Clusters


@pytest.mark.parametrize(
    "text",
    [
        "Peru expelled two Chilean diplomats accused of spying.",
        "Peru expelled two Chilean diplomats for spying on its navy.",
        "Peru expelled two Chilean spies.",
    ],
)
def test_whoever_is_expelled_for_spying_has_spied_on_whoever_expels(
    incidents: Clusters, text: str
) -> None:
    (deed,) = [i for i in incidents(text) if i.type == "espionage"]
    assert (deed.agents.names, deed.targets.names, deed.count) == (("Chile",), ("Peru",), 2)


def test_not_all_of_the_expelled_have_spied_where_some_others_have(incidents: Clusters) -> None:
    text = "Peru expelled nine Chilean diplomats amid spying claims."
    assert [i.count for i in incidents(text) if i.type == "espionage"] in ([], [None])


def test_who_is_behind_one_deed_is_behind_the_next_to_the_same_person(incidents: Clusters) -> None:
    found = incidents(
        "Chile poisoned the activist John Smith in May. John Smith was arrested in June."
    )
    assert {(i.type, i.agents.names) for i in found} == {
        ("attack_on_person", ("Chile",)),
        ("legal_action", ("Chile",)),
    }


def test_whoever_punishes_spying_is_not_the_spy(incidents: Clusters) -> None:
    found = incidents(
        "Chile said on Monday that it was surprised. After Peru had declared the Chilean official "
        "Jaime Soto persona non grata for espionage activities, Chile expelled a Peruvian official."
    )
    spying = [(i.agents.names, i.targets.names) for i in found if i.type == "espionage"]
    assert spying in ([], [(("Chile",), ("Peru",))])
