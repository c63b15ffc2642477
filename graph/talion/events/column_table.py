"""Formats of tables of one event a row with columns of their own, given by a few lines of data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from talion.events.csv_rows import csv_rows
from talion.events.event_records import EventRecords, events_of_rows
from talion.events.row_fields import LeftOut, Row

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from talion.events.event_format import ReadContext
    from talion.events.source_files import FileHead

Field: TypeAlias = str | Callable[[Mapping[str, str]], str]
"""Where a field comes from: the name of a column, or a function of the row."""


@dataclass(frozen=True, slots=True)
class ColumnTable:
    """A format of CSV files with a header, given by where the fields of an event come from.

    `fields` maps the fields that `talion.events.event_records.events_of_rows` takes (`id`, `date`,
    `source`, `target`, `type`, `count` …) to columns, or to functions of the row. A function
    raises `ValueError` for a bad row. `left_out` returns why a row holds no event between states
    (`NoState`, `NoEvent`), None where it does. A row is one event: also where a source does not
    code who acted on whom, since two of opposite direction would be taken for an exchange. A file
    is recognised by the column names in `marks` (lower case).

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
    marks: frozenset[str]
    fields: Mapping[str, Field]
    delimiter: str = ","
    left_out: Callable[[Row], LeftOut | None] = lambda row: None

    def detect(self, head: FileHead) -> float:
        """Return 1 for a file whose header has all columns in `marks`, else 0."""
        return float(self.marks <= head.names(self.delimiter))

    def read(self, path: Path, context: ReadContext) -> EventRecords:
        """Read the events of a file."""
        return events_of_rows(path, csv_rows(path, self.delimiter, _header), self._events)

    def mapped(self, row: Row) -> Row:
        """Return the fields of an event from a row with the columns of this format."""
        return {
            name: field(row) if callable(field) else row.get(field, "")
            for name, field in self.fields.items()
        }

    def _events(self, row: Row) -> tuple[Row, ...] | LeftOut:
        if reason := self.left_out(row):
            return reason
        return (self.mapped(row),)


def _header(record: Sequence[str]) -> tuple[list[str], bool]:
    return [name.strip().casefold() for name in record], False
