"""Several agents at one trigger: who does what to whom, and to how many."""

from tests.extract.conftest import Clusters


def test_each_others_envoys_are_two_incidents(incidents: Clusters) -> None:
    found = incidents("Peru and Chile expelled each other's ambassadors.")
    assert [(i.agents.states, i.targets.states) for i in found] == [
        (("Peru",), ("Chile",)),
        (("Chile",), ("Peru",)),
    ]


def test_a_verb_left_out_has_a_number_of_its_own(incidents: Clusters) -> None:
    found = incidents("Belgium expelled 21 Russian diplomats and the Netherlands 17.")
    assert [(i.agents.states, i.targets.states, i.count) for i in found] == [
        (("Belgium",), ("Russia",), 21),
        (("Netherlands",), ("Russia",), 17),
    ]
