"""The E-step: one pass over the dyads gives the likelihood, and each origin's expected share of it.

The responsibilities are those of Zhuang, Ogata, Vere-Jones, "Stochastic Declustering of Space-Time
Earthquake Occurrences" (JASA 2002); for the EM see `talion.hawkes.reply_model.Model`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from talion.hawkes.day_order import leaders
from talion.hawkes.fitting.decayed_counts import Counts, add, clear, decay, no_counts
from talion.hawkes.fitting.marks import MARKS, marks
from talion.hawkes.jit import compiled_beside, inlined
from talion.hawkes.plain import e_step as plain
from talion.hawkes.reply_model import TYPE

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.hawkes.fitting.values import DyadEvents, Excitation, Expected

    Array = npt.NDArray[np.float64]

OWN, OTHER = 0, 3
"""The first role of campaigns (excitation by the own side), and of replies."""

GROUND, CAMPAIGN, REPLY, TODAY, ALIKE_OWN, ALIKE_OTHER, ALIKE_TODAY = range(7)
"""Parts of the rate at an event: background; campaigns, replies to earlier days and to the same
day by the mixture of types; the same from events of the same type."""


class Workspace(NamedTuple):
    """What the pass keeps: counts of earlier days (`past`), of the day so far, of the `whole` day.

    By event of a day: `parts` (events, 7) of the rate, in the order above; `base` and `response`,
    the rate without the other side's events of that day, and what those add; `columns`, of its
    marks.
    `led` is the probability that each side led the day, `seen` its events of the day so far.
    `twice` holds double the kernels' masses on the day itself.
    """

    past: Counts
    today: Counts
    whole: Counts
    parts: Array
    base: Array
    response: Array
    columns: npt.NDArray[np.int64]
    led: Array
    seen: npt.NDArray[np.int64]
    twice: Array


@compiled_beside(plain.expectation)
def expectation(
    groups: tuple[int, int],
    events: DyadEvents,
    parameters: Excitation,
    either: bool,
    expected: Expected,
) -> float:
    """Add expected numbers over a range of dyads to `expected`; return the sum of the log-rates.

    Events of one day: with `either` false the table's order is the order of the events, and the
    mass of an earlier one on the same day doubles (half of it lay in the other order). With
    `either` true the order across the two sides is unknown, see `leaders`; the order within a side
    is the table's. The cost is linear in events, however many there are on a day.

    >>> from talion.hawkes.fitting.values import DyadEvents, Excitation, Expected
    >>> from talion.hawkes.jit import plain_functions
    >>> from talion.hawkes.reply_model import Model
    >>> from talion.hawkes.sample import Sample
    >>> model, ends = Model.default(), np.array([0, 1, 0], np.int32)
    >>> days, kinds = np.array([0.0, 1.0, 1.0]), np.array([18, 18, 9])
    >>> sample = Sample.of(days, ends, 1 - ends, kinds, model.types, 2, model.kernels)
    >>> events = DyadEvents.of(sample.dyads, np.full(3, 0.01), np.ones(3, np.bool_))
    >>> expected = Expected.zeros(model, np.zeros((3, 3)))
    >>> compiled = expectation((0, 1), events, Excitation.of(model), True, expected)
    >>> expected.shares.sum(axis=1).round(6).tolist()  # background, campaign, reply: one each
    [1.0, 1.0, 1.0]
    >>> with plain_functions():  # the twin gives the same
    ...     plain = expectation((0, 1), events, Excitation.of(model), True, expected)
    >>> round(compiled - plain, 9) == 0
    True
    """
    widest = 0
    for g in range(groups[0], groups[1]):
        widest = max(widest, events.start[g + 1] - events.start[g])
    room = _workspace(widest, parameters)
    total = 0.0
    for g in range(groups[0], groups[1]):
        low, end = events.start[g], events.start[g + 1]
        before = events.time[low]
        clear(room.past)
        while low < end:
            high = low + 1
            while high < end and events.time[high] == events.time[low]:
                high += 1
            decay(room.past, np.exp(-parameters.rates * (events.time[low] - before)))
            before = events.time[low]
            total += _day(low, high, events, parameters, either, room, expected)
            low = high
    return total


@inlined
def _workspace(widest: int, parameters: Excitation) -> Workspace:
    """Make the arrays for dyads of at most `widest` events."""
    columns, scales = parameters.weights.shape[1], parameters.weights.shape[2]
    return Workspace(
        no_counts(columns, scales),
        no_counts(columns, scales),
        no_counts(columns, scales),
        np.zeros((widest, ALIKE_TODAY + 1)),
        np.empty(widest),
        np.empty(widest),
        np.empty(widest * MARKS, np.int64),
        np.zeros(2),
        np.zeros(2, np.int64),
        parameters.same * 2.0,
    )


@inlined
def _day(
    low: int,
    high: int,
    events: DyadEvents,
    parameters: Excitation,
    either: bool,
    room: Workspace,
    expected: Expected,
) -> float:
    """Take the events of one day of a dyad: their rates first, then everything's share of them."""
    sides = 0
    for i in range(low, high):
        sides |= 1 << events.side[i]
        marks(events.standing[i], events.kind[i], room.columns, (i - low) * MARKS)
    unsure = either and sides == 3 and parameters.same[0] > 0
    if unsure:  # the other side's whole day counts
        clear(room.whole)
        for i in range(low, high):
            add(room.whole, room.columns, i - low, events.side[i])
    _find_rates(low, high, events, parameters, unsure, room)
    total = _log_rates(low, high, events, unsure, room)
    _credit(low, high, events, parameters, unsure, room, expected)
    for i in range(low, high):
        add(room.past, room.columns, i - low, events.side[i])
    return total


