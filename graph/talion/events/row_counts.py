"""How many persons each event of a row is about: one number, a list of them, or so many each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from talion.events.event_schema import INT32
from talion.events.event_types import counts_something
from talion.events.values.count_words import count_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from talion.events.values.cell_measures import Measure

_EACH = re.compile(
    r"\b(?:each|apiece|respectively|jeweils|je|chacune?|elk|ieder|cada|каждая|кожна)\b", re.I
)
_LISTED = re.compile(r"\s{0,9}[;/|\n]\s{0,9}|,\s+")


def counts_of(
    cell: str, words: str, measures: Sequence[Measure], pairs: int, unread: list[str]
) -> tuple[tuple[int | None, ...], ...]:
    """Return the count of each measure for each pair of states, None where it is not known.

    `cell` is the row's count, `words` its type. A count goes to the first measure that has counts
    and states none. One of several pairs is each pair's where the row says so, or is too small to
    be parted; else it is unknown. Why a count is not taken is added to `unread`.

    >>> from talion.events.values.cell_measures import Measure
    >>> unread: list[str] = []
    >>> counts_of("2, 4", "expulsions", [Measure("expulsion")], 2, unread)
    ((2, 4),)
    >>> counts_of("12", "expulsions", [Measure("expulsion")], 3, unread), unread
    (((None, None, None),), ["count '12' of 3 pairs of states: it does not say how many each"])
    """
    listed = [whole("count", part, unread) for part in _parts(cell, pairs)]
    if listed:
        taker = _taker(cell, measures)
        rows = [tuple(listed) if n == taker else (None,) * pairs for n in range(len(measures))]
        return tuple(rows)
    each = bool(_EACH.search(cell) or _EACH.search(words))
    texts = _texts(cell, measures)
    return tuple(_shared(whole("count", text, unread), pairs, each, unread) for text in texts)


def whole(name: str, text: str, unread: list[str]) -> int | None:
    """Return a count in digits or words, None where it is unknown or, noted, cannot be read.

    >>> unread: list[str] = []
    >>> whole("count", "sixty", unread), whole("count", "soon", unread), unread
    (60, None, ["count 'soon' is no whole number"])
    """
    plain = count_of(text)
    if not plain:
        return None
    if not plain.isdecimal():
        unread.append(f"{name} '{plain[:40]}' is no whole number")
        return None
    if len(plain.lstrip("0")) > len(str(INT32)) or int(plain) > INT32:
        unread.append(f"{name} '{plain[:40]}' is too large")
        return None
    return int(plain)


def _parts(cell: str, pairs: int) -> list[str]:
    """Return the counts that a cell lists, one for each pair of states; none else."""
    parts = _LISTED.split(cell)
    return parts if pairs > 1 and len(parts) == pairs else []


def _texts(cell: str, measures: Sequence[Measure]) -> list[str]:
    taker = _taker(cell, measures)
    if len(measures) == 1:
        return [cell if cell and count_of(cell) else measures[0].count]
    return [one.count or (cell if number == taker else "") for number, one in enumerate(measures)]


def _taker(cell: str, measures: Sequence[Measure]) -> int:
    """Return the number of the measure that the count of a row belongs to, -1 for none."""
    if any(one.count and one.count == count_of(cell) for one in measures):
        return -1
    open_ones = (
        n for n, one in enumerate(measures) if not one.count and counts_something(one.type)
    )
    return next(open_ones, 0 if len(measures) == 1 else -1)


def _shared(count: int | None, pairs: int, each: bool, unread: list[str]) -> tuple[int | None, ...]:
    if count is not None and pairs > 1 and not each and count >= pairs:
        unread.append(f"count '{count}' of {pairs} pairs of states: it does not say how many each")
        count = None
    return (count,) * pairs
