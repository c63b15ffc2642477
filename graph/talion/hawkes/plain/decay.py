"""Decay of the kernels after a lag, from the arrays made for the compiled passes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from talion.hawkes.kernels import STEP
from talion.hawkes.native.array_layout import LANES

if TYPE_CHECKING:
    import numpy.typing as npt

_MULTIPLES = STEP ** np.arange(LANES - 2, -1, -1)
"""Rates of the kernels as multiples of the slowest one."""


class Decay:
    """What is left of each kernel after a lag: looked up for whole days, else computed.

    `table` is flat, (days, lanes), and empty for exact times; `slowest` is the rate of the slowest
    kernel. The last lane stays empty.

    >>> half_lives = Decay(np.empty(0, np.float32), np.log(2.0))
    >>> half_lives.after(np.array([1.0]))[0, -3:].round(6).tolist()
    [0.0625, 0.5, 0.0]
    """

    def __init__(self, table: npt.NDArray[np.float32], slowest: float) -> None:
        """Take the table for whole days and the slowest rate."""
        self.table = table.reshape(-1, LANES).astype(np.float64)
        self.rates = slowest * _MULTIPLES

    def after(self, lags: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return what is left after each lag, shape (lags, lanes)."""
        days = len(self.table)
        if days and lags.max(initial=0.0) < days:
            return np.asarray(self.table[lags.astype(np.int64)])
        left = np.zeros((len(lags), LANES))
        left[:, :-1] = np.exp(-lags[:, None] * self.rates)
        return left
