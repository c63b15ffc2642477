"""Parties that the clause leaves open: the place, the other party in the passage, both sides."""

from talion.extract.rules import Rule, SlotName

from tests.extract.conftest import Clusters


def test_who_summons_is_the_state_of_the_ministry(incidents: Clusters) -> None:
    (one,) = incidents("Chile's ambassador was called to the foreign ministry in Lima.")
    assert (one.agents.names, one.targets.names) == (("Peru",), ("Chile",))


def test_two_who_break_with_each_other_are_agents_and_targets_both(incidents: Clusters) -> None:
    (one,) = incidents("Cuba and Jamaica broke off diplomatic relations.")
    assert one.agents == one.targets
    assert one.agents.states == ("Cuba", "Jamaica")
    assert one.lead.rules[SlotName.TARGETS].rule is Rule.MUTUAL


def test_each_others_ambassadors_are_expelled_twice(incidents: Clusters) -> None:
    found = incidents("Peru and Chile expelled each other's ambassadors.")
    assert [(i.agents.names, i.targets.names) for i in found] == [
        (("Peru",), ("Chile",)), (("Chile",), ("Peru",)),
    ]  # fmt: skip


def test_the_other_party_of_the_passage_is_the_target(incidents: Clusters) -> None:
    (one,) = incidents("Relations between Peru and Chile are bad. Peru expelled two diplomats.")
    assert one.targets.names == ("Chile",)
    assert one.lead.rules[SlotName.TARGETS].rule is Rule.COUNTERPART


def test_no_state_is_agent_and_target_at_once(incidents: Clusters) -> None:
    for one in incidents("Peru expelled a Peruvian and two Chilean diplomats from Lima."):
        assert not set(one.agents.states) & set(one.targets.states)
