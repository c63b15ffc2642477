"""The longest chains in a table of millions of events, in linear time.

Each event responds to one event at most (the likeliest), so antecedents and responses make a
forest. It is cut into lines: each event is continued by the longest line of responses to it; every
other response begins a line of its own, which starts with its antecedent. So every response is in
one line. (This is the long-path decomposition of a forest, by length, severity and weakest link.)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from talion.reciprocity import line_kernels as kernels

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.reciprocity.antecedents import Antecedents


@dataclass(frozen=True, slots=True)
class LongestChains:
    """The chains of a table: how many of each length, and the best of them.

    `lengths[n]` is the number of chains of n events; `rows` holds the best chains, each the rows of
    its events from the first antecedent on, ranked by length, severity and their weakest link.
    """

    lengths: npt.NDArray[np.int64]
    rows: tuple[tuple[int, ...], ...]

    def at_least(self, length: int) -> int:
        """Return how many chains have at least that many events."""
        return int(self.lengths[length:].sum())


def longest_chains(
    antecedents: Antecedents,
    severity: npt.NDArray[np.float32],
    *,
    probability: float = 0.5,
    length: int = 2,
    limit: int | None = None,
    held: npt.NDArray[np.bool_] | None = None,
    wanted: npt.NDArray[np.bool_] | None = None,
) -> LongestChains:
    """Cut the forest of responses into lines and return the best.

    An event is a response when it is stated to be, or inferred with that `probability` (of a
    response to any event); its link goes to the likeliest antecedent. Both ends of a link must be
    in `held` (all events without it). With `wanted`, only lines with one of those events count.

    >>> from talion.reciprocity.antecedents import Antecedents
    >>> rows, sure = np.array([-1, 0, 0, 1], np.int32), np.array([0, 1, 1, 1], np.float32)
    >>> nobody = np.zeros((4, 0), np.int32)
    >>> stated = Antecedents(rows, sure, rows >= 0, sure, nobody, nobody.astype(np.float32))
    >>> found = longest_chains(stated, np.full(4, 0.5, np.float32))
    >>> found.rows, found.lengths.tolist(), found.at_least(3)
    (((0, 1, 3), (0, 2)), [0, 0, 1, 1, 0], 1)
    """
    everything = np.ones(1, np.bool_)
    linked, antecedent = kernels.links(
        antecedents.row,
        antecedents.reply,
        antecedents.stated,
        probability,
        everything if held is None else held,
    )
    grave, sure = severity[linked], antecedents.certainty[linked]
    sought = everything if wanted is None else wanted[linked]
    order = kernels.ordered(antecedent, sure)
    heir, height, weight, surety, met = kernels.heirs(antecedent, order, grave, sure, sought)
    needed = met if wanted is None else sought
    lengths = kernels.lengths(antecedent, heir, height, met, needed)
    shortest = _shortest(lengths, length, limit)
    heads = kernels.heads(antecedent, heir, height, met, needed, shortest)
    best = _ranked(heads, antecedent, (height, weight, surety), grave, sure)[:limit]
    rows = tuple(tuple(linked[_walk(int(head), antecedent, heir)].tolist()) for head in best)
    return LongestChains(np.where(np.arange(len(lengths)) >= length, lengths, 0), rows)


def _ranked(
    heads: npt.NDArray[np.int64],
    antecedent: npt.NDArray[np.int32],
    line: tuple[npt.NDArray[np.int32], npt.NDArray[np.float64], npt.NDArray[np.float64]],
    severity: npt.NDArray[np.float32],
    certainty: npt.NDArray[np.float32],
) -> npt.NDArray[np.int64]:
    """Return the heads of lines by length, severity and weakest link of the lines, best first.

    `line` has these three for the line that each event begins; that of a head which is a response
    starts with its antecedent.
    """
    height, weight, surety = line
    above = np.where(antecedent[heads] >= 0, antecedent[heads], heads)
    more = above != heads
    ranks = (
        heads,
        -np.where(more, np.minimum(surety[heads], certainty[heads]), surety[heads]),
        -(weight[heads] + np.where(more, severity[above], 0.0)),
        -(height[heads] + more),
    )
    ranked: npt.NDArray[np.int64] = heads[np.lexsort(ranks)]
    return ranked


def _walk(head: int, antecedent: npt.NDArray[np.int32], heir: npt.NDArray[np.int32]) -> list[int]:
    """Return the events of a line: the antecedent of its head, its head, the heirs."""
    rows = [int(antecedent[head])] if antecedent[head] >= 0 else []
    at = head
    while at >= 0:
        rows.append(at)
        at = int(heir[at])
    return rows


def _shortest(lengths: npt.NDArray[np.int64], length: int, limit: int | None) -> int:
    """Return the least length of lines that can be among the best `limit`."""
    if limit is None:
        return length
    upward = np.cumsum(lengths[::-1])[::-1]
    enough = np.flatnonzero(upward >= limit)
    return max(length, int(enough[-1]) if len(enough) else 0)
