"""The records of a CSV file, each with its line and its fields by column name."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from talion.errors import EventImportError
from talion.events.row_fields import WIDTH
from talion.events.source_files import DAMAGE, opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from talion.events.row_fields import Row


def csv_rows(
    path: Path, delimiter: str, columns: Callable[[Sequence[str]], tuple[list[str], bool]]
) -> Iterator[tuple[int, Row]]:
    r"""Yield the line on which each record ends, and its fields, stripped.

    `columns` is given the first record and returns the names of the columns, and whether that
    record is a row already. A record of another width has the field `width`, which says so.
    Raises `EventImportError` when the file is damaged.

    >>> import tempfile
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "events.csv")
    ...     _ = path.write_text("source,target\nNorway, Russia\n")
    ...     rows = list(csv_rows(path, ",", lambda first: (list(first), False)))
    >>> rows
    [(2, {'source': 'Norway', 'target': 'Russia'})]
    """
    with opened(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace")
        reader = csv.reader(text, delimiter=delimiter)
        try:
            first = next(reader, [])
            names, is_row = columns(first)
            if is_row:
                yield 1, _fields(names, first)
            for record in reader:
                if record:
                    yield reader.line_num, _fields(names, record)
        except (csv.Error, *DAMAGE) as error:
            raise EventImportError(path, f"damaged near line {reader.line_num}: {error}") from error


def _fields(names: list[str], record: list[str]) -> Row:
    fields = dict(zip(names, (field.strip() for field in record), strict=False))
    if len(record) != len(names):
        fields[WIDTH] = f"{len(record)} columns where {len(names)} are expected"
    return fields
