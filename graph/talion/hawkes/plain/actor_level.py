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
    """Add to `found`, by event in time order, the level of its actor; see the compiled function."""
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
