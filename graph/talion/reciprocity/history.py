"""A history: events in time order, with all that is known of who responded to whom."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from talion.model.actor import Actor, ActorKind
from talion.model.date import Date
from talion.model.incident import Status
from talion.model.overlaps import Overlaps, Total
from talion.reciprocity.event import Event
from talion.reciprocity.response import Response
from talion.store.reference import deed


@dataclass(frozen=True, slots=True)
class History:
    """Events by id in time order (undated last), responses among them, and the names of both.

    `parts` are pairs (event, the coordinated action or campaign it belongs to), `precedents` pairs
    (earlier event, the event it is reported as a parallel of). `actors` are all known ones by id,
    `labels` the names of incident types. `overlaps` says which events may be one; without it, as in
    a table of events, all are different. `elsewhere` are the events that respond, as a source
    states, to an event that is not among these, by id, and what that is in words.
    """

    events: Mapping[str, Event]
    responses: tuple[Response, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    precedents: tuple[tuple[str, str], ...] = ()
    actors: Mapping[str, Actor] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    overlaps: Callable[[], Overlaps] | None = field(default=None, compare=False)
    elsewhere: Mapping[str, str] = field(default_factory=dict)

    def total(self, events: Iterable[Event]) -> Total:
        """Return what some events add up to, at least and at most; see `talion.model.overlaps`.

        >>> done = [e for e in history.events.values() if e.type == "expulsion" and e.count]
        >>> history.total(done[:1]).exact
        True
        """
        listed = list(events)
        if self.overlaps is not None:
            return self.overlaps().total(event.id for event in listed)
        counts = [event.count for event in listed if event.count is not None]
        adds = len({event.type for event in listed if event.count is not None}) <= 1
        return Total(
            incidents=len(listed),
            different=len(listed),
            reports=sum(event.reports for event in listed),
            counted=len(counts),
            least=sum(counts) if adds else 0,
            most=sum(counts) if adds else 0,
            counting=sum(event.reports for event in listed if event.count is not None),
            adds=adds,
        )

    def name(self, actor: str) -> str:
        """Return an actor's name; the id itself where it is unknown."""
        known = self.actors.get(actor)
        return known.name if known else actor

    def label(self, kind: str) -> str:
        """Return the name of an incident type."""
        return self.labels.get(kind, kind.replace("_", " "))

    def describe(self, event: Event) -> str:
        """Return what was done, and to how many: `expulsion of 10`."""
        return deed(event.type, event.count, self.labels.get(event.type))

    def told(self, ident: str) -> str:
        """Return what one of the events was, and when: `expulsion of 10, 2018-03`."""
        event = self.events[ident]
        return self.describe(event) + (f", {event.date}" if event.date else "")

    def retaliates(self, response: Response) -> bool:
        """Whether a response turns on a dated, reported event of the other side, and so closes it.

        What responds to undated espionage opens the exchange of measures: a response to it is due.
        """
        event, antecedent = (self.events.get(i) for i in (response.event, response.antecedent))
        if event is None or antecedent is None:
            return False
        dated = antecedent.date is not None or antecedent.time is not None
        return dated and antecedent.status == Status.REPORTED and event.turns_on(antecedent)

    def members(self, actor: str, at: Date | None) -> frozenset[str]:
        """Return an actor and, of an organization, its members at a date.

        Without a date, members of any time.
        """
        known = self.actors.get(actor)
        if known is None or known.kind != ActorKind.ORGANIZATION:
            return frozenset({actor})
        return frozenset({actor}) | frozenset(
            a.id
            for a in self.actors.values()
            for m in a.memberships
            if m.organization == actor and (at is None or m.holds(at))
        )

    def blocs(self, actor: str, at: Date | None) -> frozenset[str]:
        """Return the organizations that an actor belongs to at a date."""
        known = self.actors.get(actor)
        held = known.memberships if known else ()
        return frozenset(m.organization for m in held if at is None or m.holds(at))


def stated_antecedents(history: History) -> dict[str, list[str]]:
    """Return by event what sources state that it responds to.

    >>> stated_antecedents(history)["2021-07-expulsion-russia-united-states"]
    ['2021-expulsion-united-states-russia']
    """
    stated: dict[str, list[str]] = {}
    for response in history.responses:
        if response.stated:
            stated.setdefault(response.event, []).append(response.antecedent)
    return stated
