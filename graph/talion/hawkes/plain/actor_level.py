"""The plain twin of `talion.hawkes.native.actor_level`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from talion.hawkes.native.array_layout import LANES
from talion.hawkes.plain.decay import Decay

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.hawkes.native.level_values import LevelState, LevelWeights


def add_level(
    time: npt.NDArray[np.float64],
    actor: npt.NDArray[np.int32],
    weights: LevelWeights,
    state: LevelState,
    found: npt.NDArray[np.float32],
) -> None:
    """Add to `found`, by event in time order, the level of its actor; see the compiled function.

    >>> from talion.hawkes.kernels import Kernels
    >>> from talion.hawkes.native.level_values import LevelState, LevelWeights
    >>> exact = Kernels(shortest=1.0, resolution=0.0)
    >>> weights = LevelWeights.of(exact, np.array([1.0, 0, 0, 0, 0, 0, 0]), span=1.0)
    >>> time, actor, found = np.array([0.0, 1.0]), np.zeros(2, np.int32), np.zeros(2, np.float32)
    >>> add_level(time, actor, weights, LevelState.of(1, 0.0), found)
    >>> found.astype(float).round(4).tolist()  # e⁻¹ of the first event is left at the second
    [0.0, 0.3679]
    """
    decay = Decay(weights.decays, weights.slowest)
    past = state.past.reshape(-1, LANES)
    early, late = weights.early.astype(np.float64), float(weights.late)
    number, day = state.today, state.day
    for i, (a, moment) in enumerate(zip(actor.tolist(), time.tolist(), strict=True)):
        gap = moment - day[a]
        if gap > 0:
            left = decay.after(np.array([gap]))[0]
            past[a] = (past[a] + number[a]) * left
            number[a] = 0
            day[a] = moment
        found[i] += past[a] @ early + late * number[a]
        number[a] += 1
