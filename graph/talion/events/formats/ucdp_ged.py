"""UCDP Georeferenced Event Dataset: fights between governments.

Sundberg and Melander 2013, "Introducing the UCDP Georeferenced Event Dataset", Journal of Peace
Research 50(4). States are numbered as Gleditsch and Ward number them.
"""

from __future__ import annotations

from talion.events.column_table import ColumnTable
from talion.events.conventions import Told
from talion.events.row_fields import LeftOut, NoEvent, NoState, Row
from talion.events.states.code_systems import CodeSystem
from talion.events.values.type_words import coded

_STATE_BASED = "1"
_GOVERNMENT = "Government of "


def _state(row: Row, side: str) -> str:
    """Return the number of the state that a side is, its name where no number is given."""
    number = row.get(f"gwno{side}", "")
    if number:
        return number
    name = row[f"side_{side}"]
    return name if name.startswith(_GOVERNMENT) and f"gwno{side}" not in row else ""


def _left_out(row: Row) -> LeftOut | None:
    if row["type_of_violence"].split(".")[0] != _STATE_BASED:
        return NoEvent("violence of another kind than between a government and another side")
    for side in "ab":
        if not _state(row, side):
            return NoState(row[f"side_{side}"])
    return None


def _date(row: Row) -> str:
    days = (row["date_start"][:10], row.get("date_end", "")[:10])
    return "/".join(dict.fromkeys(filter(None, days)))


FORMAT = ColumnTable(
    name="ucdp-ged",
    title="UCDP Georeferenced Event Dataset (GED, CSV)",
    marks=frozenset({"side_a", "side_b", "type_of_violence", "dyad_name", "date_start"}),
    fields={
        "id": "id",
        "date": _date,
        "source": lambda row: _state(row, "a"),
        "target": lambda row: _state(row, "b"),
        "type": lambda row: coded("ucdp")["fight"],
    },
    left_out=_left_out,
    told=Told(actors=CodeSystem.GW),
    example="id,type_of_violence,dyad_name,side_a,side_b,gwnoa,gwnob,date_start,date_end,best\n"
    "1,1,A - B,Government of Armenia,Government of Azerbaijan,371,373,2020-09-27,2020-09-27,21",
    mind="a fight is one event though its sides have no order: who shot is not coded; rebels are "
    "no states, and their fights are left out",
)
