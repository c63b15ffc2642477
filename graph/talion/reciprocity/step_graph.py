"""The graph in which chains are searched: events as numbers, classes of them as steps."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from itertools import pairwise

from talion.reciprocity.chain import Chain, Step
from talion.reciprocity.connected import connected
from talion.reciprocity.digraph import Edge, Score, acyclic, in_time
from talion.reciprocity.event import Event
from talion.reciprocity.history import History
from talion.reciprocity.response import Response
from talion.reciprocity.scope import Scope
from talion.reciprocity.step_classes import lift, together

_FINE = 1_000_000  # scores are compared as whole millionths, so that equal ones are equal


class StepGraph:
    """The events with a part in responses, and the links between the steps that they make up.

    `steps` are the events of each step, `links` the edges between steps, `scores` what each adds
    to the score of a path, `wanted` the steps of which a path needs one (None for any path).
    """

    def __init__(self, history: History, scope: Scope) -> None:
        self.history = history
        responses = scope.responses(history)
        ends = {i for pair in responses for i in pair}
        self.events = [event for ident, event in history.events.items() if ident in ends]
        number = {event.id: n for n, event in enumerate(self.events)}
        ties = {(number[t], number[s]): r for (s, t), r in responses.items()}
        edges = self._possible(ties)
        known = history.events
        groups = connected(p for p in history.parts if p[0] in known and p[1] in known)
        self.group = {i: group for group in groups for i in group}
        self.place = {i: n for n, i in enumerate(known)}
        classes = self._classes(edges, [[number[i] for i in g if i in number] for g in groups])
        self.links = lift(edges, classes)
        self.steps = self._steps(classes)
        self._between: dict[Edge, list[Response]] = defaultdict(list)
        for antecedent, event in edges:
            link = ties[antecedent, event]
            self._between[classes[antecedent], classes[event]].append(link)
        self.scores = [(1, _whole(max(e.weight for e in step))) for step in self.steps]
        self.wanted = self._wanted(scope.types)

    def _classes(self, edges: Collection[Edge], groups: list[list[int]]) -> list[int]:
        """Return for each event the class of events that are read as one step."""
        return together(
            len(self.events),
            edges,
            groups,
            [event.planned for event in self.events],
            [[frozenset(e.by) for e in self.events], [frozenset(e.against) for e in self.events]],
        )

    def _steps(self, classes: list[int]) -> list[list[Event]]:
        steps: list[list[Event]] = [[] for _ in set(classes)]
        for event, c in zip(self.events, classes, strict=True):
            steps[c].append(event)
        return steps

    def _wanted(self, types: Collection[str]) -> set[int] | None:
        if not types:
            return None
        return {n for n, step in enumerate(self.steps) if any(e.type in types for e in step)}

    def _possible(self, ties: Mapping[Edge, Response]) -> list[Edge]:
        """Return the links that can all hold: none closes a cycle, none leads back in time."""

        def strength(edge: Edge) -> Score:
            return int(ties[edge].stated), _whole(ties[edge].certainty)

        spans = [event.span for event in self.events]
        forward = [(a, b) for a, b in ties if spans[b][1] >= spans[a][0]]
        return in_time(acyclic(len(self.events), forward, strength), spans, strength)

    def strength(self, edge: Edge) -> int:
        """Return the probability of a link between steps, in millionths."""
        return _whole(max(r.certainty for r in self._between[edge]))

    def chain(self, path: tuple[int, ...]) -> Chain:
        """Return a path of steps as a chain of events."""
        within = {event.id for n in path for event in self.steps[n]}
        steps = [Step(tuple(self.steps[path[0]]))]
        for before, here in pairwise(path):
            steps.append(Step(tuple(self.steps[here]), tuple(self._between[before, here])))
        return Chain(tuple(replace(s, alongside=self._alongside(s.events, within)) for s in steps))

    def _alongside(self, events: Iterable[Event], within: set[str]) -> tuple[Event, ...]:
        """Return what was done that is coordinated with some events, and not within the chain."""
        others = {i for event in events for i in self.group.get(event.id, ())} - within
        found = (self.history.events[i] for i in sorted(others, key=self.place.__getitem__))
        return tuple(event for event in found if not event.planned)


def _whole(value: float) -> int:
    return round(value * _FINE)
