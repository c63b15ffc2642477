"""Lines: the longest chains in a table of millions of events, in linear time.

Each event answers one act at most (the likeliest), so causes and answers make a forest. It is cut
into lines: each act is continued by the longest line of answers to it; every other answer begins
a line of its own, told from the act it answers. So every answer stands in one line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from talion.hawkes.jit import compiled

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.reciprocity.antecedents import Antecedents


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a forest: how many of each length, and the best of them.

    `lengths[n]` is the number of lines of n acts; `rows` holds the best lines, each the rows of
    its acts from the first cause on, ranked by length, severity and probability.
    """

    lengths: npt.NDArray[np.int64]
    rows: tuple[tuple[int, ...], ...]

    def at_least(self, length: int) -> int:
        """Return how many lines have at least so many acts."""
        return int(self.lengths[length:].sum())


def lines(
    causes: Antecedents,
    severity: npt.NDArray[np.float32],
    *,
    probability: float = 0.5,
    length: int = 2,
    limit: int | None = None,
    held: npt.NDArray[np.bool_] | None = None,
    wanted: npt.NDArray[np.bool_] | None = None,
) -> Lines:
    """Cut the forest of causes into lines and return the best.

    An event is an answer when it is stated to be, or inferred with that `probability` (of an
    answer to any act); its link goes to the likeliest act. Both ends of a link must be in `held`
    (all events without it). With `wanted`, only lines with one of those events count.
    """
    everything = np.ones(1, np.bool_)
    linked, cause = _links(
        causes.row,
        causes.reply,
        causes.stated,
        probability,
        everything if held is None else held,
    )
    grave, sure = severity[linked], causes.certainty[linked]
    sought = everything if wanted is None else wanted[linked]
    order = _ordered(cause, sure)
    heir, height, weight, surety, met = _heirs(cause, order, grave, sure, sought)
    needed = met if wanted is None else sought
    lengths = _lengths(cause, heir, height, met, needed)
    shortest = _shortest(lengths, length, limit)
    heads = _heads(cause, heir, height, met, needed, shortest)
    above = np.where(cause[heads] >= 0, cause[heads], heads)
    more = above != heads
    ranks = (
        heads,
        -(surety[heads] + np.where(more, _logs(sure[heads]), 0.0)),
        -(weight[heads] + np.where(more, grave[above], 0.0)),
        -(height[heads] + more),
    )
    best = heads[np.lexsort(ranks)][:limit]
    rows = tuple(tuple(linked[_walk(int(head), cause, heir)].tolist()) for head in best)
    return Lines(np.where(np.arange(len(lengths)) >= length, lengths, 0), rows)


def _walk(head: int, cause: npt.NDArray[np.int32], heir: npt.NDArray[np.int32]) -> list[int]:
    """Return the acts of a line: the one that its head answers, its head, the heirs."""
    rows = [int(cause[head])] if cause[head] >= 0 else []
    at = head
    while at >= 0:
        rows.append(at)
        at = int(heir[at])
    return rows


def _shortest(lengths: npt.NDArray[np.int64], length: int, limit: int | None) -> int:
    """Return the least length of which lines can be among the best so many."""
    if limit is None:
        return length
    upward = np.cumsum(lengths[::-1])[::-1]
    enough = np.flatnonzero(upward >= limit)
    return max(length, int(enough[-1]) if len(enough) else 0)


def _logs(certainty: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
    return np.log(np.maximum(certainty.astype(np.float64), 1e-12))


@compiled
def _links(
    row: npt.NDArray[np.int32],
    reply: npt.NDArray[np.floating],
    stated: npt.NDArray[np.bool_],
    least: float,
    held: npt.NDArray[np.bool_],
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32]]:
    """Return the events that answer or are answered, in order, and the cause of each among them.

    They are few beside all events: what follows touches only them. −1 stands for no cause.
    """
    number = len(row)
    every = len(held) != number
    used = np.zeros(number, np.uint8)  # 1 answered, 2 an answer
    for i in range(number):
        j = row[i]
        if j >= 0 and (stated[i] or reply[i] >= least) and (every or (held[i] and held[j])):
            used[i] |= 2
            used[j] |= 1
    place = np.empty(number, np.int32)
    linked = np.empty(number, np.int64)
    found = 0
    for i in range(number):
        linked[found] = i
        place[i] = found
        found += used[i] > 0
    linked = linked[:found].copy()
    cause = np.empty(found, np.int32)
    for k in range(found):
        i = linked[k]
        cause[k] = place[row[i]] if used[i] > 1 else -1
    return linked, cause


