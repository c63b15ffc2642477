"""The pass that chooses among candidates: one walk over each dyad, a few candidates an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from talion.hawkes.choice.choice_input import KNOWN_COUNTS, KNOWN_DAYS
from talion.hawkes.choice.choice_terms import CANDIDATES, LASTING, MONTH, RECENT, YEAR
from talion.hawkes.day_order import leaders
from talion.hawkes.jit import inlined

if TYPE_CHECKING:
    import numpy.typing as npt

    from talion.hawkes.choice.choice_input import ChoiceInput, ChoiceMemory

LEAST = 0.01
"""A candidate whose probability is smaller is not reported (as in `native.pass_state`)."""


@inlined
def choose(
    groups: tuple[int, int],
    given: ChoiceInput,
    memory: ChoiceMemory,
    unsure: bool,
    table: npt.NDArray[np.float32],
    marks: npt.NDArray[np.int32],
) -> None:
    """Replace the shares of measures in `table` by those of the choice.

    The flat table has a line for each row: reply, campaign, rows and shares of the candidates (see
    `native.attribution`); `marks` is the same memory as integers. What is no response keeps the
    proportion of campaign to background that it had. Compiled, the arrays are pointers
    (`native.choice_pass`); called itself, this is the plain twin.

    >>> import numpy as np
    >>> from talion.hawkes.choice.choice_input import ChoiceInput, ChoiceMemory
    >>> from talion.hawkes.choice.choice_model import ChoiceModel
    >>> from talion.hawkes.choice.choice_terms import TableKind
    >>> from talion.hawkes.dyads import dyads
    >>> from talion.hawkes.kernels import Kernels
    >>> source, kind = np.array([0, 1], np.int32), np.zeros(2, np.int32)
    >>> grouped = dyads(np.array([0.0, 2.0]), source, 1 - source, kind, 2, Kernels())
    >>> given = ChoiceInput.of(
    ...     ChoiceModel.default(), grouped, ("expulsion",), frozenset(), TableKind.LISTED
    ... )
    >>> lines = np.zeros(2 * 4, np.float32)
    >>> memory = ChoiceMemory.of(grouped, 1, wanted=1)
    >>> choose((0, 1), given, memory, False, lines, lines.view(np.int32))
    >>> lines.view(np.int32)[[2, 6]].tolist(), bool(lines[4] > 0.9)  # row 1 responds to row 0
    ([-1, 0], True)
    """
    for g in range(groups[0], groups[1]):
        for s in range(2):
            _forget(memory, s)
        at, end = given.start[g], given.start[g + 1]
        while at < end:
            low = at
            at += 1
            if unsure:
                while at < end and given.time[2 * at] == given.time[2 * low]:
                    at += 1
            _take(given, memory, low, at, unsure)
            _decide(given, memory, low, at, unsure, table, marks)
            if not unsure:
                _push(given, memory, low)


@inlined
def _forget(m: ChoiceMemory, s: int) -> None:
    """Begin a new dyad."""
    for j in range(m.counted[s]):
        b = s * m.kinds + m.kind[s * m.half + j]
        m.counts[b] = 0
        m.faded_kinds[3 * b] = 0.0
        m.faded_kinds[3 * b + 1] = 0.0
    m.faded[3 * s] = 0.0
    m.faded[3 * s + 1] = 0.0
    m.number[s] = 0
    m.prior[s] = 0
    m.month[s] = 0
    m.year[s] = 0
    m.counted[s] = 0


@inlined
def _push(given: ChoiceInput, m: ChoiceMemory, i: int) -> None:
    """Add an event to the measures of its side, if it is one."""
    code = given.word[4 * i + 3]
    d, b = code & 1, code >> 1
    if given.hostile[b] == 0:
        return
    at = d * m.half + m.number[d]
    m.when[at] = given.time[2 * i]
    m.kind[at] = b
    m.row[at] = given.word[4 * i + 2]
    m.against[at] = m.prior[1 - d]
    m.number[d] += 1


@inlined
def _take(given: ChoiceInput, m: ChoiceMemory, low: int, high: int, unsure: bool) -> None:
    """Bring counts to the time of the events from `low`; of a day in no order, take them all."""
    time = given.time[2 * low]
    for s in range(2):
        m.prior[s] = m.number[s]
        first = s * m.half
        while m.counted[s] < m.prior[s]:
            b = s * m.kinds + m.kind[first + m.counted[s]]
            m.counts[b] += 1
            _add(given, m.faded, 3 * s, m.when[first + m.counted[s]])
            _add(given, m.faded_kinds, 3 * b, m.when[first + m.counted[s]])
            m.counted[s] += 1
        while m.year[s] < m.prior[s] and m.when[first + m.year[s]] < time - YEAR:
            m.counts[s * m.kinds + m.kind[first + m.year[s]]] -= 1
            m.year[s] += 1
        while m.month[s] < m.prior[s] and m.when[first + m.month[s]] < time - MONTH:
            m.month[s] += 1
    if unsure:
        for i in range(low, high):
            _push(given, m, i)


@inlined
def _left(given: ChoiceInput, lasting: int, age: float) -> float:
    """Return what is left of a measure of that age, by `RECENT` (0) or `LASTING` (1)."""
    days = int(age)
    if days == age and days < KNOWN_DAYS:
        return float(given.fading[lasting * KNOWN_DAYS + days])
    return float(np.exp(-age / (LASTING if lasting == 1 else RECENT)))


@inlined
def _add(given: ChoiceInput, faded: npt.NDArray[np.float64], at: int, time: float) -> None:
    """Fade two sums to a time, and add a measure of that time to them."""
    age = time - faded[at + 2]
    if age > 0.0:
        faded[at] *= _left(given, 0, age)
        faded[at + 1] *= _left(given, 1, age)
    faded[at] += 1.0
    faded[at + 1] += 1.0
    faded[at + 2] = time


@inlined
def _strength(
    given: ChoiceInput, term: int, faded: npt.NDArray[np.float64], at: int, time: float
) -> float:
    """Return what a campaign says for "none": the weighted strengths from a term on."""
    if faded[at] == 0.0:
        return 0.0
    age = time - faded[at + 2]
    recent = faded[at] * _left(given, 0, age)
    lasting = faded[at + 1] * _left(given, 1, age)
    first = given.strengths[term] * (recent / (1.0 + recent))
    return float(first + given.strengths[term + 1] * (lasting / (1.0 + lasting)))


@inlined
def _power(given: ChoiceInput, term: int, count: int) -> float:
    """Return (1 + count) to the power of the weight of a term (see `Power`)."""
    if count < KNOWN_COUNTS:
        return float(given.powers[(KNOWN_COUNTS + 1) * term + count])
    weight = given.powers[(KNOWN_COUNTS + 1) * term + KNOWN_COUNTS]
    return float(np.exp(weight * np.log1p(float(count))))


@inlined
def _more_reports(given: ChoiceInput, row: int) -> int:
    """Return how many reports an event has besides the first."""
    return max(int(given.reports[row * given.counted]) - 1, 0)


@inlined
def _none(given: ChoiceInput, m: ChoiceMemory, i: int) -> float:
    """Return the weight of "none" for an event."""
    code = given.word[4 * i + 3]
    d, b = code & 1, code >> 1
    o, time = 1 - d, given.time[2 * i]
    campaign = _strength(given, 0, m.faded, 3 * d, time)
    campaign += _strength(given, 2, m.faded_kinds, 3 * (d * m.kinds + b), time)
    return float(
        given.alone[b]
        * np.exp(campaign)
        * _power(given, 0, m.prior[d] - m.month[d])
        * _power(given, 1, m.prior[d] - m.year[d])
        * _power(given, 2, m.prior[o] - m.month[o])
        * _power(given, 3, m.prior[o] - m.year[o])
        * _power(given, 4, m.counts[d * m.kinds + b])
        * _power(given, 5, _more_reports(given, given.word[4 * i + 2]))
    )


@inlined
def _candidate(given: ChoiceInput, m: ChoiceMemory, i: int, nth: int) -> float:
    """Return the weight of the other side's `nth` latest measure, taken in turn from the latest."""
    code = given.word[4 * i + 3]
    d, b = code & 1, code >> 1
    o = 1 - d
    j = o * m.half + m.number[o] - 1 - nth
    c = m.kind[j]
    weight = given.by_day[int(given.time[2 * i] - m.when[j])] * given.together[b * m.kinds + c]
    if m.prior[d] > m.against[j]:
        weight *= given.flags[0]
    if nth == 0:
        weight *= given.flags[1]
    if m.named[c] != i:
        weight *= given.flags[2]
        m.named[c] = i
    weight *= _power(given, 6, _more_reports(given, m.row[j]))
    common = m.counts[o * m.kinds + c]
    if b == c and given.alike[b] == 1:
        weight *= _power(given, 7, m.prior[o] - m.year[o]) * _power(given, 8, common)
    else:
        weight *= _power(given, 9, common)
    return float(weight)


