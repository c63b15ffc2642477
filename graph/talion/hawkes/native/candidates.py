"""Candidates: which of the other side's acts an act most probably answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from talion.hawkes.dyads import CLASSES
from talion.hawkes.jit import inlined, part
from talion.hawkes.kernels import ANSWERING
from talion.hawkes.native.decay import left
from talion.hawkes.native.pass_state import ROLE, SIDE, Memory
from talion.hawkes.native.pointers import ahead, fetch
from talion.hawkes.native.simd import LANES, NIL, plus, splat, times, total

if TYPE_CHECKING:
    from talion.hawkes.native.packed_parameters import Tables

NEGLIGIBLE = np.float32(0.01)
"""A candidate whose share must be smaller is not looked for."""

near = total(0, ANSWERING)
"""What the scales of answers and campaigns add up to."""


@inlined
def clear(m: Memory, at: int) -> tuple[Any, Any]:
    """Write that an act has no candidates; return where its line is, as numbers and as words."""
    here = (2 + 2 * m.wanted) * at
    shares, rows = ahead(m.line, here), ahead(m.mark, here)
    for q in range(2, 2 + m.wanted):
        rows[q] = -1
        shares[q + m.wanted] = NIL
    return shares, rows


@part
def seek(
    m: Memory,
    w: Tables,
    owing: np.floating,
    newest: int,
    oldest: int,
    latest: int,
    b: int,
    time: float,
    early: np.floating,
    late: np.floating,
    found: int,
    shares: Any,
    rows: Any,
) -> None:
    """Write the best candidates among one side's acts, from place `newest` back to `oldest`.

    `latest` is the last one of earlier days, `owing` the probability they share; `early` and
    `late` turn the pull of earlier acts and of the same day's into probabilities. So many as
    `found` are written already.
    """
    mix = w.mix[2 * m.kinds + b]
    weight = splat(mix)
    same = fetch(w.alike, LANES * (m.kinds + b))
    limit = plus(times(weight, fetch(w.most, 0)), same)
    remains = owing
    worst = NEGLIGIBLE
    if found == m.wanted:
        worst = max(worst, shares[found - 1])
    for p in range(newest, oldest - 1, -1):
        if remains < worst:
            break
        a = int(m.act[p])
        if m.when[p] == time:
            swift = mix * w.now[4 * a + 2]
            if a // CLASSES == b:
                swift += w.alike_now[m.kinds + b]
            if p == newest:
                swift += mix * w.now[4 * a + 3]
            share = swift * late
        else:
            rest = left(time - m.when[p], w)
            bound = limit
            if p == latest:
                bound = plus(bound, times(weight, fetch(w.most, LANES)))
            if near(times(bound, rest)) * early < worst:
                break
            value = fetch(w.pull, SIDE * a + 2 * ROLE)
            if p == latest:
                value = plus(value, fetch(w.pull, SIDE * a + 3 * ROLE))
            value = times(weight, value)
            if a // CLASSES == b:
                value = plus(value, same)
            share = near(times(value, rest)) * early
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
