"""Compiled passes over a forest of responses, which cut it into lines (see `longest_chains`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from talion.hawkes.jit import compiled

if TYPE_CHECKING:
    import numpy.typing as npt


@compiled
def links(
    row: npt.NDArray[np.int32],
    reply: npt.NDArray[np.floating],
    stated: npt.NDArray[np.bool_],
    least: float,
    held: npt.NDArray[np.bool_],
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32]]:
    """Return the events that respond or have a response, in order, and the antecedent of each.

    They are few among all events: what follows touches only them. −1 stands for no antecedent.

    >>> antecedent, sure = np.array([-1, 0, -1, 1], np.int32), np.array([0.0, 0.9, 0.0, 0.2])
    >>> everything, none = np.ones(1, np.bool_), np.zeros(4, np.bool_)
    >>> [part.tolist() for part in links(antecedent, sure, none, 0.5, everything)]
    [[0, 1], [-1, 0]]
    """
    number = len(row)
    every = len(held) != number
    used = np.zeros(number, np.uint8)  # 1 has a response, 2 is one
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
    antecedent = np.empty(found, np.int32)
    for k in range(found):
        i = linked[k]
        antecedent[k] = place[row[i]] if used[i] > 1 else -1
    return linked, antecedent


@compiled
def ordered(
    antecedent: npt.NDArray[np.int32], certainty: npt.NDArray[np.float32]
) -> npt.NDArray[np.int32]:
    """Return the events with an antecedent, antecedents first; cycles are cut in `antecedent`.

    Two events of one day can be likeliest to respond to each other: such a cycle is cut at its
    least certain link.

    >>> antecedent = np.array([1, 0, 0], np.int32)  # 0 and 1 respond to each other
    >>> ordered(antecedent, np.array([0.2, 0.9, 0.9], np.float32)).tolist(), antecedent.tolist()
    ([1, 2], [-1, 0, 0])
    """
    number = len(antecedent)
    links = (antecedent >= 0).sum()
    order = np.empty(links, np.int32)
    state = np.zeros(number, np.uint8)  # 1 on the way up, 2 placed
    stack = np.empty(64, np.int32)
    placed = 0
    for i in range(number):
        if antecedent[i] < 0 or state[i] == 2:
            continue
        top = 0
        at = i
        while at >= 0 and state[at] == 0 and antecedent[at] >= 0:
            if top == len(stack):
                more = np.empty(2 * top, np.int32)
                more[:top] = stack
                stack = more
            state[at] = 1
            stack[top] = at
            top += 1
            at = antecedent[at]
        if state[at] == 1:
            low = 0
            while stack[low] != at:
                low += 1
            weak = low
            for k in range(low, top):
                if certainty[stack[k]] < certainty[stack[weak]]:
                    weak = k
            antecedent[stack[weak]] = -1
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
def heirs(
    antecedent: npt.NDArray[np.int32],
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
    """Return for each event its heir, and of its line the length, severity, weakest link.

    The heir begins the longest line of responses, of equal ones the gravest, then that whose
    weakest link is the surest, then the earliest. The last array says whether the line has a
    wanted event.

    >>> antecedent, order = np.array([-1, 0, 0, 1], np.int32), np.array([1, 2, 3], np.int32)
    >>> one, every = np.ones(4, np.float32), np.ones(1, np.bool_)
    >>> heir, height, *_ = heirs(antecedent, order, one, one, every)
    >>> heir.tolist(), height.tolist()  # 0, 1, 3 is the longest line
    ([1, 3, -1, -1], [3, 2, 1, 1])
    """
    number = len(antecedent)
    every = len(wanted) != number
    heir = np.full(number, -1, np.int32)
    height = np.ones(number, np.int32)
    weight = np.empty(number, np.float64)
    surety = np.ones(number, np.float64)
    met = np.ones(number, np.bool_)
    for i in range(number):
        weight[i] = severity[i]
        met[i] = every or wanted[i]
    for k in range(len(order) - 1, -1, -1):
        i = order[k]
        j = antecedent[i]
        h = height[i] + 1
        if h < height[j]:
            continue
        w = weight[i] + severity[j]
        s = min(surety[i], np.float64(certainty[i]))
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
        if met[i] and heir[antecedent[i]] == i:
            met[antecedent[i]] = True
    return heir, height, weight, surety, met


@compiled
def lengths(
    antecedent: npt.NDArray[np.int32],
    heir: npt.NDArray[np.int32],
    height: npt.NDArray[np.int32],
    met: npt.NDArray[np.bool_],
    wanted: npt.NDArray[np.bool_],
) -> npt.NDArray[np.int64]:
    """Return how many lines there are of each length, single events left out.

    >>> antecedent, heir = np.array([-1, 0, 0, 1], np.int32), np.array([1, 3, -1, -1], np.int32)
    >>> height, every = np.array([3, 2, 1, 1], np.int32), np.ones(4, np.bool_)
    >>> lengths(antecedent, heir, height, every, every).tolist()  # 0, 1, 3 and 0, 2
    [0, 0, 1, 1, 0]
    """
    longest = 2
    for i in range(len(height)):
        longest = max(longest, height[i] + 1)
    lengths = np.zeros(longest + 1, np.int64)
    for i in range(len(height)):
        j = antecedent[i]
        if j < 0:
            if height[i] > 1 and met[i]:
                lengths[height[i]] += 1
        elif heir[j] != i and (met[i] or wanted[j]):
            lengths[height[i] + 1] += 1
    return lengths


@compiled
def heads(
    antecedent: npt.NDArray[np.int32],
    heir: npt.NDArray[np.int32],
    height: npt.NDArray[np.int32],
    met: npt.NDArray[np.bool_],
    wanted: npt.NDArray[np.bool_],
    least: int,
) -> npt.NDArray[np.int64]:
    """Return the events that begin a line of at least `least` events.

    >>> antecedent, heir = np.array([-1, 0, 0, 1], np.int32), np.array([1, 3, -1, -1], np.int32)
    >>> height, every = np.array([3, 2, 1, 1], np.int32), np.ones(4, np.bool_)
    >>> [heads(antecedent, heir, height, every, every, least).tolist() for least in (2, 3)]
    [[0, 2], [0]]
    """
    found = np.empty(len(height), np.int64)
    number = 0
    for i in range(len(height)):
        j = antecedent[i]
        if j < 0:
            if height[i] >= max(least, 2) and met[i]:
                found[number] = i
                number += 1
        elif heir[j] != i and height[i] + 1 >= least and (met[i] or wanted[j]):
            found[number] = i
            number += 1
    return found[:number].copy()
