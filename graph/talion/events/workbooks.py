"""Spreadsheets: the cells of one sheet as CSV in UTF-8, so that all else reads them as such."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from talion.errors import EventImportError, MissingExtraError
from talion.events.merged_cells import merged_in_opendocument

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from talion.events.merged_cells import Range

BREAK = "\v"
"""What stands for a line break within a cell, so that a row of a sheet is a line."""

_MOST = 512 << 20
"""Bytes that a workbook may have at most, packed."""


def is_workbook(data: bytes) -> bool:
    """Whether a file that begins with these bytes is a workbook of the old, binary kind (.xls).

    >>> is_workbook(b"\\xd0\\xcf\\x11\\xe0\\xa1\\xb1\\x1a\\xe1"), is_workbook(b"date,sour")
    (True, False)
    """
    return data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def holds_workbook(names: list[str]) -> bool:
    """Whether a zip with these files is a workbook (.xlsx, .ods).

    >>> holds_workbook(["[Content_Types].xml", "xl/workbook.xml"]), holds_workbook(["a.csv"])
    (True, False)
    """
    return any(name.startswith("xl/") or name == "content.xml" for name in names)


def sheet_names(path: Path, data: bytes) -> tuple[str, ...]:
    """Return the names of the sheets of a workbook that hold something, in order.

    Raises `EventImportError` when the workbook cannot be read.
    """
    return tuple(name for name, rows in _sheets(path, data) if rows)


def sheet_as_csv(path: Path, data: bytes, sheet: str | None = None) -> bytes:
    """Return the cells of a sheet as CSV, row n in line n; by default of the first with a table.

    Formulas have the values that the workbook keeps for them; nothing is computed, and macros are
    never read. Raises `EventImportError` for a workbook that cannot be read or lacks the sheet.
    """
    sheets = _sheets(path, data)
    if sheet is None:
        filled = [rows for _, rows in sheets if len(rows) > 1] or [
            rows for _, rows in sheets if rows
        ]
        chosen = filled[0] if filled else ()
    else:
        named = {name.casefold(): rows for name, rows in sheets}
        if sheet.casefold() not in named:
            there = ", ".join(name for name, _ in sheets)
            raise EventImportError(path, f"has no sheet '{sheet}'; there are: {there}")
        chosen = named[sheet.casefold()]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(chosen)
    return out.getvalue().encode()


@lru_cache(maxsize=2)
def _sheets(path: Path, data: bytes) -> tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]:
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError as error:
        raise MissingExtraError("events", "reading spreadsheets") from error
    if len(data) > _MOST:
        raise EventImportError(
            path, f"a spreadsheet of more than {_MOST >> 20} MiB; save it as CSV"
        )
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        merged = merged_in_opendocument(data)
        return tuple((name, tuple(_rows(book, name, merged))) for name in book.sheet_names)
    except CalamineError as error:
        if "password" in str(error).casefold():
            raise EventImportError(
                path, "a spreadsheet with a password; save it without"
            ) from error
        raise EventImportError(path, f"a damaged spreadsheet: {error}") from error


def _rows(
    book: Any, name: str, merged: Mapping[str, tuple[Range, ...]]
) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a sheet from its first one on, also those that are empty."""
    sheet = book.get_sheet_by_name(name)
    rows = [[_text(cell) for cell in row] for row in sheet.to_python(False)]
    _fill_down(rows, merged[name] if name in merged else _merged(sheet))
    while rows and not any(rows[-1]):
        rows.pop()
    width = max((at + 1 for row in rows for at, cell in enumerate(row) if cell), default=0)
    for row in rows:
        yield tuple(row[:width])


def _merged(sheet: Any) -> Sequence[Range]:
    try:
        return sheet.merged_cell_ranges or ()
    except AttributeError:  # kinds of workbooks of which the library reads no merged cells
        return ()


def _fill_down(rows: list[list[str]], merged: Sequence[Range]) -> None:
    """Give each row of a cell that spans several rows its value."""
    for (first, left), (last, _) in merged:
        for row in rows[first + 1 : last + 1]:
            if left < len(row):
                row[left] = row[left] or rows[first][left]


def _text(cell: object) -> str:
    """Return a cell as text: days in ISO 8601, whole numbers without a point.

    >>> _text(datetime(2018, 3, 26)), _text(60.0), _text(True), _text(None)
    ('2018-03-26', '60', 'true', '')
    """
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "seconds")
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, (date, time, timedelta, int, float)):
        return str(cell)
    text = "" if cell is None else str(cell)
    return text.replace("\r\n", BREAK).replace("\n", BREAK).replace("\r", BREAK)
