"""A response whose antecedent the text has reported before."""

from collections.abc import Callable

import pytest

Linked = Callable[[str], set[tuple[str, str, str]]]

FIRST = "Chile expelled two Peruvian diplomats."
ANSWER = ("IMPLICIT_ANTECEDENT", "Peru expulsion", "Chile expulsion")


@pytest.mark.parametrize(
    "said",
    [
        "Peru expelled two Chilean diplomats in response.",
        "Peru retaliated and expelled two Chilean diplomats.",
        "In a tit-for-tat move, Peru expelled two Chilean diplomats.",
        "Peru responded in kind and expelled two Chilean diplomats.",
        "Peru expelled two Chilean diplomats, a mirror measure.",
        "As a countermeasure Peru expelled two Chilean diplomats.",
    ],
)
def test_the_antecedent_is_what_was_done_to_whoever_responds(linked: Linked, said: str) -> None:
    assert linked(f"{FIRST} {said}") == {ANSWER}


def test_without_a_cue_there_is_no_response(linked: Linked) -> None:
    assert linked(f"{FIRST} Peru expelled two Chilean diplomats.") == set()


def test_a_third_state_responds_to_nothing(linked: Linked) -> None:
    assert linked(f"{FIRST} Bolivia expelled two Chilean diplomats in response.") == set()


def test_nothing_that_comes_later_is_responded_to(linked: Linked) -> None:
    assert linked(f"Peru expelled two Chilean diplomats in response. {FIRST}") == set()


def test_of_several_the_antecedent_of_the_same_kind_is_meant(linked: Linked) -> None:
    text = (
        f"{FIRST} Chile closed the Peruvian consulate in Arica. "
        "Peru expelled two Chilean diplomats in response."
    )
    assert linked(text) == {ANSWER}


def test_a_threat_responds_to_what_the_threatened_have_done(linked: Linked) -> None:
    text = f"{FIRST} Peru threatened to close the Chilean consulate in Tacna."
    assert linked(text) == {("THREAT", "Peru threat", "Chile expulsion")}


def test_a_threat_by_a_third_state_responds_to_nothing(linked: Linked) -> None:
    assert linked(f"{FIRST} Bolivia threatened to close the Chilean consulate in Tarija.") == set()


@pytest.mark.parametrize(
    "said",
    [
        "This action is to reciprocate Chile's decision to expel two Peruvian diplomats.",
        "The expulsion was a response to Chile's recall of its ambassador.",
        "It was in reply to the closure of the Peruvian consulate by Chile.",
        "The decision came in retaliation for Chile's expulsion of a Peruvian diplomat.",
    ],
)
def test_what_is_responded_to_is_no_response(linked: Linked, said: str) -> None:
    found = linked(f"Peru expelled two Chilean diplomats. {said}")
    assert not [rule for rule, source, _ in found if source.startswith("Chile")]
