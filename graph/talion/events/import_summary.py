"""What became of the rows of an import."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from talion.events.bad_rows import BadRow
    from talion.events.event_records import EventRecords
    from talion.events.file_reading import FileReading

Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What became of every row of an import.

    `rows` = `bad` + `unknown_codes` + `stateless` + `domestic` + `used`, in rows. `unknown_codes`
    and `stateless` give the names left out and their rows, the commonest first; a row both of
    whose actors are no states counts once, under its source. `folded` rows had a sub-state actor
    or an office holder on a side. `echoes` and `retellings` are the events, and their reports,
    that were taken for miscoded direction or for an old event reported again, and left out (see
    `talion.events.consolidation.consolidate`). `as_written` names of tables of one event a row are
    no known actors, and kept; `types_as_written` are no types of the ontology; `unread` lists
    cells of used rows that could not be read, `doubts` stated responses that were not taken.
    """

    files: int = 0
    rows: int = 0
    bad: tuple[BadRow, ...] = ()
    unknown_codes: Counts = ()
    stateless: Counts = ()
    domestic: int = 0
    folded: int = 0
    used: int = 0
    echoes: tuple[int, int] = (0, 0)
    retellings: tuple[int, int] = (0, 0)
    as_written: Counts = ()
    types_as_written: Counts = ()
    unread: tuple[BadRow, ...] = ()
    doubts: tuple[BadRow, ...] = ()
    incidents: int = 0
    readings: tuple[FileReading, ...] = ()

    def with_rows(self, tables: Sequence[EventRecords], ready: int) -> ImportSummary:
        """Return the summary with tables of one event a row added, and `ready` finished events."""
        return replace(
            self,
            rows=self.rows + sum(table.seen for table in tables) + ready,
            bad=self.bad + tuple(row for table in tables for row in table.bad),
            unknown_codes=_added(self.unknown_codes, (table.unknown_codes for table in tables)),
            stateless=_added(self.stateless, (table.stateless for table in tables)),
            used=self.used + sum(table.used for table in tables) + ready,
            as_written=_added(self.as_written, (table.as_written for table in tables)),
            types_as_written=_added(
                self.types_as_written, (table.types_as_written for table in tables)
            ),
            unread=tuple(row for table in tables for row in table.unread),
            doubts=tuple(row for table in tables for row in table.doubts),
        )


def _added(counts: Counts, more: Iterable[Mapping[str, int]]) -> Counts:
    """Return counts with more added, the commonest first; as they are where there are no more."""
    total = Counter(dict(counts))
    for mapping in more:
        total.update(mapping)
    return tuple(total.most_common())
