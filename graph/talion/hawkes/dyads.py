"""Dyads: events grouped by unordered pair of states, in time order, with each event's standing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from talion.hawkes.grouping import cuts, gathered
from talion.hawkes.jit import compiled, part

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.hawkes.kernels import Kernels

SILENCES = 5
SIDES = 2
COUNTS = 5
CLASSES = SILENCES * SIDES * COUNTS
"""Number of standings that an event can have, apart from its type."""


class DyadColumns(NamedTuple):
    """The columns of `Dyads` as compiled functions take them."""

    start: npt.NDArray[np.int64]
    time: npt.NDArray[np.float64]
    side: npt.NDArray[np.uint8]
    kind: npt.NDArray[np.int32]
    standing: npt.NDArray[np.int32]


@dataclass(frozen=True)
class Dyads:
    """Events by unordered pair, each group in time order, ties in the table's order.

    `records` are the events (see `grouping.RECORD`), `start` (pairs + 1) is where each group
    begins; `limits` separate the classes of silence (see `standing`); `span` is the time from the
    first event to the last. The columns below are made on demand.
    """

    records: npt.NDArray[np.void]
    start: npt.NDArray[np.int64]
    limits: tuple[float, ...]
    span: float

    def __len__(self) -> int:
        """Return the number of events."""
        return len(self.records)

    @property
    def groups(self) -> int:
        """Number of pairs."""
        return len(self.start) - 1

    @cached_property
    def order(self) -> npt.NDArray[np.int64]:
        """For each place the row of the table."""
        return self.records["row"].astype(np.int64)

    @cached_property
    def time(self) -> npt.NDArray[np.float64]:
        """Times in the order of the groups."""
        return np.ascontiguousarray(self.records["time"])

    @cached_property
    def side(self) -> npt.NDArray[np.uint8]:
        """The source: 0 for the state of the lower number, 1 for the other."""
        return (self.records["code"] & 1).astype(np.uint8)

    @cached_property
    def kind(self) -> npt.NDArray[np.int32]:
        """Numbers of the types."""
        return np.asarray(self.records["code"] >> 1)

    @cached_property
    def standing(self) -> npt.NDArray[np.int32]:
        """The dyad's history before each event as a number below `CLASSES`; see `standing`."""
        return _standings(self.start, self.time, self.side, self.limits)

    @property
    def columns(self) -> DyadColumns:
        """The columns, in the order of the groups."""
        return DyadColumns(self.start, self.time, self.side, self.kind, self.standing)

    @property
    def moments(self) -> npt.NDArray[np.float64]:
        """The records as numbers, two each: the first is the time."""
        return self.records.view(np.float64)

    @property
    def words(self) -> npt.NDArray[np.int32]:
        """The records as words, four each: the third is the row, the fourth the code."""
        return self.records.view(np.int32)

    @property
    def widest(self) -> int:
        """Number of events of the pair that has most."""
        return int(np.diff(self.start).max(initial=1))

    def shares(self, parts: int) -> list[tuple[int, int]]:
        """Return `parts` ranges of groups with about equal numbers of events, one per thread."""
        return [(a, b) for a, b in pairwise(cuts(self.start, parts)) if b > a]


def dyads(
    time: npt.NDArray[np.float64],
    source: npt.NDArray[np.int32],
    target: npt.NDArray[np.int32],
    kind: npt.NDArray[np.integer] | None,
    states: int,
    kernels: Kernels,
    threads: int | None = None,
) -> Dyads:
    """Group time-ordered events by unordered pair in linear time, see `gathered`.

    >>> from talion.hawkes.kernels import Kernels
    >>> source, target = np.array([0, 2, 1], np.int32), np.array([1, 0, 0], np.int32)
    >>> grouped = dyads(np.array([1.0, 2.0, 5.0]), source, target, None, 3, Kernels())
    >>> grouped.groups, grouped.order.tolist(), grouped.side.tolist(), grouped.span
    (2, [0, 2, 1], [0, 1, 1], 4.0)
    """
    records, start = gathered(time, source, target, kind, states, threads)
    limits = tuple(kernels.scales[2 : 2 + SILENCES - 1].tolist())
    return Dyads(records, start, limits, float(time[-1] - time[0]) if len(time) else 0.0)


@part
def standing(own: int, theirs: int, silence: float, limits: tuple[float, ...]) -> int:
    """Return the standing of an event: the dyad's history before it, in three parts.

    How long the dyad had been silent (five classes, separated at the third to sixth scale of the
    kernels), whether the other side had ever acted (two), and how often this side had (0, 1–2,
    3–8, 9–26, more). An event that breaks a long silence excites more than one in the middle of a
    campaign.

    >>> limits = (8.0, 32.0, 128.0, 512.0)
    >>> standing(0, 0, 0.0, limits)  # the first event of a dyad: the longest silence
    4
    >>> standing(1, 1, 10.0, limits) == (1 * SIDES + 1) * SILENCES + 1
    True
    """
    quiet = SILENCES - 1
    if own + theirs > 0:
        quiet = 0
        for limit in limits:
            quiet += 1 if silence >= limit else 0
    number = (own > 0) * 1 + (own > 2) * 1 + (own > 8) * 1 + (own > 26) * 1
    return (number * SIDES + (theirs > 0) * 1) * SILENCES + quiet


@compiled
def _standings(
    start: npt.NDArray[np.int64],
    time: npt.NDArray[np.float64],
    side: npt.NDArray[np.uint8],
    limits: tuple[float, ...],
) -> npt.NDArray[np.int32]:
    """Return the standing of each event in the order of the groups."""
    result = np.empty(len(time), np.int32)
    counts = np.zeros(2, np.int64)
    for group in range(len(start) - 1):
        counts[:] = 0
        for j in range(start[group], start[group + 1]):
            d = side[j]
            gap = time[j] - time[j - 1] if j > start[group] else 0.0
            result[j] = standing(counts[d], counts[1 - d], gap, limits)
            counts[d] += 1
    return result
