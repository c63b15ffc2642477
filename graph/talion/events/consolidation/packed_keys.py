"""Dyad, family of types, day and type in one 64-bit number, so that one sort orders reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from talion.events.reports import Reports

_MARGIN = 400  # days before the first and after the last that a span may reach


@dataclass(frozen=True, slots=True)
class PackedKeys:
    """How dyad, family, day and type are packed into one 64-bit number."""

    states: int
    families: int
    first: int
    width: int
    types: int

    @classmethod
    def of(cls, reports: Reports) -> Self:
        """Return the packing that has room for some reports."""
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
        """Return one number for dyad, family and day, in the order of the four."""
        pair = source.astype("int64") * self.states + target
        packed: npt.NDArray[np.int64] = (pair * self.families + family) * self.width
        packed += day
        packed -= self.first
        return packed

    def unpack(self, packed: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int32], ...]:
        """Return source, target, family and day."""
        import numpy as np

        group, day = np.divmod(packed, self.width)
        day += self.first
        pair, family = np.divmod(group, self.families)
        source, target = np.divmod(pair, self.states)
        return tuple(part.astype(np.int32) for part in (source, target, family, day))
