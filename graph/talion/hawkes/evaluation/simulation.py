"""Simulated histories: events drawn from a model, with their true parents."""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from talion.hawkes.dyads import COUNTS, SIDES, SILENCES
from talion.hawkes.kernels import SHORT_SCALES
from talion.hawkes.reply_model import ACTOR_SCALES, BASE, COUNT, SIDE, SILENCE, TYPE

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.hawkes.reply_model import Model

BACKGROUND, CAMPAIGN, REPLY = 0, 1, 2
"""Origins of an event; offspring at one of the longest scales counts as background."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A history in time order whose parents are known: `parent` is a row, −1 for background."""

    time: npt.NDArray[np.float64]
    source: npt.NDArray[np.int32]
    target: npt.NDArray[np.int32]
    kind: npt.NDArray[np.int32]
    origin: npt.NDArray[np.int8]
    parent: npt.NDArray[np.int64]

    def __len__(self) -> int:
        """Return the number of events."""
        return len(self.time)

    def in_days(self, draw: np.random.Generator) -> Planted:
        """Return the history with times cut to days, the events of a day in random order."""
        days = np.floor(self.time)
        order = np.lexsort((draw.random(len(self)), days))
        place = np.empty(len(self) + 1, np.int64)
        place[order] = np.arange(len(self))
        place[-1] = -1
        return Planted(
            days[order],
            self.source[order],
            self.target[order],
            self.kind[order],
            self.origin[order],
            place[self.parent[order]],
        )


@dataclass(slots=True)
class _DyadHistory:
    """What two states have done to each other so far, by side."""

    events: list[int] = field(default_factory=lambda: [0, 0])
    latest: list[int] = field(default_factory=lambda: [-1, -1])
    last: float = -np.inf


@dataclass(order=True, slots=True)
class _Due:
    """An event to come; `while_latest` drops it once its parent has been superseded."""

    time: float
    number: int
    source: int = field(compare=False)
    target: int = field(compare=False)
    kind: int = field(compare=False)
    origin: int = field(compare=False)
    parent: int = field(compare=False)
    while_latest: bool = field(compare=False, default=False)


class _Stage:
    """The events that have happened and the queue of those to come."""

    def __init__(self, states: int, draw: np.random.Generator) -> None:
        self.states, self.draw = states, draw
        self.queue: list[_Due] = []
        self.done: list[_Due] = []
        self.pairs: dict[tuple[int, int], _DyadHistory] = {}
        self.number = 0

    def pair(self, event: _Due) -> tuple[_DyadHistory, int]:
        """Return the dyad of an event, and its side in it."""
        low, high = sorted((event.source, event.target))
        return self.pairs.setdefault((low, high), _DyadHistory()), int(event.source > event.target)

    def plan(
        self, time: float, ends: tuple[int, int], kind: int, origin: int, parent: int, latest: bool
    ) -> None:
        self.number += 1
        heapq.heappush(
            self.queue, _Due(time, self.number, ends[0], ends[1], kind, origin, parent, latest)
        )

    def another(self, one: int) -> int:
        """Draw a state other than the given one."""
        other = int(self.draw.integers(self.states - 1))
        return other + (other >= one)

    def happen(self, event: _Due) -> bool:
        """Let the next event happen, unless its parent excites no more."""
        pair, _ = self.pair(event)
        if event.while_latest and event.parent not in pair.latest:
            return False
        self.done.append(event)
        return True

    def remember(self, event: _Due) -> None:
        """Add an event that has happened to its dyad."""
        pair, side = self.pair(event)
        pair.events[side] += 1
        pair.latest[side] = len(self.done) - 1
        pair.last = event.time

    def planted(self) -> Planted:
        """Return what has happened, as arrays."""
        events = self.done
        return Planted(
            np.array([a.time for a in events], np.float64),
            np.array([a.source for a in events], np.int32),
            np.array([a.target for a in events], np.int32),
            np.array([a.kind for a in events], np.int32),
            np.array([a.origin for a in events], np.int8),
            np.array([a.parent for a in events], np.int64),
        )


def simulate(model: Model, span: float, seed: int = 0) -> Planted:
    """Draw a history of a span of time from a model, by its clusters (Hawkes, Oakes 1974).

    Every event has a Poisson number of offspring at each scale; that of a latest event is
    thinned once it is superseded. Times are exact also for kernels in days.

    >>> from talion.hawkes.reply_model import Model
    >>> history = simulate(Model.default(), 30.0)
    >>> bool((history.parent < np.arange(len(history))).all())  # parents are earlier events
    True
    >>> bool((np.diff(history.time) >= 0).all()), bool(history.time[-1] < 30.0)
    (True, True)
    """
    stage = _Stage(model.states, np.random.default_rng(seed))
    draw, types = stage.draw, max(1, len(model.types) - 2)
    mix = model.mix[:, :types] / model.mix[:, :types].sum(axis=1, keepdims=True)
    for _ in range(draw.poisson(model.world * span)):
        source = int(draw.integers(model.states))
        ends = (source, stage.another(source))
        kind = int(draw.choice(types, p=mix[0]))
        stage.plan(draw.random() * span, ends, kind, BACKGROUND, -1, False)
    while stage.queue:
        event = heapq.heappop(stage.queue)
        if stage.happen(event):
            _trigger(model, stage, event, span, mix)
            stage.remember(event)
    return stage.planted()


