"""Tables of plain cells as CSV, as sheets of Excel, and as Parquet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, TypeAlias

from talion.errors import MissingExtraError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Cell: TypeAlias = "str | int | float | bool | None"
#: A table: rows with the same columns in the same order.
Rows: TypeAlias = "Sequence[Mapping[str, Cell]]"

#: The endings of files that a table is written to.
ENDINGS = (".csv", ".xlsx", ".parquet")
_MOST_ROWS = 1_048_575
_MOST_IN_CELL = 32_767


def as_csv(columns: Sequence[str], rows: Rows) -> bytes:
    r"""Return a table as CSV in UTF-8.

    >>> as_csv(["name", "count"], [{"name": "Peru", "count": 2}, {"name": "Cuba", "count": None}])
    b'name,count\nPeru,2\nCuba,\n'
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_plain(row[column]) for column in columns] for row in rows)
    return out.getvalue().encode("utf-8", "replace")


def as_xlsx(sheets: Mapping[str, tuple[Sequence[str], Rows]]) -> bytes:
    """Return tables as the sheets of an Excel file, the names of their columns frozen.

    Text is written as text, so that a quote that begins with `=` is no formula and a date stays as
    it is written. The same tables give the same bytes. Raises UsageError for a table with more rows
    or a text with more characters than Excel holds, MissingExtraError without the extra `events`.

    >>> as_xlsx({"actors": (["name"], [{"name": "=Peru"}])})[:2]
    b'PK'
    """
    try:
        import xlsxwriter
    except ModuleNotFoundError as error:
        raise MissingExtraError("events", "Excel files") from error
    from datetime import UTC, datetime

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})  # no clock in data
        head = book.add_format({"bold": True})
        for name, (columns, rows) in sheets.items():
            if len(rows) > _MOST_ROWS:
                reason = f"{len(rows):,} {name}, and a sheet of Excel holds {_MOST_ROWS:,} rows"
                raise UsageError(f"{reason}; write .csv or .parquet")
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for place, column in enumerate(columns):
                sheet.write_string(0, place, column, head)
            for number, row in enumerate(rows, 1):
                for place, column in enumerate(columns):
                    _put(sheet, number, place, row[column])
    return out.getvalue()


def _put(sheet: object, row: int, column: int, cell: Cell) -> None:
    if cell is None:
        return
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)  # type: ignore[attr-defined]
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell)  # type: ignore[attr-defined]
    elif len(cell) > _MOST_IN_CELL:
        reason = f"row {row + 1} has a cell of more than {_MOST_IN_CELL:,} characters"
        raise UsageError(f"{reason}; write .csv or .parquet")
    else:
        sheet.write_string(row, column, cell)  # type: ignore[attr-defined]


def as_parquet(columns: Sequence[str], rows: Rows) -> bytes:
    """Return a table as Parquet; MissingExtraError without the extra `events`.

    >>> as_parquet(["name"], [{"name": "Peru"}])[:4]
    b'PAR1'
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ModuleNotFoundError as error:
        raise MissingExtraError("events", "Parquet files") from error
    table = pa.table({column: [row[column] for row in rows] for column in columns})
    out = io.BytesIO()
    pq.write_table(table, out, compression="zstd")
    return out.getvalue()


def as_file(ending: str, name: str, columns: Sequence[str], rows: Rows) -> bytes:
    r"""Return a table in the form that the ending of a file means, one of `ENDINGS`.

    >>> as_file(".csv", "actors", ["name"], [{"name": "Peru"}])
    b'name\nPeru\n'
    """
    if ending == ".xlsx":
        return as_xlsx({name: (columns, rows)})
    return (as_parquet if ending == ".parquet" else as_csv)(columns, rows)


def _plain(cell: Cell) -> object:
    return "yes" if cell is True else "no" if cell is False else cell
