"""Recent acts: the latest eight of each side, one a lane, the latest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from talion.hawkes.dyads import CLASSES
from talion.hawkes.jit import inlined
from talion.hawkes.kernels import ANSWERING
from talion.hawkes.native.candidates import near
from talion.hawkes.native.pass_state import RECENT, ROLE, SIDE, Memory
from talion.hawkes.native.pointers import fetch, put
from talion.hawkes.native.simd import (
    LANES,
    NIL,
    ONE,
    first,
    plus,
    same,
    shifted,
    splat,
    times,
    word,
)

if TYPE_CHECKING:
    from talion.hawkes.native.packed_parameters import Tables

BOTH = 2 * LANES
"""Places from one kernel to the next; the two sides stand side by side."""

PULL = ANSWERING * BOTH
"""Where the pulls of the acts begin, behind what is left of each kernel."""

TYPE = 2 * PULL
"""Where their types are."""

ROW = TYPE + BOTH
"""Where their rows are."""


@inlined
def forget(m: Memory) -> None:
    """Empty the lanes of both sides."""
    for k in range(0, RECENT, LANES):
        put(m.recent, k, splat(NIL))


@inlined
def fade(m: Memory) -> None:
    """Leave of each kernel what `rest` tells."""
    for k in range(ANSWERING):
        rest = splat(m.rest[k])
        for at in range(k * BOTH, k * BOTH + BOTH, LANES):
            put(m.recent, at, times(fetch(m.recent, at), rest))


@inlined
def remember(m: Memory, w: Tables, side: int, act: int, row: int) -> None:
    """Put a side's new act into the first lane."""
    begin = side * LANES
    for k in range(ANSWERING):
        at = begin + k * BOTH
        put(m.recent, at, shifted(fetch(m.recent, at), ONE))
        pull = w.pull[SIDE * act + 2 * ROLE + k]
        put(m.recent, at + PULL, shifted(fetch(m.recent, at + PULL), pull))
    at = begin + TYPE
    put(m.recent, at, shifted(fetch(m.recent, at), np.float32(act // CLASSES)))
    at = begin + ROW
    put(m.recent, at, shifted(fetch(m.recent, at), word(row)))


@inlined
def pulls(m: Memory, w: Tables, side: int, b: int) -> Any:
    """Return by lane how strongly a side's recent acts call forth an act of type `b`."""
    begin, alike = side * LANES, LANES * (m.kinds + b)
    whole, like = splat(NIL), splat(NIL)
    for k in range(ANSWERING):
        left = fetch(m.recent, begin + k * BOTH)
        whole = plus(whole, times(left, fetch(m.recent, begin + PULL + k * BOTH)))
        like = plus(like, times(left, splat(w.alike[alike + k])))
    whole = plus(whole, first(near(fetch(m.state, side * SIDE + 3 * ROLE))))
    among = same(fetch(m.recent, begin + TYPE), splat(np.float32(b)))
    return plus(times(splat(w.mix[2 * m.kinds + b]), whole), times(among, like))
