"""The shape of a table in text: what separates its columns, and in which line their names stand."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from statistics import median_high
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
"""What separates columns, and what people call it."""

_LOOKED_AT = 60


@dataclass(frozen=True, slots=True)
class TableShape:
    """How a table is laid out.

    `names` are the columns as they are written; `above` the number of records above them (titles,
    notes); `why` says what tells the separator.
    """

    separator: str
    names: tuple[str, ...]
    above: int
    why: str

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns as they are compared: no case, single blanks, each once.

        >>> TableShape(",", ("Event  ID", "Date", "date", ""), 0, "").keys
        ('event id', 'date', 'date (2)', '')
        """
        seen: Counter[str] = Counter()
        keys = []
        for name in self.names:
            key = column_key(name)
            seen[key] += 1
            keys.append(f"{key} ({seen[key]})" if key and seen[key] > 1 else key)
        return tuple(keys)


def column_key(name: str) -> str:
    """Return a column's name as it is compared.

    >>> column_key('  Event   ID ')
    'event id'
    """
    return " ".join(name.replace("\ufeff", "").strip().strip('"').casefold().split())


def table_shape(lines: Sequence[str], separator: str | None = None) -> TableShape:
    r"""Return the shape of a table by its first lines; `separator` where it is told.

    The separator is the one that parts most lines into the same number of columns, of at least
    two. Records with a single filled cell above the first full one are titles.

    >>> shape = table_shape(["Expulsions;;", "Date;Who;Whom", "26.03.2018;Norway;Russia"])
    >>> shape.separator, shape.names, shape.above
    (';', ('Date', 'Who', 'Whom'), 1)
    """
    if separator:
        found, why = separator, "as specified"
    else:
        found, why = _separator(lines)
    records = _records(lines, found)
    above = _above(records)
    if not records:
        return TableShape(found, (), 0, why)
    names = tuple(cell.strip() for cell in records[above])
    if above + 1 < len(records) and (joined := _of_two_rows(names, records[above + 1])):
        names, above = joined, above + 1
    return TableShape(found, names, above, why)


def _of_two_rows(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...] | None:
    """Return the names of columns that stand in two rows, groups above; None for a row of cells.

    The lower row names the columns that a group spans, and may repeat or leave out the others.

    >>> _of_two_rows(("When", "Parties", "", "Note"), ("", "Sender", "Target", ""))
    ('When', 'Sender', 'Target', 'Note')
    >>> _of_two_rows(("When", "Who", "Whom", ""), ("2018", "UK", "Russia", "sure")) is None
    True
    """
    below = [cell.strip() for cell in lower]
    if len(below) != len(upper) or any(any(c.isdigit() for c in cell) for cell in below):
        return None
    groups = [bool(name) and upper[n + 1 : n + 2] == ("",) for n, name in enumerate(upper)]
    named = [n for n, cell in enumerate(below) if cell]
    free = all(groups[n] or not upper[n] or upper[n] == below[n] for n in named)
    whole = all(below[n] for n, group in enumerate(groups) if group)
    if not (free and whole and any(groups) and any(below[n] and not upper[n] for n in named)):
        return None
    return tuple(low or high for high, low in zip(upper, below, strict=True))


def _separator(lines: Sequence[str]) -> tuple[str, str]:
    score = {mark: _agreement(_records(lines, mark)) for mark in SEPARATORS}
    best = max(SEPARATORS, key=lambda mark: score[mark])
    if not any(score[best]):
        return ",", "no line has a separator"
    share, width = score[best]
    return best, f"it parts {share:.0%} of the first lines into {width} columns"


def _agreement(records: Sequence[Sequence[str]]) -> tuple[float, int]:
    """Return the share of records with the commonest width, and that width; zeros for one."""
    widths = Counter(len(record) for record in records)
    if not widths:
        return 0.0, 0
    width, number = max(widths.items(), key=lambda item: (item[1], item[0]))
    if width < 2:
        return 0.0, 0
    return number / len(records), width


def _records(lines: Sequence[str], mark: str) -> list[list[str]]:
    csv.field_size_limit(1 << 30)
    try:
        read = csv.reader((line + "\n" for line in lines[:_LOOKED_AT]), delimiter=mark)
        return [record for record in read if any(cell.strip() for cell in record)]
    except csv.Error:
        return []


def _above(records: Sequence[Sequence[str]]) -> int:
    """Return how many records stand above the names of the columns.

    Those are the first that fill more than half of the columns. One record far longer than the
    others is damaged and says nothing of how many columns there are.
    """
    filled = [sum(bool(cell.strip()) for cell in record) for record in records]
    usual = median_high([number for number in filled if number > 1] or [0])
    most = min(max(filled, default=0), 1.5 * usual)
    for at, number in enumerate(filled[:20]):
        if number > 1 and number * 2 > most:
            return at
    return 0
