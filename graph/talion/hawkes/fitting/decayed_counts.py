"""Decayed counts of a dyad's events by side, mark and kernel, for the compiled E-step."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from talion.hawkes.fitting.marks import MARKS
from talion.hawkes.jit import inlined

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[np.float64]


class Counts(NamedTuple):
    """Counts of some events, shapes (sides, columns, scales): of `every` one, and of the `latest`.

    `present` lists, by side, the columns that are not all zero; the first entry is their number.
    """

    every: Array
    latest: Array
    present: npt.NDArray[np.int64]


@inlined
def no_counts(columns: int, scales: int) -> Counts:
    """Return the counts of no events.

    >>> counts = no_counts(columns=6, scales=1)
    >>> counts.every.shape, counts.present.tolist()
    ((2, 6, 1), [[0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 0]])
    """
    return Counts(
        np.zeros((2, columns, scales)),
        np.zeros((2, columns, scales)),
        np.zeros((2, columns + 1), np.int64),
    )


@inlined
def clear(counts: Counts) -> None:
    """Forget all events of both sides.

    >>> counts = no_counts(6, 1)
    >>> add(counts, np.arange(MARKS), 0, 1)
    >>> clear(counts)
    >>> bool(counts.every.any()), counts.present[:, 0].tolist()
    (False, [0, 0])
    """
    for s in range(2):
        for at in range(1, counts.present[s, 0] + 1):
            m = counts.present[s, at]
            counts.every[s, m, :] = 0.0
            counts.latest[s, m, :] = 0.0
        counts.present[s, 0] = 0


@inlined
def decay(counts: Counts, left: Array) -> None:
    """Leave of all counts what is `left` of each kernel.

    >>> counts = no_counts(6, 1)
    >>> add(counts, np.arange(MARKS), 0, 1)
    >>> decay(counts, np.array([0.25]))
    >>> counts.every[:, :, 0].tolist()
    [[0.0, 0.0, 0.0, 0.0, 0.0, 0.0], [0.25, 0.25, 0.25, 0.25, 0.25, 0.0]]
    """
    for s in range(2):
        for at in range(1, counts.present[s, 0] + 1):
            m = counts.present[s, at]
            counts.every[s, m] *= left
            counts.latest[s, m] *= left


@inlined
def add(counts: Counts, columns: npt.NDArray[np.int64], i: int, s: int) -> None:
    """Add the `i`-th event of a day, by side `s`, as its latest; `columns` holds all marks.

    >>> counts = no_counts(6, 1)
    >>> add(counts, np.array([0, 1, 2, 3, 4, 0, 1, 2, 3, 5]), 0, 1)
    >>> add(counts, np.array([0, 1, 2, 3, 4, 0, 1, 2, 3, 5]), 1, 1)
    >>> counts.every[1, :, 0].tolist(), counts.latest[1, :, 0].tolist()
    ([2.0, 2.0, 2.0, 2.0, 1.0, 1.0], [1.0, 1.0, 1.0, 1.0, 0.0, 1.0])
    """
    every, latest, present = counts.every, counts.latest, counts.present
    scales = every.shape[2]
    for at in range(1, present[s, 0] + 1):
        latest[s, present[s, at], :] = 0.0
    for at in range(i * MARKS, i * MARKS + MARKS):
        m = columns[at]
        if every[s, m, 0] == 0.0 and every[s, m, scales - 1] == 0.0:
            present[s, 0] += 1
            present[s, present[s, 0]] = m
        every[s, m, :] += 1.0
        latest[s, m, :] = 1.0
