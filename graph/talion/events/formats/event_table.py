"""An event table that Talion wrote, in Parquet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from talion.events.raw_files import STDIN
from talion.events.table import EventTable

if TYPE_CHECKING:
    from pathlib import Path

    from talion.events.event_format import ReadContext
    from talion.events.file_head import FileHead


@dataclass(frozen=True, slots=True)
class ParquetEvents:
    """Event tables in Parquet."""

    name: str = "parquet"
    title: str = "an event table that Talion wrote (.parquet)"

    def detect(self, head: FileHead) -> float:
        """Return 1 for a Parquet file, by its first bytes."""
        return float(head.magic == b"PAR1" and head.path != STDIN)

    def read(self, path: Path, context: ReadContext) -> EventTable:
        """Read the table; raises `EventSchemaError` when the Parquet file holds another one."""
        return EventTable.read(path)


FORMAT = ParquetEvents()
