"""Earlier incidents of a kind, reported as background."""

from collections.abc import Callable

Linked = Callable[[str], set[tuple[str, str, str]]]

MAIN = "Peru expelled two Chilean diplomats on Monday."


def test_an_earlier_one_against_the_same_state_is_a_precedent(linked: Linked) -> None:
    found = linked(f"{MAIN} In 2014 Bolivia expelled three Chilean diplomats.")
    assert found == {("PRECEDENT", "Bolivia expulsion", "Peru expulsion")}


def test_a_cue_makes_an_undated_one_of_another_state_a_precedent(linked: Linked) -> None:
    found = linked(f"{MAIN} Bolivia has already expelled three Chilean diplomats.")
    assert found == {("PRECEDENT", "Bolivia expulsion", "Peru expulsion")}


def test_another_state_at_the_same_time_is_no_precedent(linked: Linked) -> None:
    assert linked(f"{MAIN} Bolivia expelled three Chilean diplomats on Monday.") == set()


def test_one_against_another_state_is_no_precedent(linked: Linked) -> None:
    assert linked(f"{MAIN} In 2014 Bolivia expelled three Brazilian diplomats.") == set()


def test_another_kind_of_measure_is_no_precedent(linked: Linked) -> None:
    assert linked(f"{MAIN} In 2014 Bolivia closed the Chilean consulate in Tarija.") == set()


def test_the_main_incident_is_the_one_reported_first_and_most_often(linked: Linked) -> None:
    found = linked(
        f"In 2014 Bolivia expelled three Chilean diplomats. {MAIN} The expulsion of the two "
        "diplomats by Peru drew criticism. Peru had expelled the two Chilean diplomats over a film."
    )
    assert ("PRECEDENT", "Bolivia expulsion", "Peru expulsion") not in found
