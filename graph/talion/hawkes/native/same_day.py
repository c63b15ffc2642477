"""Several events of one dyad on one day, whose order may be unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from talion.hawkes.day_order import leaders
from talion.hawkes.dyads import CLASSES
from talion.hawkes.jit import part
from talion.hawkes.kernels import SHORT_SCALES
from talion.hawkes.native.array_layout import LANES, NIL, ONE
from talion.hawkes.native.candidates import (
    Candidates,
    RespondingEvent,
    clear_candidates,
    search,
    sum_short,
)
from talion.hawkes.native.decaying_sums import absorb, rates, register, same_type
from talion.hawkes.native.pass_state import NEGLIGIBLE, SETTLED, PassState
from talion.hawkes.native.pointers import offset
from talion.hawkes.native.simd import add, sum_of_lanes

if TYPE_CHECKING:
    from talion.hawkes.native.packed_parameters import PackedParameters

TWO = np.float32(2.0)

sum_long = sum_of_lanes(SHORT_SCALES, LANES)
"""The sum over the kernels of the level."""


@part
def _collect(m: PassState, w: PackedParameters, low: int, high: int, gap: float) -> None:
    """Store the events of a day, and the excitation by all of each side's."""
    for s in range(2):
        m.first[s] = m.number[s]
        m.seen[s] = 0
        m.led[s] = 1.0
        for r in range(4):
            m.today[4 * s + r] = NIL
            m.whole[4 * s + r] = NIL
    for i in range(low, high):
        b = int(m.word[4 * i + 3]) >> 1
        register(m, i, gap if i == low else 0.0)
        for s in range(2):
            m.today_like[s * m.kinds + b] = NIL
            m.whole_like[s * m.kinds + b] = NIL
    for s in range(2):
        for p in range(s * m.half + m.first[s], s * m.half + m.number[s]):
            a = int(m.event_class[p])
            m.whole[4 * s + 2] += w.now[4 * a + 2]
            m.whole[4 * s + 3] = w.now[4 * a + 3]
            m.whole_like[s * m.kinds + a // CLASSES] += ONE


@part
def _day_rates(
    m: PassState, w: PackedParameters, g: int, low: int, high: int, origin: int, unsure: bool
) -> None:
    """Compute the rates at the events of a day, from earlier days and from that day."""
    time = m.time[2 * low]
    for i in range(low, high):
        code = int(m.word[4 * i + 3])
        d, b = code & 1, code >> 1
        o = 1 - d
        other = unsure or m.seen[o] == 0
        early, reply, _ = rates(m, w, d, b, g, time, m.seen[d] == 0, other)
        mix1, mix2 = w.mix[m.kinds + b], w.mix[2 * m.kinds + b]
        like1, like2 = w.alike_now[b], w.alike_now[m.kinds + b]
        own = sum_short(early) + TWO * (
            mix1 * (m.today[4 * d] + m.today[4 * d + 1]) + like1 * m.today_like[d * m.kinds + b]
        )
        if unsure:
            swift = mix2 * (m.whole[4 * o + 2] + m.whole[4 * o + 3])
            swift += like2 * m.whole_like[o * m.kinds + b]
        else:
            swift = TWO * mix2 * (m.today[4 * o + 2] + m.today[4 * o + 3])
            swift += TWO * like2 * m.today_like[o * m.kinds + b]
        a = int(m.event_class[d * m.half + m.first[d] + m.seen[d]])
        m.today[4 * d] += w.now[4 * a]
        m.today[4 * d + 1] = w.now[4 * a + 1]
        m.today[4 * d + 2] += w.now[4 * a + 2]
        m.today[4 * d + 3] = w.now[4 * a + 3]
        m.today_like[d * m.kinds + b] += ONE
        m.seen[d] += 1
        at = i - low
        m.response[at], m.reply[at], m.own[at], m.sides[at] = swift, sum_short(reply), own, d
        m.base[at] = (
            m.level[i - origin] * w.mix[b] + sum_long(add(early, reply)) + sum_short(reply) + own
        )


@part
def attribute_day(
    m: PassState,
    w: PackedParameters,
    g: int,
    low: int,
    high: int,
    origin: int,
    gap: float,
    unsure: bool,
) -> None:
    """Write the results of several events of one dyad on one day, and add them to the sums.

    `unsure` says that either side may have led.
    """
    time = m.time[2 * low]
    _collect(m, w, low, high, gap)
    _day_rates(m, w, g, low, high, origin, unsure)
    if unsure:
        _, m.led[0], m.led[1] = leaders(high - low, m.sides, m.base, m.response)
    m.seen[0] = 0
    m.seen[1] = 0
    for i in range(low, high):
        code = int(m.word[4 * i + 3])
        d, b, at = code & 1, code >> 1, i - low
        o = 1 - d
        late = m.led[o] / (m.base[at] + m.response[at])
        early = (1.0 - late * m.response[at]) / m.base[at]
        reply_share = np.float32(m.reply[at] * early + m.response[at] * late)
        shares, rows = clear_candidates(m, i - origin)
        shares[0] = reply_share
        shares[1] = m.own[at] * early
        m.newest[i - origin] = SETTLED
        m.seen[d] += 1
        if m.wanted > 0 and reply_share >= NEGLIGIBLE:
            oldest = o * m.half
            newest = oldest + (m.number[o] if unsure else m.first[o] + m.seen[o]) - 1
            latest = oldest + (m.first[o] if unsure or m.seen[o] == 0 else 0) - 1
            best, which = offset(shares, 2 + m.wanted), offset(rows, 2)
            swift, slow = np.float32(late if unsure else 2.0 * late), np.float32(early)
            response = RespondingEvent(b, time, reply_share, slow, swift)
            search(m, w, response, Candidates(newest, oldest, latest), 0, best, which)
    for s in range(2):
        for p in range(s * m.half + m.first[s], s * m.half + m.number[s]):
            alike = s * m.kinds + int(m.event_class[p]) // CLASSES
            absorb(m, w, s, p, g, same_type(m, w, alike, g, time))
