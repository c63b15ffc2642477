"""Tables of one event a row: their rows read one by one, bad ones noted with their lines."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from textwrap import shorten
from typing import TYPE_CHECKING

from talion.events.bad_rows import BadRow
from talion.events.event_types import is_known_type
from talion.events.row_fields import WIDTH, NoEvent, NoState, event_of
from talion.events.stated_responses import with_antecedents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from talion.events.row_fields import EventFields, LeftOut, Row


@dataclass(frozen=True, slots=True)
class EventRecords:
    """What a table holds: its events as `EventTable.from_rows` takes them, and the bad rows.

    `seen` is the number of rows, those that are bad or left out included. `as_written` counts the
    names that are no known actor and stand as they were written, `types_as_written` those of
    types. `doubts` says which stated responses were not taken and why. `stateless` and
    `unknown_codes` count the rows left out, by the actor that is no state and by what was coded.
    """

    path: Path
    events: tuple[EventFields, ...]
    seen: int
    bad: tuple[BadRow, ...] = ()
    as_written: Mapping[str, int] = field(default_factory=dict)
    types_as_written: Mapping[str, int] = field(default_factory=dict)
    doubts: tuple[BadRow, ...] = ()
    stateless: Mapping[str, int] = field(default_factory=dict)
    unknown_codes: Mapping[str, int] = field(default_factory=dict)

    @property
    def used(self) -> int:
        """The number of rows from which events were read."""
        left_out = sum(self.stateless.values()) + sum(self.unknown_codes.values())
        return self.seen - len(self.bad) - left_out


def events_of_rows(
    path: Path,
    rows: Iterable[tuple[int, Row]],
    fields: Callable[[Row], Iterable[Row] | LeftOut] = lambda row: (row,),
) -> EventRecords:
    """Read rows, each with its line; `fields` returns the fields of a row's events.

    Fields of an event are `source`, `target`, and `date` (EDTF: a day, month, year or interval) or
    `time` (a number); optionally `id`, `type`, `count`, `severity`, `reports`, `responds_to` (an
    id, `mutual` and an id, or the source's words), `date_precision` (`by (between DAY and this
    day)`). A row is bad, and noted, where they are wrong or `fields` raises `ValueError`; it is
    left out and counted where `fields` returns `NoState` or `NoEvent`. A stated response
    to a later event, or to several, is doubtful: of several the first is taken, a later one is
    not. Events without ids that stand within some day in another order than the alphabet's are
    taken to stand in the order in which they happened; `place` numbers them within their days.

    >>> from pathlib import Path
    >>> rows = [
    ...     {"date": "2018-03-14", "source": "UK", "target": "Russia", "type": "expulsion"},
    ...     {"date": "14 March", "source": "UK", "target": "Russia"},
    ... ]
    >>> records = events_of_rows(Path("events.csv"), enumerate(rows, 2))
    >>> records.events[0]["source"], records.events[0]["type"], records.used
    ('United Kingdom', 'expulsion', 1)
    >>> records.bad[0].line, records.bad[0].reason
    (3, "'14 March' is no date; write 2018, 2018-03 or 2018-03-26")
    """
    reader = _Records(path, fields)
    for line, row in rows:
        reader.read(line, row)
    events = reader.events
    if not any(event["id"] for event in events) and _in_own_order(events):
        _number_within_days(events)
    doubts: list[BadRow] = []
    return EventRecords(
        path,
        tuple(with_antecedents(events, doubts)),
        reader.seen,
        tuple(reader.bad),
        reader.as_written,
        _unknown_types(events),
        tuple(doubts),
        reader.stateless,
        reader.unknown_codes,
    )


class _Records:
    """The rows of one table being read."""

    def __init__(self, path: Path, fields: Callable[[Row], Iterable[Row] | LeftOut]) -> None:
        self.path, self.fields = path, fields
        self.seen = 0
        self.events: list[EventFields] = []
        self.bad: list[BadRow] = []
        self.as_written: dict[str, int] = {}
        self.stateless: Counter[str] = Counter()
        self.unknown_codes: Counter[str] = Counter()
        self._lines: dict[str, int] = {}

    def read(self, line: int, row: Row) -> None:
        """Add the events of a row, or note why there are none."""
        self.seen += 1
        try:
            if WIDTH in row:
                raise ValueError(row[WIDTH])
            found = self.fields(row)
            if isinstance(found, NoState):
                self.stateless[found.actor] += 1
            elif isinstance(found, NoEvent):
                self.unknown_codes[found.code] += 1
            else:
                self.events += [self._event(line, fields) for fields in found]
        except ValueError as error:
            self.bad.append(BadRow(str(self.path), line, shorten(str(error), 200)))

    def _event(self, line: int, fields: Row) -> EventFields:
        """Return an event; ValueError, with the line of the first, for an id that recurs."""
        ident = fields.get("id", "")
        if ident and self._lines.setdefault(ident, line) != line:
            raise ValueError(f"the id '{ident}' stands in line {self._lines[ident]} already")
        return event_of(fields, f"{self.path}:{line}", self.as_written)


def _unknown_types(events: Sequence[EventFields]) -> dict[str, int]:
    """Return the types that are none of the ontology's, and how many events have each."""
    numbers = Counter(str(event["type"]) for event in events)
    return {kind: number for kind, number in numbers.items() if not is_known_type(kind)}


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
