"""How many reports a pair has over a span of days, found by binary search."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import polars as pl

_MARGIN = 400  # days before the first and after the last that a span may reach


class PairSpans:
    """Sums of reports over spans of days, of any directed pair and family.

    `days` holds reports grouped and sorted by source, target, family, day (integers), in `weight`.
    """

    def __init__(self, days: pl.DataFrame) -> None:
        import numpy as np

        day = days["day"].to_numpy().astype(np.int64)
        self._first = int(day.min()) - _MARGIN if len(day) else 0
        self._width = int(day.max()) - self._first + _MARGIN if len(day) else 1
        highest = {
            name: int(days[name].to_numpy().max(initial=0))
            for name in ("source", "target", "family")
        }
        self._states = 1 + max(highest["source"], highest["target"])
        self._families = 1 + highest["family"]
        self._keys = self._key(days, day)
        self._sums = np.concatenate([[0], np.cumsum(days["weight"].to_numpy().astype(np.int64))])

    def _key(
        self, frame: pl.DataFrame, day: npt.NDArray[np.int64], flip: bool = False
    ) -> npt.NDArray[np.int64]:
        import numpy as np

        source, target = ("target", "source") if flip else ("source", "target")
        pair = frame[source].to_numpy().astype(np.int64) * self._states + frame[target].to_numpy()
        group = pair * self._families + frame["family"].to_numpy()
        keys: npt.NDArray[np.int64] = group * self._width + (day - self._first)
        return keys

    def total(
        self,
        frame: pl.DataFrame,
        first: npt.NDArray[np.int64],
        last: npt.NDArray[np.int64],
        flip: bool,
    ) -> npt.NDArray[np.int64]:
        """Return the reports from `first` to `last` of each row's pair; flip: of its opposite."""
        import numpy as np

        low = np.searchsorted(self._keys, self._key(frame, first, flip), side="left")
        high = np.searchsorted(self._keys, self._key(frame, last, flip), side="right")
        totals: npt.NDArray[np.int64] = self._sums[high] - self._sums[low]
        return totals

    def about(self, days: pl.DataFrame) -> npt.NDArray[np.int64]:
        """Return the opposite reports of each row's day and the day before."""
        day = days["day"].to_numpy().astype("int64")
        return self.total(days, day - 1, day, flip=True)
