"""Chains: paths of answers, each step with its evidence; tit for tat where the sides alternate."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from math import log

from talion.model.claim import Basis
from talion.model.date import Date
from talion.reciprocity import paths
from talion.reciprocity.event import Event
from talion.reciprocity.history import History
from talion.reciprocity.party import ExchangeSide, is_between
from talion.reciprocity.response import Lag, Response

MIXED = "mixed"
_FINE = 1_000_000  # scores are compared as whole millionths, so that equal ones are equal


@dataclass(frozen=True, slots=True)
class Step:
    """What was done in one step of a chain: acts told together, and what they answer.

    Several acts stand in one step where they were answered together or coordinated. `answers`
    are the links to the acts of the step before, none in the first. `alongside` are coordinated
    acts that no source links to the rest of the chain.
    """

    events: tuple[Event, ...]
    responses: tuple[Response, ...] = ()
    alongside: tuple[Event, ...] = ()

    @property
    def weight(self) -> float:
        """The severity of its gravest act."""
        return max(act.weight for act in self.events)

    @property
    def certainty(self) -> float:
        """The probability of its surest link to the step before; 1 for stated ones."""
        return max((a.certainty for a in self.responses), default=1.0)

    @property
    def by(self) -> frozenset[str]:
        """The states and organizations that act in it."""
        return frozenset(s for act in self.events for s in act.by)

    @property
    def against(self) -> frozenset[str]:
        """The states and organizations acted upon."""
        return frozenset(s for act in self.events for s in act.against)


@dataclass(frozen=True, slots=True)
class Chain:
    """A path of answers from an act that answers none to one that none answers."""

    steps: tuple[Step, ...]

    @property
    def responses(self) -> tuple[Response, ...]:
        """All links of the chain."""
        return tuple(a for step in self.steps for a in step.responses)

    @property
    def basis(self) -> str:
        """Whether its links are `stated`, `inferred` or `mixed`."""
        links = [step.responses for step in self.steps[1:]]
        stated = [any(a.stated for a in link) for link in links]
        return Basis.STATED if all(stated) else MIXED if any(stated) else Basis.INFERRED

    @property
    def probability(self) -> float:
        """The product of the certainties of its links; 1 when all are stated."""
        product = 1.0
        for step in self.steps:
            product *= step.certainty
        return product

    @property
    def severity(self) -> float:
        """The severities of its steps added up."""
        return sum(step.weight for step in self.steps)

    @property
    def tit_for_tat(self) -> bool:
        """Whether the sides alternate: each step turns on the one before."""
        return all(_turns(before, after) for before, after in pairwise(self.steps))

    @property
    def sides(self) -> tuple[frozenset[str], frozenset[str]]:
        """Who acts in the odd steps, and who in the even ones."""
        odd = frozenset(s for step in self.steps[::2] for s in step.by)
        even = frozenset(s for step in self.steps[1::2] for s in step.by)
        return odd, even


def _turns(before: Step, after: Step) -> bool:
    """Whether one of the links between two steps turns on what it answers."""
    acts = {act.id: act for act in (*before.events, *after.events)}
    return any(acts[a.event].turns_on(acts[a.antecedent]) for a in after.responses)


@dataclass(frozen=True, slots=True)
class Scope:
    """Which chains are asked for.

    `between`: two sides, each act is by one of them against the other. `types`: an act of one of
    these occurs; `only`: all acts are of one of these. `since`, `until`: acts surely outside are
    left out. `probability`: the least for an inferred link; `length`: the least number of steps;
    `alternating`: only answers that turn on what they answer; `severity`: the least of an act.
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

    def holds(self, act: Event) -> bool:
        """Whether an act can be part of a chain asked for."""
        if act.date is not None:
            if self.since is not None and act.date.latest < self.since.earliest:
                return False
            if self.until is not None and act.date.earliest > self.until.latest:
                return False
        if act.severity < self.severity or (self.only and act.type not in self.only):
            return False
        return self.between is None or is_between(act, *self.between)


@dataclass(frozen=True, slots=True)
class RankedChains:
    """Chains, best first, and how many there are in all."""

    chains: tuple[Chain, ...]
    total: int


def chains(history: History, scope: Scope | None = None, limit: int | None = None) -> RankedChains:
    """Return the chains in some history, ranked by length, severity and probability.

    A chain runs from an act without a cause to one without an answer; none is the beginning of
    another. What was only planned counts as a step but not as severe.
    """
    scope = scope or Scope()
    graph = _Graph(history, scope)
    best = paths.best(graph.scores, graph.links, graph.gain, graph.wanted)
    found: list[Chain] = []
    for path in best:
        if len(path) < scope.length or len(found) == limit:
            break
        found.append(graph.chain(path))
    total = paths.count(len(graph.scores), graph.links, scope.length, graph.wanted)
    return RankedChains(tuple(found), total)


