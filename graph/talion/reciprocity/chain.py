"""A chain: a path of responses, each step with its evidence; tit-for-tat if the sides alternate."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from talion.reciprocity.event import Event
from talion.reciprocity.response import Response


class ChainBasis(StrEnum):
    """What the links of a chain rest on: all of them stated, none, or some."""

    STATED = "stated"
    INFERRED = "inferred"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Step:
    """What was done in one step of a chain: events of one kind, and what they respond to.

    Several events are in one step where they share their responses or are coordinated.
    `responses` are the links to the events of the step before, none in the first. `alongside` are
    coordinated events that no source links to the rest of the chain.
    """

    events: tuple[Event, ...]
    responses: tuple[Response, ...] = ()
    alongside: tuple[Event, ...] = ()

    @property
    def weight(self) -> float:
        """The severity of its gravest event."""
        return max(event.weight for event in self.events)

    @property
    def certainty(self) -> float:
        """The probability of its surest link to the step before; 1 where that is certain."""
        return max((r.certainty for r in self.responses), default=1.0)

    @property
    def by(self) -> frozenset[str]:
        """The states and organizations that act in it."""
        return frozenset(s for event in self.events for s in event.by)

    @property
    def against(self) -> frozenset[str]:
        """The states and organizations acted upon."""
        return frozenset(s for event in self.events for s in event.against)

    def turns_on(self, before: "Step") -> bool:
        """Whether one of the links to the step before turns on what it responds to."""
        events = {event.id: event for event in (*before.events, *self.events)}
        return any(events[r.event].turns_on(events[r.antecedent]) for r in self.responses)


@dataclass(frozen=True, slots=True)
class Chain:
    """A path of responses from an event without an antecedent to one without a response."""

    steps: tuple[Step, ...]

    @property
    def responses(self) -> tuple[Response, ...]:
        """All links of the chain."""
        return tuple(r for step in self.steps for r in step.responses)

    @property
    def basis(self) -> ChainBasis:
        """Whether its links are `stated`, `inferred` or `mixed`."""
        links = [step.responses for step in self.steps[1:]]
        stated = [any(r.stated for r in link) for link in links]
        if all(stated):
            return ChainBasis.STATED
        return ChainBasis.MIXED if any(stated) else ChainBasis.INFERRED

    @property
    def probability(self) -> float:
        """That of its weakest link, inferred or read; 1 when all are certain."""
        return min(step.certainty for step in self.steps)

    @property
    def severity(self) -> float:
        """The sum of the severities of its steps."""
        return sum(step.weight for step in self.steps)

    @property
    def tit_for_tat(self) -> bool:
        """Whether the sides alternate: each step turns on the one before."""
        return all(after.turns_on(before) for before, after in pairwise(self.steps))

    @property
    def sides(self) -> tuple[frozenset[str], frozenset[str]]:
        """Who acts in the odd steps, and who in the even ones."""
        odd = frozenset(s for step in self.steps[::2] for s in step.by)
        even = frozenset(s for step in self.steps[1::2] for s in step.by)
        return odd, even
