"""Actor levels: how busy the source has been of late, and how beset the target."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from talion.reciprocity.hawkes.compiled import compiled
from talion.reciprocity.hawkes.model import ACTOR_SCALES

LONGEST = 8192
"""Delays of up to so many days are looked up, longer ones computed."""

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.reciprocity.hawkes.bank import Bank


def levels(
    time: npt.NDArray[np.float64],
    actor: npt.NDArray[np.int32],
    states: int,
    bank: Bank,
    weights: npt.NDArray[np.float64],
) -> npt.NDArray[np.float64]:
    """Return for each event Σ weight · kernel(delay) over earlier acts of the same `actor`.

    `actor` is the column of sources or of targets; `weights` has one row a wanted sum and one
    column a scale of `ACTOR_SCALES`; the result has shape (events, rows). Of acts of one day
    those listed earlier count, at the mass that the order leaves them.
    """
    at = list(ACTOR_SCALES)
    time = np.ascontiguousarray(time, np.float64)
    return _levels(
        time,
        np.ascontiguousarray(actor, np.int32),
        states,
        bank.rates[at],
        _decays(time, bank, at),
        bank.heights[at],
        2.0 * bank.same[at],
        np.ascontiguousarray(weights, np.float64),
    )


def level(
    time: npt.NDArray[np.float64],
    actor: npt.NDArray[np.int32],
    states: int,
    bank: Bank,
    weights: npt.NDArray[np.float64],
) -> npt.NDArray[np.float32]:
    """Return for each event the one sum of `levels` that `weights` (scales) ask for."""
    used = [n for n, weight in enumerate(weights) if weight > 0]
    at = [ACTOR_SCALES[n] for n in used]
    time = np.ascontiguousarray(time, np.float64)
    return _level(
        time,
        np.ascontiguousarray(actor, np.int32),
        states,
        bank.rates[at],
        _decays(time, bank, at),
        weights[used] * bank.heights[at],
        float(2.0 * weights[used] @ bank.same[at]),
    )


def _decays(time: npt.NDArray[np.float64], bank: Bank, at: list[int]) -> npt.NDArray[np.float64]:
    """Return what is left after whole days, as far as it is worth reckoning beforehand."""
    dated = len(time) > 0 and bank.resolution > 0
    days = int(min(time[-1] - time[0], LONGEST)) + 1 if dated else 0
    return np.asarray(np.exp(-np.arange(days)[:, None] * bank.rates[at]))


@compiled
def _levels(
    time: npt.NDArray[np.float64],
    actor: npt.NDArray[np.int32],
    states: int,
    rates: npt.NDArray[np.float64],
    decays: npt.NDArray[np.float64],
    heights: npt.NDArray[np.float64],
    same: npt.NDArray[np.float64],
    weights: npt.NDArray[np.float64],
) -> npt.NDArray[np.float64]:
    """Pass in time order: `past` holds acts before a state's latest day, `today` the rest.

    `decays` has what is left after whole days, as far as it was reckoned beforehand.
    """
    n, rows, scales = len(time), weights.shape[0], len(rates)
    out = np.zeros((n, rows))
    past = np.zeros((states, scales))
    today = np.zeros(states)
    day = np.zeros(states)
    for i in range(n):
        a = actor[i]
        gap = time[i] - day[a]
        if today[a] > 0 and gap > 0:
            for k in range(scales):
                left = decays[int(gap), k] if gap < len(decays) else np.exp(-rates[k] * gap)
                past[a, k] = (past[a, k] + today[a]) * left
            today[a] = 0.0
        day[a] = time[i]
        for k in range(scales):
            value = heights[k] * past[a, k] + same[k] * today[a]
            for r in range(rows):
                out[i, r] += weights[r, k] * value
        today[a] += 1.0
    return out


@compiled
def _level(
    time: npt.NDArray[np.float64],
    actor: npt.NDArray[np.int32],
    states: int,
    rates: npt.NDArray[np.float64],
    decays: npt.NDArray[np.float64],
    early: npt.NDArray[np.float64],
    late: float,
) -> npt.NDArray[np.float32]:
    """Do the same for a single sum: `early` weighs earlier days by scale, `late` the same day."""
    scales = len(rates)
    out = np.empty(len(time), np.float32)
    past = np.zeros((states, scales))
    sums = np.zeros(states)
    today = np.zeros(states)
    day = np.zeros(states)
    for i in range(len(time)):
        a = actor[i]
        gap = time[i] - day[a]
        if today[a] > 0 and gap > 0:
            total = 0.0
            for k in range(scales):
                left = decays[int(gap), k] if gap < len(decays) else np.exp(-rates[k] * gap)
                past[a, k] = (past[a, k] + today[a]) * left
                total += early[k] * past[a, k]
            sums[a] = total
            today[a] = 0.0
        day[a] = time[i]
        out[i] = sums[a] + late * today[a]
        today[a] += 1.0
    return out
