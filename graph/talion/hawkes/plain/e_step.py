"""The plain twin of `talion.hawkes.fitting.e_step`: an event at a time, by mark and kernel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from talion.hawkes.day_order import leaders
from talion.hawkes.dyads import SIDES, SILENCES
from talion.hawkes.reply_model import BASE, COUNT, SIDE, SILENCE, TYPE

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.hawkes.fitting.values import DyadEvents, Excitation, Expected

    Array = npt.NDArray[np.float64]


def expectation(
    groups: tuple[int, int],
    events: DyadEvents,
    parameters: Excitation,
    either: bool,
    expected: Expected,
) -> float:
    """Add expected numbers over a range of dyads; see the compiled function.

    >>> from talion.hawkes.fitting.values import DyadEvents, Excitation, Expected
    >>> weights = np.zeros((6, TYPE + 1, 1))
    >>> weights[3, BASE] = 1.0  # an event excites one response; half of it is left after a day
    >>> parameters = Excitation(weights, np.ones((3, 1)), np.log([2.0]), np.ones(1), np.zeros(1))
    >>> first, second = np.array([0.0, 1.0]), np.array([0, 1], np.uint8)  # times, sides
    >>> alike, each = np.zeros(2, np.int32), np.ones(2)
    >>> events = DyadEvents(np.array([0, 2]), first, second, alike, alike, each, each > 0)
    >>> expected = Expected(np.zeros_like(weights), np.zeros((3, 1)), np.zeros((2, 3)))
    >>> round(float(np.exp(expectation((0, 1), events, parameters, False, expected))), 6)  # 1 · 1.5
    1.5
    >>> expected.shares.round(4).tolist()  # background, campaign, reply
    [[1.0, 0.0, 0.0], [0.6667, 0.0, 0.3333]]
    """
    unknown = either and bool(parameters.same[0] > 0)
    total = 0.0
    for g in range(*groups):
        low, end = int(events.start[g]), int(events.start[g + 1])
        dyad = _Dyad(events, parameters, expected)
        edges = (low + 1 + np.flatnonzero(np.diff(events.time[low:end]))).tolist()
        for first, after in zip([low, *edges], [*edges, end], strict=True):
            total += dyad.day(first, after, unknown=unknown)
    return total


class _Counts:
    """Counts of events by side, mark column and kernel: of every one, and of the latest."""

    def __init__(self, columns: int, scales: int) -> None:
        self.every = np.zeros((2, columns, scales))
        self.latest = np.zeros((2, columns, scales))

    def add(self, side: int, columns: npt.NDArray[np.int64]) -> None:
        self.every[side, columns] += 1.0
        self.latest[side] = 0.0
        self.latest[side, columns] = 1.0


@dataclass(slots=True)
class _Part:
    """What one side's events of some days add to the rate at an event, each weight's part apart."""

    role: int
    kind: int
    every: Array
    latest: Array
    alike: Array

    @property
    def mixed(self) -> float:
        """The rate by the mixture of types."""
        return float(self.every.sum() + self.latest.sum())

    @property
    def rate(self) -> float:
        """The whole rate."""
        return self.mixed + float(self.alike.sum())

    def credit(self, offspring: Array, per_rate: float) -> None:
        """Add every weight's part, as a probability, to its expected offspring."""
        offspring[self.role] += self.every * per_rate
        offspring[self.role + 1] += self.latest * per_rate
        offspring[self.role + 2, TYPE + self.kind] += self.alike * per_rate


class _Rates(NamedTuple):
    """The rate at an event by origin: `early` parts of own and other side, `late` ones of today."""

    ground: float
    campaign: tuple[_Part, _Part]
    reply: _Part
    response: _Part

    @property
    def base(self) -> float:
        """The rate without the other side's events of the day."""
        return self.ground + sum(part.rate for part in self.campaign) + self.reply.rate