def _trigger(
    model: Model, stage: _Stage, event: _Due, span: float, mix: npt.NDArray[np.float64]
) -> None:
    """Plan the offspring of an event."""
    pair, side = stage.pair(event)
    number = sum(pair.events[side] > limit for limit in (0, 2, 8, 26))
    silence = int((event.time - pair.last >= model.kernels.scales[2 : 1 + SILENCES]).sum())
    assert number < COUNTS
    columns = [
        BASE,
        SILENCE + silence,
        SIDE + (pair.events[1 - side] > 0) % SIDES,
        COUNT + number,
        TYPE + event.kind,
    ]
    me, draw, types = len(stage.done) - 1, stage.draw, mix.shape[1]
    for role in range(6):
        alike = role % 3 == 2
        mean = model.weights[role, TYPE + event.kind] if alike else None
        mean = model.weights[role, columns].sum(axis=0) if mean is None else mean
        origin = CAMPAIGN if role < 3 else REPLY
        ends = (event.source, event.target) if role < 3 else (event.target, event.source)
        for scale in np.repeat(np.arange(model.kernels.size), draw.poisson(mean)):
            time = event.time + draw.exponential(model.kernels.scales[scale])
            kind = event.kind if alike else int(draw.choice(types, p=mix[origin]))
            shown = origin if scale < SHORT_SCALES else BACKGROUND
            if time < span:
                stage.plan(time, ends, kind, shown, me, role % 3 == 1)
    for which in range(2):
        for at in np.repeat(np.arange(len(ACTOR_SCALES)), draw.poisson(model.actors[which])):
            time = event.time + draw.exponential(model.kernels.scales[ACTOR_SCALES[at]])
            one = event.target if which else event.source
            other = stage.another(one)
            ends = (other, one) if which else (one, other)
            if time < span:
                stage.plan(time, ends, int(draw.choice(types, p=mix[0])), BACKGROUND, -1, False)


def simulate_otherwise(states: int, span: float, world: float, seed: int = 0) -> Planted:
    """Draw a history from a model other than Talion's: power-law delays, levels that change.

    Pairs differ in level (Gamma, shape 0.3) and in how likely each side is to respond (Beta) and
    to follow up (Beta); levels rise a hundredfold and fall back in times of crisis. An event gets
    one response at most, and is followed up once at most, after a delay with a heavy tail,
    (1 + delay/4)^−2.5 for responses and (1 + delay/10)^−2 for campaigns, in days. No event has
    more than one child on average, so that every crisis ends.

    >>> history = simulate_otherwise(states=4, span=200.0, world=1.0)
    >>> replied = np.flatnonzero(history.origin == REPLY)
    >>> len(set(history.parent[replied].tolist())) == len(replied)  # at most one response each
    True
    """
    stage = _Stage(states, np.random.default_rng(seed))
    draw = stage.draw
    pairs = [(a, b) for a in range(states) for b in range(states) if a != b]
    level = draw.gamma(0.3, 1.0, len(pairs))
    crisis = draw.random(len(pairs)) * span
    shares = level / level.sum()
    for pair in draw.choice(len(pairs), draw.poisson(world * span), p=shares):
        in_crisis = draw.random() < 0.5
        time = crisis[pair] + 60.0 * draw.random() if in_crisis else draw.random() * span
        stage.plan(float(time), pairs[pair], 0, BACKGROUND, -1, False)
    responding = {pair: draw.beta(2.0, 3.0) for pair in pairs}
    going_on = {pair: 0.7 * (1.0 - responding[pair[::-1]]) * draw.beta(1.5, 3.0) for pair in pairs}
    while stage.queue:
        event = heapq.heappop(stage.queue)
        if event.time >= span:
            break
        stage.happen(event)
        me, ends = len(stage.done) - 1, (event.source, event.target)
        if draw.random() < responding[ends[::-1]]:
            delay = 4.0 * draw.pareto(1.5)
            stage.plan(event.time + delay, ends[::-1], 0, REPLY, me, False)
        if draw.random() < going_on[ends]:
            stage.plan(event.time + 10.0 * draw.pareto(1.0), ends, 0, CAMPAIGN, me, False)
    return stage.planted()
