"""Formats of machine-coded exports: reports of events, one a row, actors and events as coded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from talion.events.file_head import FileHead
from talion.events.file_reading import SAMPLED, FileReading
from talion.events.row_evidence import export_rows
from talion.events.source_files import encoding_used
from talion.events.table_shape import SEPARATORS
from talion.model.days import day_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from talion.events.coded_rows import CodedFile
    from talion.events.event_format import ReadContext
    from talion.events.export_layout import ExportLayout


@dataclass(frozen=True, slots=True)
class CodedExport:
    """A format of machine-coded exports, given by its layouts.

    A file with a header is recognised by the column names in `marks` (lower case); one without,
    by the number of columns that most of its lines have. `layouts` are the variants of the format,
    the usual one first; only formats without a header have several. `example` and `mind` are as in
    `talion.events.column_table`.
    """

    name: str
    title: str
    layouts: tuple[ExportLayout, ...]
    marks: frozenset[str] = frozenset()
    example: str = ""
    mind: str = ""

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

        head = FileHead.of(path)
        layout = self.layout(head)
        found = read_export(path, layout, context)
        reading = FileReading(
            path.name,
            self.name,
            self.title,
            layout=f"columns separated by {SEPARATORS[layout.delimiter]}"
            + (f", {len(layout.header)} without a line of names" if layout.header else ""),
            encoding=encoding_used(path),
            actor_codes="names and codes as coded, folded to states",
            event_codes="CAMEO",
            columns=layout.fields(),
            ignored=_ignored(head, layout),
            notes=(self.mind,) if self.mind else (),
            sample=_sample(found, context),
        )
        return replace(found, reading=reading, again=partial(export_rows, path, layout))


def _ignored(head: FileHead, layout: ExportLayout) -> tuple[str, ...]:
    names = layout.header or head.lines[0].split(layout.delimiter)
    plain = (name.strip().strip('"') for name in names)
    return tuple(name for name in plain if name not in layout.wanted())


def _sample(found: CodedFile, context: ReadContext) -> tuple[Mapping[str, str], ...]:
    """Return the first reports of a file as they were read."""
    if not found.blocks:
        return ()
    block, actors, codes = found.blocks[0], context.actors.words, context.codes.words
    return tuple(
        {
            "date": day_of(int(block["day"][at])).isoformat(),
            "source": actors[block["source"][at]],
            "target": actors[block["target"][at]],
            "type": codes[block["code"][at]],
        }
        for at in range(min(SAMPLED, len(block["day"])))
    )
