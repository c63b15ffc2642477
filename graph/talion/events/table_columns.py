"""Which columns of a table of one's own hold what: by their names, checked by what they hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from talion.events.column_mapping import DATE_PARTS, columns_of, reply_columns
from talion.events.column_roles import PAIR, role_of
from talion.events.csv_rows import csv_rows
from talion.events.states.dated_names import party_named
from talion.events.values.type_words import worded_type

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from talion.events.row_fields import Row
    from talion.events.table_shape import TableShape

PARTIES = frozenset({"source", "target"})
TIMES = frozenset({"date", "time", DATE_PARTS[0]})

_SAMPLED = 60
_ARROW = re.compile(
    r"\s{0,9}(?:→|⇒|[-–—=]{1,4}>|>|\bvs?\.|\bversus\b|\bagainst\b)\s{0,9}", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class TableColumns:
    """The keys of a table's columns by the fields of an event.

    `reply` holds those of a response in the same row, `pair` the column of both sides, if any.
    `kind` is the type that the names of the columns give where none holds it; `two_letters` says
    that the sides are in codes of two letters.
    """

    fields: Mapping[str, str]
    reply: Mapping[str, str]
    pair: str = ""
    kind: str = ""
    two_letters: bool = False

    @property
    def are_enough(self) -> bool:
        """Whether they hold both sides and a time."""
        parties = bool(self.pair) or self.fields.keys() >= PARTIES
        return parties and bool(self.fields.keys() & TIMES)


def table_columns(path: Path, shape: TableShape, told: Mapping[str, str]) -> TableColumns:
    """Return the columns of a table; raises `EventImportError` where one that is told is missing.

    A number that only counts the rows is no count, one that recurs is no id; a column of both sides
    holds two known names with an arrow, "vs" or "against" between them.
    """
    found = columns_of(path, shape.keys, told)
    rows = [row for _, row in islice(csv_rows(path, shape, ragged=True), _SAMPLED)]
    if not told:
        found = _checked(found, rows)
    pair = ""
    if not found.keys() >= PARTIES:
        candidates = [
            key for key in shape.keys if key and role_of(key) in (PAIR, "source", "target")
        ]
        pair = next((key for key in candidates if _holds_pairs(rows, key)), "")
        found = {name: key for name, key in found.items() if key != pair}
    sides = [row.get(found.get(side, ""), "") for row in rows for side in PARTIES]
    short = sum(len(cell) == 2 and cell.isupper() for cell in sides)
    reply = reply_columns(shape.keys, found.values())
    kind = "" if {"type", "relation"} & found.keys() else _kind_named(found)
    return TableColumns(found, reply, pair, kind, short * 2 > len(sides))


def _kind_named(found: Mapping[str, str]) -> str:
    """Return the type that the names of the columns give: of expelling countries, an expulsion.

    >>> _kind_named({"source": "expelling country", "count": "diplomats expelled"})
    'expulsion'
    """
    named = (found.get(name, "") for name in ("source", "target", "count"))
    kinds = {kind for name in named if name and (kind := worded_type(name))}
    return kinds.pop() if len(kinds) == 1 else ""


def sides_of_pair(cell: str) -> tuple[str, str] | None:
    """Return source and target of a cell that holds both, None where it does not.

    >>> sides_of_pair("Georgia → Russia"), sides_of_pair("UK vs. Iceland"), sides_of_pair("Norway")
    (('Georgia', 'Russia'), ('UK', 'Iceland'), None)
    """
    parts = _ARROW.split(cell.strip())
    return (parts[0], parts[1]) if len(parts) == 2 and all(parts) else None


def _holds_pairs(rows: Sequence[Row], key: str) -> bool:
    sides = [sides_of_pair(row.get(key, "")) for row in rows]
    known = sum(bool(pair and party_named(pair[0]) and party_named(pair[1])) for pair in sides)
    return known * 2 > len(rows)


def _checked(found: Mapping[str, str], rows: Sequence[Row]) -> dict[str, str]:
    """Return the columns without a count that counts the rows and an id that recurs."""
    kept = dict(found)
    counts = [row.get(kept.get("count", ""), "") for row in rows]
    if len(rows) > 2 and counts == [str(number) for number in range(1, len(rows) + 1)]:
        number = kept.pop("count")
        kept.setdefault("id", number)
    idents = [cell for row in rows if (cell := row.get(kept.get("id", ""), ""))]
    counted = bool(idents) and role_of(kept["id"]) == "count" and "count" not in kept
    if len(set(idents)) * 2 < len(idents) or (counted and not _in_order(idents)):
        number = kept.pop("id")
        if counted:
            kept["count"] = number
    return kept


def _in_order(idents: Sequence[str]) -> bool:
    """Whether numbers go up from row to row, as those of rows do and counts do not.

    >>> _in_order(["1", "2", "4"]), _in_order(["23", "23", "60"]), _in_order(["3[1]", "4"])
    (True, False, False)
    """
    if not all(ident.isdecimal() for ident in idents):
        return False
    numbers = [int(ident) for ident in idents]
    return all(one < other for one, other in pairwise(numbers))
