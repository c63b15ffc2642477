from collections.abc import Callable

import pytest
from talion.reciprocity.event import Event

MakeEvent = Callable[..., Event]


def test_what_is_planned_has_no_weight(make_event: MakeEvent) -> None:
    planned = make_event("a", "nl", "ru", status="prospective", severity=0.9)
    assert (planned.planned, planned.weight) == (True, 0.0)
    alleged = make_event("b", "nl", "ru", status="alleged", severity=0.9)
    assert (alleged.planned, alleged.weight) == (False, 0.9)


@pytest.mark.parametrize(
    ("agents", "targets", "turns"),
    [
        ("ru", "nl", True),
        ("ru be", "nl", True),
        ("ru", "us", False),  # against another than the one who acted
        ("be", "nl", False),  # by another than the one acted upon
        ("nl", "ru", False),  # the same once more
    ],
)
def test_an_event_turns_on_one_whose_target_acts_against_its_source(
    make_event: MakeEvent, agents: str, targets: str, turns: bool
) -> None:
    assert make_event("b", agents, targets).turns_on(make_event("a", "nl", "ru")) is turns
