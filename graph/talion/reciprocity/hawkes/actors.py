"""Actor levels: how busy the source has been of late, and how beset the target."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from talion.reciprocity.hawkes.compiled import compiled
from talion.reciprocity.hawkes.model import ACTOR_SCALES

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
    return _levels(
        np.ascontiguousarray(time, np.float64),
        np.ascontiguousarray(actor, np.int32),
        states,
        bank.rates[at],
        bank.heights[at],
        2.0 * bank.same[at],
        np.ascontiguousarray(weights, np.float64),
    )


@compiled
def _levels(
    time: npt.NDArray[np.float64],
    actor: npt.NDArray[np.int32],
    states: int,
    rates: npt.NDArray[np.float64],
    heights: npt.NDArray[np.float64],
    same: npt.NDArray[np.float64],
    weights: npt.NDArray[np.float64],
) -> npt.NDArray[np.float64]:
    """Pass in time order: `past` holds acts before a state's latest day, `today` the rest."""
    n, rows, scales = len(time), weights.shape[0], len(rates)
    out = np.zeros((n, rows))
    past = np.zeros((states, scales))
    today = np.zeros(states)
    day = np.zeros(states)
    for i in range(n):
        a = actor[i]
        if today[a] > 0 and time[i] > day[a]:
            for k in range(scales):
                past[a, k] = (past[a, k] + today[a]) * np.exp(-rates[k] * (time[i] - day[a]))
            today[a] = 0.0
        day[a] = time[i]
        for k in range(scales):
            value = heights[k] * past[a, k] + same[k] * today[a]
            for r in range(rows):
                out[i, r] += weights[r, k] * value
        today[a] += 1.0
    return out
