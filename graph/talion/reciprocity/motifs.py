"""Temporal motifs: exact counts of three events between two states within a span of time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from talion.hawkes.grouping import gathered
from talion.hawkes.jit import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

PATTERNS = ("aaa", "aab", "aba", "abb")
"""Who acts: *a* is the source of the first event, *b* the other. `aba`: a response responded to."""

MAX_TYPES = 64
"""More types than that would need too large a table; fold them first."""


@dataclass(frozen=True, slots=True)
class Motif:
    """One instance: three rows of the table, in order, and who acted in each."""

    rows: tuple[int, int, int]
    pattern: str


def motif_counts(
    time: npt.NDArray[np.float64],
    source: npt.NDArray[np.int32],
    target: npt.NDArray[np.int32],
    states: int,
    delta: float,
) -> npt.NDArray[np.int64]:
    """Count the motifs by direction, in the order of `PATTERNS`, in linear time.

    A motif is any three events of one unordered dyad in the order of the table, the third at most
    `delta` after the first. Events of one moment follow each other in the table's order, so that
    each choice of three events counts once. Paranjape, Benson, Leskovec, "Motifs in Temporal
    Networks" (WSDM 2017), algorithm 1 for two nodes.

    >>> time = np.array([0.0, 1.0, 2.0])
    >>> source, target = np.array([0, 1, 0], np.int32), np.array([1, 0, 1], np.int32)
    >>> dict(zip(PATTERNS, motif_counts(time, source, target, 2, delta=30).tolist()))
    {'aaa': 0, 'aab': 0, 'aba': 1, 'abb': 0}
    """
    order, start = _pairs(source, target, states)
    counts = _directions(order, start, np.asarray(time, np.float64), source, target, delta)
    return np.array(
        [counts[0] + counts[7], counts[1] + counts[6], counts[2] + counts[5], counts[3] + counts[4]]
    )


def typed_motif_counts(
    time: npt.NDArray[np.float64],
    source: npt.NDArray[np.int32],
    target: npt.NDArray[np.int32],
    kind: npt.NDArray[np.integer],
    states: int,
    types: int,
    delta: float,
) -> npt.NDArray[np.int64]:
    """Count the motifs by direction and by the types of the three events.

    Shape (patterns, types, types, types). Linear in events, quadratic in the number of different
    types that a dyad shows within `delta`. Raises `ValueError` above `MAX_TYPES` types.

    >>> time, source = np.array([0.0, 1.0, 2.0]), np.array([0, 1, 0], np.int32)
    >>> kinds = np.array([0, 1, 1])
    >>> counts = typed_motif_counts(time, source, 1 - source, kinds, states=2, types=2, delta=30)
    >>> counts.shape, counts[PATTERNS.index("aba"), 0, 1, 1].item(), counts.sum().item()
    ((4, 2, 2, 2), 1, 1)
    """
    if types > MAX_TYPES:
        raise ValueError(f"{types} types are too many for typed motifs, at most {MAX_TYPES}")
    order, start = _pairs(source, target, states)
    time = np.asarray(time, np.float64)
    cube = _typed(order, start, time, source, target, np.asarray(kind, np.int32), types, delta)
    sides = cube.reshape(2, types, 2, types, 2, types).transpose(0, 2, 4, 1, 3, 5)
    return np.stack(
        [
            sides[0, second, third] + sides[1, 1 - second, 1 - third]
            for second, third in ((0, 0), (0, 1), (1, 0), (1, 1))
        ]
    )


def motif_instances(
    time: npt.NDArray[np.float64],
    source: npt.NDArray[np.int32],
    target: npt.NDArray[np.int32],
    states: int,
    delta: float,
    pattern: str | None = None,
) -> Iterator[Motif]:
    """Yield the motifs themselves, dyad by dyad, of one pattern or of all.

    There can be very many: their number grows with the cube of the events within `delta`. Raises
    `ValueError` for a pattern that is not one of `PATTERNS`.

    >>> time, source = np.array([0.0, 1.0, 2.0]), np.array([0, 1, 0], np.int32)
    >>> list(motif_instances(time, source, 1 - source, states=2, delta=30))
    [Motif(rows=(0, 1, 2), pattern='aba')]
    >>> list(motif_instances(time, source, 1 - source, states=2, delta=1))
    []
    """
    if pattern is not None and pattern not in PATTERNS:
        raise ValueError(f"{pattern!r} is no pattern; they are {', '.join(PATTERNS)}")
    order, start = _pairs(source, target, states)
    for low, high in zip(start[:-1].tolist(), start[1:].tolist(), strict=True):
        yield from _instances(order[low:high].tolist(), time, source, delta, pattern)


def _instances(
    rows: list[int],
    time: npt.NDArray[np.float64],
    source: npt.NDArray[np.int32],
    delta: float,
    pattern: str | None,
) -> Iterator[Motif]:
    """Yield the motifs of one dyad."""
    for at, first in enumerate(rows):
        window = []
        for row in rows[at + 1 :]:
            if time[row] - time[first] > delta:
                break
            window.append(row)
        for middle, second in enumerate(window):
            for third in window[middle + 1 :]:
                who = "".join("a" if source[r] == source[first] else "b" for r in (second, third))
                if pattern in (None, f"a{who}"):
                    yield Motif((first, second, third), f"a{who}")


def _pairs(
    source: npt.NDArray[np.int32], target: npt.NDArray[np.int32], states: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return rows by unordered dyad, and where each dyad begins."""
    records, start = gathered(np.zeros(len(source)), source, target, None, states)
    return records["row"].astype(np.int64), start


