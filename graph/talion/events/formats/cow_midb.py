"""Correlates of War, participants of militarized disputes (MIDB): who began, against whom."""

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


def _number(row: Row) -> str:
    return row.get("dispnum") or row.get("dispnum3") or row.get("dispnum4") or ""


def _with_others(rows: Lines) -> Iterator[tuple[int, Row]]:
    """Yield the rows with the original participants of the other side."""
    listed = list(rows)
    disputes: dict[str, dict[str, dict[str, None]]] = {}
    for _, row in listed:
        if row.get("orig", "1") == "1":
            sides = disputes.setdefault(_number(row), {})
            sides.setdefault(row.get("sidea", ""), {})[row.get("ccode", "")] = None
    for line, row in listed:
        sides = disputes.get(_number(row), {})
        others = [s for side, them in sides.items() if side != row.get("sidea") for s in them]
        yield line, {**row, _OTHERS: ";".join(others)}


def _left_out(row: Row) -> LeftOut | None:
    if row["sidea"] != "1":
        return NoEvent("not the side that began")
    if row.get("orig", "1") != "1":
        return NoEvent("joined later")
    if row["hiact"] not in coded("mid-action"):
        return NoEvent("no militarized action")
    return None if row[_OTHERS] else NoState("no state on the other side")


def _date(row: Row) -> str:
    return edtf_of_parts(row["styear"], row["stmon"], row["stday"])


FORMAT = ColumnTable(
    name="cow-midb",
    title="Correlates of War, dispute participants (MIDB, CSV)",
    marks=frozenset({"ccode", "sidea", "hiact", "revstate", "styear"}),
    fields={
        "id": lambda row: f"mid{_number(row)}-{row['ccode']}-{_date(row)}",
        "date": _date,
        "source": "ccode",
        "target": _OTHERS,
        "type": lambda row: coded("mid-action")[row["hiact"]],
    },
    left_out=_left_out,
    prepare=_with_others,
    told=Told(actors=CodeSystem.COW),
    example="dispnum,ccode,stday,stmon,styear,sidea,revstate,hiact,orig\n"
    "2,2,-9,7,1902,1,1,7,1\n2,200,-9,7,1902,0,1,0,1",
    mind="a dispute is one event, of the side that began, at its start, by its highest action; its "
    "single actions are in MIDIP",
)
