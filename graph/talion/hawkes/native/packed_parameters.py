"""Parameters packed for the pass over events: one row of weights for each class of event."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from talion.hawkes.dyads import CLASSES, SIDES, SILENCES
from talion.hawkes.native.array_layout import LANES, decay_table, padded
from talion.hawkes.reply_model import BASE, COUNT, SIDE, SILENCE, TYPE

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.hawkes.reply_model import Model

PULLS = (0, 1, 3, 4)
"""The roles by mixture: campaign, campaign_latest, reply, reply_latest."""


class PackedParameters(NamedTuple):
    """A model's weights by class of event (its type times `CLASSES` plus its standing).

    All are flat and in single precision. `pull` (classes, 4, lanes) holds the weights, times the
    kernels' heights, with which an event of that class excites others, in the order of `PULLS`;
    `now` (classes, 4) the same for its own day; `alike` (2, types, lanes) and `alike_now`
    (2, types) are those of events of the same type; `most` (2, lanes) bounds the excitation of a
    reply by any event and by the latest; `mix` (3, types) shares the events of each origin among
    types. `decays` (days, lanes) is what is left of each kernel after each of `days` whole days,
    none where times are exact; `slowest` is the rate of the slowest kernel.
    """

    pull: npt.NDArray[np.float32]
    now: npt.NDArray[np.float32]
    alike: npt.NDArray[np.float32]
    alike_now: npt.NDArray[np.float32]
    most: npt.NDArray[np.float32]
    mix: npt.NDArray[np.float32]
    decays: npt.NDArray[np.float32]
    days: int
    slowest: float

    @classmethod
    def of(cls, model: Model, span: float) -> PackedParameters:
        """Pack the parameters of a model for events over a span of time."""
        standing = np.arange(CLASSES)
        by_standing = (
            model.weights[:, BASE, None]
            + model.weights[:, SILENCE + standing % SILENCES]
            + model.weights[:, SIDE + standing // SILENCES % SIDES]
            + model.weights[:, COUNT + standing // (SILENCES * SIDES)]
        )
        by_type = model.weights[:, TYPE:]
        whole = by_type[:, :, None] + by_standing[:, None]
        roles, kinds, _, scales = whole.shape
        flat = whole.reshape(roles, kinds * CLASSES, scales)[list(PULLS)].transpose(1, 0, 2)
        alike = by_type[[2, 5]]
        kernels = model.kernels
        decays = decay_table(kernels, span)
        return cls(
            pull=padded(flat * kernels.heights),
            now=_flat(flat @ kernels.same),
            alike=padded(alike * kernels.heights),
            alike_now=_flat(alike @ kernels.same),
            most=padded((flat * kernels.heights)[:, 2:].max(axis=0)),
            mix=_flat(model.mix),
            decays=decays,
            days=len(decays) // LANES,
            slowest=float(kernels.rates[-1]),
        )


def _flat(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float32]:
    return np.ascontiguousarray(values, np.float32).ravel()
