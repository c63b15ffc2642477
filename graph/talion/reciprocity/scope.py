"""Which events and responses count when a history is asked for chains, waves or balances."""

from dataclasses import dataclass, replace

from talion.model.date import Date
from talion.reciprocity.event import Event
from talion.reciprocity.history import History
from talion.reciprocity.party import ExchangeSide, is_between
from talion.reciprocity.response import Response

MILD = 0.2
"""Most machine-coded events are talks and visits; milder ones are left out by default."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which chains are asked for.

    `between`: two sides, each event is by one of them against the other. `types`: an event of one
    of these occurs; `only`: all events are of one of these. `since`, `until`: events surely
    outside are left out. `probability`: the least for an inferred response; `length`: the least
    number of steps; `alternating`: only responses that turn on what they respond to; `severity`:
    the least of an event.
    """

    between: tuple[ExchangeSide, ExchangeSide] | None = None
    types: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    since: Date | None = None
    until: Date | None = None
    probability: float = 0.5
    length: int = 2
    alternating: bool = False
    severity: float = 0.0

    def holds(self, event: Event) -> bool:
        """Whether an event can be part of a chain asked for."""
        if not is_within(event, self.since, self.until):
            return False
        if event.severity < self.severity or (self.only and event.type not in self.only):
            return False
        return self.between is None or is_between(event, *self.between)

    def responses(self, history: History) -> dict[tuple[str, str], Response]:
        """Return the responses in a history that count, by the ids of both events."""
        held = {i: event for i, event in history.events.items() if self.holds(event)}
        return {
            (r.event, r.antecedent): r
            for r in history.responses
            if r.event in held
            and r.antecedent in held
            and r.holds(self.probability)
            and (not self.alternating or held[r.event].turns_on(held[r.antecedent]))
        }


def is_within(event: Event, since: Date | None, until: Date | None) -> bool:
    """Whether an event can lie between two dates; it was done before it was first reported.

    >>> event = history.events["2021-07-expulsion-russia-united-states"]
    >>> is_within(event, Date("2021-07-10"), None), is_within(event, Date("2021-08"), None)
    (True, False)
    """
    if since is not None and (by := event.done_by) is not None and by < since.earliest:
        return False
    return event.date is None or can_lie_within(event.date, since, until)


def can_lie_within(date: Date, since: Date | None, until: Date | None) -> bool:
    """Whether a date can lie between two others, both of them included.

    >>> can_lie_within(Date("2021-07"), Date("2021-07-10"), None)
    True
    """
    late = until is not None and date.earliest > until.latest
    return not late and not (since is not None and date.latest < since.earliest)


def limited(history: History, scope: Scope) -> History:
    """Return a history with only the events that a scope holds, and what is said of them.

    >>> found = limited(history, Scope(since=Date("2021"), only=frozenset({"expulsion"})))
    >>> len(found.events), len(found.responses)
    (16, 2)
    """
    held = {i: event for i, event in history.events.items() if scope.holds(event)}
    stated = (r for r in history.responses if r.stated and r.antecedent not in held)
    outside = {r.event: history.told(r.antecedent) for r in stated} | dict(history.elsewhere)
    return replace(
        history,
        events=held,
        elsewhere={i: words for i, words in outside.items() if i in held},
        responses=tuple(r for r in history.responses if r.event in held and r.antecedent in held),
        parts=tuple(p for p in history.parts if p[0] in held and p[1] in held),
        precedents=tuple(p for p in history.precedents if p[0] in held and p[1] in held),
    )
