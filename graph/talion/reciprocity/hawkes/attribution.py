"""The pass that tells, for every act, what it answers: shares of origin and best candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from talion.reciprocity.hawkes.bank import ANSWERING
from talion.reciprocity.hawkes.compiled import compiled
from talion.reciprocity.hawkes.dyads import CLASSES
from talion.reciprocity.hawkes.expectation import leaders

if TYPE_CHECKING:
    import numpy.typing as npt

NEGLIGIBLE = 1e-3
"""A candidate whose share must be smaller is not looked for."""


@compiled
def _decays(lag: float, slowest: float, into: npt.NDArray[np.float64]) -> None:
    """Write exp(−β·lag) of every scale: one exponential, then fourth powers (see `bank.STEP`)."""
    value = np.exp(-slowest * lag)
    for k in range(len(into) - 1, -1, -1):
        into[k] = value
        value *= value
        value *= value


@compiled
def _rank(
    row: int,
    share: float,
    rows: npt.NDArray[np.int32],
    shares: npt.NDArray[np.float32],
) -> None:
    """Put a candidate into its place among the best; of equal ones the later act stays first."""
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
    pull: npt.NDArray[np.float64],
    now: npt.NDArray[np.float64],
    alike: npt.NDArray[np.float64],
    alike_now: npt.NDArray[np.float64],
    most: npt.NDArray[np.float64],
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
    scales = pull.shape[2]
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
    theirs = np.empty((2, widest), np.int64)  # places of each side's acts, in order
    state = np.zeros((2, 4, scales))
    like = np.zeros((2, kinds, scales))
    like_time = np.zeros((2, kinds))
    today = np.zeros((2, 4))
    whole = np.zeros((2, 4))
    today_like = np.zeros((2, kinds))
    whole_like = np.zeros((2, kinds))
    decay = np.empty(scales)
    old = np.empty(scales)
    for g in range(groups[0], groups[1]):
        low, end = start[g], start[g + 1]
        before = time[low]
        state[:] = 0.0
        like[:] = 0.0
        number = np.zeros(2, np.int64)
        while low < end:
            high = low + 1
            sides = 1 << side[low]
            while high < end and time[high] == time[low]:
                sides |= 1 << side[high]
                high += 1
            _decays(time[low] - before, slowest, decay)
            before = time[low]
            for s in range(2):
                for r in range(4):
                    for k in range(scales):
                        state[s, r, k] *= decay[k]
            unsure = either and sides == 3
            crowded = high - low > 1
            if crowded:
                today[:] = 0.0
                whole[:] = 0.0
                for i in range(low, high):
                    act = kind[i] * CLASSES + standing[i]
                    today_like[side[i], kind[i]] = 0.0
                    whole_like[side[i], kind[i]] = 0.0
                    today_like[1 - side[i], kind[i]] = 0.0
                    whole_like[1 - side[i], kind[i]] = 0.0
                if unsure:
                    for i in range(low, high):
                        act = kind[i] * CLASSES + standing[i]
                        whole[side[i], 2] += now[act, 2]
                        whole[side[i], 3] = now[act, 3]
                        whole_like[side[i], kind[i]] += 1.0
            seen = np.zeros(2, np.int64)
            for i in range(low, high):
                d, b = int(side[i]), kind[i]
                o = 1 - d
                ground = background[order[i]] * mix[0, b]
                c = 0.0
                e = 0.0
                level = 0.0
                for k in range(scales):
                    x = state[d, 0, k] + (state[d, 1, k] if seen[d] == 0 else 0.0)
                    y = state[o, 2, k] + (state[o, 3, k] if seen[o] == 0 or unsure else 0.0)
                    if k < ANSWERING:
                        c += x
                        e += y
                    else:
                        level += mix[1, b] * x + mix[2, b] * y
                c *= mix[1, b]
                e *= mix[2, b]
                if typed:
                    for s in range(2):
                        if like[s, b, scales - 1] > 0:
                            _decays(time[i] - like_time[s, b], slowest, old)
                            like_time[s, b] = time[i]
                            for k in range(scales):
                                like[s, b, k] *= old[k]
                    for k in range(scales):
                        x = like[d, b, k] * alike[0, b, k]
                        y = like[o, b, k] * alike[1, b, k]
                        if k < ANSWERING:
                            c += x
                            e += y
                        else:
                            level += x + y
                swift = 0.0
                if crowded:
                    c += 2.0 * (
                        mix[1, b] * (today[d, 0] + today[d, 1]) + alike_now[0, b] * today_like[d, b]
                    )
                    if unsure:
                        swift = (
                            mix[2, b] * (whole[o, 2] + whole[o, 3])
                            + alike_now[1, b] * whole_like[o, b]
                        )
                    else:
                        swift = 2.0 * (
                            mix[2, b] * (today[o, 2] + today[o, 3])
                            + alike_now[1, b] * today_like[o, b]
                        )
                    act = b * CLASSES + standing[i]
                    today[d, 0] += now[act, 0]
                    today[d, 1] = now[act, 1]
                    today[d, 2] += now[act, 2]
                    today[d, 3] = now[act, 3]
                    today_like[d, b] += 1.0
                base[i - low] = ground + level + c + e
                answer[i - low] = swift
                owed[i - low] = e
                own[i - low] = c
                seen[d] += 1
            led = np.ones(2)
            if unsure:
                _, led[0], led[1] = leaders(
                    side[low:high], base[: high - low], answer[: high - low]
                )
            first = number.copy()
            for i in range(low, high):
                theirs[side[i], number[side[i]]] = i
                number[side[i]] += 1
            passed = np.zeros(2, np.int64)
            for i in range(low, high):
                d, b = int(side[i]), kind[i]
                o = 1 - d
                row = order[i]
                late = led[o] / (base[i - low] + answer[i - low])
                early = (1.0 - late * answer[i - low]) / base[i - low]
                reply[row] = owed[i - low] * early + answer[i - low] * late
                campaign[row] = own[i - low] * early
                passed[d] += 1
                if wanted == 0:
                    continue
                in_sight = number[o] if unsure else first[o] + passed[o]
                newest_early = first[o] - 1 if unsure or passed[o] == 0 else -1
                for back in range(in_sight - 1, -1, -1):
                    j = theirs[o, back]
                    act = kind[j] * CLASSES + standing[j]
                    share = 0.0
                    if time[j] == time[i]:
                        share = mix[2, b] * now[act, 2]
                        if back == in_sight - 1:
                            share += mix[2, b] * now[act, 3]
                        if kind[j] == b:
                            share += alike_now[1, b]
                        share *= late if unsure else 2.0 * late
                    else:
                        _decays(time[i] - time[j], slowest, old)
                        bound = 0.0
                        for k in range(ANSWERING):
                            value = mix[2, b] * pull[act, 2, k]
                            limit = mix[2, b] * most[0, k]
                            if back == newest_early:
                                value += mix[2, b] * pull[act, 3, k]
                                limit += mix[2, b] * most[1, k]
                            if kind[j] == b:
                                value += alike[1, b, k]
                            share += value * old[k]
                            bound += (limit + alike[1, b, k]) * old[k]
                        share *= early
                        bound *= early
                        if bound < NEGLIGIBLE or bound < shares[row, wanted - 1]:
                            break
                    if share >= NEGLIGIBLE:
                        _rank(row=j, share=share, rows=rows[row], shares=shares[row])
                for q in range(wanted):
                    if rows[row, q] >= 0:
                        rows[row, q] = order[rows[row, q]]
            for i in range(low, high):
                d, b = int(side[i]), kind[i]
                act = b * CLASSES + standing[i]
                for k in range(scales):
                    state[d, 0, k] += pull[act, 0, k]
                    state[d, 1, k] = pull[act, 1, k]
                    state[d, 2, k] += pull[act, 2, k]
                    state[d, 3, k] = pull[act, 3, k]
                if typed:
                    if like[d, b, scales - 1] == 0.0:
                        like_time[d, b] = time[i]
                    for k in range(scales):
                        like[d, b, k] += 1.0
            low = high
