"""What the pass over an actor's events takes: weights, and what it has seen so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from talion.hawkes.native.array_layout import LANES, aligned_zeros, decay_table, padded

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.hawkes.kernels import Kernels


class LevelWeights(NamedTuple):
    """Weights of the kernels, in single precision.

    `decays` (days, lanes) is what is left after whole days and `slowest` the rate of the slowest
    kernel; `early` (lanes) weighs events of earlier days, `late` those listed before on the same.
    """

    decays: npt.NDArray[np.float32]
    slowest: float
    early: npt.NDArray[np.float32]
    late: np.float32

    @classmethod
    def of(cls, kernels: Kernels, spread: npt.NDArray[np.float64], span: float) -> LevelWeights:
        """Pack a weight for each kernel, for events over a span of time."""
        return cls(
            decay_table(kernels, span),
            float(kernels.rates[-1]),
            padded(spread * kernels.heights),
            np.float32(2.0 * spread @ kernels.same),
        )


class LevelState(NamedTuple):
    """Of each actor: decayed counts (actors, lanes) before its latest day, and those of that day.

    `past` is flat, `today` the number of its events on the latest `day`.
    """

    past: npt.NDArray[np.float32]
    today: npt.NDArray[np.float32]
    day: npt.NDArray[np.float64]

    @classmethod
    def of(cls, actors: int, begin: float) -> LevelState:
        """Return the state before any event."""
        return cls(
            aligned_zeros(actors * LANES), np.zeros(actors, np.float32), np.full(actors, begin)
        )
