"""The agent of a verb: its subject, near or far, or its by-phrase."""

from collections.abc import Callable

import pytest

from tests.extract.conftest import Clusters

Slot = Callable[[str, str], tuple[str, str]]

AGENTS = {
    "Peru met Chile and expelled two Chilean diplomats.": ("Peru", "GOVERNING_SUBJECT"),
    "Peru forced Chile to close its consulate.": ("Peru", "GOVERNING_SUBJECT"),
    "Two Chilean diplomats, declared unwanted last week, were expelled by Peru.": (
        "Peru", "BY_PHRASE"),
    "Bolivia denounced the decision by Peru to expel two Bolivian diplomats.": (
        "Peru", "NOUN_OF_DECISION"),
}  # fmt: skip


@pytest.mark.parametrize("text", AGENTS)
def test_the_subject_of_a_verb_is_its_agent_near_or_far(slot: Slot, text: str) -> None:
    assert slot(text, "agents") == AGENTS[text]


def test_several_subjects_each_have_an_incident(incidents: Clusters) -> None:
    found = incidents("Peru and Bolivia expelled two Chilean diplomats.")
    assert [i.agents.names for i in found] == [("Peru",), ("Bolivia",)]


def test_private_persons_act_for_no_state(incidents: Clusters) -> None:
    (one,) = incidents("Protesters attacked the Cuban embassy in Peru.")
    assert not one.agents
    assert one.lead.by_private_persons
