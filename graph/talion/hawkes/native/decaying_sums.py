"""Sums: what earlier acts of a dyad pull, by side, role and kernel, as they fade."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from talion.hawkes.dyads import CLASSES, standing
from talion.hawkes.jit import inlined
from talion.hawkes.native import recent
from talion.hawkes.native.decay import left
from talion.hawkes.native.pass_state import ROLE, SIDE, Memory
from talion.hawkes.native.pointers import fetch, put
from talion.hawkes.native.simd import LANES, NIL, ONE, plus, splat, times

if TYPE_CHECKING:
    from talion.hawkes.native.packed_parameters import Tables


@inlined
def enlist(m: Memory, i: int, silence: float, limits: Any) -> int:
    """Take down the act of a record: its type and standing, when, which row; return its place."""
    code = int(m.word[4 * i + 3])
    d = code & 1
    p = d * m.half + int(m.number[d])
    m.act[p] = (code >> 1) * CLASSES + standing(m.number[d], m.number[1 - d], silence, limits)
    m.when[p] = m.time[2 * i]
    m.row[p] = m.word[4 * i + 2]
    m.number[d] += 1
    return p


@inlined
def forget(m: Memory) -> None:
    """Begin a dyad with nothing in mind."""
    for k in range(0, 2 * SIDE, LANES):
        put(m.state, k, splat(NIL))
    recent.forget(m)
    m.number[0] = 0
    m.number[1] = 0


@inlined
def fade(m: Memory, rest: Any) -> None:
    """Leave of all sums what is left of each kernel after a gap."""
    for k in range(0, 2 * SIDE, LANES):
        put(m.state, k, times(fetch(m.state, k), rest))
    put(m.rest, 0, rest)
    recent.fade(m)


@inlined
def likeness(m: Memory, w: Tables, at: int, g: int, time: float) -> Any:
    """Return what is left of a side's earlier acts of one type, numbered `at` together."""
    # Reckoned whether it is known or not: whether it is cannot be foretold, and a wrong guess of
    # the processor costs more.
    known = m.like_group[at] == g
    since = m.like_time[at]
    lag = time - since if known else 0.0
    return times(times(left(lag, w), fetch(m.like, LANES * at)), splat(np.float32(known)))


@inlined
def rates(
    m: Memory, w: Tables, d: int, b: int, g: int, time: float, own: bool, other: bool
) -> tuple[Any, Any, Any]:
    """Return the rates by lane that earlier days bring to an act: as campaign, as reply.

    `own` and `other` say whether the latest act of earlier days is still the latest of its
    side. Third is what is left of the side's own acts of the type.
    """
    o = 1 - d
    campaign = fetch(m.state, d * SIDE)
    if own:
        campaign = plus(campaign, fetch(m.state, d * SIDE + ROLE))
    reply = fetch(m.state, o * SIDE + 2 * ROLE)
    if other:
        reply = plus(reply, fetch(m.state, o * SIDE + 3 * ROLE))
    campaign = times(splat(w.mix[m.kinds + b]), campaign)
    reply = times(splat(w.mix[2 * m.kinds + b]), reply)
    ours = splat(NIL)
    if m.kinds > 1:
        ours = likeness(m, w, d * m.kinds + b, g, time)
        campaign = plus(campaign, times(ours, fetch(w.alike, LANES * b)))
        theirs = likeness(m, w, o * m.kinds + b, g, time)
        reply = plus(reply, times(theirs, fetch(w.alike, LANES * (m.kinds + b))))
    return campaign, reply, ours


@inlined
def enter(m: Memory, w: Tables, side: int, place: int, g: int, past: Any) -> None:
    """Add the act in a place of its side to the sums; it is the latest now.

    `past` is what is left of the side's earlier acts of the type, see `likeness`.
    """
    act = int(m.act[place])
    at, to, alike = SIDE * act, SIDE * side, side * m.kinds + act // CLASSES
    put(m.state, to, plus(fetch(m.state, to), fetch(w.pull, at)))
    put(m.state, to + ROLE, fetch(w.pull, at + ROLE))
    put(m.state, to + 2 * ROLE, plus(fetch(m.state, to + 2 * ROLE), fetch(w.pull, at + 2 * ROLE)))
    put(m.state, to + 3 * ROLE, fetch(w.pull, at + 3 * ROLE))
    if m.kinds > 1:
        put(m.like, LANES * alike, plus(past, splat(ONE)))
        m.like_group[alike] = g
        m.like_time[alike] = m.when[place]
    recent.remember(m, w, side, act, m.row[place])
