"""The pass that tells, for every act, what it answers: shares of origin and best candidates."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from talion.reciprocity.hawkes.bank import ANSWERING
from talion.reciprocity.hawkes.candidates import NEGLIGIBLE, near, seek
from talion.reciprocity.hawkes.compiled import compiled, inlined, part
from talion.reciprocity.hawkes.decay import left
from talion.reciprocity.hawkes.dyads import CLASSES, standing
from talion.reciprocity.hawkes.expectation import leaders
from talion.reciprocity.hawkes.lanes import (
    LANES,
    ahead,
    begin,
    fetch,
    hurry,
    over,
    plus,
    put,
    splat,
    times,
    total,
)
from talion.reciprocity.hawkes.recent import choose, fade, forget, pulls, remember
from talion.reciprocity.hawkes.memory import ROLE, SIDE, Dyad, Memory, Weights, places, weights

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.reciprocity.hawkes.tables import Tables

NIL, ONE, TWO = np.float32(0.0), np.float32(1.0), np.float32(2.0)

SETTLED = -2
"""In place of the latest act of the other side, where nothing is left to choose."""

far = total(ANSWERING, LANES)
"""What the scales of the level add up to."""

whole = total(0, LANES)
"""What all lanes add up to."""


@inlined
def _likeness(m: Dyad, w: Weights, at: int, g: int, time: float) -> Any:
    """Return what is left of a side's earlier acts of one type, numbered `at` together."""
    known = m.like_group[at] == g
    since = m.like_time[at]
    lag = time - since if known else 0.0
    return times(times(left(lag, w), fetch(m.like, LANES * at)), splat(np.float32(known)))


@inlined
def _enter(m: Dyad, w: Weights, side: int, act: int) -> None:
    """Add an act to the sums of its side; it is the latest now."""
    at, to = SIDE * act, SIDE * side
    put(m.state, to, plus(fetch(m.state, to), fetch(w.pull, at)))
    put(m.state, to + ROLE, fetch(w.pull, at + ROLE))
    put(m.state, to + 2 * ROLE, plus(fetch(m.state, to + 2 * ROLE), fetch(w.pull, at + 2 * ROLE)))
    put(m.state, to + 3 * ROLE, fetch(w.pull, at + 3 * ROLE))


@inlined
def _liken(m: Dyad, at: int, g: int, time: float, past: Any) -> None:
    """Add an act to what is left of the earlier ones of its side and type."""
    m.like_group[at] = g
    m.like_time[at] = time
    put(m.like, LANES * at, plus(past, splat(ONE)))


