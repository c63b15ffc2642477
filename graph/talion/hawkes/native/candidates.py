"""Candidates: which of the other side's events an event most probably responds to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from talion.hawkes.dyads import CLASSES
from talion.hawkes.jit import inlined, part
from talion.hawkes.kernels import SHORT_SCALES
from talion.hawkes.native.array_layout import LANES, NIL
from talion.hawkes.native.decay import decay
from talion.hawkes.native.pass_state import NEGLIGIBLE, ROLE, SIDE, PassState
from talion.hawkes.native.pointers import load, offset
from talion.hawkes.native.simd import add, multiply, splat, sum_of_lanes

if TYPE_CHECKING:
    from talion.hawkes.native.packed_parameters import PackedParameters

sum_short = sum_of_lanes(0, SHORT_SCALES)
"""The sum over the kernels of responses and campaigns."""


class RespondingEvent(NamedTuple):
    """An event that may be a response: its type, its time, and what makes rates probabilities.

    `reply_share` is the probability that the candidates share; `early` and `late` turn the rates
    from earlier days and from the same day into probabilities.
    """

    kind: int
    time: float
    reply_share: np.floating
    early: np.floating
    late: np.floating


class Candidates(NamedTuple):
    """One side's events from index `newest` back to `oldest`, `latest` the last of earlier days."""

    newest: int
    oldest: int
    latest: int


@inlined
def clear_candidates(m: PassState, at: int) -> tuple[Any, Any]:
    """Clear an event's candidates; return pointers to its row, as floats and as integers."""
    here = (2 + 2 * m.wanted) * at
    shares, rows = offset(m.line, here), offset(m.mark, here)
    for q in range(2, 2 + m.wanted):
        rows[q] = -1
        shares[q + m.wanted] = NIL
    return shares, rows


@part
def search(
    m: PassState,
    w: PackedParameters,
    response: RespondingEvent,
    among: Candidates,
    found: int,
    shares: Any,
    rows: Any,
) -> None:
    """Write the best candidates of an event into `shares` and `rows`; `found` are there already."""
    b, time, remains = response.kind, response.time, response.reply_share
    early, late, latest = response.early, response.late, among.latest
    mix = w.mix[2 * m.kinds + b]
    weight = splat(mix)
    same = load(w.alike, LANES * (m.kinds + b))
    limit = add(multiply(weight, load(w.most, 0)), same)
    worst = NEGLIGIBLE
    if found == m.wanted:
        worst = max(worst, shares[found - 1])
    for p in range(among.newest, among.oldest - 1, -1):
        if remains < worst:
            break
        a = int(m.event_class[p])
        if m.when[p] == time:
            swift = mix * w.now[4 * a + 2]
            if a // CLASSES == b:
                swift += w.alike_now[m.kinds + b]
            if p == among.newest:
                swift += mix * w.now[4 * a + 3]
            share = swift * late
        else:
            rest = decay(time - m.when[p], w)
            bound = limit
            if p == latest:
                bound = add(bound, multiply(weight, load(w.most, LANES)))
            if sum_short(multiply(bound, rest)) * early < worst:
                break
            value = load(w.pull, SIDE * a + 2 * ROLE)
            if p == latest:
                value = add(value, load(w.pull, SIDE * a + 3 * ROLE))
            value = multiply(weight, value)
            if a // CLASSES == b:
                value = add(value, same)
            share = sum_short(multiply(value, rest)) * early
        remains -= share
        if share < NEGLIGIBLE or (found == m.wanted and share <= worst):
            continue
        q = found if found < m.wanted else m.wanted - 1
        while q > 0 and share > shares[q - 1]:
            shares[q] = shares[q - 1]
            rows[q] = rows[q - 1]
            q -= 1
        shares[q] = share
        rows[q] = m.row[p]
        if found < m.wanted:
            found += 1
        if found == m.wanted and shares[m.wanted - 1] > worst:
            worst = shares[m.wanted - 1]
