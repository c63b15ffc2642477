"""One event of one row of a table: its fields read, ValueError where one is wrong."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from talion.events.conventions import Conventions
from talion.events.event_types import severity_of
from talion.events.row_counts import counts_of, whole
from talion.events.values.cell_measures import measures_of
from talion.events.values.date_forms import edtf_of
from talion.events.values.date_order import DayOrder
from talion.model.date import Date
from talion.model.days import day_number

Row: TypeAlias = Mapping[str, str]
"""A row by column name, or the fields of an event by field name, as they are written."""

EventFields: TypeAlias = dict[str, object]
"""The fields of an event, read: what `EventTable.from_rows` takes."""

WIDTH = "width"
"""The field of a row that says that it has too few or too many columns."""

_BETWEEN = re.compile(r"between\s+(\d{4}-\d\d-\d\d)\s+and")


@dataclass(frozen=True, slots=True)
class NoState:
    """Why a row is left out and counted, not bad: an actor that is no state."""

    actor: str


@dataclass(frozen=True, slots=True)
class NoEvent:
    """Why a row is left out and counted, not bad: what is coded is no event between states."""

    code: str


LeftOut: TypeAlias = NoState | NoEvent


def events_of(
    row: Row,
    place: str,
    ways: Conventions,
    as_written: dict[str, int],
    unread: list[str] | None = None,
) -> tuple[EventFields, ...]:
    """Return the events of a row, as `EventTable.from_rows` takes them.

    There is one for each measure and pair of sides. `place` is where the row stands, `ways` how its
    table writes what it says; names that are no known actor are counted in `as_written`, why a
    count is not taken goes to `unread`. Raises `ValueError` that says what is wrong.

    >>> from talion.events.conventions import Told
    >>> as_written: dict[str, int] = {}
    >>> row = {"date": "2018-03", "source": "UK", "target": "Atlantis", "type": "Expulsions"}
    >>> ways = Conventions.of([row], Told())
    >>> [event] = events_of(row, "events.csv:2", ways, as_written)
    >>> event["source"], event["type"], str(event["last"]), as_written
    ('United Kingdom', 'expulsion', '2018-03-31', {'Atlantis': 1})
    >>> events_of({"date": "2018", "source": "UK"}, "events.csv:3", ways, as_written)
    Traceback (most recent call last):
        ...
    ValueError: no target
    """
    sides = {side: row.get(side, "") for side in ("source", "target")}
    for side, name in sides.items():
        if not name:
            raise ValueError(f"no {side}")
    dated = "date" in row
    when = _dated(row, ways) if dated else _numeric_time(row)
    sources, targets = (_parties(sides[side], when, ways, as_written) for side in sides)
    pairs = [(one, other) for one in sources for other in targets if one != other]
    if not pairs:
        raise ValueError(f"source and target are both {sources[0]}")
    words = row.get("type") or row.get("relation") or ""
    measures = measures_of(words, ways.event_codes)
    noted: list[str] = [] if unread is None else unread
    counts = counts_of(row.get("count", ""), words, measures, len(pairs), noted)
    severity = ways.severity.share(row.get("severity") or "")
    shared = {
        **when,
        "reports": whole("reports", row.get("reports", ""), noted) or 1,
        "row": place,
        "responds_to": row.get("responds_to") or None,
    }
    ident = row.get("id") or ""
    parts = [
        (kind.type, count, *pair)
        for kind, each in zip(measures, counts, strict=True)
        for count, pair in zip(each, pairs, strict=True)
    ]
    return tuple(
        {"id": f"{ident}/{number}" if ident and number > 1 else ident, **shared}
        | {"type": kind, "count": count, "source": source, "target": target, "said_as": ident}
        | {"severity": severity_of(kind) if severity is None else severity}
        for number, (kind, count, source, target) in enumerate(parts, 1)
    )


def _parties(
    cell: str, when: EventFields, ways: Conventions, as_written: dict[str, int]
) -> tuple[str, ...]:
    """Return the actors of a side by their usual names, each once."""
    day = when["date"]
    if not isinstance(day, date):
        return (cell,)
    found: dict[str, None] = {}
    for name in ways.parties(cell, day):
        state = ways.actors.state(name, day)
        if state is None:
            as_written[name] = as_written.get(name, 0) + 1
        found[state or name] = None
    return tuple(found)


def _numeric_time(row: Row) -> EventFields:
    try:
        time = float(row["time"])
    except (KeyError, ValueError):
        raise ValueError(f"'{row.get('time', '')}' is no number") from None
    if not math.isfinite(time):
        raise ValueError(f"'{row['time']}' is no point in time")
    return {"time": time, "date": None, "last": None, "precision": "numeric"}


def _dated(row: Row, ways: Conventions) -> EventFields:
    """Return time, first and last possible day and precision of a row."""
    written = row["date"]
    if not written:
        raise ValueError("no date")
    text = edtf_of(written, ways.dates.order)
    try:
        when = Date(text)
        between = _BETWEEN.search(row.get("date_precision", ""))
        first = date.fromisoformat(between[1]) if between else when.earliest
    except ValueError:
        raise ValueError(f"'{written}' is no date; {_advice(written)}") from None
    if first > when.latest:
        raise ValueError(f"the span from {first} to {when.latest} ends before it begins")
    return {
        "time": float(day_number(first)),
        "date": first,
        "last": when.latest,
        "precision": "interval" if between else when.precision,
    }


def _advice(written: str) -> str:
    """Say how to write a date; a number may be a day as Excel counts them.

    >>> _advice("43185"), _advice("soon")
    ('as Excel counts days it is 2018-03-26', 'write 2018, 2018-03 or 2018-03-26')
    """
    if re.fullmatch(r"[1-6]\d{4}", written):
        return f"as Excel counts days it is {edtf_of(written, DayOrder.EXCEL)}"
    return "write 2018, 2018-03 or 2018-03-26"
