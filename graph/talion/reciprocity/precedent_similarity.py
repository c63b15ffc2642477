"""How like an earlier event is to another, and why."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import exp, log

from talion.reciprocity.connected import connected
from talion.reciprocity.coordination import reported_together
from talion.reciprocity.event import Event
from talion.reciprocity.history import History
from talion.reciprocity.response import Lag, Response
from talion.reciprocity.time_before import before, how_long_before, years_between

WEIGHTS = {
    "type": 0.3,
    "parties": 0.2,
    "motive": 0.15,
    "role": 0.1,
    "size": 0.1,
    "named": 0.05,
    "coordination": 0.05,
    "recency": 0.05,
}
"""What each likeness adds to the score; they add up to 1 for the perfect precedent.

Set by judgement: the type of event counts more than the parties, these more than the motive.
"""

_CLOSE = 60  # an organization of more members is no alliance
_MEMORY = 10.0  # years after which recency counts e times less
_LEAST = 0.1  # a likeness in size below that is none
_RECENT = 0.5  # likewise in time


@dataclass(frozen=True, slots=True)
class Likeness:
    """One likeness: of what kind, in words, and what it adds to the score."""

    kind: str
    words: str
    weight: float


@dataclass(frozen=True, slots=True)
class Reaction:
    """A response that an event got: on what basis, how long after, how large beside it."""

    event: Event
    response: Response
    lag: Lag | None
    ratio: float | None


class EventSurroundings:
    """What a history says around each event: motives, reactions, coordination, parallels."""

    def __init__(self, history: History, probability: float) -> None:
        self.history = history
        self._antecedents: dict[str, list[Response]] = defaultdict(list)
        self._responses: dict[str, list[Response]] = defaultdict(list)
        for response in history.responses:
            if response.holds(probability):
                self._antecedents[response.event].append(response)
                self._responses[response.antecedent].append(response)
        self._coordinated = {i for pair in history.parts for i in pair}
        pairs = reported_together(history, list(history.events.values()))
        self._group = {i: group for group in connected([*history.parts, *pairs]) for i in group}
        self._parallels = set(history.precedents)

    def may_precede(self, earlier: Event, event: Event) -> bool:
        """Whether an event is an earlier one: surely, or as a source says; no response to it.

        Parts of one action or one reaction, as sources report them, do not precede each other.
        """
        if earlier.id in self._group.get(event.id, ()):
            return False
        if any(r.event == earlier.id for r in self._responses.get(event.id, ())):
            return False
        known = before(earlier, event)
        return (earlier.id, event.id) in self._parallels if known is None else known

    def reactions(self, event: Event) -> tuple[Reaction, ...]:
        """Return the responses by a target of an event."""
        found = []
        for response in self._responses.get(event.id, ()):
            reply = self.history.events[response.event]
            if reply.planned or not reply.turns_on(event):
                continue
            ratio = reply.count / event.count if reply.count is not None and event.count else None
            found.append(Reaction(reply, response, Lag.between(event, reply), ratio))
        return tuple(found)

    def reasons(self, event: Event, other: Event) -> Iterator[Likeness]:
        """Yield how an earlier event, the other, is like the one asked about."""
        if other.type == event.type:
            yield Likeness("type", f"{self.history.label(event.type)} too", WEIGHTS["type"])
        yield from self._parties(event, other)
        yield from self._motive(event, other)
        yield from self._role(event, other)
        yield from _size(event, other)
        if event.id in self._coordinated and other.id in self._coordinated:
            yield Likeness("coordination", "in concert with others too", WEIGHTS["coordination"])
        yield from _recency(event, other)
        if (other.id, event.id) in self._parallels:
            yield Likeness("named", "a source names it as a parallel", WEIGHTS["named"])

    def _role(self, event: Event, other: Event) -> Iterator[Likeness]:
        retaliates = self._retaliates(event)
        if retaliates == self._retaliates(other):
            words = "a response too" if retaliates else "opens an exchange too"
            yield Likeness("role", words, WEIGHTS["role"])

    def _retaliates(self, event: Event) -> bool:
        return any(self.history.retaliates(r) for r in self._antecedents.get(event.id, ()))

    def _parties(self, event: Event, other: Event) -> Iterator[Likeness]:
        full = WEIGHTS["parties"]
        source = bool(set(event.by) & set(other.by))
        target = bool(set(event.against) & set(other.against))
        if source and target:
            yield Likeness("parties", "the same two sides", full)
        elif target:
            blocs = self._shared_blocs(event.by, other, other.by)
            if blocs:
                yield Likeness("parties", f"the same target, by a state of {blocs[0]}", 0.8 * full)
            else:
                yield Likeness("parties", "the same target", 0.5 * full)
        elif source:
            blocs = self._shared_blocs(event.against, other, other.against)
            if blocs:
                words = f"by the same state, against another of {blocs[0]}"
                yield Likeness("parties", words, 0.6 * full)
            else:
                yield Likeness("parties", "by the same state", 0.4 * full)
        elif set(event.by) & set(other.against) and set(event.against) & set(other.by):
            yield Likeness("parties", "the same two sides, the other way round", 0.3 * full)

    def _shared_blocs(self, ours: Iterable[str], other: Event, theirs: Iterable[str]) -> list[str]:
        """Return the names of the smallest blocs that both belonged to at the other's date."""
        at, history = other.date, self.history
        mine = {b for i in ours for b in (*history.blocs(i, at), i)}
        shared = {b for i in theirs for b in (*history.blocs(i, at), i) if b in mine}
        sizes = {b: len(history.members(b, at)) for b in shared}
        close = [b for b in shared if 1 < sizes[b] <= _CLOSE]
        return [history.name(b) for b in sorted(close, key=lambda b: (sizes[b], b))]

    def _motive(self, event: Event, other: Event) -> Iterator[Likeness]:
        ours, theirs = (
            {self.history.events[r.antecedent].type for r in self._antecedents.get(i, ())}
            for i in (event.id, other.id)
        )
        if ours & theirs:
            words = " and ".join(sorted(self.history.label(t) for t in ours & theirs))
            share = len(ours & theirs) / len(ours | theirs)
            yield Likeness("motive", f"over {words} too", WEIGHTS["motive"] * share)


def _size(event: Event, other: Event) -> Iterator[Likeness]:
    if event.count and other.count:
        near = exp(-abs(log(other.count / event.count)))
        if near > _LEAST:
            yield Likeness("size", f"{other.count}, here {event.count}", WEIGHTS["size"] * near)


def _recency(event: Event, other: Event) -> Iterator[Likeness]:
    if event.date and other.date:
        near = exp(-years_between(other.date, event.date) / _MEMORY)
        if near > _RECENT:
            words = how_long_before(event.date, other.date)
            yield Likeness("recency", words, WEIGHTS["recency"] * near)
