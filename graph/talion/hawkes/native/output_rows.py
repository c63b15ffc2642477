"""The results for each event of a dyad, written first in its order, then into the table's rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from talion.hawkes.jit import inlined
from talion.hawkes.native.array_layout import LANES
from talion.hawkes.native.candidates import Candidates, RespondingEvent, search
from talion.hawkes.native.pass_state import NEGLIGIBLE, SETTLED, PassState
from talion.hawkes.native.pointers import load, offset, store
from talion.hawkes.native.simd import lane_of
from talion.hawkes.native.top_eight import descending, packed_row, words_descending

if TYPE_CHECKING:
    from talion.hawkes.native.packed_parameters import PackedParameters


@inlined
def select_candidates(m: PassState, w: PackedParameters, low: int, end: int) -> None:
    """Write which events a dyad's single events of a day respond to.

    It is done for all of a dyad's events together, because here none depends on another's result.
    """
    width = 2 + 2 * m.wanted
    for i in range(low, end):
        at = i - low
        here, newest = width * at, m.newest[at]
        if newest == SETTLED:
            continue
        chances, rows = load(m.chance, LANES * at), load(m.named, LANES * at)
        shares, marks = descending(chances, rows), words_descending(chances, rows)
        oldest = (1 - m.word[4 * i + 3] & 1) * m.half
        least = max(lane_of(shares, m.wanted - 1), NEGLIGIBLE)
        older = newest - oldest >= LANES and m.more[at] >= least
        if width == LANES and not older:
            store(m.line, here, packed_row(m.line[here], m.line[here + 1], marks, shares))
            continue
        store(m.best, 0, marks)
        store(m.best, LANES, shares)
        found = 0
        for q in range(m.wanted):
            m.line[here + 2 + q] = m.best[q]
            m.line[here + 2 + m.wanted + q] = m.best[LANES + q]
            found += m.best[LANES + q] > 0
        if older:
            _search_further(m, w, i, at, newest - LANES, oldest, found)


@inlined
def _search_further(
    m: PassState, w: PackedParameters, i: int, at: int, newest: int, oldest: int, found: int
) -> None:
    """Look for better candidates among events before the recent ones."""
    here = (2 + 2 * m.wanted) * at
    best, which = offset(m.line, here + 2 + m.wanted), offset(m.mark, here + 2)
    b, early, time = int(m.word[4 * i + 3]) >> 1, m.early[at], m.time[2 * i]
    response = RespondingEvent(b, time, m.more[at], early, early)
    search(m, w, response, Candidates(newest, oldest, -1), found, best, which)


@inlined
def write_rows(m: PassState, low: int, end: int, out: Any) -> None:
    """Copy a dyad's results into the rows of the table, one after the other.

    Nothing else is done meanwhile, so that the processor stores to many addresses at a time.
    """
    width = 2 + 2 * m.wanted
    for i in range(low, end):
        at, to = width * (i - low), width * int(m.word[4 * i + 2])
        if width == LANES:
            store(out, to, load(m.line, at))
        else:
            for q in range(width):
                out[to + q] = m.line[at + q]
