"""Small annals, written by hand."""

from collections.abc import Callable

import pytest
from hypothesis import settings
from talion.model.actor import Actor, Membership
from talion.model.date import Date
from talion.reciprocity.acts import INFERRED, STATED, Act, Answer
from talion.reciprocity.history import Annals

settings.register_profile("unhurried", deadline=None)  # kernels may be compiled at first call
settings.load_profile("unhurried")

NATO = [
    Actor(name, name.upper(), "country", memberships=(Membership(name, "nato", Date("1949")),))
    for name in ("be", "nl", "uk", "us")
]
ACTORS = {
    a.id: a
    for a in (
        *NATO,
        Actor("fi", "FI", "country", memberships=(Membership("fi", "nato", Date("2023-04")),)),
        Actor("ru", "RU", "country"),
        Actor("nato", "NATO", "organization"),
        Actor("svr", "SVR", "agency", state="ru"),
    )
}


def make_act(
    ident: str,
    agents: str,
    targets: str,
    date: str | None = None,
    *,
    kind: str = "expulsion",
    status: str = "reported",
    count: int | None = None,
    severity: float = 0.5,
) -> Act:
    """An act by some actors against others, as `act("a", "nl", "ru", "2020-12-10")`."""
    by, against = tuple(agents.split()), tuple(targets.split())
    when = Date(date) if date else None
    time = float((when.earliest - Date("1970-01-01").earliest).days) if when else None
    return Act(ident, kind, status, by, against, by, against, count, when, severity, time=time)


def make_annals(acts: list[Act], *answers: str, parts: str = "") -> Annals:
    """Annals of acts; an answer is written `b<a` where stated, `b<a 0.7` where inferred."""
    told = []
    for text in answers:
        pair, _, probability = text.partition(" ")
        source, _, target = pair.partition("<")
        basis = INFERRED if probability else STATED
        told.append(Answer(source, target, basis, float(probability) if probability else None))
    ties = tuple((a, b) for a, _, b in (p.partition("<") for p in parts.split()))
    return Annals({a.id: a for a in acts}, tuple(told), ties, actors=ACTORS)


@pytest.fixture(scope="session")
def act() -> Callable[..., Act]:
    return make_act


@pytest.fixture(scope="session")
def written() -> Callable[..., Annals]:
    return make_annals
