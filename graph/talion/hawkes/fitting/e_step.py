"""The E-step: one pass over the dyads gives the likelihood and every origin's share of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from talion.hawkes.day_order import leaders
from talion.hawkes.dyads import SIDES, SILENCES
from talion.hawkes.jit import compiled, part
from talion.hawkes.reply_model import BASE, COUNT, SIDE, SILENCE, TYPE

if TYPE_CHECKING:
    import numpy.typing as npt

MARKS = 5
"""Marks of an act: base, silence, sides, count, type."""


@part
def marks(standing: int, kind: int, into: npt.NDArray[np.int64]) -> None:
    """Write the mark columns of an act."""
    into[0] = BASE
    into[1] = SILENCE + standing % SILENCES
    into[2] = SIDE + standing // SILENCES % SIDES
    into[3] = COUNT + standing // (SILENCES * SIDES)
    into[4] = TYPE + kind


@part
def pull(
    role: int,
    kind: int,
    share: float,
    weights: npt.NDArray[np.float64],
    every: npt.NDArray[np.float64],
    latest: npt.NDArray[np.float64],
    unit: npt.NDArray[np.float64],
    present: npt.NDArray[np.int64],
    scale: float,
    sums: npt.NDArray[np.float64],
) -> tuple[float, float]:
    """Return the rate at which one side's acts call forth an act of type `kind`.

    The acts are `every` and `latest` (columns, scales), their columns `present` (the first entry
    is their number); `role` is 0 for campaign, 3 for reply; `unit` turns states into rates and
    `share` is the mixture's share of the type. The first part comes by the mixture, the second
    by likeness of type. A `scale` above 0 adds each weight's part, scaled, to `sums`.
    """
    mixed = 0.0
    alike = 0.0
    for at in range(1, present[0] + 1):
        m = present[at]
        for k in range(len(unit)):
            if every[m, k] > 0:
                part = share * weights[role, m, k] * unit[k] * every[m, k]
                mixed += part
                sums[role, m, k] += part * scale
            if latest[m, k] > 0:
                part = share * weights[role + 1, m, k] * unit[k] * latest[m, k]
                mixed += part
                sums[role + 1, m, k] += part * scale
    m = TYPE + kind
    for k in range(len(unit)):
        part = weights[role + 2, m, k] * unit[k] * every[m, k]
        alike += part
        sums[role + 2, m, k] += part * scale
    return mixed, alike


@part
def _add(
    mark: npt.NDArray[np.int64],
    every: npt.NDArray[np.float64],
    latest: npt.NDArray[np.float64],
    present: npt.NDArray[np.int64],
) -> None:
    """Add an act with these marks to one side's states; it is the latest now."""
    for at in range(1, present[0] + 1):
        latest[present[at], :] = 0.0
    for m in mark:
        if every[m, 0] == 0.0 and every[m, every.shape[1] - 1] == 0.0:
            present[0] += 1
            present[present[0]] = m
        every[m, :] += 1.0
        latest[m, :] = 1.0


@part
def _clear(
    every: npt.NDArray[np.float64],
    latest: npt.NDArray[np.float64],
    present: npt.NDArray[np.int64],
) -> None:
    """Forget all acts of one side."""
    for at in range(1, present[0] + 1):
        every[present[at], :] = 0.0
        latest[present[at], :] = 0.0
    present[0] = 0


