"""One line that describes an incident."""

from collections.abc import Callable, Mapping, Sequence

from talion.model.actor import Actor, ActorKind
from talion.model.incident import Incident

_STATES = frozenset({ActorKind.COUNTRY, ActorKind.ORGANIZATION})


def side(ids: Sequence[str], actors: Mapping[str, Actor]) -> str:
    """Return one side of an incident: `Russia (SVR)`, states first, `?` where no actor is known.

    >>> svr = Actor("svr", "SVR", ActorKind.AGENCY)
    >>> russia = Actor("russia", "Russia", ActorKind.COUNTRY)
    >>> side(["svr", "russia"], {"svr": svr, "russia": russia}), side([], {})
    ('Russia (SVR)', '?')
    """
    known = [actors[i] for i in ids]
    states = [a.name for a in known if a.kind in _STATES]
    others = [a.name for a in known if a.kind not in _STATES]
    if states and others:
        return f"{', '.join(states)} ({', '.join(others)})"
    return ", ".join(states or others) or "?"


def title(
    incident: Incident, actors: Mapping[str, Actor], deed: Callable[[str, int | None], str]
) -> str:
    """Return the line of an incident, such as `Netherlands → Russia: expulsion of 2, 2020-12-10`.

    `actors` are those of both sides by id; `deed` puts a type and a count into words.

    >>> from talion.model.date import Date
    >>> from talion.model.incident import Status
    >>> date = Date("2018-03")
    >>> threat = Incident("i", "threat", Status.REPORTED, (), ("iran",), None, date, ())
    >>> iran = Actor("iran", "Iran", ActorKind.COUNTRY)
    >>> title(threat, {"iran": iran}, lambda kind, count: kind)
    '? → Iran: threat, 2018-03'
    """
    date = f", {incident.date.edtf}" if incident.date else ""
    sides = f"{side(incident.agents, actors)} → {side(incident.targets, actors)}"
    return f"{sides}: {deed(incident.type, incident.count)}{date}"