@compiled
def _directions(
    order: npt.NDArray[np.int64],
    start: npt.NDArray[np.int64],
    time: npt.NDArray[np.float64],
    source: npt.NDArray[np.int32],
    target: npt.NDArray[np.int32],
    delta: float,
) -> npt.NDArray[np.int64]:
    """Count the eight patterns of sides; the first event is the highest bit, 1 the higher state."""
    three = np.zeros(8, np.int64)
    one = np.zeros(2, np.int64)
    two = np.zeros(4, np.int64)
    for g in range(len(start) - 1):
        one[:] = 0
        two[:] = 0
        first = start[g]
        for j in range(start[g], start[g + 1]):
            row = order[j]
            while time[row] - time[order[first]] > delta:
                gone = order[first]
                s = 1 if source[gone] > target[gone] else 0
                one[s] -= 1
                two[2 * s] -= one[0]
                two[2 * s + 1] -= one[1]
                first += 1
            s = 1 if source[row] > target[row] else 0
            for pair in range(4):
                three[2 * pair + s] += two[pair]
            two[s] += one[0]
            two[2 + s] += one[1]
            one[s] += 1
    return three


@compiled
def _typed(
    order: npt.NDArray[np.int64],
    start: npt.NDArray[np.int64],
    time: npt.NDArray[np.float64],
    source: npt.NDArray[np.int32],
    target: npt.NDArray[np.int32],
    kind: npt.NDArray[np.int32],
    types: int,
    delta: float,
) -> npt.NDArray[np.int64]:
    """Count patterns of symbols, a symbol being a side and a type; see `_directions`."""
    symbols = 2 * types
    three = np.zeros((symbols, symbols, symbols), np.int64)
    two = np.zeros((symbols, symbols), np.int64)
    one = np.zeros(symbols, np.int64)
    there = np.empty(symbols, np.int64)
    known = np.zeros(symbols, np.bool_)
    for g in range(len(start) - 1):
        number = 0
        first = start[g]
        for j in range(start[g], start[g + 1]):
            row = order[j]
            while time[row] - time[order[first]] > delta:
                gone = order[first]
                s = kind[gone] + (types if source[gone] > target[gone] else 0)
                one[s] -= 1
                for at in range(number):
                    two[s, there[at]] -= one[there[at]]
                first += 1
            s = kind[row] + (types if source[row] > target[row] else 0)
            if not known[s]:
                known[s] = True
                there[number] = s
                number += 1
            for a in range(number):
                for b in range(number):
                    three[there[a], there[b], s] += two[there[a], there[b]]
            for a in range(number):
                two[there[a], s] += one[there[a]]
            one[s] += 1
        for a in range(number):
            known[there[a]] = False
            one[there[a]] = 0
            for b in range(number):
                two[there[a], there[b]] = 0
    return three
