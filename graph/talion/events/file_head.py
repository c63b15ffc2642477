"""The beginning of a file of events, by which formats recognise it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from talion.errors import EventImportError
from talion.events.file_opening import told_opening
from talion.events.raw_files import DAMAGE, raw_file
from talion.events.source_files import opened
from talion.events.table_shape import TableShape, table_shape

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = 1 << 16

SEP_LINE = re.compile(r'"?sep=(.?)"?', re.IGNORECASE)
"""The first line with which a table names its separator for Excel."""


@dataclass(frozen=True, slots=True)
class FileHead:
    """The beginning of a file, by which formats recognise it.

    `magic` holds the first four bytes as they are; `lines` the first whole lines (64 KiB at most)
    of the unpacked text, blank ones left out.
    """

    path: Path
    magic: bytes
    lines: tuple[str, ...]

    @classmethod
    def of(cls, path: Path) -> Self:
        """Read the beginning of a file; raises `EventImportError` when that is not possible."""
        with raw_file(path) as raw:
            magic = raw.read(4)
        with opened(path) as file:
            try:
                text = file.read(_HEAD)
            except DAMAGE as error:
                raise EventImportError(path, f"damaged: {error}") from error
        lines = text.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").split("\n")
        if len(lines) == 1:
            lines = lines[0].split("\r")
        if len(text) == _HEAD and len(lines) > 1:
            lines.pop()
        if SEP_LINE.fullmatch(lines[0].rstrip("\r")):
            del lines[0]
        return cls(path, magic, tuple(line for line in lines if line.strip()))

    def names(self, delimiter: str) -> frozenset[str]:
        """Return the fields of the first line, as column names are compared.

        >>> from pathlib import Path
        >>> head = FileHead(Path("a.csv"), b"Even", ('Event ID,"Event Date"',))
        >>> sorted(head.names(","))
        ['event date', 'event id']
        """
        return column_names(self.lines[0] if self.lines else "", delimiter)

    @property
    def shape(self) -> TableShape:
        """The shape of a table in text."""
        return table_shape(self.lines, told_opening().separator)

    @property
    def columns(self) -> frozenset[str]:
        """The names of a table's columns as they are compared.

        >>> from pathlib import Path
        >>> sorted(FileHead(Path("a.csv"), b"Even", ("Event ID;Event Date", "1;2018")).columns)
        ['event date', 'event id']
        """
        return frozenset(self.shape.keys)

    def widths(self, delimiter: str) -> tuple[int, ...]:
        """Return the number of fields in each line."""
        return tuple(line.count(delimiter) + 1 for line in self.lines)


def column_names(header: str, delimiter: str) -> frozenset[str]:
    """Return the column names of a header line, without quotes, in lower case.

    >>> sorted(column_names('Event ID,"Event Date"', ","))
    ['event date', 'event id']
    """
    return frozenset(name.strip().strip('"').casefold() for name in header.split(delimiter))
