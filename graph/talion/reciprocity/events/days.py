"""Reports summed by pair, family of types and day, and sums over spans of days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from talion.reciprocity.events.reports import Reports

_MARGIN = 400  # days before the first and after the last that a span may reach


@dataclass(frozen=True, slots=True)
class Days:
    """One entry a directed pair, family and day with reports, in that order.

    `source`, `target`, `family`, `day` int64; `weight` int64 reports; `row` int64 index of the
    earliest report. `typed_day` int64 is the entry, `typed` int64 the type and `typed_weight`
    int64 the reports of each type within an entry.
    """

    source: npt.NDArray[np.int64]
    target: npt.NDArray[np.int64]
    family: npt.NDArray[np.int64]
    day: npt.NDArray[np.int64]
    weight: npt.NDArray[np.int64]
    row: npt.NDArray[np.int64]
    typed_day: npt.NDArray[np.int64]
    typed: npt.NDArray[np.int64]
    typed_weight: npt.NDArray[np.int64]
    scale: Scale
    keys: npt.NDArray[np.int64]
    sums: npt.NDArray[np.int64]

    def __len__(self) -> int:
        """Return the number of entries."""
        return len(self.day)

    @classmethod
    def of(cls, reports: Reports) -> Self:
        """Sum reports by pair, family, day and type: one sort of packed keys."""
        import numpy as np

        scale = Scale.of(reports)
        packed = scale.pack(
            reports.source, reports.target, reports.family[reports.type], reports.day
        )
        packed = packed * scale.types + reports.type
        order = np.argsort(packed)
        packed = packed[order]
        starts = np.flatnonzero(np.diff(packed, prepend=-1))
        keys, typed = np.divmod(packed[starts], scale.types)
        typed_weight = run_sums(reports.weight[order].astype(np.int64), starts)
        typed_row = run_least(order, starts)
        heads = np.flatnonzero(np.diff(keys, prepend=-1))
        key = keys[heads]
        weight = run_sums(typed_weight, heads)
        pair, family, day = scale.unpack(key)
        source, target = np.divmod(pair, scale.states)
        return cls(
            source=source,
            target=target,
            family=family,
            day=day,
            weight=weight,
            row=run_least(typed_row, heads),
            typed_day=np.searchsorted(heads, np.arange(len(keys)), side="right") - 1,
            typed=typed,
            typed_weight=typed_weight,
            scale=scale,
            keys=key,
            sums=np.concatenate([np.zeros(1, np.int64), np.cumsum(weight)]),
        )

    def total(
        self,
        rows: npt.NDArray[np.int64],
        first: npt.NDArray[np.int64],
        last: npt.NDArray[np.int64],
        opposite: bool = False,
    ) -> npt.NDArray[np.int64]:
        """Return the reports, from day `first` to `last`, of the pair and family of each of `rows`.

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


@dataclass(frozen=True, slots=True)
class Scale:
    """How pair, family, day and type are packed into one 64-bit number."""

    states: int
    families: int
    first: int
    width: int
    types: int

    @classmethod
    def of(cls, reports: Reports) -> Self:
        """Return the scale that holds some reports."""
        first = int(reports.day.min(initial=0)) - _MARGIN
        highest = max(int(reports.source.max(initial=0)), int(reports.target.max(initial=0)))
        return cls(
            states=highest + 1,
            families=int(reports.family.max(initial=0)) + 1,
            first=first,
            width=int(reports.day.max(initial=0)) - first + _MARGIN + 1,
            types=max(len(reports.types), 1),
        )

    def pack(
        self,
        source: npt.NDArray[Any],
        target: npt.NDArray[Any],
        family: npt.NDArray[Any],
        day: npt.NDArray[Any],
    ) -> npt.NDArray[np.int64]:
        """Return one number for pair, family and day, in the order of the four."""
        pair = source.astype("int64") * self.states + target
        packed: npt.NDArray[np.int64] = (pair * self.families + family) * self.width
        packed += day
        packed -= self.first
        return packed

    def unpack(
        self, packed: npt.NDArray[np.int64]
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Return pair, family and day."""
        import numpy as np

        group, day = np.divmod(packed, self.width)
        pair, family = np.divmod(group, self.families)
        return pair, family, day + self.first


def run_sums(values: npt.NDArray[Any], starts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return the sums of the runs that begin at `starts`."""
    import numpy as np

    sums: npt.NDArray[np.int64] = np.add.reduceat(values, starts) if len(starts) else values[:0]
    return sums


def run_least(values: npt.NDArray[Any], starts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return the least of each run that begins at `starts`."""
    import numpy as np

    least: npt.NDArray[np.int64] = (
        np.minimum.reduceat(values, starts) if len(starts) else values[:0]
    )
    return least


def run_greatest(values: npt.NDArray[Any], starts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return the greatest of each run that begins at `starts`."""
    import numpy as np

    greatest: npt.NDArray[np.int64] = (
        np.maximum.reduceat(values, starts) if len(starts) else values[:0]
    )
    return greatest
