"""A decision has one id by who took it and on which two reports."""

from talion.model.decision import Decider, Decision, DecisionKind


def test_a_person_and_the_resolver_may_decide_on_the_same_two_reports() -> None:
    by = [Decision(DecisionKind.MERGE, "a#i1", "b#i1", who, "same") for who in Decider]
    assert [d.id for d in by] == ["person/a/i1/b/i1", "resolver/a/i1/b/i1"]


def test_the_opposite_decision_of_the_same_person_has_the_same_id() -> None:
    a, b = (
        Decision(kind, "a#i1", "b#i1", Decider.PERSON, "")
        for kind in (DecisionKind.MERGE, DecisionKind.SPLIT)
    )
    assert a.id == b.id
