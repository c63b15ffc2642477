"""What a format of event files is: how it is recognised, and what reading one gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeAlias

from talion.events.coded_rows import CodedFile, WordNumbers
from talion.events.conventions import Told
from talion.events.event_records import EventRecords
from talion.events.table import EventTable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from talion.events.file_head import FileHead

Contents: TypeAlias = CodedFile | EventRecords | EventTable
"""What a file of events can hold.

`CodedFile`: machine-coded reports, whose actors are folded to states and which are consolidated
from reports to events together with those of all other files of an import. `EventRecords`: one
event a row, taken as it is. `EventTable`: a finished table.
"""


@dataclass(frozen=True, slots=True)
class ReadContext:
    """What the files of one import share.

    `actors` and `codes` number the names in machine-coded rows; `progress` is called with the path
    of a file and the number of its rows read so far; `told` is what is said of them beforehand.
    """

    actors: WordNumbers = field(default_factory=WordNumbers)
    codes: WordNumbers = field(default_factory=WordNumbers)
    progress: Callable[[Path, int], None] | None = None
    told: Told = field(default_factory=Told)


class EventFormat(Protocol):
    """A format in which events come: a module of `talion.events.formats` defines one as `FORMAT`.

    `CodedExport` implements it for machine-coded exports and `ColumnTable` for tables of one event
    a row, both from a few lines of data; any other object with these members will do.
    """

    @property
    def name(self) -> str:
        """What `--format` calls it: `icews-tidy`."""

    @property
    def title(self) -> str:
        """What people call it, with what it looks like: `GDELT 1.0 (.export.CSV)`."""

    def detect(self, head: FileHead) -> float:
        """Return how surely a file is of this format: 0 (it is not) to 1 (it cannot be another).

        A format that only needs columns which others may have too returns less than 1.
        """

    def read(self, path: Path, context: ReadContext) -> Contents:
        """Read a file, bad rows noted with line and reason.

        Raises `EventImportError` when the file as a whole cannot be read.
        """
