"""Pairs of an agent and a target: every one that can be, and what describes it."""

from hypothesis import given
from hypothesis import strategies as st
from talion.extract.entities.noun_phrases import Party
from talion.extract.sides.pairs import MOST, none_features, pair_features, pairs, trigger_features
from talion.extract.sides.side_candidates import Candidate
from talion.extract.sides.trigger_class import TriggerClass
from talion.model.type_traits import SideName

from tests.extract.sides.conftest import Documents, Gathered

ACTIVE = TriggerClass("active", "measure on envoys")
STATES = st.lists(
    st.lists(st.sampled_from("ABCD"), min_size=1, max_size=2, unique=True), max_size=6
)


@given(STATES)
def test_the_pairs_are_all_that_leave_no_state_on_both_sides(parties: list[list[str]]) -> None:
    candidates = [Candidate(Party(tuple(p))) for p in parties]
    found = pairs(candidates)
    wanted = {
        (a, t)
        for a in [None, *range(len(parties))]
        for t in [None, *range(len(parties))]
        if (a is not None or t is not None)
        and (a is None or t is None or not set(parties[a]) & set(parties[t]))
    }
    assert len(found) == len(wanted)
    assert {(p.agent, p.target) for p in found} == wanted


def test_of_many_candidates_only_the_first_are_paired() -> None:
    many = [Candidate(Party((f"S{n}",))) for n in range(MOST + 5)]
    assert {p.agent for p in pairs(many)} == {None, *range(MOST)}


def test_leaving_a_side_open_depends_on_whether_the_grammar_named_one() -> None:
    named = Candidate(Party(("Peru",)), {"agent by rule"}, inside=True)
    assert "none by rule True" in none_features(ACTIVE, [named], SideName.AGENT)
    assert "none by rule False" in none_features(ACTIVE, [named], SideName.TARGET)


def test_a_pair_says_which_side_the_grammar_gave(document: Documents, gathered: Gathered) -> None:
    text = "Peru expelled a Cuban envoy."
    said, (peru, cuba, *_) = document(text), gathered(text)
    right = pair_features(said, said.readings[0], ACTIVE, peru, cuba)
    turned = pair_features(said, said.readings[0], ACTIVE, cuba, peru)
    assert "both by rule True True" in right
    assert {"agent by rule as target", "target by rule as agent"} <= set(turned)
    assert "agent by rule as target" not in right


def test_a_pair_of_which_both_are_unknown_has_no_features(document: Documents) -> None:
    said = document("Peru expelled a Cuban envoy.")
    assert pair_features(said, said.readings[0], ACTIVE, None, None) == []


def test_a_question_and_a_plan_are_seen_at_the_trigger(document: Documents) -> None:
    asked, planned = document("Did Peru expel an envoy?"), document("Peru will expel an envoy.")
    assert "reject question True" in trigger_features(asked, asked.readings[0], ACTIVE)
    assert "reject future True" in trigger_features(planned, planned.readings[0], ACTIVE)
