"""The reply model written out event by event, in quadratic time, as an oracle for the passes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from talion.hawkes.dyads import SIDES, SILENCES
from talion.hawkes.kernels import SHORT_SCALES
from talion.hawkes.reply_model import ACTOR_SCALES, COUNT, SIDE, SILENCE, TYPE

if TYPE_CHECKING:
    import numpy.typing as npt
    from talion.hawkes.reply_model import Model

    Array = npt.NDArray[np.float64]


@dataclass
class Event:
    time: float
    source: int
    target: int
    kind: int


def standing(history: list[Event], at: int, limits: list[float]) -> int:
    event = history[at]
    pair = {event.source, event.target}
    before = [a for a in history[:at] if {a.source, a.target} == pair]
    own = sum(a.source == event.source for a in before)
    silence = SILENCES - 1
    if before:
        silence = sum(event.time - before[-1].time >= limit for limit in limits)
    number = sum(own > limit for limit in (0, 2, 8, 26))
    return (number * SIDES + any(a.source != event.source for a in before)) * SILENCES + silence


def columns(event: Event, place: int) -> list[int]:
    return [
        0,
        SILENCE + place % SILENCES,
        SIDE + place // SILENCES % SIDES,
        COUNT + place // (SILENCES * SIDES),
        TYPE + event.kind,
    ]


@dataclass
class Parts:
    """Rates at an event: ground, own events by scale, the other side's by event and scale."""

    ground: float
    own: Array
    early: dict[int, Array]
    late: dict[int, Array]
    unsure: bool


