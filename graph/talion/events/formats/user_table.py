"""A table of one's own: source, target, and date or time in any columns; one event a row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talion.errors import EventImportError
from talion.events.column_mapping import NEEDED, columns_of
from talion.events.csv_rows import csv_rows
from talion.events.event_records import EventRecords, events_of_rows
from talion.events.file_head import FileHead
from talion.events.file_opening import told_opening
from talion.events.source_files import sheet_of
from talion.events.table_columns import PARTIES, TIMES, TableColumns, table_columns
from talion.events.table_reading import with_reading
from talion.events.table_shape import TableShape
from talion.events.user_rows import UserRows

if TYPE_CHECKING:
    from pathlib import Path

    from talion.events.event_format import ReadContext

_NUMERIC = ("source", "target", "time")


@dataclass(frozen=True, slots=True)
class UserTable:
    """Tables with the columns that `talion.events.event_records.events_of_rows` takes.

    They are text, whatever separates the columns, or a spreadsheet. Columns may be in any order and
    have their usual names in the field (who, whom, sender …), or names that say what they hold
    (expelling country, measure taken); others are told by `--columns`. A response may stand in the
    row of what it responds to, with its own date. Three columns without a header are source, target
    and a numeric time, whose names are kept as they are.
    """

    name: str = "csv"
    title: str = "a table with source, target, and date or time (CSV or spreadsheet)"
    example: str = "date,source,target,type,count\n2018-03-26,Norway,Russia,expulsion,1"
    mind: str = ""

    def detect(self, head: FileHead) -> float:
        """Return ½ for a header with the columns needed, which other formats may have as well.

        Less for columns of other usual names, and for three columns without a header.
        """
        if not head.lines:
            return 0.0
        found = columns_of(head.path, head.shape.keys, {})
        if found.keys() >= PARTIES and found.keys() & TIMES:
            return 0.5 if set(found.values()) >= PARTIES else 0.3
        if _is_triple(head.shape):
            return 0.25
        return 0.2 if table_columns(head.path, head.shape, {}).are_enough else 0.0

    def read(self, path: Path, context: ReadContext) -> EventRecords:
        """Read a table; raises `EventImportError` when it lacks a column of an event."""
        shape = FileHead.of(path).shape
        if _is_triple(shape):
            shape = TableShape(shape.separator, _NUMERIC, 0, shape.why)
            columns = TableColumns(dict(zip(_NUMERIC, _NUMERIC, strict=True)), {})
            return self._records(path, shape, columns, context, headless=True)
        columns = table_columns(path, shape, context.told.columns)
        if not columns.are_enough:
            missing = [name for name in NEEDED if name not in columns.fields]
            lacking = ", ".join(missing).replace("date", "date or time")
            there = ", ".join(name for name in shape.names if name)
            raise EventImportError(
                path,
                f"has no column {lacking}; say which it is with --columns "
                f"{','.join(f'{name}=…' for name in missing)}; there are: {there}",
            )
        return self._records(path, shape, columns, context)

    def _records(
        self,
        path: Path,
        shape: TableShape,
        columns: TableColumns,
        context: ReadContext,
        headless: bool = False,
    ) -> EventRecords:
        labels = dict(zip(shape.keys, shape.names, strict=True))
        rows = csv_rows(path, shape, headless=headless)
        year = _year_of_sheet(path)
        read = UserRows(columns, path.stem + told_opening().part, year)
        records = events_of_rows(path, rows, read, context.told, labels)
        used = {name: {key: None} for name, key in columns.fields.items()}
        used |= {name.replace("_", " "): {key: None} for name, key in columns.reply.items()}
        if columns.pair:
            used |= {"source": {columns.pair: None}, "target": {columns.pair: None}}
        if columns.initiator:
            used |= {"initiator": {columns.initiator: None}}
        if columns.wide:
            used |= {"type" if columns.wide.types else "date": dict.fromkeys(columns.wide.keys)}
        wide = columns.wide.said() if columns.wide else ""
        named = f"type: {columns.kind}, as {columns.kind_by}" if columns.kind else ""
        dated = f"a date without a year is of {year}, as the sheet is named" if year else ""
        return with_reading(records, self, shape, used, named, wide, dated)


def _year_of_sheet(path: Path) -> str:
    """Return the year that the sheet of a workbook is named after, empty for none."""
    years = set(re.findall(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)", sheet_of(path)))
    return years.pop() if len(years) == 1 else ""


def _is_triple(shape: TableShape) -> bool:
    """Whether a table begins with source, target and a numeric time instead of names."""
    if len(shape.names) != 3:
        return False
    try:
        float(shape.names[2])
    except ValueError:
        return False
    return True


FORMAT = UserTable()
