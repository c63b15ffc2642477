"""Causal connectives: which of two mentions in a sentence is the antecedent, if either."""

from collections.abc import Callable

import pytest

Linked = Callable[[str], set[tuple[str, str, str]]]

CLOSED = "Chile closed the Peruvian consulate in Arica"
CLOSURE = "the closure of its consulate by Chile"
EXPELLED = "Peru expelled two Chilean diplomats"
ANSWERED = ("Peru expulsion", "Chile closure")


@pytest.mark.parametrize(
    "cause",
    [
        f"in retaliation for {CLOSURE}",
        f"in response to {CLOSURE}",
        f"because {CLOSED}",
        f"due to {CLOSURE}",
        f"to protest {CLOSURE}",
        f"as a result of {CLOSURE}",
        f"following {CLOSURE}",
        f"over {CLOSURE}",
        f"after {CLOSED}",
    ],
)
def test_the_antecedent_follows_the_cue(linked: Linked, cause: str) -> None:
    assert linked(f"{EXPELLED} {cause}.") == {("CAUSAL_CUE", *ANSWERED)}


@pytest.mark.parametrize("opening", ["After", "Following reports that"])
def test_the_antecedent_may_open_the_sentence(linked: Linked, opening: str) -> None:
    assert linked(f"{opening} {CLOSED}, {EXPELLED}.") == {("OPENING_CUE", *ANSWERED)}


@pytest.mark.parametrize(
    "led", ["prompted Peru to expel", "led to the expulsion of", "triggered the expulsion of"]
)
def test_the_antecedent_may_lead_to_the_response(linked: Linked, led: str) -> None:
    text = f"Chile's closure of the Peruvian consulate in Arica {led} two Chilean diplomats."
    assert linked(text) == {("CONSEQUENCE_CUE", *ANSWERED)}


def test_a_reaction_is_by_what_follows_by(linked: Linked) -> None:
    text = f"Peru reacted to {CLOSURE} by expelling two Chilean diplomats."
    assert linked(text) == {("REACTION_CUE", *ANSWERED)}


@pytest.mark.parametrize(
    "text",
    [f"{EXPELLED} three days after {CLOSED}.", f"Two days after {CLOSED}, {EXPELLED}."],
)
def test_so_long_after_says_when_and_not_why(linked: Linked, text: str) -> None:
    assert linked(text) == set()


def test_a_measure_is_no_reason_to_spy(linked: Linked) -> None:
    found = linked("Peru expelled two Chilean diplomats accused of spying.")
    assert found == {("CAUSAL_CUE", "Peru expulsion", "Chile espionage")}


def test_two_measures_of_one_side_do_not_respond_to_each_other(linked: Linked) -> None:
    assert linked(f"{EXPELLED} after Peru closed the Chilean consulate in Tacna.") == set()


def test_no_cue_no_link(linked: Linked) -> None:
    assert linked(f"{EXPELLED} and {CLOSED}.") == set()


def test_a_noun_of_response_names_what_it_responds_to(linked: Linked) -> None:
    found = linked(
        f"{EXPELLED}. Chile said a firm response to the expulsion of the diplomats by Peru would "
        "follow."
    )
    assert {(source, target) for _, source, target in found} == {("Chile threat", "Peru expulsion")}


def test_those_expelled_are_those_who_spied(linked: Linked) -> None:
    found = linked(f"{EXPELLED} who are spies.")
    assert found == {("SAME_PERSONS", "Peru expulsion", "Chile espionage")}
