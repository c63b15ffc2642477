from collections.abc import Callable

import pytest
from talion.model.date import Date
from talion.reciprocity.event import Event
from talion.reciprocity.history import History
from talion.reciprocity.party import ExchangeSide, is_between

MakeEvent = Callable[..., Event]
Write = Callable[..., History]


@pytest.fixture
def sides(written: Write) -> tuple[ExchangeSide, ExchangeSide]:
    history = written([])
    return ExchangeSide(history, "nato"), ExchangeSide(history, "ru")


def test_a_bloc_acts_where_a_member_does_and_not_before_it_joined(
    make_event: MakeEvent, sides: tuple[ExchangeSide, ExchangeSide]
) -> None:
    nato, russia = sides
    assert nato.name == "NATO"
    assert nato.is_source_of(make_event("a", "nl", "ru", "2018"))
    assert not nato.is_source_of(make_event("a", "fi", "ru", "2018"))
    assert nato.is_source_of(make_event("a", "fi", "ru", "2024"))
    assert russia.is_target_of(make_event("a", "nl", "ru", "2018"))
    assert "fi" not in nato.members(Date("2018"))
    assert "fi" in nato.members(None)


@pytest.mark.parametrize(
    ("agents", "targets", "between"),
    [
        ("nl", "ru", True),
        ("ru", "us", True),
        ("nl", "", True),  # the target is unknown, and may be Russia
        ("", "ru", True),
        ("", "", False),
        ("nl", "us", False),
        ("ru", "ru", False),
    ],
)
def test_an_event_is_between_two_sides_as_far_as_its_parties_are_known(
    make_event: MakeEvent,
    sides: tuple[ExchangeSide, ExchangeSide],
    agents: str,
    targets: str,
    between: bool,
) -> None:
    assert is_between(make_event("a", agents, targets, "2018"), *sides) is between
