"""Chains: every act's most probable answer followed back, in one linear pass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from talion.reciprocity.hawkes.compiled import compiled

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.reciprocity.hawkes.replies import Replies


@dataclass(frozen=True, slots=True)
class AnswerChains:
    """For every act the best path of answers that ends in it, by row.

    `parent` int32 is the act it answers, −1 where it begins a path; `length` int32 the number of
    acts on the path; `probability` float32 the product of the steps' probabilities; `end` bool
    whether no other act goes on from it.
    """

    parent: npt.NDArray[np.int32]
    length: npt.NDArray[np.int32]
    probability: npt.NDArray[np.float32]
    end: npt.NDArray[np.bool_]


def answer_chains(replies: Replies, least: float = 0.5) -> AnswerChains:
    """Follow the best candidate of every act that is an answer with probability ≥ `least`.

    An act is an answer when `replies.reply` says so; a step's probability is the best
    candidate's share. Where the order of a day is open, two acts never answer each other: an act
    of the same day is followed only where it is the likelier leader.
    """
    return AnswerChains(*_follow(replies.rows[:, 0], replies.shares[:, 0], replies.reply, least))


@compiled
def _follow(
    best: npt.NDArray[np.int32],
    share: npt.NDArray[np.float32],
    reply: npt.NDArray[np.float64],
    least: float,
) -> tuple[
    npt.NDArray[np.int32], npt.NDArray[np.int32], npt.NDArray[np.float32], npt.NDArray[np.bool_]
]:
    """Go along the rows; a parent later in the table (on the same day) is followed when reached."""
    n = len(best)
    parent = np.full(n, -1, np.int32)
    length = np.zeros(n, np.int32)
    probability = np.ones(n, np.float32)
    end = np.ones(n, np.bool_)
    for i in range(n):
        j = best[i]
        if j < 0 or reply[i] < least:
            continue
        if best[j] == i and reply[j] >= least and (share[j], i) > (share[i], j):
            continue  # the other of the two is the likelier answer
        parent[i] = j
        end[j] = False
    waiting = np.empty(n, np.int32)
    for i in range(n):
        top = 0
        at = i
        while length[at] == 0:
            if parent[at] < 0:
                length[at] = 1
                break
            if length[parent[at]] > 0:
                length[at] = length[parent[at]] + 1
                probability[at] = probability[parent[at]] * share[at]
                break
            length[at] = -1  # being visited
            waiting[top] = at
            top += 1
            at = parent[at]
            if length[at] == -1:  # a ring of acts of one day: cut it here
                parent[at] = -1
                length[at] = 1
                break
        while top > 0:
            top -= 1
            at = waiting[top]
            if parent[at] >= 0:
                length[at] = length[parent[at]] + 1
                probability[at] = probability[parent[at]] * share[at]
    return parent, length, probability, end
