"""One level by event, compiled: decayed counts of the same actor's earlier events."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from talion.hawkes.native.array_layout import LANES
from talion.hawkes.native.decay import DecayTable, decay, sum_all
from talion.hawkes.native.flush_to_zero import flush_subnormals
from talion.hawkes.native.pointers import load, pointer_to, store
from talion.hawkes.native.simd import add, multiply, splat

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
    """Add to `found`, by event in time order, the level of its actor; `state` is updated.

    There is no branch in the loop: which actor comes next cannot be predicted.

    >>> from talion.hawkes.kernels import Kernels
    >>> from talion.hawkes.native.level_values import LevelState, LevelWeights
    >>> from talion.hawkes.passes import add_level as compiled
    >>> exact = Kernels(shortest=1.0, resolution=0.0)
    >>> weights = LevelWeights.of(exact, np.array([1.0, 0, 0, 0, 0, 0, 0]), span=1.0)
    >>> time, actor, found = np.array([0.0, 1.0]), np.zeros(2, np.int32), np.zeros(2, np.float32)
    >>> compiled(time, actor, weights, LevelState.of(1, 0.0), found)
    >>> found.astype(float).round(4).tolist()  # e⁻¹ of the first event is left at the second
    [0.0, 0.3679]
    """
    decays, past = weights.decays, state.past
    today, day = state.today, state.day
    kept = pointer_to(past, 0)
    table = DecayTable(pointer_to(decays, 0), len(decays) // LANES, weights.slowest)
    early = load(pointer_to(weights.early, 0), 0)
    usual = flush_subnormals(np.int32(0))
    for i in range(len(time)):
        a = actor[i]
        gap = time[i] - day[a]
        passed = np.float32(gap > 0)
        sums = multiply(add(load(kept, LANES * a), splat(today[a] * passed)), decay(gap, table))
        store(kept, LANES * a, sums)
        same = today[a] * (np.float32(1) - passed)
        found[i] += sum_all(multiply(sums, early)) + weights.late * same
        today[a] = same + np.float32(1)
        day[a] = time[i]
    flush_subnormals(usual)
