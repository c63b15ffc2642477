"""Small history, written by hand."""

from collections.abc import Callable

import pytest
from hypothesis import settings
from talion.model.actor import Actor, ActorKind, Membership
from talion.model.claim import Basis
from talion.model.date import Date
from talion.model.days import day_number
from talion.model.incident import Status
from talion.reciprocity.event import Event
from talion.reciprocity.history import History
from talion.reciprocity.response import Response

settings.register_profile("unhurried", deadline=None)  # kernels may be compiled at first call
settings.load_profile("unhurried")

NATO = [
    Actor(
        name, name.upper(), ActorKind.COUNTRY, memberships=(Membership(name, "nato", Date("1949")),)
    )
    for name in ("be", "nl", "uk", "us")
]
ACTORS = {
    a.id: a
    for a in (
        *NATO,
        Actor(
            "fi", "FI", ActorKind.COUNTRY, memberships=(Membership("fi", "nato", Date("2023-04")),)
        ),
        Actor("ru", "RU", ActorKind.COUNTRY),
        Actor("nato", "NATO", ActorKind.ORGANIZATION),
        Actor("svr", "SVR", ActorKind.AGENCY, state="ru"),
    )
}


def make_event(
    ident: str,
    agents: str,
    targets: str,
    date: str | None = None,
    *,
    kind: str = "expulsion",
    status: str = "reported",
    count: int | None = None,
    severity: float = 0.5,
) -> Event:
    """An event by some actors against others, as `make_event("a", "nl", "ru", "2020-12-10")`."""
    by, against = tuple(agents.split()), tuple(targets.split())
    when = Date(date) if date else None
    time = float(day_number(when.earliest)) if when else None
    return Event(
        ident, kind, Status(status), by, against, by, against, count, when, severity, time=time
    )


def make_history(events: list[Event], *links: str, parts: str = "") -> History:
    """History of events; a response is `b<a` where stated, `b<a 0.7` where inferred."""
    responses = []
    for text in links:
        pair, _, probability = text.partition(" ")
        source, _, target = pair.partition("<")
        basis = Basis.INFERRED if probability else Basis.STATED
        responses.append(
            Response(source, target, basis, float(probability) if probability else None)
        )
    ties = tuple((a, b) for a, _, b in (p.partition("<") for p in parts.split()))
    return History({a.id: a for a in events}, tuple(responses), ties, actors=ACTORS)


@pytest.fixture(scope="session", name="make_event")
def event_maker() -> Callable[..., Event]:
    return make_event


@pytest.fixture(scope="session")
def written() -> Callable[..., History]:
    return make_history
