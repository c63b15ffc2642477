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
    """Return the counts of no events."""
    return Counts(
        np.zeros((2, columns, scales)),
        np.zeros((2, columns, scales)),
        np.zeros((2, columns + 1), np.int64),
    )


@inlined
def clear(counts: Counts) -> None:
    """Forget all events of both sides."""
    for s in range(2):
        for at in range(1, counts.present[s, 0] + 1):
            m = counts.present[s, at]
            counts.every[s, m, :] = 0.0
            counts.latest[s, m, :] = 0.0
        counts.present[s, 0] = 0


@inlined
def decay(counts: Counts, left: Array) -> None:
    """Leave of all counts what is `left` of each kernel."""
    for s in range(2):
        for at in range(1, counts.present[s, 0] + 1):
            m = counts.present[s, at]
            counts.every[s, m] *= left
            counts.latest[s, m] *= left


@inlined
def add(counts: Counts, columns: npt.NDArray[np.int64], i: int, s: int) -> None:
    """Add the `i`-th event of a day, by side `s`, as its latest; `columns` holds all marks."""
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
