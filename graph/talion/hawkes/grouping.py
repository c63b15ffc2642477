"""Grouping: events put together by unordered pair of states, by counting."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from talion.hawkes.jit import compiled

if TYPE_CHECKING:
    import numpy.typing as npt

RECORD = np.dtype([("time", np.float64), ("row", np.int32), ("code", np.int32)])
"""An event in its group: its time, its row of the table, twice its type plus its side."""

FEW = 20_000
"""Up to this many events are not worth a second thread."""


class Columns(NamedTuple):
    """Columns of a table, by row; `kind` has one entry where all events are of one type."""

    source: npt.NDArray[np.int32]
    target: npt.NDArray[np.int32]
    time: npt.NDArray[np.float64]
    kind: npt.NDArray[np.int32]


def gathered(
    time: npt.NDArray[np.float64],
    source: npt.NDArray[np.int32],
    target: npt.NDArray[np.int32],
    kind: npt.NDArray[np.integer] | None,
    states: int,
    threads: int | None = None,
) -> tuple[npt.NDArray[np.void], npt.NDArray[np.int64]]:
    """Return the records of time-ordered events by pair, in linear time, and where pairs begin.

    `kind` (None: all of one type) is taken as it is. It is a counting sort by pair, shared among
    the threads (by default all cores), where pairs are few beside the events; else two sorts, by
    higher and by lower state.

    >>> source, target = np.array([2, 0, 1], np.int32), np.array([1, 1, 2], np.int32)
    >>> records, start = gathered(np.array([1.0, 2.0, 3.0]), source, target, None, 3)
    >>> start.tolist(), records["row"].tolist(), records["code"].tolist()
    ([0, 1, 3], [1, 0, 2], [0, 1, 0])
    """
    number = len(time)
    kinds = np.zeros(1, np.int32) if kind is None else np.ascontiguousarray(kind, np.int32)
    ends = (np.ascontiguousarray(source, np.int32), np.ascontiguousarray(target, np.int32))
    records = np.empty(number, RECORD)
    views = (records.view(np.float64), records.view(np.int32))
    columns = Columns(*ends, np.ascontiguousarray(time, np.float64), kinds)
    if states * states > 4 * number + 65_536:
        order, start = _by_two(*ends, states)
        records["time"], records["row"] = time[order], order
        records["code"] = ends[0][order] > ends[1][order]
        if kind is not None:
            records["code"] += 2 * kinds[order]
    else:
        offsets = _counted(*ends, states)
        workers = (threads or os.cpu_count() or 1) if number > FEW else 1
        with ThreadPoolExecutor(workers) as pool:
            parts = pairwise(cuts(offsets, workers))
            list(pool.map(lambda part: _scatter(part, offsets, states, columns, *views), parts))
        start = np.append(offsets[:-1][np.diff(offsets) > 0], number)
    return records, start


def cuts(offsets: npt.NDArray[np.int64], parts: int) -> list[int]:
    """Return where to cut groups into `parts` parts of about equal numbers of events.

    >>> cuts(np.array([0, 10, 12, 20]), 2)  # groups of 10, 2 and 8 events: one, then two
    [0, 1, 3]
    """
    marks = np.linspace(0, offsets[-1], parts + 1)[1:-1]
    return [0, *np.searchsorted(offsets, marks).tolist(), len(offsets) - 1]


@compiled
def _counted(
    source: npt.NDArray[np.int32], target: npt.NDArray[np.int32], states: int
) -> npt.NDArray[np.int64]:
    """Return where the events of each pair begin, *a* < *b* at *a*·states + *b*, and the end."""
    counts = np.zeros(states * states + 1, np.int64)
    for i in range(len(source)):
        low, high = min(source[i], target[i]), max(source[i], target[i])
        counts[low * states + high + 1] += 1
    for pair in range(states * states):
        counts[pair + 1] += counts[pair]
    return counts


@compiled
def _scatter(
    pairs: tuple[int, int],
    offsets: npt.NDArray[np.int64],
    states: int,
    columns: Columns,
    moment: npt.NDArray[np.float64],
    words: npt.NDArray[np.int32],
) -> None:
    """Put the events of a range of pairs into their places."""
    free = offsets[pairs[0] : pairs[1]].copy()
    source, target, time, kind = columns
    typed = len(kind) == len(source)
    for i in range(len(source)):
        low, high = min(source[i], target[i]), max(source[i], target[i])
        pair = low * states + high - pairs[0]
        if 0 <= pair < len(free):
            at = free[pair]
            free[pair] = at + 1
            moment[2 * at] = time[i]
            words[4 * at + 2] = i
            words[4 * at + 3] = 2 * (kind[i] if typed else 0) + (source[i] > target[i])


@compiled
def _by_two(
    source: npt.NDArray[np.int32], target: npt.NDArray[np.int32], states: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Sort by the higher state, then stably by the lower one: rows, and where each pair begins."""
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