@inlined
def _rates(
    m: Dyad, w: Weights, d: int, b: int, g: int, time: float, own: bool, other: bool
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
    past = splat(NIL)
    if m.kinds > 1:
        past = _likeness(m, w, d * m.kinds + b, g, time)
        campaign = plus(campaign, times(past, fetch(w.alike, LANES * b)))
        theirs = _likeness(m, w, o * m.kinds + b, g, time)
        reply = plus(reply, times(theirs, fetch(w.alike, LANES * (m.kinds + b))))
    return campaign, reply, past


@inlined
def _gather(m: Dyad, rates: Any, low: int, end: int) -> None:
    """Take the background rates of a dyad's acts, and make its lines ready.

    Far places are read at once, before the acts, and written at once, after them: so the
    processor waits for many at the same time.
    """
    for i in range(low, end):
        m.level[i - low] = rates[m.word[4 * i + 2]]
        m.newest[i - low] = SETTLED


@inlined
def _deliver(m: Dyad, width: int, low: int, end: int, out: Any) -> None:
    """Put a dyad's lines into their rows."""
    for i in range(low, end):
        to, at = width * int(m.word[4 * i + 2]), width * (i - low)
        if width == LANES:
            put(out, to, fetch(m.line, at))
        else:
            for q in range(width):
                out[to + q] = m.line[at + q]


@inlined
def _forget(m: Dyad) -> None:
    """Begin a dyad with nothing in mind."""
    for k in range(0, 2 * SIDE, LANES):
        put(m.state, k, splat(NIL))
    forget(m)
    m.number[0] = 0
    m.number[1] = 0


@inlined
def _fade(m: Dyad, rest: Any) -> None:
    """Leave of all sums what is left of each kernel after a gap."""
    for k in range(0, 2 * SIDE, LANES):
        put(m.state, k, times(fetch(m.state, k), rest))
    put(m.rest, 0, rest)
    fade(m)


@inlined
def _clear(w: Weights, shares: Any, rows: Any) -> None:
    """Write into a line that there are no candidates."""
    for q in range(2, 2 + w.wanted):
        rows[q] = -1
        shares[q + w.wanted] = NIL


@inlined
def _settle(m: Dyad, w: Weights, width: int, low: int, end: int) -> None:
    """Write into the lines of lone acts which acts they answer.

    It is done for all acts of a dyad together, because no act waits for another's.
    """
    for i in range(low, end):
        at = i - low
        newest = m.newest[at]
        if newest == SETTLED:
            continue
        best, which = ahead(m.line, width * at + 2 + w.wanted), ahead(m.mark, width * at + 2)
        last = choose(m, w, LANES * at, newest, best, which)
        code = int(m.word[4 * i + 3])
        oldest = (1 - code & 1) * m.half
        more = m.more[at]
        if newest - oldest >= LANES and more >= max(last, NEGLIGIBLE):
            b, early, time = code >> 1, m.early[at], m.time[2 * i]
            old, found = newest - LANES, 0
            while found < w.wanted and which[found] >= 0:
                found += 1
            seek(m, w, more, old, oldest, -1, b, time, early, early, found, best, which)


@inlined
def _lone(
    m: Dyad,
    w: Weights,
    g: int,
    i: int,
    time: float,
    gap: float,
    limits: Any,
    at: int,
    shares: Any,
    rows: Any,
) -> None:
    """Write the line of an act that is its dyad's only one of the day, and remember it."""
    code = int(m.word[4 * i + 3])
    d = code & 1
    p = d * m.half + m.number[d]
    a = (code >> 1) * CLASSES + standing(m.number[d], m.number[1 - d], gap, limits)
    m.act[p], m.when[p], m.row[p] = a, time, m.word[4 * i + 2]
    m.number[d] += 1
    o, b = 1 - d, a // CLASSES
    campaign_lanes, reply_lanes, past = _rates(m, w, d, b, g, time, True, True)
    campaign, reply = near(campaign_lanes), near(reply_lanes)
    rate = m.level[at] * w.mix[b] + whole(plus(campaign_lanes, reply_lanes))
    early = ONE / rate
    owing = reply * early
    shares[0] = owing
    shares[1] = campaign * early
    oldest = o * m.half
    newest = oldest + m.number[o] - 1
    if w.wanted > LANES:
        _clear(w, shares, rows)
        best, which = ahead(shares, 2 + w.wanted), ahead(rows, 2)
        seek(m, w, owing, newest, oldest, newest, b, time, early, early, 0, best, which)
    else:
        chances = times(pulls(m, w, o, b), splat(early))
        m.more[at] = owing - whole(chances)
        put(m.chance, LANES * at, over(chances, NEGLIGIBLE))
        m.early[at] = early
        m.newest[at] = newest
    remember(m, w, d, a)
    _enter(m, w, d, a)
    if m.kinds > 1:
        _liken(m, d * m.kinds + b, g, time, past)


@part
def _meet(m: Dyad, w: Weights, low: int, high: int, gap: float, limits: Any) -> None:
    """Take down the acts of a day, and what each side's pull together."""
    for s in range(2):
        m.first[s] = m.number[s]
        m.seen[s] = 0
        m.led[s] = 1.0
        for r in range(4):
            m.today[4 * s + r] = NIL
            m.whole[4 * s + r] = NIL
    for i in range(low, high):
        code = int(m.word[4 * i + 3])
        d, b = code & 1, code >> 1
        p = d * m.half + m.number[d]
        silence = gap if i == low else 0.0
        a = b * CLASSES + standing(m.number[d], m.number[1 - d], silence, limits)
        m.act[p], m.when[p], m.row[p] = a, m.time[2 * i], m.word[4 * i + 2]
        m.number[d] += 1
        for s in range(2):
            m.today_like[s * m.kinds + b] = NIL
            m.whole_like[s * m.kinds + b] = NIL
    for s in range(2):
        for p in range(s * m.half + m.first[s], s * m.half + m.number[s]):
            a = int(m.act[p])
            m.whole[4 * s + 2] += w.now[4 * a + 2]
            m.whole[4 * s + 3] = w.now[4 * a + 3]
            m.whole_like[s * m.kinds + a // CLASSES] += ONE


@part
def _weigh(m: Dyad, w: Weights, g: int, low: int, high: int, origin: int, unsure: bool) -> None:
    """Find the rates at the acts of a day, from earlier days and from that day."""
    time = m.time[2 * low]
    for i in range(low, high):
        code = int(m.word[4 * i + 3])
        d, b = code & 1, code >> 1
        o = 1 - d
        other = unsure or m.seen[o] == 0
        early, owed, _ = _rates(m, w, d, b, g, time, m.seen[d] == 0, other)
        mix1, mix2 = w.mix[m.kinds + b], w.mix[2 * m.kinds + b]
        like1, like2 = w.alike_now[b], w.alike_now[m.kinds + b]
        own = near(early) + TWO * (
            mix1 * (m.today[4 * d] + m.today[4 * d + 1]) + like1 * m.today_like[d * m.kinds + b]
        )
        if unsure:
            swift = mix2 * (m.whole[4 * o + 2] + m.whole[4 * o + 3])
            swift += like2 * m.whole_like[o * m.kinds + b]
        else:
            swift = TWO * mix2 * (m.today[4 * o + 2] + m.today[4 * o + 3])
            swift += TWO * like2 * m.today_like[o * m.kinds + b]
        a = int(m.act[d * m.half + m.first[d] + m.seen[d]])
        m.today[4 * d] += w.now[4 * a]
        m.today[4 * d + 1] = w.now[4 * a + 1]
        m.today[4 * d + 2] += w.now[4 * a + 2]
        m.today[4 * d + 3] = w.now[4 * a + 3]
        m.today_like[d * m.kinds + b] += ONE
        m.seen[d] += 1
        at = i - low
        m.answer[at], m.owed[at], m.own[at], m.sides[at] = swift, near(owed), own, d
        m.base[at] = m.level[i - origin] * w.mix[b] + far(plus(early, owed)) + near(owed) + own


@part
def _crowd(
    m: Dyad,
    w: Weights,
    g: int,
    low: int,
    high: int,
    origin: int,
    gap: float,
    limits: Any,
    unsure: bool,
    shares: Any,
    rows: Any,
) -> None:
    """Write the lines of several acts of one dyad on one day, and remember them."""
    time = m.time[2 * low]
    _meet(m, w, low, high, gap, limits)
    _weigh(m, w, g, low, high, origin, unsure)
    if unsure:
        _, m.led[0], m.led[1] = leaders(high - low, m.sides, m.base, m.answer)
    m.seen[0] = 0
    m.seen[1] = 0
    for i in range(low, high):
        code = int(m.word[4 * i + 3])
        d, b, at = code & 1, code >> 1, i - low
        o = 1 - d
        late = m.led[o] / (m.base[at] + m.answer[at])
        early = (1.0 - late * m.answer[at]) / m.base[at]
        owing = np.float32(m.owed[at] * early + m.answer[at] * late)
        line = at * (2 + 2 * w.wanted)
        shares[line] = owing
        shares[line + 1] = m.own[at] * early
        m.seen[d] += 1
        _clear(w, ahead(shares, line), ahead(rows, line))
        if w.wanted > 0 and owing >= NEGLIGIBLE:
            oldest = o * m.half
            newest = oldest + (m.number[o] if unsure else m.first[o] + m.seen[o]) - 1
            latest = oldest + (m.first[o] if unsure or m.seen[o] == 0 else 0) - 1
            best, which = ahead(shares, line + 2 + w.wanted), ahead(rows, line + 2)
            swift = np.float32(late if unsure else 2.0 * late)
            seek(
                m, w, owing, newest, oldest, latest, b, time, np.float32(early), swift, 0, best, which
            )
    for s in range(2):
        for p in range(s * m.half + m.first[s], s * m.half + m.number[s]):
            a = int(m.act[p])
            _enter(m, w, s, a)
            remember(m, w, s, a)
            if m.kinds > 1:
                at = s * m.kinds + a // CLASSES
                _liken(m, at, g, time, _likeness(m, w, at, g, time))


@compiled
def attribute(
    groups: tuple[int, int],
    start: npt.NDArray[np.int64],
    moments: npt.NDArray[np.float64],
    words: npt.NDArray[np.int32],
    limits: tuple[float, ...],
    ground: npt.NDArray[np.float32],
    memory: Memory,
    tables: Tables,
    slowest: float,
    either: bool,
    wanted: int,
    lines: npt.NDArray[np.float32],
) -> None:
    """Fill the flat `lines`, a line for each row of the table.

    A line holds reply, campaign, then the rows of the best candidates, then their shares. One
    pass over each dyad keeps a decaying sum a scale for each role and side, so that the shares
    of all earlier acts cost the same however many they are. Candidates are found by going back
    over the other side's acts while one could still be among the best (pulls only fall with
    time) and above `NEGLIGIBLE`. Of equal candidates the latest comes first.
    """
    m, w = places(memory, moments, words), weights(tables, slowest, wanted)
    width = 2 + 2 * wanted
    rates, out = begin(ground, 0), begin(lines, 0)
    usual = hurry(np.int32(0))
    for g in range(groups[0], groups[1]):
        low, end = start[g], start[g + 1]
        _gather(m, rates, low, end)
        _forget(m)
        origin, before = low, m.time[2 * low]
        while low < end:
            time = m.time[2 * low]
            high = low + 1
            both = 0
            while high < end and m.time[2 * high] == time:
                both |= m.word[4 * high + 3] ^ m.word[4 * low + 3]
                high += 1
            gap = time - before
            if gap > 0:
                _fade(m, left(gap, w))
                before = time
            at = low - origin
            line, marks = ahead(m.line, width * at), ahead(m.mark, width * at)
            if high == low + 1:
                _lone(m, w, g, low, time, gap, limits, at, line, marks)
            else:
                unsure = either and both & 1 == 1
                _crowd(m, w, g, low, high, origin, gap, limits, unsure, line, marks)
            low = high
        if 0 < wanted <= LANES:
            _settle(m, w, width, origin, end)
        _deliver(m, width, origin, end, out)
    hurry(usual)


def compiled_before() -> bool:
    """Whether the pass has been compiled on this machine, so that it starts at once."""
    kept = Path(attribute.stats.cache_path)  # type: ignore[attr-defined]
    return any(kept.glob("attribution.attribute-*.nbi"))
