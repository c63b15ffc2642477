"""Verbs of reaction: the measure stands in another sentence than what it responds to."""

from collections.abc import Callable

import pytest

Linked = Callable[[str], set[tuple[str, str, str]]]

EXPELLED = "Peru expelled two Chilean diplomats."
CLOSED = "Chile closed the Peruvian consulate in Arica"


@pytest.mark.parametrize("reacted", ["acted", "reacted", "responded", "retaliated", "hit back"])
@pytest.mark.parametrize("order", ["{measure} {reaction}", "{reaction} {measure}"])
def test_the_measure_stands_beside_the_reaction(linked: Linked, reacted: str, order: str) -> None:
    text = order.format(measure=EXPELLED, reaction=f"Lima {reacted} after {CLOSED}.")
    assert linked(text) == {("REACTION_VERB", "Peru expulsion", "Chile closure")}


def test_who_has_not_reacted_responds_to_nothing(linked: Linked) -> None:
    assert linked(f"{EXPELLED} Lima had not reacted after {CLOSED}.") == set()


def test_only_those_against_whom_it_was_done_react_to_it(linked: Linked) -> None:
    assert linked(f"{EXPELLED} La Paz acted after {CLOSED}.") == set()


def test_of_several_measures_the_one_of_the_same_kind_is_the_response(linked: Linked) -> None:
    found = linked(
        "Peru summoned the Chilean ambassador. Peru closed the Chilean consulate in Tacna. "
        f"Lima acted after {CLOSED}."
    )
    assert found == {("REACTION_VERB", "Peru closure", "Chile closure")}


def test_a_measure_far_behind_the_reaction_is_not_its_measure(linked: Linked) -> None:
    filler = "The weather was fine. Fishing went on. Nobody was hurt. Shops stayed open."
    assert linked(f"Lima acted after {CLOSED}. {filler} {EXPELLED}") == set()