@compiled
def expectation(
    groups: tuple[int, int],
    start: npt.NDArray[np.int64],
    time: npt.NDArray[np.float64],
    side: npt.NDArray[np.uint8],
    kind: npt.NDArray[np.int32],
    standing: npt.NDArray[np.int32],
    background: npt.NDArray[np.float64],
    counted: npt.NDArray[np.bool_],
    weights: npt.NDArray[np.float64],
    mix: npt.NDArray[np.float64],
    rates: npt.NDArray[np.float64],
    heights: npt.NDArray[np.float64],
    same: npt.NDArray[np.float64],
    either: bool,
    sums: npt.NDArray[np.float64],
    mix_sums: npt.NDArray[np.float64],
    shares: npt.NDArray[np.float64],
) -> float:
    """Add up log-rates and expected numbers of offspring over a range of groups.

    `groups` is the range; the event arrays follow the dyads; `background` is the rate of the
    background at each event before its share of the type; only `counted` events are summed,
    the others are history. Filled are `sums` (roles, columns, scales), `mix_sums` (3, types)
    and, by event, `shares` (background, campaign, reply). Returns the sum of the log-rates.

    Acts of one day: with `either` false the table's order is the order of the acts, and an
    earlier one's same-day mass doubles (half of it lay in the other order). With `either` true
    the order across the two sides is unknown, see `leaders`; the order within a side is the
    table's. Cost is linear in events for any number of acts on a day.
    """
    columns, scales = weights.shape[1], weights.shape[2]
    widest = 0
    for g in range(groups[0], groups[1]):
        widest = max(widest, start[g + 1] - start[g])
    base = np.empty(widest)  # rates without the other side's acts of the very day
    answer = np.empty(widest)  # rates from those
    past = np.zeros((2, columns, scales))
    latest = np.zeros((2, columns, scales))
    mine = np.zeros((2, columns, scales))  # acts of the day listed so far
    newest = np.zeros((2, columns, scales))
    whole = np.zeros((2, columns, scales))  # all acts of the day
    final = np.zeros((2, columns, scales))
    nothing = np.zeros((columns, scales))
    there = np.zeros((2, columns + 1), np.int64)
    here = np.zeros((2, columns + 1), np.int64)
    ever = np.zeros((2, columns + 1), np.int64)
    mark = np.empty(MARKS, np.int64)
    twice = same * 2.0
    total = 0.0
    for g in range(groups[0], groups[1]):
        low, end = start[g], start[g + 1]
        before = time[low]
        for s in range(2):
            _clear(past[s], latest[s], there[s])
        while low < end:
            high = low + 1
            sides = 1 << side[low]
            while high < end and time[high] == time[low]:
                sides |= 1 << side[high]
                high += 1
            decay = np.exp(-rates * (time[low] - before))
            before = time[low]
            for s in range(2):
                for at in range(1, there[s, 0] + 1):
                    past[s, there[s, at]] *= decay
                    latest[s, there[s, at]] *= decay
            unsure = either and sides == 3 and same[0] > 0
            led = np.zeros(2)
            for sweep in range(2):  # the rates of the day first, then everything's share
                for s in range(2):
                    _clear(mine[s], newest[s], here[s])
                    _clear(whole[s], final[s], ever[s])
                if unsure:  # the other side's whole day is in sight
                    for i in range(low, high):
                        marks(standing[i], kind[i], mark)
                        _add(mark, whole[side[i]], final[side[i]], ever[side[i]])
                own = np.zeros(2)
                for i in range(low, high):
                    d, b = side[i], kind[i]
                    o = 1 - d
                    early = 0.0
                    late = 0.0
                    if sweep == 1 and counted[i]:
                        early = 1.0 / (base[i - low] + answer[i - low])
                        late = early
                        if unsure and answer[i - low] > 0:
                            late *= led[o]
                            early = (1.0 - late * answer[i - low]) / base[i - low]
                    ground = background[i] * mix[0, b]
                    own_latest = latest[d] if own[d] == 0 else nothing
                    other_latest = latest[o] if unsure or own[o] == 0 else nothing
                    campaign, alike = pull(
                        0,
                        b,
                        mix[1, b],
                        weights,
                        past[d],
                        own_latest,
                        heights,
                        there[d],
                        early,
                        sums,
                    )
                    reply, like = pull(
                        3,
                        b,
                        mix[2, b],
                        weights,
                        past[o],
                        other_latest,
                        heights,
                        there[o],
                        early,
                        sums,
                    )
                    if unsure:
                        swift, same_like = pull(
                            3, b, mix[2, b], weights, whole[o], final[o], same, ever[o], late, sums
                        )
                    else:
                        swift, same_like = pull(
                            3, b, mix[2, b], weights, mine[o], newest[o], twice, here[o], late, sums
                        )
                    more, alike_more = pull(
                        0, b, mix[1, b], weights, mine[d], newest[d], twice, here[d], early, sums
                    )
                    campaign += more
                    alike += alike_more
                    base[i - low] = ground + campaign + alike + reply + like
                    answer[i - low] = swift + same_like
                    if sweep == 1:
                        mix_sums[0, b] += ground * early
                        mix_sums[1, b] += campaign * early
                        mix_sums[2, b] += reply * early + swift * late
                        shares[i, 0] = ground * early
                        shares[i, 1] = (campaign + alike) * early
                        shares[i, 2] = (reply + like) * early + answer[i - low] * late
                    marks(standing[i], b, mark)
                    _add(mark, mine[d], newest[d], here[d])
                    own[d] += 1
                if sweep == 0 and unsure:
                    part, led[0], led[1] = leaders(high - low, side[low:high], base, answer)
                    total += part if counted[low] else 0.0
                elif sweep == 0:
                    for i in range(low, high):
                        total += np.log(base[i - low] + answer[i - low]) if counted[i] else 0.0
            for i in range(low, high):  # the day's acts become the past
                marks(standing[i], kind[i], mark)
                _add(mark, past[side[i]], latest[side[i]], there[side[i]])
            low = high
    return total
