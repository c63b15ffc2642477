"""Global Trade Alert: interventions that affect other states' trade.

Evenett and Fritz, "The Global Trade Alert database handbook" (2020).
"""

from __future__ import annotations

from talion.events.column_table import ColumnTable
from talion.events.row_fields import LeftOut, NoEvent, NoState, Row
from talion.events.values.type_words import coded


def _left_out(row: Row) -> LeftOut | None:
    if row.get("gta evaluation", "").casefold() == "green":
        return NoEvent("a measure that liberalizes")
    return None if row["affected jurisdictions"] else NoState("no affected jurisdiction")


FORMAT = ColumnTable(
    name="gta",
    title="Global Trade Alert, interventions (CSV or xlsx)",
    marks=frozenset({"implementing jurisdiction", "affected jurisdictions", "date announced"}),
    fields={
        "id": lambda row: f"gta{row['intervention id']}" if row.get("intervention id") else "",
        "date": lambda row: row.get("date implemented") or row["date announced"],
        "source": "implementing jurisdiction",
        "target": "affected jurisdictions",
        "type": lambda row: coded("gta")["harmful"],
    },
    left_out=_left_out,
    example="Intervention ID,Implementing jurisdiction,GTA evaluation,Date announced,"
    "Date implemented,Affected jurisdictions\n"
    '7,United States of America,Red,2018-03-08,2018-03-23,"China, Japan"',
    mind="measures evaluated green are left out; who is affected is estimated by Global Trade "
    "Alert and need not be meant",
)
