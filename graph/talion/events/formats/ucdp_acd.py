"""UCDP/PRIO Armed Conflict Dataset: the beginning of each episode between states.

Gleditsch, Wallensteen, Eriksson, Sollenberg and Strand 2002, "Armed Conflict 1946–2001: A New
Dataset", Journal of Peace Research 39(5).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from talion.events.column_table import ColumnTable, Lines
from talion.events.conventions import Told
from talion.events.row_fields import LeftOut, NoEvent, NoState, Row
from talion.events.states.code_systems import CodeSystem
from talion.events.values.type_words import coded

if TYPE_CHECKING:
    from collections.abc import Iterator

_AGAIN = "a further year"
_INTERSTATE = frozenset({"2", "interstate"})


def _start(row: Row) -> str:
    return (row.get("start_date2") or row["start_date"]).strip()


def _sides(row: Row) -> tuple[str, str]:
    first, second = (row.get(f"gwno_{side}", "").replace(",", ";") for side in "ab")
    return first, second


def _marked(rows: Lines) -> Iterator[tuple[int, Row]]:
    """Yield the rows, those of an episode's further years marked."""
    met: set[tuple[str, ...]] = set()
    for line, row in rows:
        key = (row.get("conflict_id", ""), _start({"start_date": "", **row}), *_sides(row))
        yield line, {**row, _AGAIN: "yes" if key in met else ""}
        met.add(key)


def _left_out(row: Row) -> LeftOut | None:
    if row["type_of_conflict"].casefold() not in _INTERSTATE:
        return NoEvent("no conflict between states")
    if not all(_sides(row)):
        return NoState("a side without a number")
    return NoEvent("a further year of an episode") if row[_AGAIN] else None


FORMAT = ColumnTable(
    name="ucdp-acd",
    title="UCDP/PRIO Armed Conflict Dataset (CSV)",
    marks=frozenset({"conflict_id", "gwno_a", "gwno_b", "type_of_conflict", "start_date"}),
    fields={
        "date": _start,
        "source": lambda row: _sides(row)[0],
        "target": lambda row: _sides(row)[1],
        "type": lambda row: coded("ucdp")["fight"],
    },
    left_out=_left_out,
    prepare=_marked,
    told=Told(actors=CodeSystem.GW),
    example="conflict_id,gwno_a,gwno_b,year,type_of_conflict,start_date\n"
    "11343,651,666,1967,2,1967-06-05",
    mind="rows are years of a conflict: the first of each episode is read, as one event though its "
    "sides have no order",
)
