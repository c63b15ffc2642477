"""Dyads: events grouped by unordered pair of states, in time order, with each act's standing."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from talion.reciprocity.hawkes.compiled import compiled

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.reciprocity.hawkes.bank import Bank

SILENCES = 5
SIDES = 2
COUNTS = 5
CLASSES = SILENCES * SIDES * COUNTS
"""Number of standings that an act can have, types apart."""


@dataclass(frozen=True, slots=True)
class Dyads:
    """Events by unordered pair, each group in time order, ties in the table's order.

    `order` gives for each place the row of the table; `start` (pairs + 1) where each group
    begins. The other arrays follow `order`: `time` float64; `side` uint8, 0 where the state of
    the lower number acts; `kind` int32, the number of the type; `standing` int32 below
    `CLASSES`, what the pair was to each other before the act (see `standings`).
    """

    order: npt.NDArray[np.int64]
    start: npt.NDArray[np.int64]
    time: npt.NDArray[np.float64]
    side: npt.NDArray[np.uint8]
    kind: npt.NDArray[np.int32]
    standing: npt.NDArray[np.int32]

    def __len__(self) -> int:
        """Return the number of events."""
        return len(self.order)

    @property
    def groups(self) -> int:
        """Number of pairs."""
        return len(self.start) - 1

    def shares(self, parts: int) -> list[tuple[int, int]]:
        """Return ranges of groups with about equal numbers of events, for so many threads."""
        marks = np.linspace(0, len(self), parts + 1)[1:-1]
        cuts = [0, *np.searchsorted(self.start, marks).tolist(), self.groups]
        return [(a, b) for a, b in pairwise(cuts) if b > a]


def dyads(
    time: npt.NDArray[np.float64],
    source: npt.NDArray[np.int32],
    target: npt.NDArray[np.int32],
    kind: npt.NDArray[np.integer] | None,
    states: int,
    bank: Bank,
) -> Dyads:
    """Group time-ordered events by unordered pair in linear time and tell each act's standing.

    `kind` (None: all of one type) is taken as it is. Grouping is a counting sort by pair where
    pairs are few beside the events, else two of them, by lower and by higher state.
    """
    time = np.ascontiguousarray(time, np.float64)
    kinds = np.zeros(1, np.int32) if kind is None else np.ascontiguousarray(kind, np.int32)
    order, start = grouped(
        np.ascontiguousarray(source, np.int32), np.ascontiguousarray(target, np.int32), states
    )
    limits = bank.scales[2 : 2 + SILENCES - 1].copy()
    columns = _standings(order, start, time, source, target, kinds, limits)
    return Dyads(order, start, *columns)


def grouped(
    source: npt.NDArray[np.int32], target: npt.NDArray[np.int32], states: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return rows by unordered pair, and where each pair begins."""
    if states * states <= 4 * len(source) + 65_536:
        return _by_pair(source, target, states)
    return _by_two(source, target, states)


@compiled
def _by_pair(
    source: npt.NDArray[np.int32], target: npt.NDArray[np.int32], states: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Sort by the number of the pair, by counting; empty pairs are left out of the starts."""
    n = len(source)
    counts = np.zeros(states * states + 1, np.int64)
    for i in range(n):
        low, high = min(source[i], target[i]), max(source[i], target[i])
        counts[low * states + high + 1] += 1
    groups = 0
    for pair in range(states * states):
        if counts[pair + 1] > 0:
            groups += 1
        counts[pair + 1] += counts[pair]
    start = np.empty(groups + 1, np.int64)
    at = 0
    for pair in range(states * states):
        if counts[pair + 1] > counts[pair]:
            start[at] = counts[pair]
            at += 1
    start[groups] = n
    order = np.empty(n, np.int64)
    for i in range(n):
        low, high = min(source[i], target[i]), max(source[i], target[i])
        order[counts[low * states + high]] = i
        counts[low * states + high] += 1
    return order, start


@compiled
def _by_two(
    source: npt.NDArray[np.int32], target: npt.NDArray[np.int32], states: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Sort by the higher state, then stably by the lower one: two counting sorts."""
    n = len(source)
    order = np.arange(n)
    for step in range(2):
        counts = np.zeros(states + 1, np.int64)
        for i in range(n):
            key = max(source[i], target[i]) if step == 0 else min(source[i], target[i])
            counts[key + 1] += 1
        for key in range(states):
            counts[key + 1] += counts[key]
        placed = np.empty(n, np.int64)
        for j in range(n):
            i = order[j]
            key = max(source[i], target[i]) if step == 0 else min(source[i], target[i])
            placed[counts[key]] = i
            counts[key] += 1
        order = placed
    start = np.empty(n + 1, np.int64)
    groups = 0
    for j in range(n):
        i, h = order[j], order[j - 1]
        if (
            j == 0
            or min(source[i], target[i]) != min(source[h], target[h])
            or max(source[i], target[i]) != max(source[h], target[h])
        ):
            start[groups] = j
            groups += 1
    start[groups] = n
    return order, start[: groups + 1].copy()


@compiled
def _standings(
    order: npt.NDArray[np.int64],
    start: npt.NDArray[np.int64],
    time: npt.NDArray[np.float64],
    source: npt.NDArray[np.int32],
    target: npt.NDArray[np.int32],
    kind: npt.NDArray[np.int32],
    limits: npt.NDArray[np.float64],
) -> tuple[
    npt.NDArray[np.float64], npt.NDArray[np.uint8], npt.NDArray[np.int32], npt.NDArray[np.int32]
]:
    """Return time, side, kind and standing in group order.

    The standing has three parts, each known at the moment of the act: how long the pair had
    been silent (five classes, parted at the third to sixth scale of the bank), whether the
    other side had ever acted (two), and how often this side had (0, 1–2, 3–8, 9–26, more).
    An act that breaks a long silence stirs up more than one in the midst of a campaign.
    """
    n = len(order)
    when = np.empty(n, np.float64)
    side = np.empty(n, np.uint8)
    kinds = np.zeros(n, np.int32)
    standing = np.empty(n, np.int32)
    for group in range(len(start) - 1):
        acts0 = 0
        acts1 = 0
        for j in range(start[group], start[group + 1]):
            i = order[j]
            when[j] = time[i]
            other = source[i] > target[i]
            side[j] = 1 if other else 0
            if len(kind) == len(time):
                kinds[j] = kind[i]
            silence = 4
            if acts0 + acts1 > 0:
                gap = when[j] - when[j - 1]
                silence = 0
                while silence < 4 and gap >= limits[silence]:
                    silence += 1
            own, theirs = (acts1, acts0) if other else (acts0, acts1)
            number = (own > 0) * 1 + (own > 2) * 1 + (own > 8) * 1 + (own > 26) * 1
            standing[j] = (number * 2 + (theirs > 0) * 1) * 5 + silence
            if other:
                acts1 += 1
            else:
                acts0 += 1
    return when, side, kinds, standing
