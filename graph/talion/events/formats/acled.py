"""ACLED: events between the forces of different states.

Raleigh, Linke, Hegre and Karlsen 2010, "Introducing ACLED: An Armed Conflict Location and Event
Dataset", Journal of Peace Research 47(5). Its terms forbid passing its rows on.
"""

from __future__ import annotations

import re

from talion.events.column_table import ColumnTable
from talion.events.row_fields import LeftOut, NoState, Row
from talion.events.states.dated_names import state_named
from talion.events.values.type_words import coded

_FORCES = re.compile(
    r"(?:military forces|police forces|government|air force|navy|armed forces|coast guard) of ",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r" ?\([^()]{0,80}\)")
_UNIT = re.compile(r"^(.*?\bof [^()]+?)(?:\s*\(|$)")


def _state(name: str) -> str:
    """Return the state whose forces an actor is; empty for none.

    >>> _state("Military Forces of Ukraine (2019-) Air Force"), _state("Wagner Group")
    ('Ukraine', '')
    """
    if not _FORCES.match(name):
        return ""
    match = _UNIT.match(name)
    return state_named(match[1] if match else name) or ""


def _left_out(row: Row) -> LeftOut | None:
    for actor in (row["actor1"], row["actor2"]):
        if not _state(actor):
            return NoState(_BRACKETS.sub("", actor) or "(none)")
    if _state(row["actor1"]) == _state(row["actor2"]):
        return NoState("forces of one state")
    return None


FORMAT = ColumnTable(
    name="acled",
    title="ACLED (CSV)",
    marks=frozenset({"event_date", "event_type", "actor1", "actor2", "event_id_cnty"}),
    fields={
        "id": "event_id_cnty",
        "date": "event_date",
        "source": lambda row: _state(row["actor1"]),
        "target": lambda row: _state(row["actor2"]),
        "type": lambda row: coded("acled").get(row["event_type"], ""),
    },
    left_out=_left_out,
    example="event_id_cnty,event_date,event_type,actor1,actor2,country\n"
    "ISR1,16 May 2025,Explosions/Remote violence,Military Forces of Israel (2022-),"
    "Military Forces of Iran (1989-),Iran",
    mind="only events between forces of two states are read; actor1 need not have begun; iso is "
    "the number of the place",
)
