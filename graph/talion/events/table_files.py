"""Event tables in files for other programs: CSV, Excel and Parquet in the same columns."""

from __future__ import annotations

import csv
import io
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from talion.errors import UsageError
from talion.events.event_schema import event_schema
from talion.store.atomic_write import save

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talion.events.table import EventTable

ENDINGS = (".parquet", ".csv", ".xlsx")
"""The endings of files that an event table is written to; Parquet is the default."""

_MOST_IN_CELL = 32_767
"""Characters that a cell of Excel holds."""

_MOST_ROWS = 1_048_575
"""Rows below the names of the columns that a sheet of Excel holds."""


def write_events(events: EventTable, path: Path) -> None:
    """Write an event table to a file, in the format of its ending.

    All have the columns of `talion.events.event_schema.event_schema`, every cell as text in CSV and
    Excel, so that dates stand as they are whatever opens them. Raises `OutputError` or `OSError`
    where the file cannot be written, `UsageError` where the table does not fit into a sheet.

    >>> from tempfile import TemporaryDirectory
    >>> from talion.events.table import EventTable
    >>> row = {"id": "a", "time": 1.5, "source": "Norway", "target": "Russia"}
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "events.csv")
    ...     write_events(EventTable.from_rows([row]), path)
    ...     path.read_text().splitlines()[0][:30]
    'id,time,date,last,precision,so'
    """
    match path.suffix.casefold():
        case ".csv":
            save(path, _as_csv(events))
        case ".xlsx":
            save(path, _as_xlsx(events, path))
        case _:
            events.write(path)


def _as_csv(events: EventTable) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(event_schema().names)
    writer.writerows(_cells(events))
    return out.getvalue()


def _as_xlsx(events: EventTable, path: Path) -> bytes:
    import xlsxwriter

    if len(events) > _MOST_ROWS:
        reason = f"{len(events):,} events, and a sheet of Excel holds {_MOST_ROWS:,} rows"
        raise UsageError(f"{path}: {reason}; write .csv or .parquet")
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("events")
        sheet.freeze_panes(1, 0)
        for number, cells in enumerate(chain((event_schema().names,), _cells(events))):
            for column, text in enumerate(cells):
                if len(text) > _MOST_IN_CELL:
                    reason = (
                        f"row {number + 1} has a cell of more than {_MOST_IN_CELL:,} characters"
                    )
                    raise UsageError(f"{path}: {reason}; write .csv or .parquet")
                if text:
                    sheet.write_string(number, column, text)
    return out.getvalue()


def _cells(events: EventTable) -> Iterator[list[str]]:
    for batch in events.table.to_batches(max_chunksize=20_000):
        for row in batch.to_pylist():
            yield [_text(value) for value in row.values()]


def _text(value: object) -> str:
    """Return a value as text: a day in ISO 8601, a number with all its digits.

    >>> _text(date(2018, 3, 26)), _text(0.5), _text(None), _text(17616.0)
    ('2018-03-26', '0.5', '', '17616.0')
    """
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
