"""What a whole text says of its states: how often, where, beside whom."""

import pytest

from tests.extract.sides.conftest import Documents

TEXT = (
    "Peru expelled a Cuban envoy. Havana protested, and Cuba expelled two Peruvian attachés.\n\n"
    "Chile said nothing. Peru closed its embassy in Cuba."
)


def test_states_are_ranked_by_how_often_they_are_named(document: Documents) -> None:
    said = document(TEXT)
    named = said.context.frequency
    ranks = [said.rank(s) for s in said.most_named]
    assert sorted(said.most_named) == ["Chile", "Cuba", "Peru"]
    assert [named[s] for s in said.most_named] == sorted(named.values(), reverse=True)
    assert ranks == [0, 1, 2]
    assert said.rank("Bhutan") == 3


def test_the_lead_is_what_the_first_two_sentences_name(document: Documents) -> None:
    assert document(TEXT).lead == {"Peru", "Cuba"}


def test_each_trigger_has_the_sides_of_its_own_clause(document: Documents) -> None:
    said = document("Peru expelled a Cuban envoy. Cuba expelled two Peruvian attachés.")
    assert [sorted(r.sides()) for r in said.readings] == [
        [(("Cuba",), "target"), (("Peru",), "agent")],
        [(("Cuba",), "agent"), (("Peru",), "target")],
    ]
    assert {at: len(found) for at, found in said.in_sentence.items()} == {0: 1, 1: 1}


def test_a_side_of_a_type_is_known_by_its_first_and_last_sentence(document: Documents) -> None:
    said = document(
        "Peru expelled a Cuban envoy. Chile said nothing. Peru expelled a Cuban attaché."
    )
    (ends,) = said.sides_by_type.values()
    assert ends[("Peru",), "agent"] == (0, 2)


def test_two_parties_meet_most_where_most_sentences_name_both(document: Documents) -> None:
    said = document("Peru met Cuba. Peru met Cuba again. Chile met Cuba.")
    assert said.together(("Cuba",), ("Peru",)) == 0
    assert said.together(("Chile",), ("Cuba",)) == 1
    assert said.together(("Chile",), ("Peru",)) == 9
    assert said.together((), ("Peru",)) == 9


@pytest.mark.parametrize(
    ("heading", "states"),
    [("Who Peru hit:", ("Peru",)), ("Who Peru hit.", ()), ("The list:", ())],
)
def test_a_line_with_a_colon_is_the_heading_of_what_comes_after(
    document: Documents, heading: str, states: tuple[str, ...]
) -> None:
    said = document(f"{heading}\n\nCuba lost two envoys.")
    last = len(said.context.parse.bounds) - 1
    assert said.heading(last) == states
    assert said.heading(0) == ()


def test_places_and_counterparts_are_found_once(document: Documents) -> None:
    said = document(TEXT)
    assert said.places(0) is said.places(0)
    i = said.readings[0].trigger.i
    assert said.counterpart(("Peru",), i) is said.counterpart(("Peru",), i)
