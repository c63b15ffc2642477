"""Dyadic Cyber Incident and Campaign Data (DCID), version 2.

Maness, Valeriano, Hedgecock, Jensen and Macias 2022, "The Dyadic Cyber Incident and Campaign
Dataset, version 2.0".
"""

from __future__ import annotations

from talion.events.column_table import ColumnTable
from talion.events.conventions import Told
from talion.events.row_fields import LeftOut, NoEvent, Row
from talion.events.states.code_systems import CodeSystem, state_of_code
from talion.events.states.dated_names import state_named
from talion.events.values.type_words import coded

_PADDING = "no cyber"


def _left_out(row: Row) -> LeftOut | None:
    padded = row["name"].strip().casefold().startswith(_PADDING)
    if padded or row["method"].split(".")[0] in ("0", ""):
        return NoEvent("no operation: the row pads the panel")
    return None


def _target(row: Row) -> str:
    """Return the target: its number, or the state of the dyad that is not the initiator."""
    if row.get("target"):
        return row["target"]
    initiator = state_of_code(row["initiator"], CodeSystem.COW)
    states = (state_named(row["statea"]), state_named(row["stateb"]))
    return next((state for state in states if state and state != initiator), "")


def _severity(row: Row) -> str:
    try:
        return str(float(row["severity"]) / 10)
    except ValueError:
        return ""


FORMAT = ColumnTable(
    name="dcid",
    title="Dyadic Cyber Incident and Campaign Data (DCID 2)",
    marks=frozenset(
        {"cyberincidentnum", "dyadpair", "interactionstartdate", "initiator", "method"}
    ),
    fields={
        "date": "interactionstartdate",
        "source": "initiator",
        "target": _target,
        "type": lambda row: coded("dcid")[row["method"].split(".")[0]],
        "severity": _severity,
    },
    left_out=_left_out,
    told=Told(actors=CodeSystem.COW),
    example="Cyberincidentnum,Dyadpair,StateA,StateB,Name,interactionstartdate,method,initiator,"
    "severity\n1,2365,US,Russia,A worm,2008-02-01,3,2,4",
    mind="Dyadpair is two numbers run together and StateA, StateB have no order: who acted is the "
    "initiator; a third of the days are the 1st of a month; rows named No Cyber pad the panel",
)
