"""The links that cues carry: coordinated action, each from a sentence of the text."""

from collections.abc import Callable

import pytest
from talion.extract.analysis import Analysis

Linked = Callable[[str], set[tuple[str, str, str]]]

TWO = "Peru expelled two Chilean diplomats. Bolivia expelled three Chilean diplomats."


def test_who_joins_takes_part_in_what_the_first_did(linked: Linked) -> None:
    found = linked(f"{TWO} Brazil expelled a Chilean diplomat in a coordinated step.")
    assert found == {("JOINT_ACTION", "Brazil expulsion", "Peru expulsion")}


def test_who_follows_suit_takes_part_in_what_the_last_did(linked: Linked) -> None:
    found = linked(f"{TWO} Brazil followed suit and expelled a Chilean diplomat.")
    assert found == {("JOINT_ACTION", "Brazil expulsion", "Bolivia expulsion")}


@pytest.mark.parametrize("about", ["a lawsuit", "a party leader"])
def test_to_speak_of_a_suit_or_a_leader_is_not_to_follow_suit(linked: Linked, about: str) -> None:
    found = linked(f"{TWO} Brazil expelled a Chilean diplomat in a coordinated step over {about}.")
    assert found == {("JOINT_ACTION", "Brazil expulsion", "Peru expulsion")}


def test_measures_against_different_states_are_no_joint_action(linked: Linked) -> None:
    assert linked(f"{TWO} Brazil expelled a Danish diplomat in a coordinated step.") == set()


def test_each_link_is_carried_by_a_sentence_of_the_text(analysed: Callable[..., Analysis]) -> None:
    found = analysed(f"{TWO} Brazil followed suit and expelled a Chilean diplomat.")
    assert [k.sentence for k in found.links] == [2]
