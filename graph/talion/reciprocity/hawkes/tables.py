"""Parameters folded for the pass over events: one row of weights for each kind of act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from talion.reciprocity.hawkes.dyads import CLASSES, COUNTS, SIDES, SILENCES
from talion.reciprocity.hawkes.model import BASE, COUNT, SIDE, SILENCE, TYPE

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.reciprocity.hawkes.model import Model

PULLS = (0, 1, 3, 4)
"""The roles by mixture: campaign, campaign_latest, reply, reply_latest."""


@dataclass(frozen=True, slots=True)
class Tables:
    """A model's weights by kind of act (its type times `CLASSES` plus its standing).

    `pull` (acts, 4, scales) holds the weights, times the kernels' heights, with which an act of
    that kind pulls, in the order of `PULLS`; `now` (acts, 4) the same for its own day;
    `alike` (2, types, scales) and `alike_now` (2, types) are those of likeness of type; `most`
    (2, scales) bounds the pull of a reply, of any act and of the latest, and `alike_most` that
    of likeness.
    """

    pull: npt.NDArray[np.float64]
    now: npt.NDArray[np.float64]
    alike: npt.NDArray[np.float64]
    alike_now: npt.NDArray[np.float64]
    most: npt.NDArray[np.float64]

    @classmethod
    def of(cls, model: Model) -> Tables:
        """Fold the parameters of a model."""
        standing = np.arange(CLASSES)
        by_standing = (
            model.weights[:, BASE, None]
            + model.weights[:, SILENCE + standing % SILENCES]
            + model.weights[:, SIDE + standing // SILENCES % SIDES]
            + model.weights[:, COUNT + standing // (SILENCES * SIDES)]
        )
        assert COUNT + COUNTS == TYPE
        by_type = model.weights[:, TYPE:]
        whole = by_type[:, :, None] + by_standing[:, None]
        roles, kinds, _, scales = whole.shape
        flat = whole.reshape(roles, kinds * CLASSES, scales)[list(PULLS)].transpose(1, 0, 2)
        alike = by_type[[2, 5]]
        bank = model.bank
        return cls(
            pull=np.ascontiguousarray(flat * bank.heights),
            now=np.ascontiguousarray(flat @ bank.same),
            alike=np.ascontiguousarray(alike * bank.heights),
            alike_now=np.ascontiguousarray(alike @ bank.same),
            most=np.ascontiguousarray((flat * bank.heights)[:, 2:].max(axis=0)),
        )
