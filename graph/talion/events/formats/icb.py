"""International Crisis Behavior, actor level: each crisis actor's trigger and major response.

Brecher, Wilkenfeld, Beardsley, James and Quinn, "International Crisis Behavior Data Codebook",
version 14. States are numbered as Gleditsch and Ward number them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talion.events.column_table import ColumnTable
from talion.events.conventions import Told
from talion.events.formats._calendar import edtf_of_parts
from talion.events.row_fields import LeftOut, NoState, Row
from talion.events.states.code_systems import CodeSystem
from talion.events.values.type_words import coded

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_STATES = frozenset({"995", "996", "997", "998", "999", ""})
"""What `trigent` has where no single state triggered the crisis."""

_PART, _TRIGGER, _RESPONSE = "part", "trigger", "response"


def _left_out(row: Row) -> LeftOut | None:
    number = row["trigent"].split(".")[0]
    if number in _NO_STATES:
        return NoState(f"triggering entity {number or 'not given'}")
    return None


def _parts(row: Row) -> Iterator[Row]:
    """Yield the trigger, and the response where there was one."""
    if row["triggr"] in coded("icb-trigger"):
        yield {**row, _PART: _TRIGGER}
    if row["majres"] in coded("icb-response"):
        yield {**row, _PART: _RESPONSE}


def _is_response(row: Row) -> bool:
    return row[_PART] == _RESPONSE


def _date(row: Row) -> str:
    if _is_response(row):
        return edtf_of_parts(row["yerres"], row["monres"], row["dayres"])
    return edtf_of_parts(row["yrtrig"], row["motrig"], row["datrig"])


def _type(row: Row) -> str:
    if _is_response(row):
        return coded("icb-response")[row["majres"]]
    return coded("icb-trigger")[row["triggr"]]


def _trigger(row: Row) -> str:
    return f"icb{row['crisno']}-{row['cracid']}-{_TRIGGER}"


FORMAT = ColumnTable(
    name="icb",
    title="International Crisis Behavior, actor level (icb2, CSV)",
    marks=frozenset({"crisno", "cracid", "triggr", "trigent", "yrtrig", "majres", "yerres"}),
    fields={
        "id": lambda row: (
            f"icb{row['crisno']}-{row['cracid']}-{_RESPONSE}"
            if _is_response(row)
            else _trigger(row)
        ),
        "date": _date,
        "source": lambda row: row["cracid"] if _is_response(row) else row["trigent"],
        "target": lambda row: row["trigent"] if _is_response(row) else row["cracid"],
        "type": _type,
        "responds_to": lambda row: _trigger(row) if _is_response(row) else "",
    },
    left_out=_left_out,
    parts=_parts,
    told=Told(actors=CodeSystem.GW),
    example="crisno,cracid,triggr,trigent,yrtrig,motrig,datrig,majres,yerres,monres,dayres\n"
    "2,93,7,94,1918,5,25,6,1918,5,30",
    mind="to whom a response went is not coded: the triggering state is assumed; triggers by no "
    "state are left out; days 66, 77 and 88 are parts of a month",
)
