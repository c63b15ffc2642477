"""Formats of tables of one event a row with columns of their own, given by a few lines of data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from talion.events.conventions import FIXED, Told
from talion.events.csv_rows import csv_rows
from talion.events.event_records import EventRecords, events_of_rows
from talion.events.file_head import FileHead
from talion.events.row_fields import LeftOut, Row
from talion.events.table_reading import with_reading
from talion.events.used_columns import UsedColumns

if TYPE_CHECKING:
    from pathlib import Path

    from talion.events.event_format import ReadContext

Field: TypeAlias = str | Callable[[Mapping[str, str]], str]
"""Where a field comes from: the name of a column, or a function of the row."""

Lines: TypeAlias = Iterable[tuple[int, Row]]
"""Rows, each with the line on which it ends."""


@dataclass(frozen=True, slots=True)
class ColumnTable:
    """A format of tables with a header, given by where the fields of an event come from.

    `fields` maps the fields that `talion.events.event_records.events_of_rows` takes (`id`, `date`,
    `source`, `target`, `type`, `count` …) to columns, or to functions of the row. A function
    raises `ValueError` for a bad row. `left_out` returns why a row holds no event between states
    (`NoState`, `NoEvent`), None where it does. A row is one event, also where a source does not
    code who acted on whom, since two of opposite direction would be taken for an exchange; where it
    holds several, `parts` returns a row for each. `prepare` sees all rows first, to join or drop
    some. A file is recognised by the column names in `marks`, or in one of several such sets (all
    in lower case), whatever separates its columns; it may be a spreadsheet. `told` fixes what the
    set always writes in one way, such as the system of its state codes. `ragged` rows may be short.
    `example` is a row as the set has it, `mind` what to know of it.

    >>> table = ColumnTable(
    ...     name="duels",
    ...     title="duels (CSV)",
    ...     marks=frozenset({"challenger", "challenged"}),
    ...     fields={"source": "challenger", "target": "challenged", "type": lambda row: "threat",
    ...             "date": lambda row: f"{row['year']}-{row['month']:0>2}"},
    ... )
    >>> table.mapped({"challenger": "France", "challenged": "Spain", "year": "1700", "month": "5"})
    {'source': 'France', 'target': 'Spain', 'type': 'threat', 'date': '1700-05'}
    """

    name: str
    title: str
    marks: frozenset[str] | tuple[frozenset[str], ...]
    fields: Mapping[str, Field]
    left_out: Callable[[Row], LeftOut | None] = lambda row: None
    parts: Callable[[Row], Iterable[Row]] = lambda row: (row,)
    prepare: Callable[[Lines], Lines] = lambda rows: rows
    told: Told = field(default_factory=Told)
    ragged: bool = False
    example: str = ""
    mind: str = ""

    def detect(self, head: FileHead) -> float:
        """Return 1 for a file whose header has all columns of a set of `marks`, else 0."""
        sets = (self.marks,) if isinstance(self.marks, frozenset) else self.marks
        return float(any(marks <= head.columns for marks in sets))

    def read(self, path: Path, context: ReadContext) -> EventRecords:
        """Read the events of a file."""
        shape = FileHead.of(path).shape
        rows = self.prepare(csv_rows(path, shape, ragged=self.ragged))
        used: dict[str, dict[str, None]] = {}
        told = context.told.over(Told(self.told.dates, self.told.actors, why=FIXED))
        labels = dict(zip(shape.keys, shape.names, strict=True))
        records = events_of_rows(path, rows, lambda row: self._events(row, used), told, labels)
        return with_reading(records, self, shape, used, self.mind)

    def mapped(self, row: Row) -> Row:
        """Return the fields of an event from a row with the columns of this format."""
        return {
            name: column(row) if callable(column) else row.get(column, "")
            for name, column in self.fields.items()
        }

    def _events(self, row: Row, used: dict[str, dict[str, None]]) -> tuple[Row, ...] | LeftOut:
        seen = UsedColumns(row, used)
        if reason := self.left_out(seen):
            return reason
        return tuple(self._noted(part, used) for part in self.parts(row))

    def _noted(self, row: Row, used: dict[str, dict[str, None]]) -> Row:
        """Return the fields of an event, the columns that they come from noted."""
        seen, made = UsedColumns(row, used), {}
        for name, column in self.fields.items():
            with seen.field(name):
                made[name] = column(seen) if callable(column) else seen.get(column, "")
        return made
