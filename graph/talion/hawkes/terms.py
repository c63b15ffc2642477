"""Terms: which weights a model has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from talion.hawkes.dyads import COUNTS, SIDES, SILENCES
from talion.hawkes.reply_model import BASE, COUNT, ROLES, SIDE, SILENCE, TYPE

if TYPE_CHECKING:
    import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Terms:
    """Which weights the model has: for each role, the marks whose columns are in use."""

    campaign: tuple[str, ...] = ("silence", "side", "count", "type")
    campaign_latest: tuple[str, ...] = ("base",)
    campaign_alike: tuple[str, ...] = ("type",)
    reply: tuple[str, ...] = ("base", "type")
    reply_latest: tuple[str, ...] = ("side", "type")
    reply_alike: tuple[str, ...] = ("type",)

    def mask(self, types: int) -> npt.NDArray[np.bool_]:
        """Return a mask (roles, columns); types are in use only where there are several."""
        spans = {
            "base": (BASE, 1),
            "silence": (SILENCE, SILENCES),
            "side": (SIDE, SIDES),
            "count": (COUNT, COUNTS),
            "type": (TYPE, types if types > 1 else 0),
        }
        mask = np.zeros((len(ROLES), TYPE + types), np.bool_)
        for at, role in enumerate(ROLES):
            for mark in getattr(self, role):
                first, number = spans[mark]
                mask[at, first : first + number] = True
        return mask
