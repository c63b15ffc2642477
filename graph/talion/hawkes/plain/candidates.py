"""Candidates: which of the other side's events an event most probably responds to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from talion.hawkes.kernels import SHORT_SCALES
from talion.hawkes.native.pass_state import NEGLIGIBLE

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.hawkes.plain.dyad_state import DyadState
    from talion.hawkes.plain.weights import Weights

    Array = npt.NDArray[np.float64]
    Places = npt.NDArray[np.int64]

BLOCK = 64
"""Events looked at together, from the latest back."""


@dataclass(frozen=True, slots=True)
class Moment:
    """An event `place` of the day from `low` to before `high`, and what makes rates probabilities.

    `early` is for the rates from events of earlier days, `late` for those of the day itself; with
    `unsure` all of the other side's day counts, else what stands before the event.
    """

    place: int
    low: int
    high: int
    early: float
    late: float
    unsure: bool


class Search:
    """Looks for the best candidates among one dyad's events."""

    def __init__(self, dyad: DyadState, weights: Weights, wanted: int) -> None:
        """Ask for `wanted` candidates an event."""
        self.dyad, self.weights, self.wanted = dyad, weights, wanted
        self.places = [np.flatnonzero(dyad.side == side) for side in (0, 1)]

    def best(self, moment: Moment) -> tuple[npt.NDArray[np.int64], Array]:
        """Return rows and shares of the best candidates, best first, of equal ones the later."""
        other = self.places[1 - int(self.dyad.side[moment.place])]
        other = other[other < (moment.high if moment.unsure else moment.place)]
        latest = self._latest(moment, other)
        places, shares = [np.empty(0, np.int64)], [np.empty(0)]
        for end in range(len(other), 0, -BLOCK) if self.wanted else ():
            block = other[max(0, end - BLOCK) : end][::-1]
            if self._bound(moment, int(block[0]), latest) < NEGLIGIBLE:
                break
            places.append(block)
            shares.append(self._shares(moment, block, latest, int(other[-1])))
        place, share = np.concatenate(places), np.concatenate(shares)
        place, share = place[share >= NEGLIGIBLE], share[share >= NEGLIGIBLE]
        order = np.argsort(-share, kind="stable")[: self.wanted]
        return self.dyad.row[place[order]], share[order]

    def _latest(self, moment: Moment, other: Places) -> int:
        """Return which event of earlier days still is the other side's latest one, −1 for none."""
        before = other[other < moment.low]
        superseded = len(before) < len(other) and not moment.unsure
        return -1 if superseded or not len(before) else int(before[-1])

    def _bound(self, moment: Moment, newest: int, latest: int) -> float:
        """Return what no share of events from `newest` back exceeds."""
        if newest >= moment.low or newest == latest:
            return np.inf
        w, b = self.weights, self.dyad.kind[moment.place]
        lag = self.dyad.time[moment.place] - self.dyad.time[newest]
        most = (w.mix[2, b] * w.most[0] + w.alike[1, b]) * w.decay.after(np.array([lag]))[0]
        return float(most[:SHORT_SCALES].sum() * moment.early)

    def _shares(self, moment: Moment, block: Places, latest: int, newest: int) -> Array:
        """Return the probability that the event responds to each of a block of events."""
        w, dyad, b = self.weights, self.dyad, self.dyad.kind[moment.place]
        classes = dyad.event_class[block]
        alike = (w.kind_of(classes) == b).astype(np.float64)
        pull = w.pull[classes, 2] + w.pull[classes, 3] * (block == latest)[:, None]
        rate = w.mix[2, b] * pull + alike[:, None] * w.alike[1, b]
        rate *= w.decay.after(dyad.time[moment.place] - dyad.time[block])
        now = w.now[classes, 2] + w.now[classes, 3] * (block == newest)
        today = w.mix[2, b] * now + alike * w.alike_now[1, b]
        shares = rate[:, :SHORT_SCALES].sum(axis=1) * moment.early
        return np.asarray(np.where(block >= moment.low, today * moment.late, shares))
