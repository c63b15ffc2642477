"""The records of a CSV file, each with its line and its fields by column name."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from talion.errors import EventImportError
from talion.events.file_head import SEP_LINE
from talion.events.raw_files import DAMAGE
from talion.events.row_fields import WIDTH
from talion.events.source_files import opened
from talion.events.workbooks import BREAK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from talion.events.row_fields import Row
    from talion.events.table_shape import TableShape

_TAGS = "#"
"""What begins the cells of the line of tags that the Humanitarian Data Exchange adds."""


def csv_rows(
    path: Path, shape: TableShape, *, headless: bool = False, ragged: bool = False
) -> Iterator[tuple[int, Row]]:
    r"""Yield the line on which each record ends, and its fields, stripped, by the shape's keys.

    A record of another width has the field `width`, which says so, unless what it has too much is
    empty, or the table may be `ragged`. Empty records and a line of tags are left out; `headless`
    tables have no line of names. Raises `EventImportError` when the file is damaged.

    >>> import tempfile
    >>> from pathlib import Path
    >>> from talion.events.table_shape import table_shape
    >>> lines = ["source,target", "Norway, Russia"]
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "events.csv")
    ...     _ = path.write_text("\n".join(lines))
    ...     rows = list(csv_rows(path, table_shape(lines)))
    >>> rows
    [(2, {'source': 'Norway', 'target': 'Russia'})]
    """
    csv.field_size_limit(1 << 30)
    names = shape.keys
    skipped = 0 if headless else shape.above + 1
    with opened(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
        reader = csv.reader(text, delimiter=shape.separator)
        try:
            for record in reader:
                if reader.line_num == 1 and SEP_LINE.fullmatch("".join(record) or "sep="):
                    continue
                if not any(cell.strip() for cell in record):
                    continue
                if skipped:
                    skipped -= 1
                elif not _is_tags(record):
                    yield reader.line_num, _fields(names, record, ragged)
        except (csv.Error, *DAMAGE) as error:
            raise EventImportError(path, f"damaged near line {reader.line_num}: {error}") from error


def _is_tags(record: Sequence[str]) -> bool:
    filled = [cell for cell in record if cell.strip()]
    return all(cell.startswith(_TAGS) and len(cell) > 1 for cell in filled)


def _fields(names: tuple[str, ...], record: list[str], ragged: bool) -> Row:
    cells = [cell.strip().replace(BREAK, "\n") for cell in record]
    while len(cells) > len(names) and not cells[-1]:
        cells.pop()
    fields = dict(zip(names, cells, strict=False))
    if len(cells) != len(names):
        if ragged:
            return {
                name: cell for name, cell in (dict.fromkeys(names, "") | fields).items() if name
            }
        fields[WIDTH] = f"{len(record)} columns where {len(names)} are expected"
    fields.pop("", None)
    return fields
