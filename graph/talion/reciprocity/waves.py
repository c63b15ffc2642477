"""Waves: one cause, many states that act against the same side together, and its answers."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import exp

from talion.reciprocity.event import Event
from talion.reciprocity.history import History
from talion.reciprocity.response import Response

#: Acts of one type against one side that follow each other at most so many days apart are one wave.
GAP = 5
#: Acts said to answer the same cause are one wave where they are at most so many days apart.
SPREAD = 60
#: The least share of a wave's acts that answer an act, for it to be the cause, if none says so.
LEAST = 0.2


@dataclass(frozen=True, slots=True)
class Wave:
    """Acts of several states against one side, in time order.

    `cause` is the act that most of them answer, `links` the answers that say so; `answers` are
    those that the side gave to acts of the wave. `expected` is the number of states that act so
    against that side in as many days otherwise, `chance` the probability that so many do by
    coincidence (Poisson); both None where the acts are told to belong together, not found so.
    """

    target: str
    events: tuple[Event, ...]
    antecedent: Event | None
    links: tuple[Response, ...]
    responses: tuple[Response, ...]
    expected: float | None
    chance: float | None

    @property
    def states(self) -> tuple[str, ...]:
        """Who takes part, in the order of their first acts."""
        return tuple(dict.fromkeys(state for act in self.events for state in act.by))

    @property
    def count(self) -> int | None:
        """The numbers told with the acts added up; None where none is told."""
        told = [act.count for act in self.events if act.count is not None]
        return sum(told) if told else None

    @property
    def answered(self) -> int:
        """How many of its acts were answered."""
        return len({a.antecedent for a in self.responses})

    @property
    def certainty(self) -> float:
        """The share of its acts that answer the cause, inferred ones by their probability."""
        return sum(a.certainty for a in self.links) / len(self.events)


def waves(
    history: History,
    *,
    states: int = 3,
    probability: float = 0.5,
    chance: float = 0.01,
    gap: int = GAP,
) -> list[Wave]:
    """Return waves of at least so many states, those of most states first.

    Acts belong to one wave when sources tell them as parts of one action or as answers to one
    cause within two months, or when they are of one type, against one side, and at most `gap`
    days follow each other; the latter only if coincidence has at most that `chance`, times the
    number of such bands looked at (Bonferroni). Answers count from a probability on.
    """
    done = [act for act in history.events.values() if not act.planned]
    bands = _Bands(act.id for act in done)
    told = _Bands(act.id for act in done)
    for one, other in _told_together(history, done):
        bands.join(one, other)
        told.join(one, other)
    for one, other in _close(done, gap):
        bands.join(one, other)
    found, groups = [], bands.groups()
    told_of = {i for group in told.groups() for i in group}
    background = _Background(history, done)
    for ids in groups:
        acts = [history.events[i] for i in sorted(ids)]
        if len({state for act in acts for state in act.by}) < states:
            continue
        wave = _wave(history, acts, background, probability)
        together = not ids.isdisjoint(told_of)
        if together or (wave.chance or 0.0) * len(groups) <= chance:
            found.append(wave)
    return sorted(
        found, key=lambda w: (-len(w.states), -sum(a.weight for a in w.events), w.events[0].id)
    )


class _Bands:
    """Sets of ids joined pair by pair."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._band = {i: {i} for i in ids}

    def join(self, one: str, other: str) -> None:
        a, b = self._band[one], self._band[other]
        if a is b:
            return
        if len(a) < len(b):
            a, b = b, a
        a |= b
        for i in b:
            self._band[i] = a

    def groups(self) -> list[set[str]]:
        """Return the sets of more than one."""
        return [g for g in {id(g): g for g in self._band.values()}.values() if len(g) > 1]


def _told_together(history: History, done: list[Event]) -> Iterator[tuple[str, str]]:
    """Yield pairs of acts against one side that sources tell as one action or one reaction."""
    known = {act.id: act for act in done}
    for part, whole in history.parts:
        if part in known and whole in known and _same_side(known[part], known[whole]):
            yield part, whole
    reactions: dict[str, list[Event]] = defaultdict(list)
    for answer in history.responses:
        if answer.stated and answer.event in known:
            reactions[answer.antecedent].append(known[answer.event])
    for acts in reactions.values():
        for one, other in pairwise(sorted(acts, key=_when)):
            if _same_side(one, other) and _apart(one, other) <= SPREAD:
                yield one.id, other.id