class Oracle:
    """Rates, shares and compensators by direct sums over all earlier events."""

    def __init__(self, model: Model, history: list[Event], *, either: bool) -> None:
        self.model, self.history, self.either = model, history, either
        self.limits = model.kernels.scales[2:6].tolist()
        self.marks = [columns(a, standing(history, i, self.limits)) for i, a in enumerate(history)]

    def weight(self, role: int, i: int) -> Array:
        return np.asarray(self.model.weights[role, self.marks[i]].sum(axis=0))

    def later_of_its_side(self, j: int, until: int, time: float) -> bool:
        """Whether a newer event of j's side stands between it and the moment."""
        a = self.history[j]
        return any(
            b.source == a.source and b.target == a.target and b.time <= time
            for b in self.history[j + 1 : until]
        )

    def pull(self, j: int, kind: int, time: float, until: int, *, own: bool) -> Array:
        """Rate by scale at which event j excites events of the type at a later time."""
        model, a = self.model, self.history[j]
        role = 0 if own else 3
        share = model.mix[1 if own else 2, kind]
        kernel = model.kernels.density(np.array([time - a.time]))[0]
        rate = share * self.weight(role, j)
        if not self.later_of_its_side(j, until, time):
            rate = rate + share * self.weight(role + 1, j)
        if a.kind == kind:
            rate = rate + model.weights[role + 2, TYPE + kind]
        return np.asarray(rate * kernel)

    def ground(self, i: int) -> float:
        model, event = self.model, self.history[i]
        rate = model.world / (model.states * (model.states - 1))
        for which, name in enumerate(("source", "target")):
            for j in range(i):
                other = self.history[j]
                if getattr(other, name) == getattr(event, name):
                    lag = event.time - other.time
                    kernel = model.kernels.density(np.array([lag]))[0][list(ACTOR_SCALES)]
                    factor = 2.0 if lag == 0 else 1.0
                    rate += factor * (model.actors[which] @ kernel) / (model.states - 1)
        return float(rate)

    def parts(self, i: int) -> Parts:
        """Rates at event i, the other side's events of earlier days and of the very day apart."""
        history, event = self.history, self.history[i]
        day = [j for j, a in enumerate(history) if a.time == event.time]
        reverse = [
            j for j, a in enumerate(history) if (a.source, a.target) == (event.target, event.source)
        ]
        unsure = (
            self.either and any(j in day for j in reverse) and self.model.kernels.resolution > 0
        )
        own = np.zeros(self.model.kernels.size)
        for j in range(i):
            if (history[j].source, history[j].target) == (event.source, event.target):
                factor = 2.0 if j in day else 1.0
                own = own + factor * self.pull(j, event.kind, event.time, i, own=True)
        early = {}
        late = {}
        for j in reverse:
            if history[j].time < event.time:
                until = min(day) if unsure else i
                early[j] = self.pull(j, event.kind, event.time, until, own=False)
            elif j in day and (unsure or j < i):
                until = len(history) if unsure else i
                factor = 1.0 if unsure else 2.0
                late[j] = factor * self.pull(j, event.kind, event.time, until, own=False)
        ground = self.ground(i) * self.model.mix[0, event.kind]
        return Parts(ground, own, early, late, unsure)

    def rates(self, i: int) -> tuple[float, float]:
        """Rate without and from the other side's events of the day."""
        p = self.parts(i)
        base = p.ground + float(p.own.sum()) + sum(float(v.sum()) for v in p.early.values())
        return base, sum(float(v.sum()) for v in p.late.values())

    def day(self, i: int) -> list[int]:
        event = self.history[i]
        pair = {event.source, event.target}
        return [
            j
            for j, a in enumerate(self.history)
            if a.time == event.time and {a.source, a.target} == pair
        ]

    def leads(self, i: int) -> tuple[float, float, float]:
        """Likelihood of the pair's day, and its parts where the other side, or this one, leads."""
        mine = {}
        for j in self.day(i):
            mine[j] = self.rates(j)
        other = own = neither = 1.0
        for j, (base, response) in mine.items():
            neither *= base
            same = self.history[j].source == self.history[i].source
            other *= base + response if same else base
            own *= base + response if not same else base
        return other + own - neither, other, own

    def shares(self, i: int) -> tuple[float, float, float, dict[int, float]]:
        """Return reply, campaign, background, and the share of every antecedent."""
        p = self.parts(i)
        base, response = self.rates(i)
        late = 1.0 / (base + response)
        if p.unsure:
            total, other, _ = self.leads(i)
            late *= other / total
        early = (1.0 - late * response) / base
        same_day = [
            j for j in self.day(i) if j < i and self.history[j].source == self.history[i].source
        ]
        campaign = 0.0
        for j in range(i):
            a = self.history[j]
            if (a.source, a.target) == (self.history[i].source, self.history[i].target):
                rate = self.pull(j, self.history[i].kind, self.history[i].time, i, own=True)
                if j in same_day:
                    campaign += 2.0 * rate.sum() * early
                else:
                    campaign += rate[:SHORT_SCALES].sum() * early
        found = {j: float(v[:SHORT_SCALES].sum()) * early for j, v in p.early.items()}
        found |= {j: float(v.sum()) * late for j, v in p.late.items()}
        reply = sum(found.values())
        return reply, campaign, 1.0 - reply - campaign, found

    def log_likelihood(self) -> float:
        """Log-likelihood from the start to the last event, all ordered pairs in the compensator."""
        total = 0.0
        done: set[int] = set()
        for i in range(len(self.history)):
            if i in done:
                continue
            if self.parts(i).unsure:
                total += math.log(self.leads(i)[0])
                done |= set(self.day(i))
            else:
                total += math.log(sum(self.rates(i)))
        return total - self.compensator(-math.inf, self.history[-1].time)

    def compensator(self, since: float, until: float) -> float:
        model, kernels = self.model, self.model.kernels
        begin = self.history[0].time - kernels.resolution
        total = model.world * (until - max(since, begin))
        for j, a in enumerate(self.history):
            following = [
                b.time
                for b in self.history[j + 1 :]
                if (b.source, b.target) == (a.source, a.target)
            ]
            times = np.array([since, until, min([until, *following])]) - a.time
            begun, spent, short = kernels.mass(times)
            mass, latest = spent - begun, np.maximum(short - begun, 0)
            for role in (0, 3):
                total += self.weight(role, j) @ mass + self.weight(role + 1, j) @ latest
                total += model.weights[role + 2, TYPE + a.kind] @ mass
            for which in range(2):
                total += model.actors[which] @ mass[list(ACTOR_SCALES)]
        return float(total)
