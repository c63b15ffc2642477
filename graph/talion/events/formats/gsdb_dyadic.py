"""Global Sanctions Data Base, dyad by dyad and year by year: a case is read in its first year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from talion.events.column_table import ColumnTable, Lines
from talion.events.row_fields import LeftOut, NoEvent, Row
from talion.events.values.type_words import coded

if TYPE_CHECKING:
    from collections.abc import Iterator

_AGAIN = "a further year"
_KEY = ("case_id", "sanctioned_state_iso3", "sanctioning_state_iso3")


def _marked(rows: Lines) -> Iterator[tuple[int, Row]]:
    """Yield the rows in order of years, those of a case's further years marked."""
    met: set[tuple[str, ...]] = set()
    for line, row in sorted(rows, key=lambda pair: pair[1].get("year", "")):
        key = tuple(row.get(name, "") for name in _KEY)
        yield line, {**row, _AGAIN: "yes" if key in met else ""}
        met.add(key)


def _left_out(row: Row) -> LeftOut | None:
    return NoEvent("a further year of a case") if row[_AGAIN] else None


FORMAT = ColumnTable(
    name="gsdb-dyadic",
    title="Global Sanctions Data Base, dyads (CSV)",
    marks=frozenset({"case_id", "sanctioned_state_iso3", "sanctioning_state_iso3", "year"}),
    fields={
        "date": "year",
        "source": "sanctioning_state_iso3",
        "target": "sanctioned_state_iso3",
        "type": lambda row: coded("gsdb")["case"],
    },
    left_out=_left_out,
    prepare=_marked,
    example="case_id,sanctioned_state_iso3,sanctioning_state_iso3,year\n9,PRK,USA,1950",
    mind="years only, so that no response is inferred",
)
