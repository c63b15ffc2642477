"""What the E-step takes and gives, as named tuples of arrays, which numba compiles."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.hawkes.dyads import Dyads
    from talion.hawkes.reply_model import Model

    Array = npt.NDArray[np.float64]


class DyadEvents(NamedTuple):
    """Events in the order of the dyads; `start` (dyads + 1) is where each begins.

    By event: `time`, `side` (see `Dyads`), `kind`, `standing`, the rate of the `background` before
    its share of the type, and whether it is `counted`; the others are history alone.
    """

    start: npt.NDArray[np.int64]
    time: Array
    side: npt.NDArray[np.uint8]
    kind: npt.NDArray[np.int32]
    standing: npt.NDArray[np.int32]
    background: Array
    counted: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, dyads: Dyads, background: Array, counted: npt.NDArray[np.bool_]) -> DyadEvents:
        """Return the events of grouped ones, with their background rates."""
        return cls(*dyads.columns, background, counted)


class Excitation(NamedTuple):
    """The parameters of excitation: see `Model` for `weights` and `mix`, `Kernels` for the rest."""

    weights: Array
    mix: Array
    rates: Array
    heights: Array
    same: Array

    @classmethod
    def of(cls, model: Model) -> Excitation:
        """Take them from a model."""
        kernels = model.kernels
        return cls(model.weights, model.mix, kernels.rates, kernels.heights, kernels.same)


class Expected(NamedTuple):
    """Expected numbers, which the E-step adds to.

    `offspring` (roles, columns, scales) of each weight; `mix` (3, types), events by origin and
    type; `shares` (events, 3), the responsibilities of background, campaign and reply.
    """

    offspring: Array
    mix: Array
    shares: Array

    @classmethod
    def zeros(cls, model: Model, shares: Array) -> Expected:
        """Return zeros for a model, with room for the responsibilities of all events."""
        return cls(np.zeros_like(model.weights), np.zeros_like(model.mix), shares)
