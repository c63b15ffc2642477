"""Correlates of War, dyadic militarized disputes: one event a dispute and dyad, of who began.

Maoz, Johnson, Kaplan, Ogunkoya and Shreve 2019, "The Dyadic Militarized Interstate Disputes (MIDs)
Dataset Version 3.0", Journal of Conflict Resolution 63(3).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talion.events.column_table import ColumnTable, Lines
from talion.events.conventions import Told
from talion.events.formats._calendar import edtf_of_parts
from talion.events.row_fields import LeftOut, NoEvent, Row
from talion.events.states.code_systems import CodeSystem
from talion.events.values.type_words import coded

if TYPE_CHECKING:
    from collections.abc import Iterator

_AGAIN = "a further year"


def _marked(rows: Lines) -> Iterator[tuple[int, Row]]:
    """Yield the rows, those of a dispute's further years marked."""
    met: set[tuple[str, ...]] = set()
    for line, row in rows:
        key = tuple(row.get(name, "") for name in ("disno", "statea", "stateb"))
        yield line, {**row, _AGAIN: "yes" if key in met else ""}
        met.add(key)


def _left_out(row: Row) -> LeftOut | None:
    if row[_AGAIN]:
        return NoEvent("a further year of a dispute")
    if "sideaa" in row and row["sideaa"] != "1":
        return NoEvent("the dyad from its other side")
    return None if row.get("hihosta", "") in coded("mid-hostility") else NoEvent("no action")


def _type(row: Row) -> str:
    return (
        coded("mid-action").get(row.get("highmcaa", "")) or coded("mid-hostility")[row["hihosta"]]
    )


FORMAT = ColumnTable(
    name="cow-dyadic-mid",
    title="Correlates of War, dyadic disputes (Dyadic MID, CSV)",
    marks=frozenset({"disno", "statea", "stateb", "strtyr", "strtmnth", "hihosta"}),
    fields={
        "id": lambda row: f"mid{row['disno']}-{row['statea']}-{row['stateb']}",
        "date": lambda row: edtf_of_parts(row["strtyr"], row["strtmnth"], row["strtday"]),
        "source": "statea",
        "target": "stateb",
        "type": _type,
    },
    left_out=_left_out,
    prepare=_marked,
    told=Told(actors=CodeSystem.COW),
    example="disno,statea,stateb,strtday,strtmnth,strtyr,sideaa,hihosta\n2,2,200,1,7,1902,1,3",
    mind="rows are years of a dispute from both sides: the first year of the side that began is "
    "read; unknown days stand as the 1st",
)
