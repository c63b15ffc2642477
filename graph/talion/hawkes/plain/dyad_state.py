"""One dyad: its events, and the decayed sums of what they excite."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from talion.hawkes.dyads import CLASSES, standing
from talion.hawkes.native.array_layout import LANES

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.hawkes.native.pass_state import PassState
    from talion.hawkes.plain.weights import Weights

    Array = npt.NDArray[np.float64]


class DyadState:
    """The events of a dyad in order, and the sums over those of earlier days.

    By event: `time`, `row` in the table, `side`, `kind`, and `event_class`, its class (type times
    `CLASSES` plus standing). `sums` has shape (sides, roles, lanes), `like` (sides, types, lanes).
    """

    def __init__(self, memory: PassState, weights: Weights, low: int, high: int) -> None:
        """Take the records from place `low` to before `high`."""
        code = memory.word[4 * low + 3 : 4 * high : 4].astype(np.int64)
        self.time = memory.time[2 * low : 2 * high : 2]
        self.row = memory.word[4 * low + 2 : 4 * high : 4].astype(np.int64)
        self.side, self.kind = (code & 1).astype(np.uint8), code >> 1
        self.event_class = self.kind * CLASSES + self._standings(memory.limits)
        self.weights = weights
        self.sums = np.zeros((2, 4, LANES))
        self.like = np.zeros((2, weights.kinds, LANES))
        self.moment = float(self.time[0])

    def _standings(self, limits: tuple[float, ...]) -> npt.NDArray[np.int64]:
        gaps = np.diff(self.time, prepend=self.time[0]).tolist()
        number = [0, 0]
        found = []
        for side, gap in zip(self.side.tolist(), gaps, strict=True):
            found.append(standing(number[side], number[1 - side], gap, limits))
            number[side] += 1
        return np.array(found, np.int64)

    def advance(self, time: float) -> None:
        """Let the sums decay until a moment."""
        lag = time - self.moment
        if lag > 0:
            left = self.weights.decay.after(np.array([lag]))[0]
            self.sums *= left
            self.like *= left
            self.moment = time

    def campaigns(self, i: int, *, latest: bool) -> Array:
        """Return by lane the rate that the own side's events of earlier days bring to an event.

        `latest` says that the last of them is still the side's latest event.
        """
        w, d, b = self.weights, int(self.side[i]), int(self.kind[i])
        rate = w.mix[1, b] * (self.sums[d, 0] + self.sums[d, 1] * latest)
        return np.asarray(rate + w.alike[0, b] * self.like[d, b] if w.kinds > 1 else rate)

    def replies(self, i: int, *, latest: bool) -> Array:
        """Return the same of the other side's events, as replies."""
        w, o, b = self.weights, 1 - int(self.side[i]), int(self.kind[i])
        rate = w.mix[2, b] * (self.sums[o, 2] + self.sums[o, 3] * latest)
        return np.asarray(rate + w.alike[1, b] * self.like[o, b] if w.kinds > 1 else rate)

    def absorb(self, low: int, high: int) -> None:
        """Add the events of a day to the sums."""
        for i in range(low, high):
            side, pull = int(self.side[i]), self.weights.pull[self.event_class[i]]
            self.sums[side, [0, 2]] += pull[[0, 2]]
            self.sums[side, [1, 3]] = pull[[1, 3]]
            self.like[side, self.kind[i]] += 1.0
