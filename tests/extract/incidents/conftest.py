"""Hand-made event mentions."""

from collections.abc import Callable
from typing import Any

import pytest
from talion.extract.entities.noun_phrases import Party
from talion.extract.incidents.event_mention import EventMention
from talion.extract.triggers.detection import Trigger
from talion.extract.triggers.frame import Frame, FrameKind
from talion.model.incident import Status

Made = Callable[..., EventMention]


@pytest.fixture(scope="session")
def mention() -> Made:
    """Make a mention at a token, with states as words; ten tokens are a sentence."""

    def make(
        i: int, agents: str = "", targets: str = "", kind: str = "expulsion", **slots: Any
    ) -> EventMention:
        given: dict[str, Any] = {"count": None, "date": None, "status": Status.REPORTED}
        given |= {"sentence": i // 10, "dated": slots.get("date") is not None}
        return EventMention(
            trigger=Trigger(i, Frame(kind, "expel", FrameKind.VERB, ("expel",))),
            type=kind,
            agents=Party(tuple(agents.split())),
            targets=Party(tuple(targets.split())),
            **(given | slots),
        )

    return make