@inlined
def _find_rates(
    low: int,
    high: int,
    events: DyadEvents,
    parameters: Excitation,
    unsure: bool,
    room: Workspace,
) -> None:
    """Fill in the rates at a day's events."""
    clear(room.today)
    room.seen[:] = 0
    p, parts = parameters, room.parts
    for i in range(low, high):
        d, b, at = int(events.side[i]), int(events.kind[i]), i - low
        o = 1 - d
        parts[at, GROUND] = events.background[i] * p.mix[0, b]
        first = room.seen[d] == 0
        parts[at, CAMPAIGN], parts[at, ALIKE_OWN] = _rate(room.past, d, first, OWN, b, p.heights, p)
        first = unsure or room.seen[o] == 0
        parts[at, REPLY], parts[at, ALIKE_OTHER] = _rate(
            room.past, o, first, OTHER, b, p.heights, p
        )
        parts[at, TODAY], parts[at, ALIKE_TODAY] = 0.0, 0.0
        if high > low + 1:
            mixed, alike = _rate(room.today, d, True, OWN, b, room.twice, p)
            parts[at, CAMPAIGN] += mixed
            parts[at, ALIKE_OWN] += alike
            today, unit = (room.whole, p.same) if unsure else (room.today, room.twice)
            parts[at, TODAY], parts[at, ALIKE_TODAY] = _rate(today, o, True, OTHER, b, unit, p)
            add(room.today, room.columns, at, d)
        room.seen[d] += 1
        room.response[at] = parts[at, TODAY] + parts[at, ALIKE_TODAY]
        room.base[at] = parts[at, GROUND] + parts[at, CAMPAIGN] + parts[at, ALIKE_OWN]
        room.base[at] += parts[at, REPLY] + parts[at, ALIKE_OTHER]


@inlined
def _log_rates(low: int, high: int, events: DyadEvents, unsure: bool, room: Workspace) -> float:
    """Return the log-likelihood of a day's events that count; fill in which side may have led."""
    if unsure:
        side = events.side[low:high]
        total, room.led[0], room.led[1] = leaders(high - low, side, room.base, room.response)
        return total if events.counted[low] else 0.0
    total = 0.0
    for i in range(low, high):
        if events.counted[i]:
            total += np.log(room.base[i - low] + room.response[i - low])
    return total