def _same_side(one: Event, other: Event) -> bool:
    return not set(one.against).isdisjoint(other.against)


def _when(act: Event) -> tuple[bool, float]:
    return act.time is None, act.time or 0.0


def _apart(one: Event, other: Event) -> float:
    """Return how many days two acts are apart at least; infinite where one has no date."""
    if one.date is None or other.date is None:
        if one.time is None or other.time is None:
            return float("inf")
        return abs(other.time - one.time)
    late, early = (
        max(one.date.earliest, other.date.earliest),
        min(one.date.latest, other.date.latest),
    )
    return max((late - early).days, 0)


def _close(done: list[Event], gap: int) -> Iterator[tuple[str, str]]:
    """Yield pairs of neighbours in time among acts of one type against one side."""
    for acts in _kinds(done, gap).values():
        for one, other in pairwise(acts):
            if (other.time or 0.0) - (one.time or 0.0) <= gap:
                yield one.id, other.id


def _kinds(done: list[Event], gap: int) -> dict[tuple[str, str], list[Event]]:
    """Return the acts dated well enough by the side they are against and their type, in order."""
    kinds: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for act in sorted((a for a in done if a.time is not None), key=_when):
        if act.date is None or act.date.days() <= gap:
            for target in act.against:
                kinds[target, act.type].append(act)
    return kinds


class _Background:
    """What waves are seen against: answers by their ends, and how often each side bore what."""

    def __init__(self, history: History, done: list[Event]) -> None:
        self.place = {i: n for n, i in enumerate(history.events)}
        self.by_source: dict[str, list[Response]] = defaultdict(list)
        self.by_target: dict[str, list[Response]] = defaultdict(list)
        for answer in history.responses:
            self.by_source[answer.event].append(answer)
            self.by_target[answer.antecedent].append(answer)
        self.borne = Counter((state, act.type) for act in done for state in act.against)
        times = [act.time for act in done if act.time is not None]
        self.days = max(times) - min(times) + 1 if times else 0.0


def _wave(history: History, acts: list[Event], background: _Background, probability: float) -> Wave:
    acts = sorted(acts, key=lambda a: (*_when(a), background.place[a.id]))
    tally = Counter(state for act in acts for state in act.against)
    target = max(tally, key=lambda state: (tally[state], state))
    ids = {act.id for act in acts}
    heard: dict[str, list[Response]] = defaultdict(list)
    for act in acts:
        for answer in background.by_source.get(act.id, ()):
            if answer.antecedent not in ids:
                heard[answer.antecedent].append(answer)
    votes = {i: links for i, links in heard.items() if _carries(links, len(acts))}
    cause = max(votes, key=lambda i: (sum(a.certainty for a in votes[i]), i), default=None)
    replies = tuple(
        a
        for act in acts
        for a in background.by_target.get(act.id, ())
        if a.holds(probability) and a.event not in ids and not history.events[a.event].planned
    )
    expected, chance = _coincidence(acts, target, background)
    return Wave(
        target,
        tuple(acts),
        history.events[cause] if cause else None,
        tuple(votes[cause]) if cause else (),
        replies,
        expected,
        chance,
    )


def _carries(links: list[Response], acts: int) -> bool:
    """Whether so many acts answer an act, stated or inferred, that it is the cause of them."""
    return any(a.stated for a in links) or sum(a.certainty for a in links) >= LEAST * acts


def _coincidence(
    acts: list[Event], target: str, background: _Background
) -> tuple[float | None, float | None]:
    """Return how many states would act so in as many days, and the chance of as many as did.

    The level is that of all other acts of those types against that side, over the days told of;
    without any there is none to hold the wave against.
    """
    times = [a.time for a in acts if a.time is not None]
    own = sum(target in a.against for a in acts)
    others = sum(background.borne[target, kind] for kind in {a.type for a in acts}) - own
    if len(times) < len(acts) or not others:
        return None, None
    span = max(times) - min(times) + 1
    expected = others * span / max(background.days - span, 1.0)
    return expected, _at_least(len({s for a in acts for s in a.by}), expected)


def _at_least(number: int, mean: float) -> float:
    """Return the probability of at least so many by a Poisson law."""
    term, below = exp(-mean), 0.0
    for n in range(number):
        below += term
        term *= mean / (n + 1)
    return max(1.0 - below, 0.0)
