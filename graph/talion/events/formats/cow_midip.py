"""Correlates of War, participants of militarized incidents (MIDIP): who did what to the other side.

Palmer et al. 2022, "The MID5 Dataset, 2011–2014: Procedures, coding rules, and description",
Conflict Management and Peace Science 39(4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talion.events.column_table import ColumnTable, Lines
from talion.events.conventions import Told
from talion.events.formats._calendar import edtf_of_parts
from talion.events.row_fields import LeftOut, NoEvent, NoState, Row
from talion.events.states.code_systems import CodeSystem
from talion.events.values.type_words import coded

if TYPE_CHECKING:
    from collections.abc import Iterator

_OTHERS = "states of the other side"
_MUTUAL = "clash, as the other side"
_CLASH = "17"


def _with_others(rows: Lines) -> Iterator[tuple[int, Row]]:
    """Yield the rows with the states on the other side, a clash marked on its second side."""
    listed = list(rows)
    incidents: dict[str, dict[str, dict[str, None]]] = {}
    clashed: set[str] = set()
    for _, row in listed:
        sides = incidents.setdefault(row.get("incidnum", ""), {})
        sides.setdefault(row.get("insidea", ""), {})[row.get("ccode", "")] = None
        if row.get("action") == _CLASH and row.get("insidea") == "1":
            clashed.add(row.get("incidnum", ""))
    for line, row in listed:
        incident, mine = row.get("incidnum", ""), row.get("insidea", "")
        others = [s for side, them in incidents[incident].items() if side != mine for s in them]
        second = mine != "1" and row.get("action") == _CLASH and incident in clashed
        yield line, {**row, _OTHERS: ";".join(others), _MUTUAL: "yes" if second else ""}


def _left_out(row: Row) -> LeftOut | None:
    if row["action"] not in coded("mid-action"):
        return NoEvent("no militarized action")
    if row[_MUTUAL]:
        return NoEvent(_MUTUAL)
    return None if row[_OTHERS] else NoState("no state on the other side")


FORMAT = ColumnTable(
    name="cow-midip",
    title="Correlates of War, incident participants (MIDIP, CSV)",
    marks=frozenset({"incidnum", "ccode", "insidea", "action", "styear"}),
    fields={
        "id": lambda row: f"midi{row['incidnum']}-{row['ccode']}",
        "date": lambda row: edtf_of_parts(row["styear"], row["stmon"], row["stday"]),
        "source": "ccode",
        "target": _OTHERS,
        "type": lambda row: coded("mid-action")[row["action"]],
    },
    left_out=_left_out,
    prepare=_with_others,
    told=Told(actors=CodeSystem.COW),
    example="incidnum,ccode,stday,stmon,styear,insidea,action\n"
    "3551001,2,16,7,1992,1,7\n3551001,345,16,7,1992,0,0",
    mind="an action goes to every state of the other side and is dated by its first day; a clash "
    "is one event, of side A; action 0 is none; a day of -9 leaves the month",
)