@inlined
def _credit(
    low: int,
    high: int,
    events: DyadEvents,
    parameters: Excitation,
    unsure: bool,
    room: Workspace,
    expected: Expected,
) -> None:
    """Add each origin's share of a day's events to what is expected."""
    clear(room.today)
    room.seen[:] = 0
    p, offspring = parameters, expected.offspring
    for i in range(low, high):
        d, b, at = int(events.side[i]), int(events.kind[i]), i - low
        o = 1 - d
        if events.counted[i]:
            early, late = _per_rate(at, o, unsure, room)
            first = room.seen[d] == 0
            _share_out(room.past, d, first, OWN, b, p.heights, p, early, offspring)
            first = unsure or room.seen[o] == 0
            _share_out(room.past, o, first, OTHER, b, p.heights, p, early, offspring)
            if high > low + 1:
                _share_out(room.today, d, True, OWN, b, room.twice, p, early, offspring)
                today, unit = (room.whole, p.same) if unsure else (room.today, room.twice)
                _share_out(today, o, True, OTHER, b, unit, p, late, offspring)
            _responsibilities(i, at, b, early, late, room, expected)
        if high > low + 1:
            add(room.today, room.columns, at, d)
        room.seen[d] += 1


@inlined
def _per_rate(at: int, other: int, unsure: bool, room: Workspace) -> tuple[float, float]:
    """Return what makes a rate a probability: of earlier events, and of the other side's today."""
    base, response = room.base[at], room.response[at]
    late = 1.0 / (base + response)
    if unsure and response > 0:
        late *= room.led[other]
        return (1.0 - late * response) / base, late
    return late, late


@inlined
def _responsibilities(
    i: int, at: int, kind: int, early: float, late: float, room: Workspace, expected: Expected
) -> None:
    """Add an event to the expected numbers by origin and type, and write its shares."""
    parts = room.parts
    ground = parts[at, GROUND] * early
    campaign = parts[at, CAMPAIGN] * early
    reply = parts[at, REPLY] * early + parts[at, TODAY] * late
    expected.mix[0, kind] += ground
    expected.mix[1, kind] += campaign
    expected.mix[2, kind] += reply
    expected.shares[i, 0] = ground
    expected.shares[i, 1] = campaign + parts[at, ALIKE_OWN] * early
    alike = parts[at, ALIKE_OTHER] * early + parts[at, ALIKE_TODAY] * late
    expected.shares[i, 2] = reply + alike


@inlined
def _rate(
    counts: Counts,
    side: int,
    with_latest: bool,
    role: int,
    kind: int,
    unit: Array,
    parameters: Excitation,
) -> tuple[float, float]:
    """Return the rate of events of type `kind` that one side's events excite.

    The first part comes by the mixture of types, the second from events of the same type. `role`
    is `OWN` or `OTHER`; `unit` turns counts into rates.
    """
    every, latest, present, weights = (
        counts.every,
        counts.latest,
        counts.present,
        parameters.weights,
    )
    mixed, alike = 0.0, 0.0
    for k in range(len(unit)):
        value = 0.0
        for at in range(1, present[side, 0] + 1):
            m = present[side, at]
            value += weights[role, m, k] * every[side, m, k]
            if with_latest:
                value += weights[role + 1, m, k] * latest[side, m, k]
        mixed += value * unit[k]
        alike += weights[role + 2, TYPE + kind, k] * every[side, TYPE + kind, k] * unit[k]
    return mixed * parameters.mix[1 if role == OWN else 2, kind], alike


@inlined
def _share_out(
    counts: Counts,
    side: int,
    with_latest: bool,
    role: int,
    kind: int,
    unit: Array,
    parameters: Excitation,
    per_rate: float,
    offspring: Array,
) -> None:
    """Add each weight's part of a rate (see `_rate`), times `per_rate`, to its offspring."""
    every, latest, present, weights = (
        counts.every,
        counts.latest,
        counts.present,
        parameters.weights,
    )
    share = parameters.mix[1 if role == OWN else 2, kind] * per_rate
    for at in range(1, present[side, 0] + 1):
        m = present[side, at]
        for k in range(len(unit)):
            per_count = share * unit[k]
            offspring[role, m, k] += weights[role, m, k] * every[side, m, k] * per_count
            if with_latest:
                part = weights[role + 1, m, k] * latest[side, m, k] * per_count
                offspring[role + 1, m, k] += part
    m = TYPE + kind
    for k in range(len(unit)):
        part = weights[role + 2, m, k] * every[side, m, k] * unit[k]
        offspring[role + 2, m, k] += part * per_rate
