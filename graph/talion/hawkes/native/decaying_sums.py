"""Sums: what earlier acts of a dyad pull, by side, role and kernel, as they fade."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from talion.hawkes.dyads import CLASSES, standing
from talion.hawkes.jit import inlined
from talion.hawkes.native import recent
from talion.hawkes.native.decay import decay
from talion.hawkes.native.layout import LANES, NIL, ONE
from talion.hawkes.native.pass_state import ROLE, SIDE, PassState
from talion.hawkes.native.pointers import load, store
from talion.hawkes.native.simd import add, multiply, splat

if TYPE_CHECKING:
    from talion.hawkes.native.packed_parameters import PackedParameters


@inlined
def register(m: PassState, i: int, silence: float, limits: Any) -> int:
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
def reset(m: PassState) -> None:
    """Begin a dyad with nothing in mind."""
    for k in range(0, 2 * SIDE, LANES):
        store(m.state, k, splat(NIL))
    recent.reset(m)
    m.number[0] = 0
    m.number[1] = 0


@inlined
def decay_sums(m: PassState, rest: Any) -> None:
    """Leave of all sums what is left of each kernel after a gap."""
    for k in range(0, 2 * SIDE, LANES):
        store(m.state, k, multiply(load(m.state, k), rest))
    store(m.rest, 0, rest)
    recent.decay_sums(m)


@inlined
def same_type(m: PassState, w: PackedParameters, at: int, g: int, time: float) -> Any:
    """Return what is left of a side's earlier acts of one type, numbered `at` together."""
    # Reckoned whether it is known or not: whether it is cannot be foretold, and a wrong guess of
    # the processor costs more.
    known = m.like_group[at] == g
    since = m.like_time[at]
    lag = time - since if known else 0.0
    return multiply(multiply(decay(lag, w), load(m.like, LANES * at)), splat(np.float32(known)))


@inlined
def rates(
    m: PassState, w: PackedParameters, d: int, b: int, g: int, time: float, own: bool, other: bool
) -> tuple[Any, Any, Any]:
    """Return the rates by lane that earlier days bring to an act: as campaign, as reply.

    `own` and `other` say whether the latest act of earlier days is still the latest of its
    side. Third is what is left of the side's own acts of the type.
    """
    o = 1 - d
    campaign = load(m.state, d * SIDE)
    if own:
        campaign = add(campaign, load(m.state, d * SIDE + ROLE))
    reply = load(m.state, o * SIDE + 2 * ROLE)
    if other:
        reply = add(reply, load(m.state, o * SIDE + 3 * ROLE))
    campaign = multiply(splat(w.mix[m.kinds + b]), campaign)
    reply = multiply(splat(w.mix[2 * m.kinds + b]), reply)
    ours = splat(NIL)
    if m.kinds > 1:
        ours = same_type(m, w, d * m.kinds + b, g, time)
        campaign = add(campaign, multiply(ours, load(w.alike, LANES * b)))
        theirs = same_type(m, w, o * m.kinds + b, g, time)
        reply = add(reply, multiply(theirs, load(w.alike, LANES * (m.kinds + b))))
    return campaign, reply, ours


@inlined
def absorb(m: PassState, w: PackedParameters, side: int, place: int, g: int, past: Any) -> None:
    """Add the act in a place of its side to the sums; it is the latest now.

    `past` is what is left of the side's earlier acts of the type, see `likeness`.
    """
    act = int(m.act[place])
    at, to, alike = SIDE * act, SIDE * side, side * m.kinds + act // CLASSES
    store(m.state, to, add(load(m.state, to), load(w.pull, at)))
    store(m.state, to + ROLE, load(w.pull, at + ROLE))
    store(m.state, to + 2 * ROLE, add(load(m.state, to + 2 * ROLE), load(w.pull, at + 2 * ROLE)))
    store(m.state, to + 3 * ROLE, load(w.pull, at + 3 * ROLE))
    if m.kinds > 1:
        store(m.like, LANES * alike, add(past, splat(ONE)))
        m.like_group[alike] = g
        m.like_time[alike] = m.when[place]
    recent.push(m, w, side, act, m.row[place])
