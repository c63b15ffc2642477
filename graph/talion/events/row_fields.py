"""One event of one row of a table: its fields read, ValueError where one is wrong."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from talion.events.cameo import code_mapping, relation_code
from talion.events.event_schema import INT32
from talion.events.event_types import UNTYPED, named_type, severity_of
from talion.events.state_names import organization_of, state_of
from talion.model.date import Date
from talion.model.days import day_number

Row: TypeAlias = Mapping[str, str]
"""A row by column name, or the fields of an event by field name, as they are written."""

EventFields: TypeAlias = dict[str, object]
"""The fields of an event, read: what `EventTable.from_rows` takes."""

WIDTH = "width"
"""The field of a row that says that it has too few or too many columns."""

_BETWEEN = re.compile(r"between\s+(\d{4}-\d\d-\d\d)\s+and")
_GROUPED = re.compile(r"(?<=\d)[,' ](\d{3})(?!\d)")


@dataclass(frozen=True, slots=True)
class NoState:
    """Why a row is left out and counted, not bad: an actor that is no state."""

    actor: str


@dataclass(frozen=True, slots=True)
class NoEvent:
    """Why a row is left out and counted, not bad: what is coded is no event between states."""

    code: str


LeftOut: TypeAlias = NoState | NoEvent


def event_of(row: Row, place: str, as_written: dict[str, int]) -> EventFields:
    """Return the event of a row, as `EventTable.from_rows` takes it.

    `place` is where the row stands; names that are no known actor are counted in `as_written`.
    Raises `ValueError` that says what is wrong with the row.

    >>> as_written: dict[str, int] = {}
    >>> row = {"date": "2018-03", "source": "UK", "target": "Atlantis", "type": "Expulsions"}
    >>> event = event_of(row, "events.csv:2", as_written)
    >>> event["source"], event["type"], str(event["last"]), as_written
    ('United Kingdom', 'expulsion', '2018-03-31', {'Atlantis': 1})
    >>> event_of({"date": "2018", "source": "UK"}, "events.csv:3", as_written)
    Traceback (most recent call last):
        ...
    ValueError: no target
    """
    parties = {side: row.get(side, "") for side in ("source", "target")}
    for side, name in parties.items():
        if not name:
            raise ValueError(f"no {side}")
    when = _numeric_time(row) if "date" not in row else _dated(row)
    if "date" in row:
        parties = {side: _party(name, as_written) for side, name in parties.items()}
    if parties["source"] == parties["target"]:
        raise ValueError(f"source and target are both {parties['source']}")
    kind = _type(row.get("type") or row.get("relation") or "")
    severity = row.get("severity")
    return {
        "id": row.get("id") or "",
        **when,
        **parties,
        "type": kind,
        "count": _whole(row, "count"),
        "severity": _share(severity) if severity else severity_of(kind),
        "reports": _whole(row, "reports") or 1,
        "row": place,
        "responds_to": row.get("responds_to") or None,
    }


def _party(name: str, as_written: dict[str, int]) -> str:
    state = state_of(name) or organization_of(name)
    if state is None:
        as_written[name] = as_written.get(name, 0) + 1
    return state or name


def _type(text: str) -> str:
    """Return the type that a cell names: an incident type, or a CAMEO code or ICEWS relation."""
    if not text:
        return UNTYPED
    if named := named_type(text):
        return named
    code = relation_code(text)
    mapping = code_mapping(code) if code else None
    return mapping.type if mapping else text


def _numeric_time(row: Row) -> EventFields:
    try:
        time = float(row["time"])
    except (KeyError, ValueError):
        raise ValueError(f"'{row.get('time', '')}' is no number") from None
    if not math.isfinite(time):
        raise ValueError(f"'{row['time']}' is no point in time")
    return {"time": time, "date": None, "last": None, "precision": "numeric"}


def _dated(row: Row) -> EventFields:
    """Return time, first and last possible day and precision of a row."""
    text = row["date"]
    if not text:
        raise ValueError("no date")
    try:
        when = Date(text)
        between = _BETWEEN.search(row.get("date_precision", ""))
        first = date.fromisoformat(between[1]) if between else when.earliest
    except ValueError:
        raise ValueError(f"'{text}' is no date; write 2018, 2018-03 or 2018-03-26") from None
    if first > when.latest:
        raise ValueError(f"the span from {first} to {when.latest} ends before it begins")
    return {
        "time": float(day_number(first)),
        "date": first,
        "last": when.latest,
        "precision": "interval" if between else when.precision,
    }


def _whole(row: Row, name: str) -> int | None:
    text = _GROUPED.sub(r"\1", row.get(name, ""))
    if not text:
        return None
    if not text.isdecimal():
        raise ValueError(f"{name} '{text[:40]}' is no whole number")
    if len(text.lstrip("0")) > len(str(INT32)) or int(text) > INT32:
        raise ValueError(f"{name} '{text[:40]}' is too large")
    return int(text)


def _share(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise ValueError(f"severity '{text}' is not between 0 and 1")
    return value
