"""Waves, or coordinated actions: several states act against one side, which may respond."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from talion.model.overlaps import Total
from talion.reciprocity.coincidence import Level
from talion.reciprocity.connected import connected
from talion.reciprocity.coordination import GAP, close_in_time, reported_together, time_order
from talion.reciprocity.event import Event
from talion.reciprocity.history import History
from talion.reciprocity.response import Response

LEAST = 0.2
"""The least share of a wave's events that respond to their antecedent, if no source says so."""


@dataclass(frozen=True, slots=True)
class Wave:
    """A coordinated action: events by several states against one side, in time order.

    `antecedent` is the event that most of them respond to, `links` the responses that say so;
    `responses` are those of the target to events of the wave. `expected` is the number of states
    that act so against that side in as many days otherwise, `chance` the probability that so many
    do by coincidence (Poisson); both are None where there is no level to compare with. `total` is
    what the events and their counts add up to.
    """

    target: str
    events: tuple[Event, ...]
    antecedent: Event | None
    links: tuple[Response, ...]
    responses: tuple[Response, ...]
    expected: float | None
    chance: float | None
    total: Total

    @property
    def states(self) -> tuple[str, ...]:
        """Who takes part, in the order of their first events."""
        return tuple(dict.fromkeys(state for event in self.events for state in event.by))

    @property
    def answered(self) -> int:
        """How many of its events got a response."""
        return len({r.antecedent for r in self.responses})

    @property
    def certainty(self) -> float:
        """The share of its events that respond to the antecedent, inferred ones by probability."""
        return sum(r.certainty for r in self.links) / len(self.events)


def waves(
    history: History,
    *,
    states: int = 3,
    probability: float = 0.5,
    chance: float = 0.01,
    gap: int = GAP,
) -> list[Wave]:
    """Return waves of at least so many states, those of most states first.

    Events belong to one wave when sources report them as parts of one action or as responses to
    one antecedent within two months, or when they are of one type, against one side, and follow
    each other by at most `gap` days; the latter only if coincidence has at most that `chance`,
    divided by the number of such groups looked at (Bonferroni). Responses count from a
    probability on.

    >>> found = waves(history)[0]
    >>> found.target, found.total.least, found.states
    ('russia', 43, ('belgium', 'czech-republic', 'ireland', 'netherlands'))
    """
    done = [event for event in history.events.values() if not event.planned]
    reported = list(reported_together(history, done))
    coordinated = {i for pair in reported for i in pair}
    groups = connected([*reported, *close_in_time(done, gap)])
    finder = _Finder(history, Level(done), probability)
    found = []
    for ids in groups:
        events = [history.events[i] for i in sorted(ids)]
        if len({state for event in events for state in event.by}) < states:
            continue
        wave = finder.wave(events)
        if not ids.isdisjoint(coordinated) or (wave.chance or 0.0) * len(groups) <= chance:
            found.append(wave)
    return sorted(
        found, key=lambda w: (-len(w.states), -sum(e.weight for e in w.events), w.events[0].id)
    )


class _Finder:
    """Finds antecedent, responses and significance of groups of events of one history."""

    def __init__(self, history: History, level: Level, probability: float) -> None:
        self.history, self.level, self.probability = history, level, probability
        self.place = {i: n for n, i in enumerate(history.events)}
        self.by_event: dict[str, list[Response]] = defaultdict(list)
        self.by_antecedent: dict[str, list[Response]] = defaultdict(list)
        for response in history.responses:
            self.by_event[response.event].append(response)
            self.by_antecedent[response.antecedent].append(response)

    def wave(self, events: Iterable[Event]) -> Wave:
        """Return the wave that some events make up."""
        listed = sorted(events, key=lambda e: (*time_order(e), self.place[e.id]))
        tally = Counter(state for event in listed for state in event.against)
        target = max(tally, key=lambda state: (tally[state], state))
        links = self._links(listed)
        antecedent = max(links, key=lambda i: (sum(r.certainty for r in links[i]), i), default=None)
        expected, chance = self.level.coincidence(listed, target)
        return Wave(
            target,
            tuple(listed),
            self.history.events[antecedent] if antecedent else None,
            tuple(links[antecedent]) if antecedent else (),
            tuple(self._responses(listed)),
            expected,
            chance,
            self.history.total(listed),
        )

    def _links(self, events: Sequence[Event]) -> dict[str, list[Response]]:
        """Return by antecedent the responses of some events to it, where enough respond."""
        ids = {event.id for event in events}
        links: dict[str, list[Response]] = defaultdict(list)
        for event in events:
            for response in self.by_event.get(event.id, ()):
                if response.antecedent not in ids:
                    links[response.antecedent].append(response)
        return {i: found for i, found in links.items() if _suffice(found, len(events))}

    def _responses(self, events: Sequence[Event]) -> Iterable[Response]:
        """Yield what was done by others in response to some events."""
        ids = {event.id for event in events}
        for event in events:
            for response in self.by_antecedent.get(event.id, ()):
                planned = self.history.events[response.event].planned
                if response.holds(self.probability) and response.event not in ids and not planned:
                    yield response


def _suffice(links: Sequence[Response], events: int) -> bool:
    """Whether enough events respond to an event, stated or inferred, to be its responses."""
    return any(r.stated for r in links) or sum(r.certainty for r in links) >= LEAST * events
