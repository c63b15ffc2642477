"""Actor levels: how active the source, and how much a target the target, has been lately."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from talion.hawkes.jit import compiled
from talion.hawkes.native.level_values import LevelState, LevelWeights
from talion.hawkes.passes import add_level
from talion.hawkes.reply_model import ACTOR_SCALES

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.hawkes.kernels import Kernels


class _Wanted(NamedTuple):
    """The kernels and the sums wanted.

    `decays` has what is left after whole days, as far as it was computed beforehand; `early`
    (rows, scales) weighs the events of earlier days, `late` (rows) those of the same day.
    """

    rates: npt.NDArray[np.float64]
    decays: npt.NDArray[np.float64]
    early: npt.NDArray[np.float64]
    late: npt.NDArray[np.float64]

    @classmethod
    def of(cls, kernels: Kernels, weights: npt.NDArray[np.float64], span: float) -> _Wanted:
        """Take the kernels that have a weight, over a span of days."""
        used = weights.any(axis=0)
        at, weights = np.array(ACTOR_SCALES)[used], weights[:, used]
        return cls(
            kernels.rates[at],
            np.ascontiguousarray(kernels.decays(span)[:, at]),
            weights * kernels.heights[at],
            2.0 * weights @ kernels.same[at],
        )


def levels(
    time: npt.NDArray[np.float64],
    actor: npt.NDArray[np.int32],
    states: int,
    kernels: Kernels,
    weights: npt.NDArray[np.float64],
) -> npt.NDArray[np.float64]:
    """Return for each event Σ weight · kernel(delay) over earlier events of the same `actor`.

    `actor` is the column of sources or of targets; `weights` has a row for each wanted sum and a
    column for each of `ACTOR_SCALES`; the result has shape (events, rows). Of events of one day
    those listed earlier count, with the mass that the order leaves them.

    >>> from talion.hawkes.kernels import Kernels
    >>> exact = Kernels(shortest=1.0, resolution=0.0)  # scale 1, 4, …: density e⁻¹ after one day
    >>> time, source = np.array([0.0, 1.0, 1.5]), np.array([0, 0, 1], np.int32)
    >>> levels(time, source, 2, exact, np.array([[1.0, 0.0, 0.0]]))[:, 0].round(4).tolist()
    [0.0, 0.3679, 0.0]
    """
    time = np.ascontiguousarray(time, np.float64)
    wanted = _Wanted.of(kernels, weights, float(time[-1] - time[0]) if len(time) else 0.0)
    found = np.empty((len(time), len(weights)))
    _levels(time, np.ascontiguousarray(actor, np.int32), states, wanted, found)
    return found


def daily_levels(
    day: npt.NDArray[np.float64],
    count: npt.NDArray[np.int64],
    kernels: Kernels,
    weights: npt.NDArray[np.float64],
) -> npt.NDArray[np.float64]:
    """Return for each day of one actor what `levels` returns for the first event of that day.

    `day` ascends, `count` has the events of each day; shape (days, rows of `weights`). An event
    that is not the first of its day has `same_day_levels` more for each that is listed before it.

    >>> from talion.hawkes.kernels import Kernels
    >>> exact = Kernels(shortest=1.0, resolution=0.0)
    >>> weights, twice = np.array([[1.0, 0.0, 0.0]]), np.array([2, 1])
    >>> daily_levels(np.array([0.0, 1.0]), twice, exact, weights)[:, 0].round(4).tolist()
    [0.0, 0.7358]
    """
    span = float(day[-1] - day[0]) if len(day) else 0.0
    wanted = _Wanted.of(kernels, weights, span)
    found = np.empty((len(day), len(weights)))
    _daily(np.ascontiguousarray(day, np.float64), count.astype(np.float64), wanted, found)
    return found


def same_day_levels(kernels: Kernels, weights: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return by row of `weights` what an event listed earlier on the same day adds.

    >>> from talion.hawkes.kernels import Kernels
    >>> exact = Kernels(shortest=1.0, resolution=0.0)  # exact times do not coincide
    >>> same_day_levels(exact, np.array([[1.0, 0.0, 0.0]])).tolist()
    [0.0]
    """
    return _Wanted.of(kernels, weights, 0.0).late


def level(
    time: npt.NDArray[np.float64],
    actor: npt.NDArray[np.int32],
    states: int,
    kernels: Kernels,
    weights: npt.NDArray[np.float64],
    base: float = 0.0,
) -> npt.NDArray[np.float32]:
    """Return one such sum by event, in single precision, more than twice as fast.

    `weights` has one number for each of `ACTOR_SCALES`; `base` is added to each sum.

    >>> from talion.hawkes.kernels import Kernels
    >>> exact = Kernels(shortest=1.0, resolution=0.0)
    >>> time, source = np.array([0.0, 1.0, 1.5]), np.array([0, 0, 1], np.int32)
    >>> found = level(time, source, 2, exact, np.array([1.0, 0.0, 0.0]), base=0.25)
    >>> found.astype(float).round(4).tolist()
    [0.25, 0.6179, 0.25]
    """
    found = np.full(len(time), base, np.float32)
    if not (len(time) and weights.any()):
        return found
    spread = np.zeros(kernels.size)
    spread[list(ACTOR_SCALES)] = weights
    time = np.ascontiguousarray(time, np.float64)
    add_level(
        time,
        np.ascontiguousarray(actor, np.int32),
        LevelWeights.of(kernels, spread, float(time[-1] - time[0])),
        LevelState.of(states, float(time[0])),
        found,
    )
    return found


@compiled
def _levels(
    time: npt.NDArray[np.float64],
    actor: npt.NDArray[np.int32],
    states: int,
    wanted: _Wanted,
    found: npt.NDArray[np.float64],
) -> None:
    """Pass in time order: `past` holds events before a state's latest day, `today` the rest."""
    rates, decays, early, late = wanted
    rows, scales = early.shape
    past = np.zeros((states, scales))
    sums = np.zeros((states, rows))
    today = np.zeros(states)
    day = np.zeros(states)
    for i in range(len(time)):
        a = actor[i]
        gap = time[i] - day[a]
        if today[a] > 0 and gap > 0:
            for k in range(scales):
                left = decays[int(gap), k] if gap < len(decays) else np.exp(-rates[k] * gap)
                past[a, k] = (past[a, k] + today[a]) * left
            for r in range(rows):
                sums[a, r] = 0.0
                for k in range(scales):
                    sums[a, r] += early[r, k] * past[a, k]
            today[a] = 0.0
        day[a] = time[i]
        for r in range(rows):
            found[i, r] = sums[a, r] + late[r] * today[a]
        today[a] += 1.0


@compiled
def _daily(
    day: npt.NDArray[np.float64],
    count: npt.NDArray[np.float64],
    wanted: _Wanted,
    found: npt.NDArray[np.float64],
) -> None:
    """Pass over the days of one actor: `past` holds the events before the day."""
    rates, decays, early, _ = wanted
    rows, scales = early.shape
    past = np.zeros(scales)
    for i in range(len(day)):
        if i > 0:
            gap = day[i] - day[i - 1]
            for k in range(scales):
                left = decays[int(gap), k] if gap < len(decays) else np.exp(-rates[k] * gap)
                past[k] = (past[k] + count[i - 1]) * left
        for r in range(rows):
            found[i, r] = 0.0
            for k in range(scales):
                found[i, r] += early[r, k] * past[k]
