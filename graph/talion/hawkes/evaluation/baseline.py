"""The baseline that the model is compared with: the other side's latest earlier event."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from talion.hawkes.jit import compiled

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.hawkes.dyads import Dyads


def nearest(dyads: Dyads, within: float = 90.0) -> npt.NDArray[np.int64]:
    """Return by row the row of the other side's latest earlier event, −1 if none is `within`.

    >>> import numpy as np
    >>> from talion.hawkes.dyads import dyads
    >>> from talion.hawkes.kernels import Kernels
    >>> source, target = np.array([0, 1, 1], np.int32), np.array([1, 0, 0], np.int32)
    >>> nearest(dyads(np.array([0.0, 30.0, 100.0]), source, target, None, 2, Kernels())).tolist()
    [-1, 0, -1]
    """
    return _nearest(dyads.order, dyads.start, dyads.time, dyads.side, within)


@compiled
def _nearest(
    order: npt.NDArray[np.int64],
    start: npt.NDArray[np.int64],
    time: npt.NDArray[np.float64],
    side: npt.NDArray[np.uint8],
    within: float,
) -> npt.NDArray[np.int64]:
    found = np.full(len(order), -1, np.int64)
    for g in range(len(start) - 1):
        last = np.full(2, -1, np.int64)
        for i in range(start[g], start[g + 1]):
            j = last[1 - side[i]]
            if j >= 0 and time[i] - time[j] <= within:
                found[order[i]] = order[j]
            last[side[i]] = i
    return found
