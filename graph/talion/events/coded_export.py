"""Formats of machine-coded exports: reports of events, one a row, actors and events as coded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talion.events.source_files import FileHead

if TYPE_CHECKING:
    from pathlib import Path

    from talion.events.coded_rows import CodedFile
    from talion.events.event_format import ReadContext
    from talion.events.export_layout import ExportLayout


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
