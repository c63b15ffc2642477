"""An event table that Talion wrote as CSV or for Excel, whatever a program made of it since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from talion.errors import EventImportError
from talion.events.csv_rows import csv_rows
from talion.events.event_schema import event_schema
from talion.events.file_head import FileHead
from talion.events.row_fields import WIDTH
from talion.events.table import EventTable, no_events
from talion.events.values.date_forms import edtf_of
from talion.events.values.date_order import DayOrder, date_order

if TYPE_CHECKING:
    from pathlib import Path

    from talion.events.event_format import ReadContext
    from talion.events.row_fields import Row

_DAYS = ("date", "last")
_TEXTS = ("id", "precision", "source", "target", "type", "row", "responds_to", "basis", "evidence")


@dataclass(frozen=True, slots=True)
class TextEvents:
    """Event tables in CSV or a spreadsheet, with all the columns of the schema."""

    name: str = "event-table"
    title: str = "an event table that Talion wrote (.csv, .xlsx)"
    example: str = ""
    mind: str = "columns and rows may be in any order; what has been changed stays changed"

    def detect(self, head: FileHead) -> float:
        """Return 1 for a header with all columns of an event table."""
        return float(head.columns >= frozenset(event_schema().names))

    def read(self, path: Path, context: ReadContext) -> EventTable:
        """Read the table; raises `EventImportError` or `EventSchemaError` for a wrong row."""
        rows = list(csv_rows(path, FileHead.of(path).shape))
        order = context.told.dates or date_order(r.get(d, "") for _, r in rows for d in _DAYS).order
        made: list[dict[str, object]] = []
        for line, row in rows:
            try:
                if WIDTH in row:
                    raise ValueError(row[WIDTH])
                made.append(_values(row, order))
            except ValueError as error:
                raise EventImportError(path, f"line {line}: {error}") from error
        return EventTable.from_rows(made) if made else EventTable.from_frame(no_events())


def _values(row: Row, order: DayOrder) -> dict[str, object]:
    """Return the values of a row; `ValueError` where a cell has none of its column's."""
    days = {name: date.fromisoformat(edtf_of(row[name], order)) for name in _DAYS if row[name]}
    return {
        **{name: row[name] or None for name in _TEXTS},
        **dict.fromkeys(_DAYS),
        **days,
        "time": float(row["time"].replace(",", ".")),
        "count": int(float(row["count"])) if row["count"] else None,
        "severity": float(row["severity"].replace(",", ".")),
        "reports": int(float(row["reports"] or 1)),
    }


FORMAT = TextEvents()
