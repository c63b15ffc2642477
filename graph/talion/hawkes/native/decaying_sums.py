"""Decaying sums: the excitation by a dyad's earlier events, by side, role and kernel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from talion.hawkes.dyads import CLASSES, standing
from talion.hawkes.jit import inlined
from talion.hawkes.native import recent
from talion.hawkes.native.array_layout import LANES, NIL, ONE
from talion.hawkes.native.decay import decay
from talion.hawkes.native.pass_state import ROLE, SIDE, PassState
from talion.hawkes.native.pointers import load, store
from talion.hawkes.native.simd import add, multiply, splat

if TYPE_CHECKING:
    from talion.hawkes.native.packed_parameters import PackedParameters


@inlined
def register(m: PassState, i: int, silence: float) -> int:
    """Store the event of a record: its class, time and row; return its index."""
    code = int(m.word[4 * i + 3])
    d = code & 1
    p = d * m.half + int(m.number[d])
    m.event_class[p] = (code >> 1) * CLASSES + standing(
        m.number[d], m.number[1 - d], silence, m.limits
    )
    m.when[p] = m.time[2 * i]
    m.row[p] = m.word[4 * i + 2]
    m.number[d] += 1
    return p


@inlined
def reset(m: PassState) -> None:
    """Begin a dyad without earlier events."""
    for k in range(0, 2 * SIDE, LANES):
        store(m.state, k, splat(NIL))
    recent.reset(m)
    m.number[0] = 0
    m.number[1] = 0


@inlined
def decay_sums(m: PassState, rest: Any) -> None:
    """Decay all sums by what is left of each kernel after a gap."""
    for k in range(0, 2 * SIDE, LANES):
        store(m.state, k, multiply(load(m.state, k), rest))
    store(m.rest, 0, rest)
    recent.decay_sums(m)


@inlined
def same_type(m: PassState, w: PackedParameters, at: int, g: int, time: float) -> Any:
    """Return the decayed count of a side's earlier events of one type; `at` numbers the two."""
    # Computed in either case: a branch here cannot be predicted, and a misprediction by
    # the processor costs more.
    known = m.like_group[at] == g
    since = m.like_time[at]
    lag = time - since if known else 0.0
    return multiply(multiply(decay(lag, w), load(m.like, LANES * at)), splat(np.float32(known)))


@inlined
def rates(
    m: PassState, w: PackedParameters, d: int, b: int, g: int, time: float, own: bool, other: bool
) -> tuple[Any, Any, Any]:
    """Return the rates by lane from events of earlier days: as campaign, as reply.

    `own` and `other` say whether the latest event of earlier days is still the latest of its
    side. The third value is the decayed count of the side's own events of the type.
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
    """Add the event at an index to its side's sums, as the latest one.

    `past` is the decayed count of the side's earlier events of the type, see `same_type`.
    """
    event_class = int(m.event_class[place])
    at, to, alike = SIDE * event_class, SIDE * side, side * m.kinds + event_class // CLASSES
    store(m.state, to, add(load(m.state, to), load(w.pull, at)))
    store(m.state, to + ROLE, load(w.pull, at + ROLE))
    store(m.state, to + 2 * ROLE, add(load(m.state, to + 2 * ROLE), load(w.pull, at + 2 * ROLE)))
    store(m.state, to + 3 * ROLE, load(w.pull, at + 3 * ROLE))
    if m.kinds > 1:
        store(m.like, LANES * alike, add(past, splat(ONE)))
        m.like_group[alike] = g
        m.like_time[alike] = m.when[place]
    recent.push(m, w, side, event_class, m.row[place])
