"""Triggers that cues tie to one another: which answers which, wherever the cue stands."""

import pytest
from talion.extract.triggers.cued_triggers import CuedRole

from tests.extract.sides.conftest import Documents

CASES = [
    ("Peru recalled its envoy in retaliation for Chile's expulsion of a diplomat.", "reprisal"),
    ("Peru recalled its envoy days after Chile expelled a diplomat.", "time"),
    ("Peru recalled its envoy because Chile had expelled a diplomat.", "cause"),
    ("After Chile expelled a diplomat, Peru recalled its envoy.", "opening time"),
    ("Chile expelled a diplomat, prompting Peru to recall its envoy.", "consequence"),
    ("Peru recalled its envoy. The move came after Chile expelled a diplomat.", "back time"),
    ("Chile expelled a diplomat. Peru retaliated by recalling its envoy.", "implicit"),
]


@pytest.mark.parametrize(("text", "group"), CASES)
def test_a_recall_answers_an_expulsion(document: Documents, text: str, group: str) -> None:
    read = document(text)
    told = {(r.type, c.role, c.group, o.type) for r in read.readings for c, o in read.cued(r)}
    assert told == {
        ("recall", CuedRole.RESPONSE, group, "expulsion"),
        ("expulsion", CuedRole.ANTECEDENT, group, "recall"),
    }


def test_two_measures_side_by_side_are_not_tied(document: Documents) -> None:
    read = document("Peru recalled its envoy and expelled a diplomat of Chile.")
    assert not [cued for reading in read.readings for cued in read.cued(reading)]
