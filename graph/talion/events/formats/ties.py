"""Threat and Imposition of Economic Sanctions (TIES), version 4: case by case.

Morgan, Bapat and Kobayashi 2014, "Threat and imposition of economic sanctions 1945–2005: Updating
the TIES dataset", Conflict Management and Peace Science 31(5).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talion.events.column_table import ColumnTable
from talion.events.conventions import Told
from talion.events.formats._calendar import edtf_of_parts
from talion.events.row_fields import LeftOut, NoEvent, NoState, Row
from talion.events.states.code_systems import CodeSystem
from talion.events.values.type_words import coded

if TYPE_CHECKING:
    from collections.abc import Iterator

_PART, _IMPOSED = "part", "imposition"
_COMMUNITY = "1000"
"""TIES's number of the European Economic Community and the European Union."""


def _left_out(row: Row) -> LeftOut | None:
    if not any(_parts(row)):
        return NoEvent("neither threatened nor imposed")
    return None if _senders(row) else NoState("no sender")


def _parts(row: Row) -> Iterator[Row]:
    """Yield the threat and the imposition of a case, which have a column each."""
    for step in coded("ties"):
        if row[step] == "1":
            yield {**row, _PART: step}


def _date(row: Row) -> str:
    begin = "sancimpositionstart" if row[_PART] == _IMPOSED else "start"
    return edtf_of_parts(row[f"{begin}year"], row[f"{begin}month"], row[f"{begin}day"])


def _senders(row: Row) -> str:
    senders = (row.get(f"sender{n}", "") for n in range(1, 6))
    return ";".join(_actor(number) for number in senders if number)


def _actor(number: str) -> str:
    return "European Union" if number.split(".")[0] == _COMMUNITY else number


FORMAT = ColumnTable(
    name="ties",
    title="Threat and Imposition of Economic Sanctions (TIES 4)",
    marks=frozenset({"caseid", "sender1", "targetstate", "sanctiontype", _IMPOSED}),
    fields={
        "id": lambda row: f"ties{row['caseid']}-{row[_PART]}",
        "date": _date,
        "source": _senders,
        "target": lambda row: _actor(row["targetstate"]),
        "type": lambda row: coded("ties")[row[_PART]],
    },
    left_out=_left_out,
    parts=_parts,
    told=Told(actors=CodeSystem.COW),
    example="caseid,startmonth,startday,startyear,sender1,targetstate,threat,imposition,sanctiontype"
    "\n1945121601,12,16,1945,2,710,1,0,",
    mind="a case is a threat, a sanction or both, of each sender; counter-sanctions are cases of "
    "their own and their antecedent is not coded; unknown days and months are left open",
)
