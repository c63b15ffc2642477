"""Recent events: the latest eight of each side, one in each lane, the latest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from talion.hawkes.dyads import CLASSES
from talion.hawkes.jit import inlined
from talion.hawkes.kernels import SHORT_SCALES
from talion.hawkes.native.array_layout import LANES, NIL, ONE
from talion.hawkes.native.candidates import sum_short
from talion.hawkes.native.pass_state import RECENT, ROLE, SIDE, PassState
from talion.hawkes.native.pointers import load, store
from talion.hawkes.native.simd import (
    add,
    as_float,
    equal,
    in_first_lane,
    multiply,
    shift_in,
    splat,
)

if TYPE_CHECKING:
    from talion.hawkes.native.packed_parameters import PackedParameters

BOTH = 2 * LANES
"""The distance from one kernel to the next; the two sides lie side by side."""

PULL = SHORT_SCALES * BOTH
"""Where the weights of the events begin, after what is left of each kernel."""

TYPE = 2 * PULL
"""Where their types begin."""

ROW = TYPE + BOTH
"""Where their rows begin."""


@inlined
def reset(m: PassState) -> None:
    """Empty the lanes of both sides."""
    for k in range(0, RECENT, LANES):
        store(m.recent, k, splat(NIL))


@inlined
def decay_sums(m: PassState) -> None:
    """Decay each kernel by `rest`."""
    for k in range(SHORT_SCALES):
        rest = splat(m.rest[k])
        for at in range(k * BOTH, k * BOTH + BOTH, LANES):
            store(m.recent, at, multiply(load(m.recent, at), rest))


@inlined
def push(m: PassState, w: PackedParameters, side: int, event_class: int, row: int) -> None:
    """Put a side's new event into the first lane."""
    begin = side * LANES
    for k in range(SHORT_SCALES):
        at = begin + k * BOTH
        store(m.recent, at, shift_in(load(m.recent, at), ONE))
        pull = w.pull[SIDE * event_class + 2 * ROLE + k]
        store(m.recent, at + PULL, shift_in(load(m.recent, at + PULL), pull))
    at = begin + TYPE
    store(m.recent, at, shift_in(load(m.recent, at), np.float32(event_class // CLASSES)))
    at = begin + ROW
    store(m.recent, at, shift_in(load(m.recent, at), as_float(row)))


@inlined
def excitation(m: PassState, w: PackedParameters, side: int, b: int) -> Any:
    """Return by lane the rate at which a side's recent events excite an event of type `b`."""
    begin, alike = side * LANES, LANES * (m.kinds + b)
    whole, like = splat(NIL), splat(NIL)
    for k in range(SHORT_SCALES):
        left = load(m.recent, begin + k * BOTH)
        whole = add(whole, multiply(left, load(m.recent, begin + PULL + k * BOTH)))
        like = add(like, multiply(left, splat(w.alike[alike + k])))
    whole = add(whole, in_first_lane(sum_short(load(m.state, side * SIDE + 3 * ROLE))))
    among = equal(load(m.recent, begin + TYPE), splat(np.float32(b)))
    return add(multiply(splat(w.mix[2 * m.kinds + b]), whole), multiply(among, like))