@inlined
def _decide(
    given: ChoiceInput,
    m: ChoiceMemory,
    low: int,
    high: int,
    unsure: bool,
    table: npt.NDArray[np.float32],
    marks: npt.NDArray[np.int32],
) -> None:
    """Weigh the candidates of the events from `low` to before `high`, and write their lines."""
    number = 0
    for i in range(low, high):
        code = given.word[4 * i + 3]
        if given.hostile[code >> 1] == 0:
            continue
        d = code & 1
        o = 1 - d
        base, today = _none(given, m, i), 0.0
        for nth in range(CANDIDATES):
            m.score[CANDIDATES * number + nth] = 0.0
        for nth in range(min(CANDIDATES, m.number[o])):
            j = o * m.half + m.number[o] - 1 - nth
            if given.time[2 * i] - m.when[j] > YEAR:
                break
            weight = _candidate(given, m, i, nth)
            m.score[CANDIDATES * number + nth] = weight
            if unsure and m.when[j] == given.time[2 * i]:
                today += weight
            else:
                base += weight
        m.base[number], m.today[number], m.sides[number] = base, today, d
        number += 1
    first = second = 1.0
    if unsure and m.number[0] > m.prior[0] and m.number[1] > m.prior[1]:
        _, first, second = leaders(number, m.sides, m.base, m.today)
    at = 0
    for i in range(low, high):
        code = given.word[4 * i + 3]
        if given.hostile[code >> 1] == 1:
            late = (second if code & 1 == 0 else first) / (m.base[at] + m.today[at])
            early = (1.0 - late * m.today[at]) / m.base[at]
            _write(given, m, i, at, early, late, table, marks)
            at += 1


