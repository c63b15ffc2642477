"""Decay: what is left of each kernel after a lag, eight lanes at once, in single precision."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from talion.hawkes.jit import inlined
from talion.hawkes.native.array_layout import LANES
from talion.hawkes.native.pointers import load
from talion.hawkes.native.simd import powers, sum_of_lanes

sum_all = sum_of_lanes(0, LANES)
"""The sum over all kernels."""


class DecayTable(NamedTuple):
    """A pointer to what is left after each of `days` whole days, and the `slowest` rate."""

    decays: Any
    days: int
    slowest: float


@inlined
def decay(lag: float, table: Any) -> Any:
    """Return what is left of each kernel after a lag: looked up, or powers of one exponential."""
    if lag < table.days:
        return load(table.decays, LANES * int(lag))
    return powers(np.exp(-table.slowest * lag))
