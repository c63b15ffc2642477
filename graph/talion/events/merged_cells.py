"""Merged cells of OpenDocument spreadsheets, which the library for workbooks does not give."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from collections.abc import Iterator

Range = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last cell of a merged one, each as row and column from 0."""

_PART = "content.xml"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_ROW = f"{_TABLE}table-row"
_CELLS = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})


def merged_in_opendocument(data: bytes) -> dict[str, tuple[Range, ...]]:
    """Return the merged cells of each sheet of an .ods file, by its name; empty for other files."""
    if not data.startswith(b"PK"):
        return {}
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if _PART not in packed.namelist():
            return {}
        root = ElementTree.fromstring(packed.read(_PART))
    tables = root.iter(f"{_TABLE}table")
    return {table.get(f"{_TABLE}name", ""): tuple(_ranges(table)) for table in tables}


def _ranges(table: ElementTree.Element) -> Iterator[Range]:
    at = 0
    for row in table.iter(_ROW):
        column = 0
        for cell in row:
            if cell.tag not in _CELLS:
                continue
            down, across = _number(cell, "rows-spanned"), _number(cell, "columns-spanned")
            if down > 1 or across > 1:
                yield (at, column), (at + down - 1, column + across - 1)
            column += _number(cell, "columns-repeated")
        at += _number(row, "rows-repeated")


def _number(element: ElementTree.Element, name: str) -> int:
    return int(element.get(f"{_TABLE}number-{name}", "1"))