@inlined
def _write(
    given: ChoiceInput,
    m: ChoiceMemory,
    i: int,
    at: int,
    early: float,
    late: float,
    table: npt.NDArray[np.float32],
    marks: npt.NDArray[np.int32],
) -> None:
    """Write the line of an event; `early` and `late` make probabilities of weights."""
    row, o = given.word[4 * i + 2], 1 - (given.word[4 * i + 3] & 1)
    wanted = m.wanted
    at_row = (2 + 2 * wanted) * row
    best = at_row + 2 + wanted
    for q in range(wanted):
        marks[at_row + 2 + q] = -1
        table[best + q] = 0.0
    newest = o * m.half + m.number[o] - 1
    whole = 0.0
    for nth in range(CANDIDATES):
        weight = m.score[CANDIDATES * at + nth]
        if weight == 0.0:
            break
        j = newest - nth
        share = np.float32(weight * (late if m.when[j] == given.time[2 * i] else early))
        whole += float(share)
        if share < LEAST:
            continue
        q = wanted
        while q > 0 and share > table[best + q - 1]:
            if q < wanted:
                table[best + q] = table[best + q - 1]
                marks[at_row + 2 + q] = marks[at_row + 1 + q]
            q -= 1
        if q < wanted:
            table[best + q] = share
            marks[at_row + 2 + q] = m.row[j]
    rest = 1.0 - table[at_row]
    campaign = table[at_row + 1] / rest if rest > 0.0 else 0.0
    whole = min(whole, 1.0)
    table[at_row] = np.float32(whole)
    table[at_row + 1] = np.float32((1.0 - whole) * min(campaign, 1.0))
