"""Formats of machine-coded exports: reports of events, one a row, each actor and act as coded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from talion.events.source_files import FileHead
from talion.model.days import day_number

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from talion.events.coded_rows import CodedFile
    from talion.events.event_format import ReadContext

NO_DAY = -(2**31)
"""What stands for a date that cannot be read."""


def iso_day(text: str) -> int:
    """Return days since 1970-01-01 of YYYY-MM-DD, whatever follows, or `NO_DAY`.

    >>> iso_day("2018-03-26 12:00:00"), iso_day("26 March 2018") == NO_DAY
    (17616, True)
    """
    try:
        return day_number(date.fromisoformat(text[:10]))
    except ValueError:
        return NO_DAY


def compact_day(text: str) -> int:
    """Return days since 1970-01-01 of YYYYMMDD, or `NO_DAY`.

    >>> compact_day("20180326")
    17616
    """
    return iso_day(f"{text[:4]}-{text[4:6]}-{text[6:]}") if len(text) == 8 else NO_DAY


@dataclass(frozen=True, slots=True)
class ExportLayout:
    """Where the fields of an event stand in an export.

    `date`, `source`, `target` and `act` are columns; `act` holds a CAMEO code or the name of an
    ICEWS relation. `header` lists all columns of a file that has no header line. `source_country`
    and `target_country`, where there are such columns, hold the states of the actors as coded;
    `weight` the number of articles behind a row (1 where None). `day` reads a date.
    """

    date: str
    source: str
    target: str
    act: str
    delimiter: str = "\t"
    quoted: bool = False
    header: tuple[str, ...] | None = None
    source_country: str | None = None
    target_country: str | None = None
    weight: str | None = None
    day: Callable[[str], int] = iso_day

    def wanted(self) -> list[str]:
        """Return the names of the columns to read."""
        optional = (self.source_country, self.target_country, self.weight)
        return [self.date, self.source, self.target, self.act, *(c for c in optional if c)]


@dataclass(frozen=True, slots=True)
class CodedExport:
    """A format of machine-coded exports, given by its layouts.

    A file with a header is recognised by the column names in `marks` (lower case); one without,
    by the number of columns that most of its lines have. `layouts` are the variants of the format,
    the usual one first; only formats without a header have several.
    """

    name: str
    title: str
    layouts: tuple[ExportLayout, ...]
    marks: frozenset[str] = frozenset()

    def detect(self, head: FileHead) -> float:
        """Return 1 for a file with the columns of the format, else 0."""
        if not head.lines:
            return 0.0
        if self.marks:
            return float(self.marks <= head.names(self.layouts[0].delimiter))
        widths = head.widths(self.layouts[0].delimiter)
        commonest = max(set(widths), key=widths.count)
        return float(any(commonest == len(layout.header or ()) for layout in self.layouts))

    def layout(self, head: FileHead) -> ExportLayout:
        """Return the variant that a file has: of those without a header the one most lines have."""
        widths = head.widths(self.layouts[0].delimiter)
        return max(self.layouts, key=lambda layout: widths.count(len(layout.header or ())))

    def read(self, path: Path, context: ReadContext) -> CodedFile:
        """Read an export; see `talion.events.export_reader`."""
        from talion.events.export_reader import read_export

        return read_export(path, self.layout(FileHead.of(path)), context)
