"""Which actor a name stands for: by its plainest sense, and as of a date."""

import pytest
from talion.model.actor import Actor, ActorKind
from talion.model.date import Date
from talion.model.gazetteer import Gazetteer, NameUse, fold

RUSSIA = Actor(
    "russia", "Russia", ActorKind.COUNTRY, ("Russian Federation",), ("Russian",), ("Moscow",),
    ("the Kremlin",), ("RUS",), since=Date("1991-12-26"),
)  # fmt: skip
SOVIET = Actor(
    "soviet-union", "Soviet Union", ActorKind.COUNTRY, ("USSR",), ("Soviet",), ("Moscow",),
    until=Date("1991-12-25"),
)  # fmt: skip
GEORGIA = Actor("georgia", "Georgia", ActorKind.COUNTRY)
WRITER = Actor("georgia-person", "Georgia", ActorKind.PERSON)


@pytest.fixture
def known() -> Gazetteer:
    return Gazetteer([RUSSIA, SOVIET, WRITER, GEORGIA])


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("The Netherlands", "netherlands"),
        ("U.K.", "uk"),
        ("Côte d’Ivoire", "cote divoire"),
        ("Peru's", "peru"),
        ("AT&T", "at&t"),
        ("  North\tKorea ", "north korea"),
    ],
)
def test_a_name_is_looked_up_without_case_accents_points_and_article(
    name: str, folded: str
) -> None:
    assert fold(name) == folded
    assert fold(folded) == folded


@pytest.mark.parametrize(
    ("name", "use"),
    [
        ("russian federation", NameUse.NAME),
        ("RUS", NameUse.CODE),
        ("Russian", NameUse.DEMONYM),
        ("Kremlin", NameUse.METONYM),
    ],
)
def test_each_name_of_an_actor_has_its_sense(known: Gazetteer, name: str, use: NameUse) -> None:
    assert [(s.actor.id, s.use) for s in known.find(name)] == [("russia", use)]


@pytest.mark.parametrize(("at", "state"), [("1985", "soviet-union"), ("2018-03", "russia")])
def test_a_capital_is_that_of_the_state_of_the_time(known: Gazetteer, at: str, state: str) -> None:
    found = known.actor("Moscow", Date(at))
    assert found is not None
    assert found.id == state


def test_without_a_date_a_state_that_still_exists_comes_first(known: Gazetteer) -> None:
    assert [s.actor.id for s in known.find("Moscow")] == ["russia", "soviet-union"]


def test_of_two_actors_of_one_name_the_state_is_preferred(known: Gazetteer) -> None:
    assert known.actor("Georgia") == GEORGIA


def test_an_unknown_name_stands_for_nobody(known: Gazetteer) -> None:
    assert known.actor("Ruritania") is None
    assert known.find("Ruritania") == ()


def test_every_actor_is_found_by_its_id(known: Gazetteer) -> None:
    assert len(known) == 4
    assert [known.by_id(a.id) for a in known] == list(known)
    assert known.by_id("ruritania") is None
