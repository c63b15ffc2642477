"""Everything in a text that could be a side of an incident, with what speaks for it."""

from talion.extract.rules import Rule
from talion.model.type_traits import SideName

from tests.extract.sides.conftest import Gathered


def test_each_party_is_a_candidate_once(gathered: Gathered) -> None:
    found = gathered("Peru expelled a Cuban envoy. Chile said that Cuba and Peru should talk.")
    parties = [(c.party.states, c.party.others) for c in found]
    assert len(set(parties)) == len(parties)
    assert {s for c in found for s in c.party.states} == {"Peru", "Cuba", "Chile"}


def test_those_that_the_grammar_names_come_first_with_their_rule(gathered: Gathered) -> None:
    agent, target, *_ = gathered("Chile watched. Peru expelled a Cuban envoy.")
    assert agent.party.states == ("Peru",)
    assert agent.reasons[SideName.AGENT].rule is Rule.SUBJECT
    assert target.party.states == ("Cuba",)
    assert SideName.TARGET in target.reasons
    assert "agent by rule" in agent.features
    assert "target by rule" in target.features


def test_a_candidate_tells_whether_it_stands_in_the_sentence(gathered: Gathered) -> None:
    by_state = {
        c.party.states: c for c in gathered("Peru expelled a Cuban envoy. Chile protested.")
    }
    assert by_state["Peru",].inside
    assert "inside" in by_state["Peru",].features
    assert not by_state["Chile",].inside
    assert {"outside", "sentence 1", "sentence 1 subject"} <= by_state["Chile",].features


def test_a_text_without_a_party_has_no_candidate(gathered: Gathered) -> None:
    assert [c for c in gathered("Two diplomats were expelled.") if c.party.states] == []


def test_names_in_a_row_are_one_candidate_and_each_of_them_one(gathered: Gathered) -> None:
    found = {c.party.states for c in gathered("Peru and Chile expelled a Cuban envoy.")}
    assert {("Peru", "Chile"), ("Cuba",)} <= found


def test_the_side_of_an_incident_beside_speaks_for_a_candidate(gathered: Gathered) -> None:
    found = gathered("Peru expelled a Cuban envoy. Cuba expelled two Peruvian attachés.")
    peru = next(c for c in found if c.party.states == ("Peru",))
    assert "target of like near" in peru.features
