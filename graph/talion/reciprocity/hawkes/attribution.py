"""The pass that tells, for every act, what it answers: shares of origin and best candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from talion.reciprocity.hawkes.bank import ANSWERING, SCALES
from talion.reciprocity.hawkes.compiled import compiled, inlined
from talion.reciprocity.hawkes.dyads import CLASSES
from talion.reciprocity.hawkes.expectation import leaders
from talion.reciprocity.hawkes.tables import LANES

if TYPE_CHECKING:
    import numpy.typing as npt

ONE = np.float32(1.0)
NEGLIGIBLE = 0.01
"""A candidate whose share must be smaller is not looked for."""


@inlined
def _decay(
    lag: float,
    slowest: float,
    decays: npt.NDArray[np.float32],
    into: npt.NDArray[np.float32],
) -> None:
    """Write exp(−β·lag) of every lane: looked up, or one exponential and its fourth powers."""
    if lag < len(decays):
        day = int(lag)
        for k in range(LANES):
            into[k] = decays[day, k]
        return
    value = np.exp(-slowest * lag)
    for k in range(SCALES - 1, -1, -1):
        into[k] = value
        value *= value
        value *= value


@inlined
def _early(
    state: npt.NDArray[np.float32],
    own: int,
    own_latest: float,
    other_latest: float,
    mix1: float,
    mix2: float,
) -> tuple[float, float, float]:
    """Return campaign, reply and level of earlier days, for an act of the side `own`."""
    other = 1 - own
    campaign = 0.0
    reply = 0.0
    level = 0.0
    for k in range(ANSWERING):
        campaign += state[own, 0, k] + own_latest * state[own, 1, k]
        reply += state[other, 2, k] + other_latest * state[other, 3, k]
    for k in range(ANSWERING, SCALES):
        level += mix1 * (state[own, 0, k] + own_latest * state[own, 1, k])
        level += mix2 * (state[other, 2, k] + other_latest * state[other, 3, k])
    return mix1 * campaign, mix2 * reply, level


@inlined
def _alike(
    like: npt.NDArray[np.float32],
    lag: float,
    slowest: float,
    decays: npt.NDArray[np.float32],
    scratch: npt.NDArray[np.float32],
    weights: npt.NDArray[np.float32],
    role: int,
    kind: int,
    side: int,
) -> tuple[float, float]:
    """Return pull and level of the acts of one side and type, that long after the latest."""
    pull = 0.0
    level = 0.0
    if lag < len(decays):
        day = int(lag)
        for k in range(ANSWERING):
            pull += like[side, kind, k] * weights[role, kind, k] * decays[day, k]
        for k in range(ANSWERING, SCALES):
            level += like[side, kind, k] * weights[role, kind, k] * decays[day, k]
    elif lag < np.inf:
        _decay(lag, slowest, decays, scratch)
        for k in range(ANSWERING):
            pull += like[side, kind, k] * weights[role, kind, k] * scratch[k]
        for k in range(ANSWERING, SCALES):
            level += like[side, kind, k] * weights[role, kind, k] * scratch[k]
    return pull, level


@inlined
def _rank(
    row: int,
    share: float,
    rows: npt.NDArray[np.int32],
    shares: npt.NDArray[np.float32],
) -> None:
    """Put a candidate into its place among the best; of equal ones the first stays."""
    at = len(rows)
    while at > 0 and share > shares[at - 1]:
        at -= 1
    if at == len(rows):
        return
    for later in range(len(rows) - 1, at, -1):
        rows[later] = rows[later - 1]
        shares[later] = shares[later - 1]
    rows[at] = row
    shares[at] = share


@compiled
def attribute(
    groups: tuple[int, int],
    order: npt.NDArray[np.int64],
    start: npt.NDArray[np.int64],
    time: npt.NDArray[np.float64],
    side: npt.NDArray[np.uint8],
    kind: npt.NDArray[np.int32],
    standing: npt.NDArray[np.int32],
    background: npt.NDArray[np.float64],
    pull: npt.NDArray[np.float32],
    now: npt.NDArray[np.float64],
    alike: npt.NDArray[np.float32],
    alike_now: npt.NDArray[np.float64],
    most: npt.NDArray[np.float32],
    decays: npt.NDArray[np.float32],
    mix: npt.NDArray[np.float64],
    slowest: float,
    either: bool,
    reply: npt.NDArray[np.float64],
    campaign: npt.NDArray[np.float64],
    rows: npt.NDArray[np.int32],
    shares: npt.NDArray[np.float32],
) -> None:
    """Fill `reply`, `campaign` (by row) and the best candidates `rows`, `shares` (by row).

    One pass over each dyad keeps a decaying sum a scale for each role and side, so that the
    shares of all earlier acts cost the same however many they are. Candidates are found by
    going back over the other side's acts while one could still be among the best (pulls only
    fall with time) and above `NEGLIGIBLE`. Of equal candidates the latest comes first.
    """
    kinds = alike.shape[1]
    wanted = rows.shape[1]
    typed = kinds > 1
    widest = 0
    for g in range(groups[0], groups[1]):
        widest = max(widest, start[g + 1] - start[g])
    base = np.empty(widest)
    answer = np.empty(widest)
    owed = np.empty(widest)  # the part of base that replies to earlier days
    own = np.empty(widest)  # the part that is campaign
    acts = np.empty((2, widest), np.int64)  # places of each side's acts, in order
    state = np.zeros((2, 4, LANES), np.float32)
    like = np.zeros((2, kinds, LANES), np.float32)
    like_time = np.full((2, kinds), -np.inf)
    today = np.zeros((2, 4))
    whole = np.zeros((2, 4))
    today_like = np.zeros((2, kinds))
    whole_like = np.zeros((2, kinds))
    decay = np.zeros(LANES, np.float32)
    best_rows = np.empty(wanted, np.int32)
    best_shares = np.empty(wanted, np.float32)
    led = np.ones(2)
    seen = np.zeros(2, np.int64)
    number = np.zeros(2, np.int64)
    first = np.zeros(2, np.int64)
    for g in range(groups[0], groups[1]):
        low, end = start[g], start[g + 1]
        before = time[low]
        for s in range(2):
            for r in range(4):
                for k in range(LANES):
                    state[s, r, k] = 0.0
        if typed:
            for i in range(low, end):
                for s in range(2):
                    like_time[s, kind[i]] = -np.inf
        number[0] = number[1] = 0
        while low < end:
            high = low + 1
            both = False
            while high < end and time[high] == time[low]:
                both = both or side[high] != side[low]
                high += 1
            if time[low] > before:
                _decay(time[low] - before, slowest, decays, decay)
                before = time[low]
                for s in range(2):
                    for r in range(4):
                        for k in range(LANES):
                            state[s, r, k] *= decay[k]
            unsure = either and both
            crowded = high - low > 1
            led[0] = led[1] = 1.0
            seen[0] = seen[1] = 0
            if crowded:
                today[:] = 0.0
                whole[:] = 0.0
                for i in range(low, high):
                    for s in range(2):
                        today_like[s, kind[i]] = 0.0
                        whole_like[s, kind[i]] = 0.0
                if unsure:
                    for i in range(low, high):
                        act = kind[i] * CLASSES + standing[i]
                        whole[side[i], 2] += now[act, 2]
                        whole[side[i], 3] = now[act, 3]
                        whole_like[side[i], kind[i]] += 1.0
            for i in range(low, high):
                d, b = int(side[i]), kind[i]
                o = 1 - d
                mix1, mix2 = mix[1, b], mix[2, b]
                own_latest = 1.0 if seen[d] == 0 else 0.0
                other_latest = 1.0 if unsure or seen[o] == 0 else 0.0
                c, e, level = _early(state, d, own_latest, other_latest, mix1, mix2)
                if typed:
                    more, deep = _alike(
                        like, time[i] - like_time[d, b], slowest, decays, decay, alike, 0, b, d
                    )
                    c += more
                    level += deep
                    more, deep = _alike(
                        like, time[i] - like_time[o, b], slowest, decays, decay, alike, 1, b, o
                    )
                    e += more
                    level += deep
                swift = 0.0
                if crowded:
                    c += 2.0 * (
                        mix1 * (today[d, 0] + today[d, 1]) + alike_now[0, b] * today_like[d, b]
                    )
                    if unsure:
                        swift = mix2 * (whole[o, 2] + whole[o, 3])
                        swift += alike_now[1, b] * whole_like[o, b]
                    else:
                        swift = 2.0 * mix2 * (today[o, 2] + today[o, 3])
                        swift += 2.0 * alike_now[1, b] * today_like[o, b]
                    act = b * CLASSES + standing[i]
                    today[d, 0] += now[act, 0]
                    today[d, 1] = now[act, 1]
                    today[d, 2] += now[act, 2]
                    today[d, 3] = now[act, 3]
                    today_like[d, b] += 1.0
                base[i - low] = background[i] * mix[0, b] + level + c + e
                answer[i - low] = swift
                owed[i - low] = e
                own[i - low] = c
                seen[d] += 1
            if unsure:
                _, led[0], led[1] = leaders(
                    side[low:high], base[: high - low], answer[: high - low]
                )
            for s in range(2):
                first[s] = number[s]
                seen[s] = 0
            for i in range(low, high):
                acts[side[i], number[side[i]]] = i
                number[side[i]] += 1
            for i in range(low, high):
                d, b = int(side[i]), kind[i]
                o = 1 - d
                row = order[i]
                late = led[o] / (base[i - low] + answer[i - low])
                early = (1.0 - late * answer[i - low]) / base[i - low]
                owing = owed[i - low] * early + answer[i - low] * late
                reply[row] = owing
                campaign[row] = own[i - low] * early
                seen[d] += 1
                if wanted == 0 or owing < NEGLIGIBLE:
                    continue
                in_sight = number[o] if unsure else first[o] + seen[o]
                newest = first[o] - 1 if unsure or seen[o] == 0 else -1
                mix2 = mix[2, b]
                for q in range(wanted):
                    best_rows[q] = -1
                    best_shares[q] = 0.0
                left = owing  # the candidates' shares add up to that
                for back in range(in_sight - 1, -1, -1):
                    if left < NEGLIGIBLE or left < best_shares[wanted - 1]:
                        break
                    j = acts[o, back]
                    act = kind[j] * CLASSES + standing[j]
                    same = 1.0 if kind[j] == b else 0.0
                    share = 0.0
                    if time[j] == time[i]:
                        share = mix2 * now[act, 2] + same * alike_now[1, b]
                        if back == in_sight - 1:
                            share += mix2 * now[act, 3]
                        share *= late if unsure else 2.0 * late
                    else:
                        latest = 1.0 if back == newest else 0.0
                        _decay(time[i] - time[j], slowest, decays, decay)
                        bound = 0.0
                        for k in range(ANSWERING):
                            value = mix2 * (pull[act, 2, k] + latest * pull[act, 3, k])
                            limit = mix2 * (most[0, k] + latest * most[1, k])
                            share += (value + same * alike[1, b, k]) * decay[k]
                            bound += (limit + alike[1, b, k]) * decay[k]
                        share *= early
                        bound *= early
                        if bound < NEGLIGIBLE or bound < best_shares[wanted - 1]:
                            break
                    left -= share
                    if share >= NEGLIGIBLE:
                        _rank(order[j], share, best_rows, best_shares)
                for q in range(wanted):
                    rows[row, q] = best_rows[q]
                    shares[row, q] = best_shares[q]
            for i in range(low, high):
                d, b = int(side[i]), kind[i]
                act = b * CLASSES + standing[i]
                for k in range(LANES):
                    state[d, 0, k] += pull[act, 0, k]
                    state[d, 1, k] = pull[act, 1, k]
                    state[d, 2, k] += pull[act, 2, k]
                    state[d, 3, k] = pull[act, 3, k]
                if typed:
                    lag = time[i] - like_time[d, b]
                    like_time[d, b] = time[i]
                    if lag < len(decays):
                        day = int(lag)
                        for k in range(LANES):
                            like[d, b, k] = like[d, b, k] * decays[day, k] + ONE
                    elif lag < np.inf:
                        _decay(lag, slowest, decays, decay)
                        for k in range(LANES):
                            like[d, b, k] = like[d, b, k] * decay[k] + ONE
                    else:
                        for k in range(LANES):
                            like[d, b, k] = ONE
            low = high