class _Graph:
    """The acts that have a part in answers as numbers, classes of them as steps."""

    def __init__(self, history: History, scope: Scope) -> None:
        self.history = history
        self.responses = _kept(history, scope)
        ends = {i for pair in self.responses for i in pair}
        self.events = [act for ident, act in history.events.items() if ident in ends]
        number = {act.id: n for n, act in enumerate(self.events)}
        ties = {(number[t], number[s]): a for (s, t), a in self.responses.items()}
        edges = paths.acyclic(len(self.events), ties, lambda e: self._strength(e, ties[e]))
        kept = set(edges)
        self.responses = {(a.event, a.antecedent): a for e, a in ties.items() if e in kept}
        groups = _groups(
            p for p in history.parts if p[0] in history.events and p[1] in history.events
        )
        self.group = {i: group for group in groups for i in group}
        self.place = {i: n for n, i in enumerate(history.events)}
        classes = paths.together(
            len(self.events),
            edges,
            [[number[i] for i in g if i in number] for g in groups],
            [act.planned for act in self.events],
            [[frozenset(a.by) for a in self.events], [frozenset(a.against) for a in self.events]],
        )
        self.links = paths.lift(edges, classes)
        self.steps: list[list[Event]] = [[] for _ in set(classes)]
        for act, c in zip(self.events, classes, strict=True):
            self.steps[c].append(act)
        self._between: dict[paths.Edge, list[Response]] = defaultdict(list)
        for cause, answer in edges:
            pair = self.events[answer].id, self.events[cause].id
            self._between[classes[cause], classes[answer]].append(self.responses[pair])
        self.scores = [(1, _whole(max(a.weight for a in acts)), 0) for acts in self.steps]
        self.wanted = self._wanted(scope.types)

    def _wanted(self, types: Collection[str]) -> set[int] | None:
        if not types:
            return None
        return {n for n, acts in enumerate(self.steps) if any(a.type in types for a in acts)}

    def _strength(self, edge: paths.Edge, answer: Response) -> tuple[int, ...]:
        cause, later = self.events[edge[0]], self.events[edge[1]]
        lag = Lag.between(cause, later)
        return int(answer.stated), int(lag is None or lag.most >= 0), _whole(answer.certainty)

    def gain(self, edge: paths.Edge) -> paths.Score:
        """Return what a link adds to the score of a path: its log-probability, in millionths."""
        return 0, 0, _whole(log(max(max(a.certainty for a in self._between[edge]), 1e-12)))

    def chain(self, path: tuple[int, ...]) -> Chain:
        """Return a path of numbers as a chain of acts."""
        within = {act.id for n in path for act in self.steps[n]}
        steps = [Step(tuple(self.steps[path[0]]))]
        for before, here in pairwise(path):
            steps.append(Step(tuple(self.steps[here]), tuple(self._between[before, here])))
        return Chain(tuple(replace(s, alongside=self._alongside(s.events, within)) for s in steps))

    def _alongside(self, acts: Iterable[Event], within: set[str]) -> tuple[Event, ...]:
        others = {i for act in acts for i in self.group.get(act.id, ())} - within
        told = (self.history.events[i] for i in sorted(others, key=self.place.__getitem__))
        return tuple(act for act in told if not act.planned)


def _kept(history: History, scope: Scope) -> dict[tuple[str, str], Response]:
    """Return the answers that the scope allows, by the pair of their ends."""
    held = {i: act for i, act in history.events.items() if scope.holds(act)}
    return {
        (a.event, a.antecedent): a
        for a in history.responses
        if a.event in held
        and a.antecedent in held
        and a.holds(scope.probability)
        and (not scope.alternating or held[a.event].turns_on(held[a.antecedent]))
    }


def limited(history: History, scope: Scope) -> History:
    """Return history with only the acts that a scope holds, and what is said of them."""
    held = {i: act for i, act in history.events.items() if scope.holds(act)}
    return replace(
        history,
        events=held,
        responses=tuple(a for a in history.responses if a.event in held and a.antecedent in held),
        parts=tuple(p for p in history.parts if p[0] in held and p[1] in held),
        precedents=tuple(p for p in history.precedents if p[0] in held and p[1] in held),
    )


def _groups(parts: Iterable[tuple[str, str]]) -> list[frozenset[str]]:
    """Return the sets of acts that are parts of one action, directly or through others."""
    group: dict[str, set[str]] = {}
    for part, whole in parts:
        merged = group.get(part, {part}) | group.get(whole, {whole})
        for member in merged:
            group[member] = merged
    return sorted({frozenset(g) for g in group.values()}, key=sorted)


def _whole(value: float) -> int:
    return round(value * _FINE)
