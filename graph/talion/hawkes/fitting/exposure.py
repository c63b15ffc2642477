"""Exposure: how much of each kernel's mass lay within the time observed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from talion.hawkes.fitting.marks import MARKS, marks
from talion.hawkes.jit import compiled, part
from talion.hawkes.reply_model import ACTOR_SCALES, ROLES

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.hawkes.dyads import DyadColumns, Dyads
    from talion.hawkes.kernels import Kernels


def exposure(
    dyads: Dyads, kernels: Kernels, columns: int, since: float, until: float
) -> npt.NDArray[np.float64]:
    """Return the compensator of every weight over (since, until], all pairs of states together.

    Shape (roles, columns, scales). An event after `until` has none; one before `since` keeps the
    mass that it has left; the latest event of a side loses what lies after the next one.

    >>> from talion.hawkes.dyads import dyads
    >>> from talion.hawkes.kernels import Kernels
    >>> from talion.hawkes.reply_model import BASE, TYPE
    >>> exact = Kernels(shortest=1.0, resolution=0.0)
    >>> source = np.zeros(2, np.int32)
    >>> grouped = dyads(np.array([0.0, 1.0]), source, source + 1, None, 2, exact)
    >>> found = exposure(grouped, exact, TYPE + 1, -np.inf, 2.0)
    >>> round(float(found[0, BASE, 0]), 4)  # 1 − e⁻² and 1 − e⁻¹
    1.4968
    >>> round(float(found[1, BASE, 0]), 4)  # the latest event alone: twice 1 − e⁻¹
    1.2642
    """
    masses = (kernels.rates, kernels.same)
    every, latest = _exposure(dyads.columns, masses, columns, since, until)
    result = np.zeros((len(ROLES), columns, kernels.size))
    result[[0, 2, 3, 5]] = every
    result[[1, 4]] = latest
    return result


def actor_exposure(
    time: npt.NDArray[np.float64], kernels: Kernels, since: float, until: float
) -> npt.NDArray[np.float64]:
    """Return the compensator of each actor scale, each event spread over all pairs of a state.

    >>> from talion.hawkes.kernels import Kernels
    >>> exact = Kernels(shortest=1.0, resolution=0.0)  # actor scales 1, 64, 1024
    >>> actor_exposure(np.array([0.0]), exact, -np.inf, 64.0).round(4).tolist()
    [1.0, 0.6321, 0.0606]
    """
    mass = kernels.mass(until - time) - kernels.mass(since - time)
    return np.asarray(mass[:, list(ACTOR_SCALES)].sum(axis=0))


@part
def spent_mass(elapsed: float, rate: float, same: float) -> float:
    """Return the mass of a kernel spent after a time, see `Kernels.mass`.

    >>> round(float(spent_mass(1.0, rate=1.0, same=0.0)), 4), spent_mass(-1.0, 1.0, 0.0)
    (0.6321, 0.0)
    >>> round(float(spent_mass(0.0, rate=1.0, same=0.25)), 4)  # on the day of the event itself
    0.25
    """
    if elapsed < 0:
        return 0.0
    spent: float = same - (1.0 - same) * np.expm1(-rate * elapsed)
    return spent


@compiled
def _exposure(
    events: DyadColumns,
    masses: tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]],
    columns: int,
    since: float,
    until: float,
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Add up spent masses by mark: of all events, and of each while it is the latest."""
    start, time, side, kind, standing = events
    rates, same = masses
    scales = len(rates)
    every = np.zeros((columns, scales))
    latest = np.zeros((columns, scales))
    mark = np.empty(MARKS, np.int64)
    for g in range(len(start) - 1):
        following = np.full(2, np.inf)
        for i in range(start[g + 1] - 1, start[g] - 1, -1):
            end = min(until, following[side[i]])
            marks(standing[i], kind[i], mark)
            for k in range(scales):
                before = spent_mass(since - time[i], rates[k], same[k])
                spent = spent_mass(until - time[i], rates[k], same[k]) - before
                short = max(0.0, spent_mass(end - time[i], rates[k], same[k]) - before)
                for m in mark:
                    every[m, k] += spent
                    latest[m, k] += short
            following[side[i]] = time[i]
    return every, latest
