"""Who acted on whom, in constructions where the order of words tells the opposite."""

import pytest

from tests.extract.conftest import Clusters

#: For each text its incidents: type, agents, targets.
DIRECTIONS = {
    "Russia retaliated with the expulsion of eight British diplomats.":
        [("expulsion", "Russia", "United Kingdom")],
    "Peru responded by the closure of the Chilean consulate in Tacna.":
        [("closure", "Peru", "Chile")],
    "The expulsion of Peru's diplomats by Chile drew anger.":
        [("expulsion", "Chile", "Peru")],
    "Peru protested against the closure of its embassy by Chile.":
        [("closure", "Chile", "Peru")],
    "Cuba denounced the sanctions imposed on Peru by Chile.":
        [("sanction", "Chile", "Peru")],
    "Peru's airspace was closed to Chilean planes.":
        [("sanction", "Peru", "Chile")],
    "Peru must cut its embassy staff in Santiago by ten, Chile said.":
        [("staff_cap", "Chile", "Peru")],
    "Peru expelled two Chilean diplomats based in the Peruvian capital.":
        [("expulsion", "Peru", "Chile")],
}  # fmt: skip


@pytest.mark.parametrize("text", DIRECTIONS)
def test_the_side_that_acts_is_not_the_side_acted_on(incidents: Clusters, text: str) -> None:
    found = [(i.type, *i.agents.states, *i.targets.states) for i in incidents(text)]
    assert found == DIRECTIONS[text]


def test_each_expels_a_diplomat_of_the_other(incidents: Clusters) -> None:
    found = incidents("Peru and Chile each expelled a diplomat of the other.")
    assert {i.agents.states for i in found} == {("Peru",), ("Chile",)}


@pytest.mark.parametrize(
    "text",
    [
        "Peru answered to the expulsion of two diplomats by Chile.",
        "Peru reacted to the expulsion of its diplomats.",
    ],
)
def test_who_reacts_to_a_measure_has_not_taken_it(incidents: Clusters, text: str) -> None:
    assert all("Peru" not in i.agents.states for i in incidents(text) if i.type == "expulsion")


@pytest.mark.parametrize(
    "text",
    [
        "Twenty-eight countries, led by Peru, expelled 153 Chilean diplomats in all.",
        "Peru was pleased. Six other states recalled their ambassadors from Chile.",
        "Several nations, Peru said, closed Chilean consulates.",
    ],
)
def test_states_that_are_only_counted_are_no_one_state(incidents: Clusters, text: str) -> None:
    assert not any("Peru" in i.agents.states for i in incidents(text))
