"""Tables of one event a row: their rows read, bad ones noted with their lines."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from textwrap import shorten
from typing import TYPE_CHECKING

from talion.events.bad_rows import BadRow
from talion.events.conventions import Conventions, Told
from talion.events.event_types import is_known_type
from talion.events.file_opening import told_opening
from talion.events.row_fields import WIDTH, NoEvent, NoState, events_of
from talion.events.stated_responses import with_antecedents
from talion.events.values.cell_measures import measures_of
from talion.events.values.type_words import exact_type

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from talion.events.file_reading import FileReading
    from talion.events.row_fields import EventFields, LeftOut, Row


@dataclass(frozen=True, slots=True)
class EventRecords:
    """What a table holds: its events as `EventTable.from_rows` takes them, and the bad rows.

    `seen` is the number of rows, those that are bad or left out included. `as_written` counts the
    names that are no known actor and stand as they were written, `types_as_written` those of
    types. `unread` says which cells of rows that were read could not be, `types_by_words` what
    cells that name no type as a whole were read as. `doubts` says which stated responses were not
    taken and why. `stateless` and `unknown_codes` count the rows left out, by the actor that is no
    state and by what was coded. `conventions` says how the table writes what it says, `reading`
    what it was taken for.
    """

    path: Path
    events: tuple[EventFields, ...]
    seen: int
    bad: tuple[BadRow, ...] = ()
    as_written: Mapping[str, int] = field(default_factory=dict)
    types_as_written: Mapping[str, int] = field(default_factory=dict)
    doubts: tuple[BadRow, ...] = ()
    unread: tuple[BadRow, ...] = ()
    types_by_words: Mapping[str, str] = field(default_factory=dict)
    stateless: Mapping[str, int] = field(default_factory=dict)
    unknown_codes: Mapping[str, int] = field(default_factory=dict)
    conventions: Conventions | None = None
    reading: FileReading | None = None

    @property
    def used(self) -> int:
        """The number of rows from which events were read."""
        left_out = sum(self.stateless.values()) + sum(self.unknown_codes.values())
        return self.seen - len(self.bad) - left_out


def events_of_rows(
    path: Path,
    rows: Iterable[tuple[int, Row]],
    fields: Callable[[Row], Iterable[Row] | LeftOut] = lambda row: (row,),
    told: Told | None = None,
    labels: Mapping[str, str] | None = None,
) -> EventRecords:
    """Read rows, each with its line; `fields` returns the fields of a row's events.

    Fields of an event are `source`, `target`, and `date` (in any usual form: a day, month, year or
    interval) or `time` (a number); optionally `id`, `type`, `count`, `severity`, `reports`,
    `responds_to` (an id, `mutual` and an id, or the source's words), `date_precision`
    (`by (between DAY and this day)`). How dates, actors and severities are written is read off all
    rows, but for what is `told`. A row is bad, and noted, where they are wrong or `fields` raises
    `ValueError`; it is left out and counted where `fields` returns `NoState` or `NoEvent`. A row of
    several sources or targets is an event of each pair. A stated response to a later event, or to
    several, is doubtful: of several the first is taken, a later one is not. Events without ids that
    stand within some day in another order than the alphabet's are taken to stand in the order in
    which they happened; `place` numbers them within their days. `evidence` is the row as it stands,
    its columns by their `labels`.

    >>> from pathlib import Path
    >>> rows = [
    ...     {"date": "2018-03-14", "source": "UK", "target": "Russia", "type": "expulsion"},
    ...     {"date": "14 March", "source": "UK", "target": "Russia"},
    ... ]
    >>> records = events_of_rows(Path("events.csv"), enumerate(rows, 2))
    >>> records.events[0]["source"], records.events[0]["type"], records.used
    ('United Kingdom', 'expulsion', 1)
    >>> records.bad[0].line, records.bad[0].reason
    (3, "'14 March' has no year")
    """
    reader = _Records(path, labels or {})
    taken = [reader.taken(line, row, fields) for line, row in rows]
    found = [one for _, _, listed in taken for one in listed]
    ways = Conventions.of(found, told or Told())
    for line, row, listed in taken:
        reader.read(line, row, listed, ways)
    events = reader.events
    if not any(event["id"] for event in events) and _in_own_order(events):
        _number_within_days(events)
    doubts: list[BadRow] = []
    return EventRecords(
        path,
        tuple(with_antecedents(events, doubts)),
        reader.seen,
        tuple(sorted(reader.bad, key=lambda bad: bad.line)),
        reader.as_written,
        _unknown_types(events),
        tuple(doubts),
        tuple(reader.unread),
        _types_by_words({row.get("type") or row.get("relation") or "" for row in found}, ways),
        reader.stateless,
        reader.unknown_codes,
        ways,
    )


class _Records:
    """The rows of one table being read."""

    def __init__(self, path: Path, labels: Mapping[str, str]) -> None:
        self.path, self.labels = path, labels
        self._part = told_opening().part
        self._file = f"{path}{self._part}"
        self.seen = 0
        self.events: list[EventFields] = []
        self.bad: list[BadRow] = []
        self.unread: list[BadRow] = []
        self.as_written: dict[str, int] = {}
        self.stateless: Counter[str] = Counter()
        self.unknown_codes: Counter[str] = Counter()
        self._lines: dict[str, int] = {}

    def taken(
        self, line: int, row: Row, fields: Callable[[Row], Iterable[Row] | LeftOut]
    ) -> tuple[int, Row, tuple[Row, ...]]:
        """Return the fields of the events of a row, or none, noted or counted."""
        self.seen += 1
        try:
            if WIDTH in row:
                raise ValueError(row[WIDTH])
            found = fields(row)
            if isinstance(found, NoState):
                self.stateless[found.actor] += 1
            elif isinstance(found, NoEvent):
                self.unknown_codes[found.code] += 1
            else:
                return line, row, tuple(found)
        except ValueError as error:
            self._note(line, row, error)
        return line, row, ()

    def read(self, line: int, row: Row, listed: Sequence[Row], ways: Conventions) -> None:
        """Add the events of a row, or note why there are none."""
        try:
            made = [event for fields in listed for event in self._events(line, fields, ways)]
        except ValueError as error:
            self._note(line, row, error)
            return
        labelled = {self.labels.get(name, name): cell for name, cell in row.items()}
        evidence = json.dumps(labelled, ensure_ascii=False) if made else ""
        self.events += [{**event, "evidence": evidence} for event in made]

    def _events(self, line: int, fields: Row, ways: Conventions) -> tuple[EventFields, ...]:
        """Return events; ValueError, with the line of the first, for an id that recurs."""
        ident = fields.get("id", "")
        if ident and self._lines.setdefault(ident, line) != line:
            raise ValueError(f"the id '{ident}' stands in line {self._lines[ident]} already")
        unread: list[str] = []
        made = events_of(
            fields, f"{self.path.name}{self._part}:{line}", ways, self.as_written, unread
        )
        self.unread += (BadRow(self._file, line, shorten(text, 200)) for text in unread)
        return made

    def _note(self, line: int, row: Row, error: ValueError) -> None:
        self.bad.append(BadRow(self._file, line, shorten(str(error), 200), dict(row)))


def _unknown_types(events: Sequence[EventFields]) -> dict[str, int]:
    """Return the types that are none of the ontology's, and how many events have each."""
    numbers = Counter(str(event["type"]) for event in events)
    return {kind: number for kind, number in numbers.items() if not is_known_type(kind)}


def _types_by_words(cells: set[str], ways: Conventions) -> dict[str, str]:
    """Return what cells that name no type as a whole were read as, where that is a known type."""
    read = {}
    for cell in sorted(cells):
        kinds = [one.type for one in measures_of(cell, ways.event_codes)]
        if any(map(is_known_type, kinds)) and exact_type(cell, ways.event_codes) is None:
            read[cell] = " and ".join(kinds)
    return read


def _in_own_order(events: Iterable[EventFields]) -> bool:
    """Whether the events of some day stand in another order than an export sorted by name has."""
    last: dict[object, tuple[str, str]] = {}
    for event in events:
        names = (str(event["source"]), str(event["target"]))
        if event["date"] is not None and last.get(event["date"], names) > names:
            return True
        last[event["date"]] = names
    return False


def _number_within_days(events: Iterable[EventFields]) -> None:
    """Give each event its `place` in its day."""
    met: Counter[object] = Counter()
    for event in events:
        met[event["date"]] += 1
        event["place"] = met[event["date"]]
