from collections.abc import Callable

import pytest
from talion.reciprocity.event import Event

MakeAct = Callable[..., Event]


def test_what_is_planned_has_no_weight(act: MakeAct) -> None:
    planned = act("a", "nl", "ru", status="prospective", severity=0.9)
    assert (planned.planned, planned.weight) == (True, 0.0)
    alleged = act("b", "nl", "ru", status="alleged", severity=0.9)
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
    act: MakeAct, agents: str, targets: str, turns: bool
) -> None:
    assert act("b", agents, targets).turns_on(act("a", "nl", "ru")) is turns
