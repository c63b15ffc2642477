"""Columns that are measures or years, with a mark or a number in the rows to which they apply."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talion.events.column_roles import is_remark
from talion.events.event_types import UNTYPED, counts_something
from talion.events.values.type_words import exact_type, worded_type
from talion.store.reference import incident_types

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from talion.events.row_fields import Row

_MARKS = frozenset(
    (
        "x",
        "✓",
        "✔",
        "✗",
        "•",
        "+",
        "1",
        "yes",
        "y",
        "true",
        "ja",
        "oui",
        "sí",
        "si",
        "да",
        "так",
        "ano",
    )
)
_BLANKS = frozenset(
    (
        "",
        "0",
        "no",
        "n",
        "false",
        "nein",
        "nee",
        "non",
        "нет",
        "ні",
        "ne",
        "-",
        "–",
        "—",
        "na",
        "n/a",
    )
)
_YEAR = re.compile(r"(?:y|yr|year ?)?((?:1[6-9]|20)\d\d)")


@dataclass(frozen=True, slots=True)
class WideColumns:
    """What columns stand for, by their keys: each a type of incident, or each a year.

    `counted` says that their cells are numbers of persons or of times, not marks.
    """

    types: Mapping[str, str]
    years: Mapping[str, str]
    counted: bool

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns, in the order of the table."""
        return (*self.types, *self.years)

    def said(self) -> str:
        """Say how a row is read.

        >>> WideColumns({"expelled": "expulsion", "ban": "sanction"}, {}, False).said()
        'an event for each marked column: expelled as expulsion, ban as sanction'
        """
        read = [f"{key} as {kind}" for key, kind in self.types.items()] or list(self.years)
        return f"an event for each marked column: {', '.join(read)}"

    def events(self, made: Row, row: Row) -> Iterator[dict[str, str]]:
        """Yield the fields of the event of each column that is marked in a row.

        >>> wide = WideColumns({"expelled": "expulsion", "ban": "sanction"}, {}, True)
        >>> list(wide.events({"source": "Peru"}, {"expelled": "4", "ban": ""}))
        [{'source': 'Peru', 'type': 'expulsion', 'count': '4'}]
        """
        ident, number = made.get("id", ""), 0
        for key in self.keys:
            cell = row.get(key, "")
            if cell.casefold() in _BLANKS:
                continue
            number += 1
            event = dict(made)
            if ident and number > 1:
                event["id"] = f"{ident}/{number}"
            if key in self.types:
                event["type"] = self.types[key]
            else:
                event["date"] = self.years[key]
            if self.counted and cell.isdecimal() and counts_something(event.get("type", UNTYPED)):
                event["count"] = cell
            yield event


def wide_columns(
    keys: Sequence[str], found: Mapping[str, str], rows: Sequence[Row]
) -> WideColumns | None:
    """Return the columns that are measures or years, None where a row is one event.

    Columns are measures where their names are types of incidents, their cells marks, zeros or
    numbers, and there are two at least, or one with marks and zeros; years where no column has
    dates.

    >>> rows = [{"expulsion": "1", "embassy_closure": "0"}, {"expulsion": "0"}]
    >>> wide_columns(("expulsion", "embassy_closure"), {}, rows).types
    {'expulsion': 'expulsion', 'embassy_closure': 'closure'}
    >>> wide_columns(("expulsion", "page"), {}, [{"expulsion": "23", "page": "9"}]) is None
    True
    """
    taken = {key for name, key in found.items() if name != "count"}
    marked = [key for key in keys if key and key not in taken and _is_marked(key, rows)]
    types = {key: kind for key in marked if (kind := _type_named(key))}
    if {"type", "relation"} & found.keys() or not (
        len(types) > 1 or any(_is_dummy(key, rows) for key in types)
    ):
        types = {}
    years = {key: match[1] for key in marked if (match := _YEAR.fullmatch(key))}
    if {"date", "time", "year"} & found.keys() or len(years) < 2 or types:
        years = {}
    if not (types or years):
        return None
    cells = {row.get(key, "") for row in rows for key in (*types, *years)}
    return WideColumns(types, years, any(cell.isdecimal() and int(cell) > 1 for cell in cells))


def _type_named(key: str) -> str | None:
    words = key.replace("_", " ")
    if is_remark(words) or not any(letter.isalpha() for letter in words):
        return None
    kind = exact_type(words) or worded_type(words)
    return kind if kind and kind in {known.id for known in incident_types()} else None


def _is_marked(key: str, rows: Sequence[Row]) -> bool:
    """Whether the cells of a column are marks, zeros or whole numbers, not all of them empty."""
    cells = [row.get(key, "").casefold() for row in rows]
    fit = all(c in _MARKS or c in _BLANKS or c.isdecimal() for c in cells)
    return fit and any(c and (c in _MARKS or c.isdecimal()) for c in cells)


def _is_dummy(key: str, rows: Sequence[Row]) -> bool:
    """Whether a column has marks and zeros, and nothing else."""
    cells = {row.get(key, "").casefold() for row in rows} - {""}
    return len(cells) == 2 and len(cells & _MARKS) == 1 and len(cells & _BLANKS) == 1
