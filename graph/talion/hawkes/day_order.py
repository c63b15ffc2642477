"""Days on which both sides of a dyad acted, when nobody knows which side acted first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from talion.hawkes.jit import part

if TYPE_CHECKING:
    import numpy.typing as npt


@part
def leaders(
    number: int,
    side: npt.NDArray[np.uint8],
    base: npt.NDArray[np.float64],
    response: npt.NDArray[np.float64],
) -> tuple[float, float, float]:
    """Return the log-likelihood of the day, and the probability that side 0, or side 1, led.

    The day's events are the first `number` entries of the arrays: who acted, the rate without the
    other side's events of the day (`base`), and what those add (`response`).

    One side led: L(0 leads) + L(1 leads) − L(neither responds), so that no two events explain each
    other. For one event on each side this is the sum over all branching forests.

    >>> one_each = np.array([0, 1], np.uint8), np.ones(2), np.ones(2)
    >>> log_likelihood, first, second = leaders(2, *one_each)  # log(1·2 + 2·1 − 1·1)
    >>> round(float(np.exp(log_likelihood)), 6), round(float(first), 6), round(float(second), 6)
    (3.0, 0.666667, 0.666667)
    """
    first = 0.0
    second = 0.0
    neither = 0.0
    for i in range(number):
        alone = np.log(base[i])
        responded = np.log(base[i] + response[i])
        neither += alone
        first += responded if side[i] == 1 else alone
        second += responded if side[i] == 0 else alone
    top = max(first, second)
    total = np.exp(first - top) + np.exp(second - top) - np.exp(neither - top)
    return top + np.log(total), np.exp(first - top) / total, np.exp(second - top) / total
