"""A model's packed parameters in double precision, by their axes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from talion.hawkes.dyads import CLASSES
from talion.hawkes.native.array_layout import LANES
from talion.hawkes.plain.decay import Decay

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.hawkes.native.packed_parameters import PackedParameters

    Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weights:
    """The arrays of `PackedParameters`, shaped: see there for what each of them holds."""

    pull: Array
    now: Array
    alike: Array
    alike_now: Array
    most: Array
    mix: Array
    decay: Decay

    @classmethod
    def of(cls, packed: PackedParameters) -> Weights:
        """Unpack the parameters."""
        kinds = len(packed.mix) // 3
        return cls(
            pull=packed.pull.reshape(-1, 4, LANES).astype(np.float64),
            now=packed.now.reshape(-1, 4).astype(np.float64),
            alike=packed.alike.reshape(2, kinds, LANES).astype(np.float64),
            alike_now=packed.alike_now.reshape(2, kinds).astype(np.float64),
            most=packed.most.reshape(2, LANES).astype(np.float64),
            mix=packed.mix.reshape(3, kinds).astype(np.float64),
            decay=Decay(packed.decays, packed.slowest),
        )

    @property
    def kinds(self) -> int:
        """Number of types."""
        return int(self.mix.shape[1])

    @staticmethod
    def kind_of(classes: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Return the types of events of these classes."""
        return classes // CLASSES
