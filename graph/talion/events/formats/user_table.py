"""A table of one's own: CSV with source, target, and date or time; one event a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talion.errors import EventImportError
from talion.events.csv_rows import csv_rows
from talion.events.event_records import EventRecords, events_of_rows
from talion.events.source_files import FileHead, column_names

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from talion.events.event_format import ReadContext

_PARTIES = frozenset({"source", "target"})
_TIMES = frozenset({"date", "time"})
_NUMERIC = ("source", "target", "time")


@dataclass(frozen=True, slots=True)
class UserTable:
    """Tables with the columns that `talion.events.event_records.events_of_rows` takes.

    They are separated by commas, semicolons or tabs, and may be in any order; other columns are
    ignored, and so is case. Three columns without a header are source, target and a numeric time,
    whose names are kept as they are.
    """

    name: str = "csv"
    title: str = "CSV with source, target, and date or time"

    def detect(self, head: FileHead) -> float:
        """Return ½ for a header with the columns needed, which other formats may have as well.

        Three columns without a header, the last one a number, are a table with less certainty.
        """
        if not head.lines:
            return 0.0
        names = head.names(_delimiter(head.lines[0]))
        if names >= _PARTIES and names & _TIMES:
            return 0.5
        return 0.25 if _is_triple(head.lines[0]) else 0.0

    def read(self, path: Path, context: ReadContext) -> EventRecords:
        """Read a table; raises `EventImportError` when it has no column date or time."""
        header = next(iter(FileHead.of(path).lines), "")

        def columns(record: Sequence[str]) -> tuple[list[str], bool]:
            names = ["_".join(name.casefold().split()) for name in record]
            if not set(names) >= _PARTIES:
                return list(_NUMERIC), True
            if not _TIMES & set(names):
                raise EventImportError(path, "has no column date or time")
            return names, False

        return events_of_rows(path, csv_rows(path, _delimiter(header), columns))


def _delimiter(header: str) -> str:
    """Return what separates the columns of a table: a comma, a semicolon or a tab."""
    for mark in (";", "\t"):
        if column_names(header, mark) >= _PARTIES:
            return mark
    return ","


def _is_triple(line: str) -> bool:
    """Whether a line is source, target and a numeric time."""
    fields = line.split(",")
    if len(fields) != 3:
        return False
    try:
        float(fields[2])
    except ValueError:
        return False
    return True


FORMAT = UserTable()
