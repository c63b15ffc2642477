"""Which columns of a table of one's own hold what: by their names, checked by what they hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from talion.events.column_contents import names_actors, with_better_columns
from talion.events.column_mapping import DATE_PARTS, columns_of, reply_columns
from talion.events.column_roles import PAIR, role_of
from talion.events.csv_rows import csv_rows
from talion.events.event_types import UNTYPED, is_known_type
from talion.events.initiators import sides_and_initiator
from talion.events.source_files import sheet_of
from talion.events.states.dated_names import party_named
from talion.events.values.type_words import exact_type, worded_type
from talion.events.wide_columns import WideColumns, wide_columns

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

    `reply` holds those of a response in the same row, `pair` the column of both sides, if any,
    `wide` those that are measures or years.
    `kind` is the type that names give where no column holds it, `kind_by` those; `two_letters` says
    that the sides are in codes of two letters; `initiator` is the column that says who began.
    """

    fields: Mapping[str, str]
    reply: Mapping[str, str]
    pair: str = ""
    kind: str = ""
    kind_by: str = ""
    two_letters: bool = False
    initiator: str = ""
    wide: WideColumns | None = None

    @property
    def are_enough(self) -> bool:
        """Whether they hold both sides and a time."""
        parties = bool(self.pair) or self.fields.keys() >= PARTIES
        return parties and bool(self.fields.keys() & TIMES or (self.wide and self.wide.years))


def table_columns(path: Path, shape: TableShape, told: Mapping[str, str]) -> TableColumns:
    """Return the columns of a table; raises `EventImportError` where one that is told is missing.

    A number that only counts the rows is no count, one that recurs is no id; a column of both sides
    holds two known names with an arrow, "vs" or "against" between them.
    """
    found = columns_of(path, shape.keys, told)
    rows = [row for _, row in islice(csv_rows(path, shape, ragged=True), _SAMPLED)]
    if not told:
        found = with_better_columns(found, rows)
    began = ""
    if not told and (sides := sides_and_initiator(shape.keys, partial(names_actors, rows))):
        found["source"], found["target"], began = sides
    wide = wide_columns(shape.keys, found, rows)
    if wide and found.get("count") in wide.keys:
        del found["count"]
    pair = "" if found.keys() >= PARTIES else _pair_column(shape, rows)
    found = {name: key for name, key in found.items() if not pair or key != pair}
    both = [row.get(found.get(side, ""), "") for row in rows for side in PARTIES]
    typed = {"type", "relation"} & found.keys() or (wide and wide.types)
    kind, by = ("", "") if typed else _kind(found, path)
    return TableColumns(
        found,
        reply={} if wide else reply_columns(shape.keys, found.values()),
        pair=pair,
        kind=kind,
        kind_by=by,
        two_letters=sum(len(cell) == 2 and cell.isupper() for cell in both) * 2 > len(both),
        initiator=began,
        wide=wide,
    )


def _pair_column(shape: TableShape, rows: Sequence[Row]) -> str:
    """Return the column that holds both sides, empty for none."""
    named = (key for key in shape.keys if key and role_of(key) in (PAIR, *PARTIES))
    return next((key for key in named if _holds_pairs(rows, key)), "")


def _kind(found: Mapping[str, str], path: Path) -> tuple[str, str]:
    """Return the type that names give where no column holds it, and whose they are."""
    if kind := _kind_named(found):
        return kind, "the names of the columns say"
    return _kind_of(sheet_of(path) or path.stem), "the sheet or the file is named"


def _kind_named(found: Mapping[str, str]) -> str:
    """Return the type that the names of the columns give: of expelling countries, an expulsion.

    >>> _kind_named({"source": "expelling country", "count": "diplomats expelled"})
    'expulsion'
    """
    named = (found.get(name, "") for name in ("source", "target", "count"))
    kinds = {kind for name in named if name and (kind := worded_type(name))}
    return kinds.pop() if len(kinds) == 1 else ""


def _kind_of(title: str) -> str:
    """Return the type that the name of a sheet or file is, but for numbers; empty for none.

    >>> _kind_of("Expulsions 2018"), _kind_of("UK-Russia")
    ('expulsion', '')
    """
    words = " ".join(re.sub(r"[\W\d_]+", " ", title).split())
    kind = exact_type(words) or UNTYPED
    return kind if kind != UNTYPED and is_known_type(kind) else ""


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