@compiled
def _ordered(
    cause: npt.NDArray[np.int32], certainty: npt.NDArray[np.float32]
) -> npt.NDArray[np.int32]:
    """Return the events that have a cause, causes first; cycles are cut in `cause`.

    Two acts of one day can be likeliest to answer each other: such a cycle is cut at its least
    certain link.
    """
    number = len(cause)
    links = (cause >= 0).sum()
    order = np.empty(links, np.int32)
    state = np.zeros(number, np.uint8)  # 1 on the way up, 2 placed
    stack = np.empty(64, np.int32)
    placed = 0
    for i in range(number):
        if cause[i] < 0 or state[i] == 2:
            continue
        top = 0
        at = i
        while at >= 0 and state[at] == 0 and cause[at] >= 0:
            if top == len(stack):
                more = np.empty(2 * top, np.int32)
                more[:top] = stack
                stack = more
            state[at] = 1
            stack[top] = at
            top += 1
            at = cause[at]
        if state[at] == 1:
            low = 0
            while stack[low] != at:
                low += 1
            weak = low
            for k in range(low, top):
                if certainty[stack[k]] < certainty[stack[weak]]:
                    weak = k
            cause[stack[weak]] = -1
            state[stack[weak]] = 2
            for k in range(weak - 1, low - 1, -1):
                order[placed] = stack[k]
                placed += 1
            for k in range(top - 1, weak, -1):
                order[placed] = stack[k]
                placed += 1
            for k in range(low, top):
                state[stack[k]] = 2
            top = low
        for k in range(top - 1, -1, -1):
            order[placed] = stack[k]
            state[stack[k]] = 2
            placed += 1
    return order[:placed]


@compiled
def _heirs(
    cause: npt.NDArray[np.int32],
    order: npt.NDArray[np.int32],
    severity: npt.NDArray[np.float32],
    certainty: npt.NDArray[np.float32],
    wanted: npt.NDArray[np.bool_],
) -> tuple[
    npt.NDArray[np.int32],
    npt.NDArray[np.int32],
    npt.NDArray[np.float64],
    npt.NDArray[np.float64],
    npt.NDArray[np.bool_],
]:
    """Return for each event its heir, and of its line the length, severity, log-probability.

    The heir begins the longest line of answers, of equal ones the gravest, then the surest, then
    the earliest. The last array tells whether the line has a wanted event.
    """
    number = len(cause)
    every = len(wanted) != number
    heir = np.full(number, -1, np.int32)
    height = np.ones(number, np.int32)
    weight = np.empty(number, np.float64)
    surety = np.zeros(number, np.float64)
    met = np.ones(number, np.bool_)
    for i in range(number):
        weight[i] = severity[i]
        met[i] = every or wanted[i]
    for k in range(len(order) - 1, -1, -1):
        i = order[k]
        j = cause[i]
        h = height[i] + 1
        if h < height[j]:
            continue
        w = weight[i] + severity[j]
        s = surety[i] + np.log(max(certainty[i], 1e-12))
        better = h > height[j] or w > weight[j]
        if not better and w == weight[j]:
            better = s > surety[j] or (s == surety[j] and i < heir[j])
        if better:
            heir[j] = i
            height[j] = h
            weight[j] = w
            surety[j] = s
    for k in range(len(order) - 1, -1, -1):
        i = order[k]
        if met[i] and heir[cause[i]] == i:
            met[cause[i]] = True
    return heir, height, weight, surety, met


@compiled
def _lengths(
    cause: npt.NDArray[np.int32],
    heir: npt.NDArray[np.int32],
    height: npt.NDArray[np.int32],
    met: npt.NDArray[np.bool_],
    wanted: npt.NDArray[np.bool_],
) -> npt.NDArray[np.int64]:
    """Return how many lines there are of each length, single events left out."""
    longest = 2
    for i in range(len(height)):
        longest = max(longest, height[i] + 1)
    lengths = np.zeros(longest + 1, np.int64)
    for i in range(len(height)):
        j = cause[i]
        if j < 0:
            if height[i] > 1 and met[i]:
                lengths[height[i]] += 1
        elif heir[j] != i and (met[i] or wanted[j]):
            lengths[height[i] + 1] += 1
    return lengths


@compiled
def _heads(
    cause: npt.NDArray[np.int32],
    heir: npt.NDArray[np.int32],
    height: npt.NDArray[np.int32],
    met: npt.NDArray[np.bool_],
    wanted: npt.NDArray[np.bool_],
    least: int,
) -> npt.NDArray[np.int64]:
    """Return the events that begin a line of at least so many acts."""
    found = np.empty(len(height), np.int64)
    number = 0
    for i in range(len(height)):
        j = cause[i]
        if j < 0:
            if height[i] >= max(least, 2) and met[i]:
                found[number] = i
                number += 1
        elif heir[j] != i and height[i] + 1 >= least and (met[i] or wanted[j]):
            found[number] = i
            number += 1
    return found[:number].copy()
