"""When two readers' names mean one actor."""

import pytest
from talion.evaluation.actor_matching import Roster, fold, last_name, plain
from talion.model.actor import ActorKind
from talion.model.findings import NamedActor


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("The Netherlands", "netherlands"),
        ("U.S.", "united states"),
        ("Türkiye", "turkey"),
        ("AIVD (General Intelligence and Security Service)", "aivd"),
        ("Organisation for the Prohibition of Chemical Weapons", "opcw"),
        ("People's Republic of China", "china"),
        ("Freedonia (north)", "freedonia"),
        ("(nobody)", "nobody"),
    ],
)
def test_spellings_fold_to_one(name: str, folded: str) -> None:
    assert fold(name) == folded


def test_a_person_goes_by_the_last_name_without_the_generation() -> None:
    assert last_name("Martin Luther King, Jr.") == "king"
    assert last_name("Jr") == "jr"
    assert last_name("") == ""
    assert plain("Sophie Wilmès") == "sophie wilmes"


def test_states_must_overlap_where_both_sides_name_one() -> None:
    roster = Roster(
        [NamedActor("SVR", ActorKind.AGENCY), NamedActor("Lee Ann", ActorKind.PERSON)], []
    )
    both, service = roster.party(["Russia", "SVR"]), roster.party(["SVR"])
    other = roster.party(["Ukraine", "SVR"])
    assert both.agrees(service)
    assert other.agrees(service)
    assert not both.agrees(other)
    assert roster.party(["Ann"]).agrees(roster.party(["Lee Ann"]))


def test_nobody_agrees_with_nobody_only() -> None:
    roster = Roster([], [])
    assert roster.party([]).agrees(roster.party([]))
    assert not roster.party([]).agrees(roster.party(["Russia"]))
