"""Decay: what is left of each kernel after a lag, eight lanes at once, in single precision."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from talion.hawkes.jit import inlined
from talion.hawkes.native.pointers import fetch
from talion.hawkes.native.simd import LANES, ladder, total

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.hawkes.kernels import Bank

whole = total(0, LANES)
"""What all kernels add up to."""

LINE = 64
"""Bytes that a processor fetches together."""


class Fading(NamedTuple):
    """A place with what is left after whole days, for so many `days`, and the `slowest` rate."""

    decays: Any
    days: int
    slowest: float


@inlined
def left(lag: float, fading: Any) -> Any:
    """Return what is left of each kernel after a lag: looked up, or one exponential's powers."""
    if lag < fading.days:
        return fetch(fading.decays, LANES * int(lag))
    return ladder(np.exp(-fading.slowest * lag))


@lru_cache(maxsize=8)
def faded(bank: Bank, span: float) -> npt.NDArray[np.float32]:
    """Return what is left of each kernel after whole days, (days, lanes) flat; `Bank.decays`."""
    return filled(bank.decays(span))


def aligned(number: int) -> npt.NDArray[np.float32]:
    """Return so many zeros that begin where a line of the processor's cache does."""
    whole = np.zeros(number + LINE // 4, np.float32)
    start = -whole.ctypes.data % LINE // 4
    return whole[start : start + number]


def filled(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float32]:
    """Return an array flat, its last axis filled up with zeros to the lanes, aligned."""
    shape = (*values.shape[:-1], LANES)
    found = aligned(int(np.prod(shape)))
    found.reshape(shape)[..., : values.shape[-1]] = values
    return found
