"""Lines: what is told of each act of a dyad, written first in order, then into the table's rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from talion.hawkes.jit import inlined
from talion.hawkes.native.candidates import NEGLIGIBLE, seek
from talion.hawkes.native.pass_state import SETTLED, Memory
from talion.hawkes.native.pointers import ahead, fetch, put
from talion.hawkes.native.simd import LANES, element
from talion.hawkes.native.top_eight import falling, following, line

if TYPE_CHECKING:
    from talion.hawkes.native.packed_parameters import Tables


@inlined
def choose(m: Memory, w: Tables, low: int, end: int) -> None:
    """Write into the lines of a dyad's lone acts which acts they answer.

    It is done for all acts of a dyad together, because here no act waits for another's.
    """
    width = 2 + 2 * m.wanted
    for i in range(low, end):
        at = i - low
        here, newest = width * at, m.newest[at]
        if newest == SETTLED:
            continue
        chances, rows = fetch(m.chance, LANES * at), fetch(m.named, LANES * at)
        shares, marks = falling(chances, rows), following(chances, rows)
        oldest = (1 - m.word[4 * i + 3] & 1) * m.half
        least = max(element(shares, m.wanted - 1), NEGLIGIBLE)
        older = newest - oldest >= LANES and m.more[at] >= least
        if width == LANES and not older:
            put(m.line, here, line(m.line[here], m.line[here + 1], marks, shares))
            continue
        put(m.best, 0, marks)
        put(m.best, LANES, shares)
        found = 0
        for q in range(m.wanted):
            m.line[here + 2 + q] = m.best[q]
            m.line[here + 2 + m.wanted + q] = m.best[LANES + q]
            found += m.best[LANES + q] > 0
        if older:
            _go_on(m, w, i, at, newest - LANES, oldest, found)


@inlined
def _go_on(m: Memory, w: Tables, i: int, at: int, newest: int, oldest: int, found: int) -> None:
    """Look for better candidates among acts before the recent ones."""
    here = (2 + 2 * m.wanted) * at
    best, which = ahead(m.line, here + 2 + m.wanted), ahead(m.mark, here + 2)
    b, early, time = int(m.word[4 * i + 3]) >> 1, m.early[at], m.time[2 * i]
    seek(m, w, m.more[at], newest, oldest, -1, b, time, early, early, found, best, which)


@inlined
def deliver(m: Memory, low: int, end: int, out: Any) -> None:
    """Put a dyad's lines into the rows of the table, one after the other.

    Nothing else is done meanwhile, so that the processor fetches many far places at a time.
    """
    width = 2 + 2 * m.wanted
    for i in range(low, end):
        at, to = width * (i - low), width * int(m.word[4 * i + 2])
        if width == LANES:
            put(out, to, fetch(m.line, at))
        else:
            for q in range(width):
                out[to + q] = m.line[at + q]
