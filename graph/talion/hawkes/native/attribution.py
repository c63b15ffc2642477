"""The pass that finds what each event responds to: shares of origin and the best candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from talion.hawkes.jit import inlined
from talion.hawkes.native import decaying_sums, same_day
from talion.hawkes.native.array_layout import LANES, ONE
from talion.hawkes.native.candidates import (
    Candidates,
    RespondingEvent,
    clear_candidates,
    search,
    sum_short,
)
from talion.hawkes.native.decay import decay, sum_all
from talion.hawkes.native.flush_to_zero import flush_subnormals
from talion.hawkes.native.output_rows import select_candidates, write_rows
from talion.hawkes.native.pass_state import NEGLIGIBLE, SETTLED, PassState
from talion.hawkes.native.pointers import load, offset, pointer_to, store, with_pointers
from talion.hawkes.native.recent import ROW, excitation
from talion.hawkes.native.simd import add, multiply, reaching, splat

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.hawkes.native.packed_parameters import PackedParameters


@inlined
def _single(
    m: PassState, w: PackedParameters, g: int, i: int, at: int, time: float, gap: float
) -> None:
    """Write the row of an event that is its dyad's only one of the day, and add it to the sums.

    Which of the other side's recent events it responds to is left to `select_candidates`.
    """
    p = decaying_sums.register(m, i, gap)
    code = int(m.word[4 * i + 3])
    d, b = code & 1, code >> 1
    o = 1 - d
    campaigns, replies, past = decaying_sums.rates(m, w, d, b, g, time, True, True)
    early = ONE / (m.level[at] * w.mix[b] + sum_all(add(campaigns, replies)))
    reply_share = sum_short(replies) * early
    shares = offset(m.line, (2 + 2 * m.wanted) * at)
    shares[0] = reply_share
    shares[1] = sum_short(campaigns) * early
    newest = o * m.half + m.number[o] - 1
    m.newest[at] = newest
    if 0 < m.wanted <= LANES:
        chances = multiply(excitation(m, w, o, b), splat(early))
        store(m.chance, LANES * at, reaching(chances, NEGLIGIBLE))
        store(m.named, LANES * at, load(m.recent, ROW + LANES * o))
        m.more[at] = reply_share - sum_all(chances)
        m.early[at] = early
    else:
        shares, rows = clear_candidates(m, at)
        best, which = offset(shares, 2 + m.wanted), offset(rows, 2)
        m.newest[at] = SETTLED
        if m.wanted > 0:
            oldest = o * m.half
            response = RespondingEvent(b, time, reply_share, early, early)
            search(m, w, response, Candidates(newest, oldest, newest), 0, best, which)
    decaying_sums.absorb(m, w, d, p, g, past)


def attribute(
    groups: tuple[int, int],
    ground: npt.NDArray[np.float32],
    memory: PassState,
    tables: PackedParameters,
    either: bool,
    lines: npt.NDArray[np.float32],
) -> None:
    """Fill the flat `lines`, one for each row of the table.

    A line holds reply, campaign, then the rows of the best candidates, then their shares. One
    pass over each dyad keeps a decaying sum for each kernel, role and side, so that the shares of
    all earlier events cost the same however many there are. Candidates are the other side's latest
    events, weighed all at once (see `recent`); the search goes further back (see `candidates`) only
    where an older one could be among the best (excitation only decays) and above `NEGLIGIBLE`. Of
    equal candidates the latest comes first.

    >>> from talion.hawkes.dyads import dyads
    >>> from talion.hawkes.native.packed_parameters import PackedParameters
    >>> from talion.hawkes.passes import attribute as compiled
    >>> from talion.hawkes.reply_model import Model
    >>> model, source = Model.default(), np.array([0, 1], np.int32)
    >>> kinds = model.kinds(["expulsion", "expulsion"])
    >>> grouped = dyads(np.array([0.0, 2.0]), source, 1 - source, kinds, 2, model.kernels)
    >>> state = PassState.of(grouped, len(model.types), wanted=1)
    >>> packed, lines = PackedParameters.of(model, grouped.span), np.zeros(2 * 4, np.float32)
    >>> compiled((0, 1), np.full(2, 1e-6, np.float32), state, packed, False, lines)
    >>> lines.view(np.int32).reshape(2, 4)[:, 2].tolist()  # row 1 responds to row 0
    [-1, 0]
    """
    m, w = with_pointers(memory), with_pointers(tables)
    rates, out = pointer_to(ground, 0), pointer_to(lines, 0)
    usual = flush_subnormals(np.int32(0))
    for g in range(groups[0], groups[1]):
        low, end = m.start[g], m.start[g + 1]
        origin, before = low, m.time[2 * low]
        for i in range(low, end):  # together: the processor loads distant addresses in parallel
            m.level[i - low] = rates[m.word[4 * i + 2]]
        decaying_sums.reset(m)
        while low < end:
            time = m.time[2 * low]
            high = low + 1
            both = 0
            while high < end and m.time[2 * high] == time:
                both |= m.word[4 * high + 3] ^ m.word[4 * low + 3]
                high += 1
            gap = time - before
            if gap > 0:
                decaying_sums.decay_sums(m, decay(gap, w))
                before = time
            if high == low + 1:
                _single(m, w, g, low, low - origin, time, gap)
            else:
                unsure = either and both & 1 == 1
                same_day.attribute_day(m, w, g, low, high, origin, gap, unsure)
            low = high
        select_candidates(m, w, origin, end)
        write_rows(m, origin, end, out)
    flush_subnormals(usual)
