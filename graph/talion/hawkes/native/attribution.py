"""The pass that tells, for every act, what it answers: shares of origin and best candidates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from talion.hawkes.jit import compiled, inlined
from talion.hawkes.native import decaying_sums, same_day
from talion.hawkes.native.candidates import NEGLIGIBLE, clear, near, seek
from talion.hawkes.native.decay import left, whole
from talion.hawkes.native.flush_to_zero import hurry
from talion.hawkes.native.output_rows import choose, deliver
from talion.hawkes.native.pass_state import SETTLED, Memory
from talion.hawkes.native.pointers import ahead, begin, fetch, places, put
from talion.hawkes.native.recent import ROW, pulls
from talion.hawkes.native.simd import LANES, ONE, over, plus, splat, times

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.hawkes.native.packed_parameters import Tables


@inlined
def _lone(
    m: Memory, w: Tables, g: int, i: int, at: int, time: float, gap: float, limits: Any
) -> None:
    """Write the line of an act that is its dyad's only one of the day, and remember it.

    Which of the other side's recent acts it answers is left to `lines.choose`.
    """
    p = decaying_sums.enlist(m, i, gap, limits)
    code = int(m.word[4 * i + 3])
    d, b = code & 1, code >> 1
    o = 1 - d
    campaigns, replies, past = decaying_sums.rates(m, w, d, b, g, time, True, True)
    early = ONE / (m.level[at] * w.mix[b] + whole(plus(campaigns, replies)))
    owing = near(replies) * early
    shares = ahead(m.line, (2 + 2 * m.wanted) * at)
    shares[0] = owing
    shares[1] = near(campaigns) * early
    newest = o * m.half + m.number[o] - 1
    m.newest[at] = newest
    if 0 < m.wanted <= LANES:
        chances = times(pulls(m, w, o, b), splat(early))
        put(m.chance, LANES * at, over(chances, NEGLIGIBLE))
        put(m.named, LANES * at, fetch(m.recent, ROW + LANES * o))
        m.more[at] = owing - whole(chances)
        m.early[at] = early
    else:
        shares, rows = clear(m, at)
        best, which = ahead(shares, 2 + m.wanted), ahead(rows, 2)
        m.newest[at] = SETTLED
        if m.wanted > 0:
            oldest = o * m.half
            seek(m, w, owing, newest, oldest, newest, b, time, early, early, 0, best, which)
    decaying_sums.enter(m, w, d, p, g, past)


@compiled
def attribute(
    groups: tuple[int, int],
    start: npt.NDArray[np.int64],
    limits: tuple[float, ...],
    ground: npt.NDArray[np.float32],
    memory: Memory,
    tables: Tables,
    either: bool,
    lines: npt.NDArray[np.float32],
) -> None:
    """Fill the flat `lines`, a line for each row of the table.

    A line holds reply, campaign, then the rows of the best candidates, then their shares. One
    pass over each dyad keeps a decaying sum a scale for each role and side, so that the shares
    of all earlier acts cost the same however many they are. Candidates are the other side's
    latest acts, weighed all at once (see `recent`); only where an older one could be among the
    best (pulls only fall with time), and above `NEGLIGIBLE`, one goes further back (see
    `candidates`). Of equal candidates the latest comes first.
    """
    m, w = places(memory), places(tables)
    rates, out = begin(ground, 0), begin(lines, 0)
    usual = hurry(np.int32(0))
    for g in range(groups[0], groups[1]):
        low, end = start[g], start[g + 1]
        origin, before = low, m.time[2 * low]
        for i in range(low, end):  # all at once: the processor fetches far places in parallel
            m.level[i - low] = rates[m.word[4 * i + 2]]
        decaying_sums.forget(m)
        while low < end:
            time = m.time[2 * low]
            high = low + 1
            both = 0
            while high < end and m.time[2 * high] == time:
                both |= m.word[4 * high + 3] ^ m.word[4 * low + 3]
                high += 1
            gap = time - before
            if gap > 0:
                decaying_sums.fade(m, left(gap, w))
                before = time
            if high == low + 1:
                _lone(m, w, g, low, low - origin, time, gap, limits)
            else:
                unsure = either and both & 1 == 1
                same_day.gather_in(m, w, g, low, high, origin, gap, limits, unsure)
            low = high
        choose(m, w, origin, end)
        deliver(m, origin, end, out)
    hurry(usual)


def compiled_before() -> bool:
    """Whether the pass has been compiled on this machine, so that it starts at once."""
    kept = Path(attribute.stats.cache_path)  # type: ignore[attr-defined]
    return any(kept.glob("attribution.attribute-*.nbi"))
