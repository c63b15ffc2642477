"""Arrays as the compiled pass takes them: eight lanes of single precision, one for each kernel."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.hawkes.kernels import Kernels

LANES = 8
"""Numbers that are worked on at once; the kernels take seven of them."""

NIL, ONE = np.float32(0.0), np.float32(1.0)

CACHE_LINE = 64
"""Bytes that a processor fetches together."""


def aligned_zeros(number: int) -> npt.NDArray[np.float32]:
    """Return an array of zeros that begins where a line of the processor's cache does.

    >>> zeros = aligned_zeros(3)
    >>> zeros.tolist(), zeros.ctypes.data % CACHE_LINE
    ([0.0, 0.0, 0.0], 0)
    """
    spare = np.zeros(number + CACHE_LINE // 4, np.float32)
    start = -spare.ctypes.data % CACHE_LINE // 4
    return spare[start : start + number]


def padded(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float32]:
    """Return an array flat and aligned, its last axis padded with zeros to the lanes.

    >>> padded(np.array([[1.0, 2.0], [3.0, 4.0]])).reshape(2, LANES).tolist()
    [[1.0, 2.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0], [3.0, 4.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]]
    """
    shape = (*values.shape[:-1], LANES)
    found = aligned_zeros(int(np.prod(shape)))
    found.reshape(shape)[..., : values.shape[-1]] = values
    return found


@lru_cache(maxsize=8)
def decay_table(kernels: Kernels, span: float) -> npt.NDArray[np.float32]:
    """Return what is left of each kernel after whole days, (days, lanes); see `Kernels.decays`.

    Flat. Empty where times are exact.

    >>> from talion.hawkes.kernels import Kernels
    >>> table = decay_table(Kernels(shortest=1.0), span=2.0).reshape(-1, LANES)  # days 0, 1, 2
    >>> table[:, 0].astype(float).round(4).tolist(), table[2, -1].item()  # the last lane is empty
    ([1.0, 0.3679, 0.1353], 0.0)
    """
    return padded(kernels.decays(span))