class _Dyad:
    """The pass over one dyad."""

    def __init__(self, events: DyadEvents, parameters: Excitation, expected: Expected) -> None:
        self.events, self.parameters, self.expected = events, parameters, expected
        self.shape = parameters.weights.shape[1:]
        self.past = _Counts(*self.shape)
        self.before = np.nan

    def day(self, low: int, high: int, *, unknown: bool) -> float:
        """Take the events of one day; return their log-likelihood."""
        self._advance(float(self.events.time[low]))
        sides = self.events.side[low:high]
        unsure = unknown and 0 < sides.sum() < high - low
        whole = _Counts(*self.shape)
        for i in range(low, high):
            whole.add(int(sides[i - low]), self._columns(i))
        rates = self._rates(low, high, whole if unsure else None)
        base = np.array([r.base for r in rates])
        response = np.array([r.response.rate for r in rates])
        total, led = self._log_rates(low, high, base, response, unsure=unsure)
        late = led[1 - sides] / (base + response)
        early = np.where(
            unsure & (response > 0), (1.0 - late * response) / base, 1.0 / (base + response)
        )
        for i in range(low, high):
            if self.events.counted[i]:
                self._credit(i, rates[i - low], float(early[i - low]), float(late[i - low]))
            self.past.add(int(sides[i - low]), self._columns(i))
        return total

    def _advance(self, time: float) -> None:
        if time > self.before:
            left = np.exp(-self.parameters.rates * (time - self.before))
            self.past.every *= left
            self.past.latest *= left
        self.before = time

    def _columns(self, i: int) -> npt.NDArray[np.int64]:
        """Return the columns of an event's marks."""
        standing = int(self.events.standing[i])
        silence, side = standing % SILENCES, standing // SILENCES % SIDES
        count, kind = standing // (SILENCES * SIDES), int(self.events.kind[i])
        return np.array([BASE, SILENCE + silence, SIDE + side, COUNT + count, TYPE + kind])

    def _rates(self, low: int, high: int, whole: _Counts | None) -> list[_Rates]:
        """Return the rates at a day's events; `whole` is the day where its order is unknown."""
        p, e = self.parameters, self.events
        today = _Counts(*self.shape)
        seen = [0, 0]
        found = []
        for i in range(low, high):
            d, b = int(e.side[i]), int(e.kind[i])
            o = 1 - d
            own = self._part(self.past, d, 0, b, p.heights, latest=seen[d] == 0)
            listed = self._part(today, d, 0, b, 2.0 * p.same)
            reply = self._part(
                self.past, o, 3, b, p.heights, latest=whole is not None or seen[o] == 0
            )
            if whole is None:
                response = self._part(today, o, 3, b, 2.0 * p.same)
            else:
                response = self._part(whole, o, 3, b, p.same)
            ground = float(e.background[i] * p.mix[0, b])
            found.append(_Rates(ground, (own, listed), reply, response))
            today.add(d, self._columns(i))
            seen[d] += 1
        return found

    def _part(
        self, counts: _Counts, side: int, role: int, kind: int, unit: Array, *, latest: bool = True
    ) -> _Part:
        """Return what one side's events add; `role` is the first of campaign or of reply."""
        weights, share = self.parameters.weights, self.parameters.mix[1 + role // 3, kind]
        every = share * weights[role] * unit * counts.every[side]
        last = share * weights[role + 1] * unit * counts.latest[side] * latest
        alike = weights[role + 2, TYPE + kind] * unit * counts.every[side, TYPE + kind]
        return _Part(role, kind, every, last, alike)

    def _log_rates(
        self, low: int, high: int, base: Array, response: Array, *, unsure: bool
    ) -> tuple[float, Array]:
        """Return the log-likelihood of the events that count, and which side may have led."""
        counted = self.events.counted[low:high]
        if not unsure:
            return float(np.log(base + response)[counted].sum()), np.ones(2)
        total, first, second = leaders(high - low, self.events.side[low:high], base, response)
        return float(total) if counted[0] else 0.0, np.array([first, second])

    def _credit(self, i: int, rates: _Rates, early: float, late: float) -> None:
        """Add an event's shares of origin to what is expected."""
        offspring, mix, shares = self.expected
        kind = self.events.kind[i]
        for part in (*rates.campaign, rates.reply):
            part.credit(offspring, early)
        rates.response.credit(offspring, late)
        mix[0, kind] += rates.ground * early
        mix[1, kind] += sum(part.mixed for part in rates.campaign) * early
        mix[2, kind] += rates.reply.mixed * early + rates.response.mixed * late
        shares[i, 0] = rates.ground * early
        shares[i, 1] = sum(part.rate for part in rates.campaign) * early
        shares[i, 2] = rates.reply.rate * early + rates.response.rate * late
