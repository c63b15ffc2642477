"""Reports counted by dyad, family of types and day, and counts over spans of days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self, TypeVar

from talion.events.consolidation.packed_keys import PackedKeys

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from talion.events.reports import Reports

_N = TypeVar("_N", bound="np.generic")


@dataclass(frozen=True, slots=True)
class DailyCounts:
    """One entry a directed dyad, family and day with reports, in that order.

    `source`, `target`, `family`, `day` int32; `weight` int64 reports; `row` int32 index of the
    earliest report. `typed_day` int32 is the entry, `typed` int32 the type and `typed_weight`
    int32 the reports of each type within an entry. `keys` int64 pack dyad, family and day;
    `sums` int64 are the reports before each entry.
    """

    source: npt.NDArray[np.int32]
    target: npt.NDArray[np.int32]
    family: npt.NDArray[np.int32]
    day: npt.NDArray[np.int32]
    weight: npt.NDArray[np.int64]
    row: npt.NDArray[np.int32]
    typed_day: npt.NDArray[np.int32]
    typed: npt.NDArray[np.int32]
    typed_weight: npt.NDArray[np.int32]
    scale: PackedKeys
    keys: npt.NDArray[np.int64]
    sums: npt.NDArray[np.int64]

    def __len__(self) -> int:
        """Return the number of entries."""
        return len(self.day)

    @classmethod
    def of(cls, reports: Reports) -> Self:
        """Count reports by dyad, family, day and type: one sort of packed keys."""
        import numpy as np

        scale = PackedKeys.of(reports)
        packed = scale.pack(
            reports.source, reports.target, reports.family[reports.type], reports.day
        )
        packed *= scale.types
        packed += reports.type
        order = np.argsort(packed).astype(np.int32)
        packed = packed[order]
        starts = np.flatnonzero(np.diff(packed, prepend=-1))
        typed_weight = run_sums(reports.weight[order], starts)
        typed_row = run_least(order, starts)
        packed = packed[starts]
        del order, starts
        typed = (packed % scale.types).astype(np.int32)
        packed //= scale.types
        heads = np.flatnonzero(np.diff(packed, prepend=-1))
        lengths = np.diff(np.append(heads, len(packed)))
        keys = packed[heads]
        weight = run_sums(typed_weight.astype(np.int64), heads)
        source, target, family, day = scale.unpack(keys)
        return cls(
            source=source,
            target=target,
            family=family,
            day=day,
            weight=weight,
            row=run_least(typed_row, heads),
            typed_day=np.repeat(np.arange(len(heads), dtype=np.int32), lengths),
            typed=typed,
            typed_weight=typed_weight,
            scale=scale,
            keys=keys,
            sums=np.concatenate([np.zeros(1, np.int64), np.cumsum(weight)]),
        )

    def among(self, chosen: npt.NDArray[np.bool_]) -> Self:
        """Return some of the entries; counts over spans of days are then of these alone."""
        import numpy as np

        place = np.cumsum(chosen, dtype=np.int32) - np.int32(1)
        typed = chosen[self.typed_day]
        weight = self.weight[chosen]
        return replace(
            self,
            source=self.source[chosen],
            target=self.target[chosen],
            family=self.family[chosen],
            day=self.day[chosen],
            weight=weight,
            row=self.row[chosen],
            typed_day=place[self.typed_day[typed]],
            typed=self.typed[typed],
            typed_weight=self.typed_weight[typed],
            keys=self.keys[chosen],
            sums=np.concatenate([np.zeros(1, np.int64), np.cumsum(weight)]),
        )

    def total(
        self,
        rows: npt.NDArray[Any],
        first: npt.NDArray[Any],
        last: npt.NDArray[Any],
        opposite: bool = False,
    ) -> npt.NDArray[np.int64]:
        """Return the reports, from day `first` to `last`, of the dyad and family of each of `rows`.

        With `opposite`, those of the other direction.
        """
        import numpy as np

        source, target = self.source[rows], self.target[rows]
        if opposite:
            source, target = target, source
        low = self.scale.pack(source, target, self.family[rows], first)
        totals: npt.NDArray[np.int64] = (
            self.sums[np.searchsorted(self.keys, low + (last - first), side="right")]
            - self.sums[np.searchsorted(self.keys, low, side="left")]
        )
        return totals


def run_sums(values: npt.NDArray[_N], starts: npt.NDArray[Any]) -> npt.NDArray[_N]:
    """Return the sums of the runs that begin at `starts`.

    >>> import numpy as np
    >>> run_sums(np.array([1, 2, 4, 8]), np.array([0, 3])).tolist()
    [7, 8]
    """
    import numpy as np

    return np.add.reduceat(values, starts, dtype=values.dtype) if len(starts) else values[:0]


def run_least(values: npt.NDArray[_N], starts: npt.NDArray[Any]) -> npt.NDArray[_N]:
    """Return the least of each run that begins at `starts`.

    >>> import numpy as np
    >>> run_least(np.array([3, 2, 4, 8]), np.array([0, 3])).tolist()
    [2, 8]
    """
    import numpy as np

    return np.minimum.reduceat(values, starts) if len(starts) else values[:0]


def run_greatest(values: npt.NDArray[_N], starts: npt.NDArray[Any]) -> npt.NDArray[_N]:
    """Return the greatest of each run that begins at `starts`.

    >>> import numpy as np
    >>> run_greatest(np.array([3, 2, 4, 1]), np.array([0, 3])).tolist()
    [4, 1]
    """
    import numpy as np

    return np.maximum.reduceat(values, starts) if len(starts) else values[:0]
